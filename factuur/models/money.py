"""Money received, and what was done to get it."""

from peewee import DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from factuur.clock import now
from factuur.models.access import User
from factuur.models.base import CentsField, Table, text, values
from factuur.models.clients import Client
from factuur.models.company import Administration
from factuur.models.invoices import Invoice


class Payment(Table):
    """Money that came in (or went back, below zero); settling a credit note is a payment of 0."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    client = ForeignKeyField(Client, null=True, on_delete="RESTRICT")
    amount_cents = CentsField()
    received_on = DateField()
    method = TextField(default="bank")  # bank, cash, card or settlement
    note = text()
    created_at = DateTimeField(default=now)
    created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")

    class Meta:
        """Listed by day."""

        indexes = ((("administration", "received_on", "id"), False),)


class Allocation(Table):
    """The part of a payment that goes to one invoice. Triggers carry it to Receivable."""

    payment = ForeignKeyField(Payment, on_delete="CASCADE")
    invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
    amount_cents = CentsField()
    created_at = DateTimeField(default=now)


class Mail(Table):
    """One mail to one person, from the wish to send it until the server has it.

    State: queued, claimed, transmitting, sent, failed, uncertain or cancelled. It is
    the only state column there is: delivery is a machine, and must survive a crash.
    """

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    invoice = ForeignKeyField(Invoice, null=True, on_delete="RESTRICT")
    client = ForeignKeyField(Client, null=True, on_delete="RESTRICT")
    kind = TextField()  # invoice, credit_note, reminder or test
    recipient = TextField()
    recipient_name = text()
    reply_to = text()
    subject = TextField()
    body = TextField()
    attachments = values()  # {"invoices": [id, …]}: their kept PDFs
    state = TextField(default="queued")
    attempts = IntegerField(default=0)
    next_at = DateTimeField(null=True, default=now)
    claimed_by = text()
    claimed_at = DateTimeField(null=True)
    message_id = text()
    error = text()
    via = text()  # smtp or mailbox
    created_at = DateTimeField(default=now)
    created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
    sent_at = DateTimeField(null=True)

    class Meta:
        """What is due; what happened to one invoice."""

        indexes = ((("state", "next_at"), False), (("administration", "state"), False))


class Dispatch(Table):
    """An invoice left the house: by mail, or by hand (printed, handed over, own mail program)."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
    channel = TextField()  # mail or hand
    mail = ForeignKeyField(Mail, null=True, on_delete="SET NULL")
    sent_on = DateField()
    note = text()
    created_at = DateTimeField(default=now)
    created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")


class Reminder(Table):
    """A reminder that was given: by mail, letter, telephone or in person."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
    channel = TextField(default="telephone")
    reminded_on = DateField()
    note = text()
    created_at = DateTimeField(default=now)
    created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")


class Hold(Table):
    """A reason not to chase an invoice for now. Over once `ended_at` or the last day has come."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
    reason = TextField()
    until_on = DateField(null=True)
    created_at = DateTimeField(default=now)
    created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
    ended_at = DateTimeField(null=True)

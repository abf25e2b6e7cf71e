"""Clients, whom to reach there, and what was agreed."""

from peewee import (
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from factuur.clock import now
from factuur.models.base import CentsField, ScaledField, Table, text
from factuur.models.company import Administration
from factuur.models.intake import Batch


class Client(Table):
    """Somebody who gets invoices."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    number = text()
    name = TextField()
    kind = TextField(default="business")  # business, consumer or public
    country = TextField(default="NL")
    street = text()
    postcode = text()
    city = text()
    vat_id = text()
    registration = text()
    email = text()
    phone = text()
    language = TextField(default="nl")
    terms_days = IntegerField(null=True)  # none: the administration's
    rate_e4 = ScaledField(null=True)  # price of one hour
    buyer_reference = text()
    note = text()
    batch = ForeignKeyField(Batch, null=True, on_delete="SET NULL")
    archived_at = DateTimeField(null=True)
    version = IntegerField(default=1)
    created_at = DateTimeField(default=now)


# Listed, and meant, by name, whatever the capitals.
Client.add_index(
    Client.index(Client.administration, fn.LOWER(Client.name), Client.id, name="client_by_name")
)


class Contact(Table):
    """A person at a client. The role says what this person gets."""

    client = ForeignKeyField(Client, on_delete="CASCADE")
    name = text()
    email = text()
    phone = text()
    role = TextField(default="accounts_payable")  # buyer, accounts_payable, copy or legal


class Project(Table):
    """A piece of work for one client."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    client = ForeignKeyField(Client, on_delete="RESTRICT")
    name = TextField()
    rate_e4 = ScaledField(null=True)
    budget_seconds = IntegerField(null=True)
    budget_cents = CentsField(null=True)
    batch = ForeignKeyField(Batch, null=True, on_delete="SET NULL")
    archived_at = DateTimeField(null=True)
    version = IntegerField(default=1)
    created_at = DateTimeField(default=now)

    class Meta:
        """A client has each project once."""

        indexes = ((("client", "name"), True),)


class ProjectRate(Table):
    """What an hour of one person costs on a project."""

    project = ForeignKeyField(Project, on_delete="CASCADE")
    person = TextField()
    rate_e4 = ScaledField()

    class Meta:
        """One rate each."""

        indexes = ((("project", "person"), True),)


class Entry(Table):
    """Time worked, on one day. Billed is a row of LineEntry, not a column here."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    client = ForeignKeyField(Client, on_delete="RESTRICT")
    project = ForeignKeyField(Project, null=True, on_delete="RESTRICT")
    worked_on = DateField()
    seconds = IntegerField()
    description = text()
    task = text()
    person = text()
    rate_e4 = ScaledField(null=True)  # as the sheet said; none: by project, person, client
    billable = BooleanField(default=True)
    batch = ForeignKeyField(Batch, null=True, on_delete="SET NULL")
    source_sheet = text()
    source_row = IntegerField(null=True)
    fingerprint = text()  # of an imported row, to know it when it comes again
    version = IntegerField(default=1)
    created_at = DateTimeField(default=now)

    class Meta:
        """Listed by day; found again by fingerprint."""

        indexes = (
            (("administration", "worked_on", "id"), False),
            (("client", "worked_on"), False),
            (("administration", "fingerprint"), False),
        )

"""Invoices and what belongs to them."""

from peewee import SQL, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from factuur.clock import now
from factuur.models.access import User
from factuur.models.base import BasisPointsField, CentsField, ScaledField, Table, text
from factuur.models.clients import Client, Entry
from factuur.models.company import Administration


class Invoice(Table):
    """An invoice or credit note: a draft without a number, frozen by the database with one.

    A credit note carries positive amounts, as EN 16931 has it: its kind says that they go
    back. Only its Receivable counts below zero, so that sums over receivables are right.
    """

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    client = ForeignKeyField(Client, on_delete="RESTRICT")
    kind = TextField(default="invoice")  # invoice or credit_note
    credited = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    number = TextField(null=True)
    year = IntegerField(null=True)
    sequence = IntegerField(null=True)
    issued_on = DateField(null=True)
    due_on = DateField(null=True)
    supply_on = DateField(null=True)  # the last day of the work, where it differs
    supply_from = DateField(null=True)
    terms_days = IntegerField(default=14)
    language = TextField(default="nl")
    vat_scheme = TextField(default="domestic")
    grouping = TextField(default="project")  # one, project, task, person or day
    attention = text()  # for whose eyes it is, at the client
    buyer_reference = text()
    intro = text()
    note = text()
    rounding_minutes = IntegerField(default=0)
    rounding_way = TextField(default="up")
    net_cents = CentsField(default=0)
    vat_cents = CentsField(default=0)
    total_cents = CentsField(default=0)
    payment_reference = text()
    seller = text()  # JSON of both parties as they were at issue
    buyer = text()
    sha256 = text()  # of all that was issued, so that `verify` sees a change
    version = IntegerField(default=1)
    created_at = DateTimeField(default=now)
    updated_at = DateTimeField(default=now)
    updated_by = ForeignKeyField(User, null=True, on_delete="SET NULL")

    class Meta:
        """Numbered once; listed by date; drafts and clients found by index."""

        indexes = (
            (("administration", "number"), True),
            (("administration", "kind", "year", "sequence"), True),
            (("administration", "issued_on", "id"), False),
            (("client", "issued_on"), False),
        )


Invoice.add_index(
    Invoice.index(
        Invoice.administration, Invoice.id, where=SQL("number IS NULL"), name="invoice_draft"
    )
)


class Line(Table):
    """One line: printed quantity times printed price, less its discount, is its amount."""

    invoice = ForeignKeyField(Invoice, on_delete="CASCADE")
    position = IntegerField()
    kind = TextField(default="manual")  # manual, hours or rounding
    description = text()
    quantity_e4 = ScaledField(default=10_000)
    unit = TextField(default="hour")  # hour, day, piece, month, km or percent
    price_e4 = ScaledField(default=0)
    discount_bp = BasisPointsField(default=0)
    vat_bp = BasisPointsField(default=2100)
    net_cents = CentsField(default=0)
    version = IntegerField(default=1)

    class Meta:
        """In the order in which they are printed."""

        table_name = "invoice_line"
        indexes = ((("invoice", "position"), False),)


class LineEntry(Table):
    """An entry that is on an invoice: that is what billed means. No entry is on two."""

    line = ForeignKeyField(Line, on_delete="CASCADE")
    entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")


class Receivable(Table):
    """What is still to be paid of an issued invoice; below zero, what a credit note gives back.

    Made at issue. Triggers on allocation keep `open_cents` and `settled_on`, so the
    list, the board and the books read one figure, and nothing can forget to update it.
    Triggers on dispatch and reminder keep the first `sent_on` and the last `reminded_on`:
    a board of thousands is sorted from one index.
    """

    invoice = ForeignKeyField(Invoice, unique=True, on_delete="RESTRICT")
    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    client = ForeignKeyField(Client, on_delete="RESTRICT")
    due_on = DateField()
    total_cents = CentsField()
    open_cents = CentsField()
    settled_on = DateField(null=True)
    sent_on = DateField(null=True)
    reminded_on = DateField(null=True)

    class Meta:
        """Open ones by due date; paid ones by the day they were."""

        indexes = ((("administration", "settled_on"), False),)


Receivable.add_index(
    Receivable.index(
        Receivable.administration,
        Receivable.due_on,
        Receivable.invoice,
        Receivable.client,
        Receivable.open_cents,
        Receivable.sent_on,
        Receivable.reminded_on,
        where=SQL("open_cents <> 0"),
        name="receivable_open",
    )
)


class Document(Table):
    """A file that left or may leave the house, made once and kept by its hash."""

    administration = ForeignKeyField(Administration, on_delete="RESTRICT")
    invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
    kind = TextField()  # pdf
    name = TextField()
    sha256 = TextField()
    size = IntegerField()
    made_at = DateTimeField(default=now)

    class Meta:
        """One of each kind."""

        indexes = ((("invoice", "kind"), True),)

"""An administration: the firm whose invoices these are, and how it wants them."""

from peewee import DateTimeField, ForeignKeyField, IntegerField, TextField

from factuur.clock import now
from factuur.models.base import Table, text


class Administration(Table):
    """One firm, the tenant: every row of business data belongs to one of these."""

    slug = TextField(unique=True)
    name = TextField()
    country = TextField(default="NL")  # NL or BE
    street = text()
    postcode = text()
    city = text()
    registration = text()  # KvK or KBO number
    vat_id = text()
    iban = text()
    email = text()
    phone = text()
    website = text()
    contact = text()
    vat_scheme = TextField(default="domestic")
    language = TextField(default="nl")
    terms_days = IntegerField(default=14)
    invoice_pattern = TextField(default="{year}-{number}")
    credit_pattern = TextField(default="C{year}-{number}")
    number_digits = IntegerField(default=4)
    rounding_minutes = IntegerField(default=0)  # hours are rounded to this many minutes, 0 is not
    rounding_way = TextField(default="up")  # up or nearest
    colour = TextField(default="#0f5c56")
    logo = text()  # hash of the kept file
    terms_text = text()  # printed below each invoice
    intro_text = text()
    due_soon_days = IntegerField(default=3)
    version = IntegerField(default=1)
    created_at = DateTimeField(default=now)


class NumberSeries(Table):
    """The last number given out in one series; the next is taken inside the issuing transaction."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    kind = TextField()  # invoice or credit_note
    year = IntegerField()
    last = IntegerField(default=0)

    class Meta:
        """One counter for a kind and a year."""

        indexes = ((("administration", "kind", "year"), True),)


class MailText(Table):
    """The firm's own words for a mail, with merge fields."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    kind = TextField()  # invoice, credit_note, reminder
    language = TextField()
    subject = TextField()
    body = TextField()

    class Meta:
        """One text for each kind and language."""

        indexes = ((("administration", "kind", "language"), True),)

"""Lay out every table of the house."""

from peewee import *  # noqa: F403 - a frozen copy, generated
from peewee import NodeList


class Number(AutoField):
    """SQLite would give the number of a deleted row out again; undo needs it back."""

    def ddl(self, ctx):
        words = super().ddl(ctx)
        on_sqlite = "sqlite" in type(self.model._meta.database).__name__.lower()
        return NodeList((words, SQL("AUTOINCREMENT"))) if on_sqlite else words


class Table(Model):
    id = Number()


def up(migrator, db):
    class Administration(Table):
        slug = TextField(unique=True)
        name = TextField()
        country = TextField(default="NL")
        street = TextField(default="")
        postcode = TextField(default="")
        city = TextField(default="")
        registration = TextField(default="")
        vat_id = TextField(default="")
        iban = TextField(default="")
        email = TextField(default="")
        phone = TextField(default="")
        website = TextField(default="")
        contact = TextField(default="")
        vat_scheme = TextField(default="domestic")
        language = TextField(default="nl")
        terms_days = IntegerField(default=14)
        invoice_pattern = TextField(default="{year}-{number}")
        credit_pattern = TextField(default="C{year}-{number}")
        number_digits = IntegerField(default=4)
        rounding_minutes = IntegerField(default=0)
        rounding_way = TextField(default="up")
        colour = TextField(default="#0f5c56")
        logo = TextField(default="")
        terms_text = TextField(default="")
        intro_text = TextField(default="")
        due_soon_days = IntegerField(default=3)
        version = IntegerField(default=1)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "administration"

    db.create_tables([Administration])

    class User(Table):
        email = TextField(unique=True)
        name = TextField()
        password_hash = TextField()
        language = TextField(default="nl")
        theme = TextField(default="system")
        created_at = DateTimeField()
        disabled_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "app_user"

    db.create_tables([User])

    class Activity(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        user = ForeignKeyField(User, null=True, on_delete="SET NULL")
        at = DateTimeField()
        verb = TextField()
        subject = TextField(default="")
        subject_id = IntegerField(null=True)
        words = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "activity"
            indexes = ((("administration", "subject", "subject_id"), False),)

    db.create_tables([Activity])

    class Batch(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        user_id = IntegerField(null=True)
        kind = TextField()
        filename = TextField()
        size = IntegerField(default=0)
        sha256 = TextField()
        started_at = DateTimeField()
        percent = IntegerField(default=0)
        seen_at = DateTimeField(null=True)
        read_at = DateTimeField(null=True)
        refusal = JSONField(default=dict)
        cancelled_at = DateTimeField(null=True)
        accepted_at = DateTimeField(null=True)
        undone_at = DateTimeField(null=True)
        layout = TextField(default="")
        fingerprint = TextField(default="")
        columns = JSONField(default=dict)
        answers = JSONField(default=dict)
        choices = JSONField(default=dict)
        result = TextField(default="")
        counts = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "batch"
            indexes = (
                (("administration", "started_at"), False),
                (("administration", "sha256"), False),
            )

    db.create_tables([Batch])

    class Client(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        number = TextField(default="")
        name = TextField()
        kind = TextField(default="business")
        country = TextField(default="NL")
        street = TextField(default="")
        postcode = TextField(default="")
        city = TextField(default="")
        vat_id = TextField(default="")
        registration = TextField(default="")
        email = TextField(default="")
        phone = TextField(default="")
        language = TextField(default="nl")
        terms_days = IntegerField(null=True)
        rate_e4 = BigIntegerField(null=True)
        buyer_reference = TextField(default="")
        note = TextField(default="")
        batch = ForeignKeyField(Batch, null=True, on_delete="SET NULL")
        archived_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "client"

    db.create_tables([Client])

    class Payment(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        client = ForeignKeyField(Client, null=True, on_delete="RESTRICT")
        amount_cents = BigIntegerField()
        received_on = DateField()
        method = TextField(default="bank")
        note = TextField(default="")
        created_at = DateTimeField()
        created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "payment"
            indexes = ((("administration", "received_on", "id"), False),)

    db.create_tables([Payment])

    class Invoice(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        kind = TextField(default="invoice")
        credited = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        number = TextField(null=True)
        year = IntegerField(null=True)
        sequence = IntegerField(null=True)
        issued_on = DateField(null=True)
        due_on = DateField(null=True)
        supply_on = DateField(null=True)
        supply_from = DateField(null=True)
        terms_days = IntegerField(default=14)
        language = TextField(default="nl")
        vat_scheme = TextField(default="domestic")
        grouping = TextField(default="project")
        attention = TextField(default="")
        buyer_reference = TextField(default="")
        intro = TextField(default="")
        note = TextField(default="")
        rounding_minutes = IntegerField(default=0)
        rounding_way = TextField(default="up")
        net_cents = BigIntegerField(default=0)
        vat_cents = BigIntegerField(default=0)
        total_cents = BigIntegerField(default=0)
        payment_reference = TextField(default="")
        seller = TextField(default="")
        buyer = TextField(default="")
        sha256 = TextField(default="")
        version = IntegerField(default=1)
        created_at = DateTimeField()
        updated_at = DateTimeField()
        updated_by = ForeignKeyField(User, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "invoice"
            indexes = (
                (("administration", "number"), True),
                (("administration", "kind", "year", "sequence"), True),
                (("administration", "issued_on", "id"), False),
                (("client", "issued_on"), False),
            )

    db.create_tables([Invoice])

    class Allocation(Table):
        payment = ForeignKeyField(Payment, on_delete="CASCADE")
        invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
        amount_cents = BigIntegerField()
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "allocation"

    db.create_tables([Allocation])

    class Attempt(Table):
        key = TextField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "attempt"
            indexes = ((("key", "at"), False),)

    db.create_tables([Attempt])

    class BatchCell(Table):
        batch = ForeignKeyField(Batch, on_delete="CASCADE")
        sheet = TextField(default="")
        row = IntegerField()
        column = IntegerField()
        text = TextField()

        class Meta:
            database = db
            table_name = "batch_cell"
            indexes = ((("batch", "sheet", "row", "column"), True),)

    db.create_tables([BatchCell])

    class BatchChange(Table):
        batch = ForeignKeyField(Batch, on_delete="CASCADE")
        kind = TextField()
        row_id = IntegerField()
        before = JSONField(default=dict)
        after = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "batch_change"

    db.create_tables([BatchChange])

    class Contact(Table):
        client = ForeignKeyField(Client, on_delete="CASCADE")
        name = TextField(default="")
        email = TextField(default="")
        phone = TextField(default="")
        role = TextField(default="accounts_payable")

        class Meta:
            database = db
            table_name = "contact"

    db.create_tables([Contact])

    class Mail(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        invoice = ForeignKeyField(Invoice, null=True, on_delete="RESTRICT")
        client = ForeignKeyField(Client, null=True, on_delete="RESTRICT")
        kind = TextField()
        recipient = TextField()
        recipient_name = TextField(default="")
        reply_to = TextField(default="")
        subject = TextField()
        body = TextField()
        attachments = JSONField(default=dict)
        state = TextField(default="queued")
        attempts = IntegerField(default=0)
        next_at = DateTimeField(null=True)
        claimed_by = TextField(default="")
        claimed_at = DateTimeField(null=True)
        message_id = TextField(default="")
        error = TextField(default="")
        via = TextField(default="")
        created_at = DateTimeField()
        created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
        sent_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "mail"
            indexes = ((("state", "next_at"), False), (("administration", "state"), False))

    db.create_tables([Mail])

    class Dispatch(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
        channel = TextField()
        mail = ForeignKeyField(Mail, null=True, on_delete="SET NULL")
        sent_on = DateField()
        note = TextField(default="")
        created_at = DateTimeField()
        created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "dispatch"

    db.create_tables([Dispatch])

    class Document(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
        kind = TextField()
        name = TextField()
        sha256 = TextField()
        size = IntegerField()
        made_at = DateTimeField()

        class Meta:
            database = db
            table_name = "document"
            indexes = ((("invoice", "kind"), True),)

    db.create_tables([Document])

    class Project(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        name = TextField()
        rate_e4 = BigIntegerField(null=True)
        budget_seconds = IntegerField(null=True)
        budget_cents = BigIntegerField(null=True)
        batch = ForeignKeyField(Batch, null=True, on_delete="SET NULL")
        archived_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "project"
            indexes = ((("client", "name"), True),)

    db.create_tables([Project])

    class Entry(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        project = ForeignKeyField(Project, null=True, on_delete="RESTRICT")
        worked_on = DateField()
        seconds = IntegerField()
        description = TextField(default="")
        task = TextField(default="")
        person = TextField(default="")
        rate_e4 = BigIntegerField(null=True)
        billable = BooleanField(default=True)
        batch = ForeignKeyField(Batch, null=True, on_delete="SET NULL")
        source_sheet = TextField(default="")
        source_row = IntegerField(null=True)
        fingerprint = TextField(default="")
        version = IntegerField(default=1)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "entry"
            indexes = (
                (("administration", "worked_on", "id"), False),
                (("client", "worked_on"), False),
                (("administration", "fingerprint"), False),
            )

    db.create_tables([Entry])

    class HeadingMemory(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        kind = TextField()
        fingerprint = TextField()
        columns = JSONField(default=dict)
        answers = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "heading_memory"
            indexes = ((("administration", "kind", "fingerprint"), True),)

    db.create_tables([HeadingMemory])

    class Hold(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
        reason = TextField()
        until_on = DateField(null=True)
        created_at = DateTimeField()
        created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "hold"

    db.create_tables([Hold])

    class Invitation(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        email = TextField()
        name = TextField(default="")
        role = TextField()
        token_hash = TextField(unique=True)
        created_at = DateTimeField()
        expires_at = DateTimeField()
        accepted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "invitation"

    db.create_tables([Invitation])

    class Line(Table):
        invoice = ForeignKeyField(Invoice, on_delete="CASCADE")
        position = IntegerField()
        kind = TextField(default="manual")
        description = TextField(default="")
        quantity_e4 = BigIntegerField(default=10000)
        unit = TextField(default="hour")
        price_e4 = BigIntegerField(default=0)
        discount_bp = IntegerField(default=0)
        vat_bp = IntegerField(default=2100)
        net_cents = BigIntegerField(default=0)
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "invoice_line"
            indexes = ((("invoice", "position"), False),)

    db.create_tables([Line])

    class LineEntry(Table):
        line = ForeignKeyField(Line, on_delete="CASCADE")
        entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "line_entry"

    db.create_tables([LineEntry])

    class MailText(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        kind = TextField()
        language = TextField()
        subject = TextField()
        body = TextField()

        class Meta:
            database = db
            table_name = "mail_text"
            indexes = ((("administration", "kind", "language"), True),)

    db.create_tables([MailText])

    class Membership(Table):
        user = ForeignKeyField(User, on_delete="CASCADE")
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        role = TextField()

        class Meta:
            database = db
            table_name = "membership"
            indexes = ((("user", "administration"), True),)

    db.create_tables([Membership])

    class NumberSeries(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        kind = TextField()
        year = IntegerField()
        last = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "number_series"
            indexes = ((("administration", "kind", "year"), True),)

    db.create_tables([NumberSeries])

    class ProjectRate(Table):
        project = ForeignKeyField(Project, on_delete="CASCADE")
        person = TextField()
        rate_e4 = BigIntegerField()

        class Meta:
            database = db
            table_name = "project_rate"
            indexes = ((("project", "person"), True),)

    db.create_tables([ProjectRate])

    class Receivable(Table):
        invoice = ForeignKeyField(Invoice, unique=True, on_delete="RESTRICT")
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        due_on = DateField()
        total_cents = BigIntegerField()
        open_cents = BigIntegerField()
        settled_on = DateField(null=True)
        sent_on = DateField(null=True)
        reminded_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "receivable"
            indexes = ((("administration", "settled_on"), False),)

    db.create_tables([Receivable])

    class Reminder(Table):
        administration = ForeignKeyField(Administration, on_delete="RESTRICT")
        invoice = ForeignKeyField(Invoice, on_delete="RESTRICT")
        channel = TextField(default="telephone")
        reminded_on = DateField()
        note = TextField(default="")
        created_at = DateTimeField()
        created_by = ForeignKeyField(User, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "reminder"

    db.create_tables([Reminder])

    class Session(Table):
        user = ForeignKeyField(User, on_delete="CASCADE")
        administration = ForeignKeyField(Administration, null=True, on_delete="SET NULL")
        token_hash = TextField(unique=True)
        agent = TextField(default="")
        trusted = BooleanField(default=False)
        created_at = DateTimeField()
        seen_at = DateTimeField()
        expires_at = DateTimeField()

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class Submission(Table):
        user = ForeignKeyField(User, null=True, on_delete="SET NULL")
        key = TextField(unique=True)
        location = TextField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "submission"

    db.create_tables([Submission])

    class Trash(Table):
        administration = ForeignKeyField(Administration, on_delete="CASCADE")
        user = ForeignKeyField(User, null=True, on_delete="SET NULL")
        at = DateTimeField()
        kind = TextField()
        rows = JSONField(default=list)
        restored_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "trash"

    db.create_tables([Trash])

    db.execute_sql("CREATE INDEX client_by_name ON client (administration_id, LOWER(name), id)")

    # Both databases keep these small: only what is a draft, only what is still open.
    db.execute_sql(
        "CREATE INDEX invoice_draft ON invoice (administration_id, id) WHERE number IS NULL"
    )
    db.execute_sql(
        "CREATE INDEX receivable_open ON receivable "
        "(administration_id, due_on, invoice_id, client_id, open_cents, sent_on, reminded_on) "
        "WHERE open_cents <> 0"
    )


def down(migrator, db):
    migrator.migrate(migrator.drop_table("trash"))
    migrator.migrate(migrator.drop_table("submission"))
    migrator.migrate(migrator.drop_table("session"))
    migrator.migrate(migrator.drop_table("reminder"))
    migrator.migrate(migrator.drop_table("receivable"))
    migrator.migrate(migrator.drop_table("project_rate"))
    migrator.migrate(migrator.drop_table("number_series"))
    migrator.migrate(migrator.drop_table("membership"))
    migrator.migrate(migrator.drop_table("mail_text"))
    migrator.migrate(migrator.drop_table("line_entry"))
    migrator.migrate(migrator.drop_table("invoice_line"))
    migrator.migrate(migrator.drop_table("invitation"))
    migrator.migrate(migrator.drop_table("hold"))
    migrator.migrate(migrator.drop_table("heading_memory"))
    migrator.migrate(migrator.drop_table("entry"))
    migrator.migrate(migrator.drop_table("project"))
    migrator.migrate(migrator.drop_table("document"))
    migrator.migrate(migrator.drop_table("dispatch"))
    migrator.migrate(migrator.drop_table("mail"))
    migrator.migrate(migrator.drop_table("contact"))
    migrator.migrate(migrator.drop_table("batch_change"))
    migrator.migrate(migrator.drop_table("batch_cell"))
    migrator.migrate(migrator.drop_table("attempt"))
    migrator.migrate(migrator.drop_table("allocation"))
    migrator.migrate(migrator.drop_table("invoice"))
    migrator.migrate(migrator.drop_table("payment"))
    migrator.migrate(migrator.drop_table("client"))
    migrator.migrate(migrator.drop_table("batch"))
    migrator.migrate(migrator.drop_table("activity"))
    migrator.migrate(migrator.drop_table("app_user"))
    migrator.migrate(migrator.drop_table("administration"))

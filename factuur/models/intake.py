"""Files that came in, and what was made of them."""

from peewee import DateTimeField, ForeignKeyField, IntegerField, JSONField, TextField

from factuur.clock import now
from factuur.models.base import Table, text, values
from factuur.models.company import Administration


class Batch(Table):
    """One upload, from the file to what it made. Its state is in its dates."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    user_id = IntegerField(null=True)
    kind = TextField()  # hours or clients
    filename = TextField()  # as the sender called it; never used as a path
    size = IntegerField(default=0)
    sha256 = TextField()  # of the kept file
    started_at = DateTimeField(default=now)
    percent = IntegerField(default=0)
    seen_at = DateTimeField(null=True)  # the last sign of life of whoever is reading it
    read_at = DateTimeField(null=True)
    refusal = values()  # {"code": …, …} when the file could not be read
    cancelled_at = DateTimeField(null=True)
    accepted_at = DateTimeField(null=True)
    undone_at = DateTimeField(null=True)
    layout = text()
    fingerprint = text()
    columns = values()  # what the user chose: {"3": "hours"}
    answers = values()  # {"date_order": "dmy"}
    choices = values()  # {"client name as written": client id, or null for a new one}
    result = text()  # hash of the kept reading
    counts = values()

    class Meta:
        """The newest first; the same file again is recognised."""

        indexes = (
            (("administration", "started_at"), False),
            (("administration", "sha256"), False),
        )


class BatchCell(Table):
    """A cell that the user typed over in the preview; the file itself stays as it came."""

    batch = ForeignKeyField(Batch, on_delete="CASCADE")
    sheet = text()
    row = IntegerField()
    column = IntegerField()
    text = TextField()

    class Meta:
        """One text for a cell."""

        indexes = ((("batch", "sheet", "row", "column"), True),)


class BatchChange(Table):
    """A row that existed before and was changed by a batch: how it was, for the way back."""

    batch = ForeignKeyField(Batch, on_delete="CASCADE")
    kind = TextField()  # client, entry
    row_id = IntegerField()
    before = JSONField(default=dict)
    after = JSONField(default=dict)


class HeadingMemory(Table):
    """How the columns under these headings were read last time, so that nobody is asked twice."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    kind = TextField()
    fingerprint = TextField()
    columns = values()
    answers = values()

    class Meta:
        """One memory for each set of headings."""

        indexes = ((("administration", "kind", "fingerprint"), True),)

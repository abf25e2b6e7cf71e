"""Who may do what, and what was done."""

from peewee import (
    BooleanField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
)

from factuur.clock import now
from factuur.models.base import Table, text, values
from factuur.models.company import Administration


class User(Table):
    """A person who signs in."""

    email = TextField(unique=True)  # in lower case
    name = TextField()
    password_hash = TextField()
    language = TextField(default="nl")
    theme = TextField(default="system")  # light, dark or system
    created_at = DateTimeField(default=now)
    disabled_at = DateTimeField(null=True)

    class Meta:
        """The bare word is taken in SQL."""

        table_name = "app_user"


class Membership(Table):
    """The role of a user in an administration: owner, member or bookkeeper."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    role = TextField()

    class Meta:
        """One role each."""

        indexes = ((("user", "administration"), True),)


class Invitation(Table):
    """A secret link by which somebody joins an administration; only its hash is kept."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    email = TextField()
    name = text()
    role = TextField()
    token_hash = TextField(unique=True)
    created_at = DateTimeField(default=now)
    expires_at = DateTimeField()
    accepted_at = DateTimeField(null=True)


class Session(Table):
    """One signed-in browser. Gone from here is signed out, whatever cookie comes back."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    administration = ForeignKeyField(Administration, null=True, on_delete="SET NULL")
    token_hash = TextField(unique=True)
    agent = text()
    trusted = BooleanField(default=False)
    created_at = DateTimeField(default=now)
    seen_at = DateTimeField(default=now)
    expires_at = DateTimeField()


class Attempt(Table):
    """A sign-in that failed, counted per address and per account to slow down guessing."""

    key = TextField()
    at = DateTimeField(default=now)

    class Meta:
        """Counted by key over the last minutes."""

        indexes = ((("key", "at"), False),)


class Submission(Table):
    """A form that was taken in; the same key again is answered, not done twice."""

    user = ForeignKeyField(User, null=True, on_delete="SET NULL")
    key = TextField(unique=True)
    location = text()
    at = DateTimeField(default=now)


class Activity(Table):
    """What was done, when and by whom; rows are only ever added."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    user = ForeignKeyField(User, null=True, on_delete="SET NULL")
    at = DateTimeField(default=now)
    verb = TextField()  # "invoice.issued"
    subject = text()  # "invoice"
    subject_id = IntegerField(null=True)
    words = values()

    class Meta:
        """Read as the timeline of one thing, or of the whole administration."""

        indexes = ((("administration", "subject", "subject_id"), False),)


class Trash(Table):
    """Rows that were deleted, to the last column, so that they can be put back."""

    administration = ForeignKeyField(Administration, on_delete="CASCADE")
    user = ForeignKeyField(User, null=True, on_delete="SET NULL")
    at = DateTimeField(default=now)
    kind = TextField()  # "entries", "client", "draft"
    rows = JSONField(default=list)
    restored_at = DateTimeField(null=True)

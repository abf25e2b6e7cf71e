"""Write migrations/0001 anew from the models. Only until the first release: after it, add steps."""

import re
import subprocess
import sys
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import template
from playhouse.schema_diff import diff_models

from factuur.db import MIGRATIONS, database
from factuur.models import ALL

HEAD = '''"""Lay out every table of the house."""

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


'''
PARTIAL = """
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
"""
OWN_FIELDS = {
    "CentsField": "BigIntegerField",
    "ScaledField": "BigIntegerField",
    "BasisPointsField": "IntegerField",
}


def main() -> None:
    """Compare the models with an empty database and keep the difference as the first step."""
    database.initialize(SqliteDatabase(":memory:"))
    body = template(diff_models(database.obj, ALL))
    body = body[body.index("def up(") :]
    body = body.replace("(Model):", "(Table):")
    for own, plain in OWN_FIELDS.items():
        body = body.replace(own, plain)
    up, down = re.split(r"(?m)^(?=def down\()", body)
    target = Path(MIGRATIONS, "0001_initial.py")
    target.write_text(HEAD + up.rstrip() + "\n" + PARTIAL + "\n\n" + down)
    ruff = [sys.executable, "-m", "ruff", "format", "-q", str(target)]
    subprocess.run(ruff, check=True)


if __name__ == "__main__":
    main()

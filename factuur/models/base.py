"""What every table shares."""

from typing import Any

from peewee import AutoField, BigIntegerField, IntegerField, JSONField, Model, TextField

from factuur.db import database


class Table(Model):
    """A row with a number of its own. Nobody follows a reference backwards: queries do that."""

    id = AutoField()

    class Meta:
        """Singular names, one database for all."""

        database = database
        legacy_table_names = False


class CentsField(BigIntegerField):
    """An amount in whole cents."""


class ScaledField(BigIntegerField):
    """A quantity or unit price in ten thousandths: 1.5 is kept as 15000."""


class BasisPointsField(IntegerField):
    """A percentage in hundredths: 21 % is kept as 2100."""


def text(**options: Any) -> TextField:
    """Give a text column that is empty rather than missing."""
    return TextField(default="", **options)


def values(**options: Any) -> JSONField:
    """Give a column for a small dictionary or list that no query looks into."""
    return JSONField(default=dict, **options)

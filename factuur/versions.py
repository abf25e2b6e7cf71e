"""Two people at one thing: who saves second sees what the first one made of it, and chooses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import Field, Form

from factuur.db import database
from factuur.errors import N_, Conflict
from factuur.models import Table


class Stale(Conflict):
    """Somebody saved between our reading and our writing."""

    message = N_("This was changed by somebody else in the meantime. Compare both and choose.")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people filled in differently, as each reads it on the screen."""

    label: str
    mine: str
    theirs: str


def change(row: Table, version: int, values: Mapping[str, Any]) -> None:
    """Write these columns, one version up; raises Stale when the row has moved on since."""
    model = type(row)
    seen = (model.id == row.id) & (model.version == version)  # type: ignore[attr-defined]
    with database.atomic():
        changed = model.update(**values, version=version + 1).where(seen).execute()
    if not changed:
        raise Stale


def caught_up(form: Form, theirs: Form) -> list[Difference]:
    """Give the fields in which what was typed differs from `theirs`, the same form of the row now.

    The version of the form moves along, so that saving again keeps what was typed.
    """
    form["version"].raw_data = [str(theirs["version"].data)]
    return [
        Difference(str(field.label.text), _shown(field), _shown(theirs[field.name]))
        for field in form
        if field.name != "version" and field.data != theirs[field.name].data
    ]


def _shown(field: Field) -> str:
    """Give what a field shows: the words of a choice, the text of a box."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(each.label) for each in field.iter_choices() if each.selected)
    if isinstance(field.data, bool):
        return "✓" if field.data else "–"
    return str(field._value())  # noqa: SLF001 - what WTForms itself draws in the box

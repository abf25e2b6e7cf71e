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


def differences(form: Form, row: object) -> list[Difference]:
    """Give the fields in which what was typed is not what the row says now."""
    theirs = type(form)(obj=row)
    return [
        Difference(str(field.label.text), _shown(field), _shown(theirs[field.name]))
        for field in form
        if field.type != "HiddenField" and field.data != theirs[field.name].data
    ]


def _shown(field: Field) -> str:
    """Give what a field shows: the words of a choice, the text of a box."""
    if hasattr(field, "iter_choices"):
        chosen = [str(choice[1]) for choice in field.iter_choices() if choice[2]]
        return ", ".join(chosen)
    if isinstance(field.data, bool):
        return "✓" if field.data else "–"
    return str(field._value())  # noqa: SLF001 - what WTForms itself draws in the box

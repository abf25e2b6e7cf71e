"""What differs between what was typed here and what stands there."""

from dataclasses import dataclass

from wtforms import Form


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two windows gave another value."""

    label: str
    mine: str
    theirs: str


def between(mine: Form, theirs: Form) -> list[Difference]:
    """Give the fields whose text differs, each with both."""
    return [
        Difference(str(field.label.text), _text(field), _text(theirs[field.name]))
        for field in mine
        if field.name != "version" and (field.data or None) != (theirs[field.name].data or None)
    ]


def _text(field: object) -> str:
    """Give what a box shows, and of a list the words that were chosen."""
    for value, label, *_ in getattr(field, "iter_choices", list)():
        if value == field.data:  # type: ignore[attr-defined]
            return str(label)
    return str(field._value()) if hasattr(field, "_value") else str(field.data)  # type: ignore[attr-defined] # noqa: SLF001

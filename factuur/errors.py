"""How the trade says no: one sentence that a person understands."""

from typing import Any, ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name that the extractor knows
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


class Refused(Exception):  # noqa: N818 - the trade refuses, it does not fail
    """A request the rules do not allow. Nothing has changed.

    `code` is for scripts, `message` for people: it names the field, the value and
    the way out, with `values` filled in. `field` tells a form where to show it.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[str] = N_("That cannot be done.")
    status: ClassVar[int] = 422

    def __init__(self, *, field: str = "", **values: Any) -> None:
        super().__init__(self.message % values if values else self.message)
        self.field = field
        self.values = values


class NotFound(Refused):
    """Nothing by that name in this administration."""

    code = "not_found"
    message = N_("%(what)s is not in this administration.")
    status = 404


class Conflict(Refused):
    """Somebody else changed the same thing in the meantime."""

    code = "conflict"
    message = N_("%(what)s was changed by somebody else. Compare both and choose.")
    status = 409

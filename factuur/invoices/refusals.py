"""How this room says no."""

from collections.abc import Sequence

from flask_babel import gettext

from factuur.errors import N_, Conflict, Refused
from factuur.invoices.checking import Finding
from factuur.models import Invoice, Line

MOST_LINES = 500


class NoSuchInvoice(Refused):
    """Neither a number nor an id of this administration."""

    code = "not_found"
    message = N_("There is no invoice “%(name)s” in this administration.")
    status = 404


class AlreadyIssued(Refused):
    """An issued invoice is a legal document: correct it with a credit note."""

    code = "already_issued"
    message = N_(
        "Invoice %(number)s has been issued and cannot change any more. Credit it to correct it."
    )


class NotIssued(Refused):
    """What is asked needs a number."""

    code = "not_issued"
    message = N_("This is still a draft: issue it first.")


class LineGone(Conflict):
    """Another window deleted the line, or made the lines anew."""

    code = "line_gone"
    message = N_(
        "This line was deleted or made anew in another window. Look at the lines as they are now."
    )


class LineChanged(Conflict):
    """Another window changed the same line; `line` holds it as it is now."""

    code = "line_changed"
    message = N_("This line was changed in another window. Compare both and choose.")

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line


class HeadChanged(Conflict):
    """Another window changed the same draft; `invoice` holds it as it is now."""

    code = "draft_changed"
    message = N_("These details were changed in another window. Compare both and choose.")

    def __init__(self, invoice: Invoice) -> None:
        super().__init__()
        self.invoice = invoice


class LinesChanged(Conflict):
    """Going back would lose what was typed since."""

    code = "lines_changed"
    message = N_("The lines were changed since, so this cannot be undone without losing that.")


class DraftChanged(Conflict):
    """What would be issued is no longer what was shown."""

    code = "draft_changed"
    message = N_(
        "The draft came to %(shown)s when you looked, and to %(now)s now. "
        "Look again before you issue it."
    )


class TooManyLines(Refused):
    """More lines than a page can show and a client will read."""

    code = "too_many_lines"
    message = N_("An invoice has %(most)s lines at the most. Group the work, or split the invoice.")

    def __init__(self) -> None:
        super().__init__(most=MOST_LINES)


class NothingToBill(Refused):
    """No hours are waiting."""

    code = "nothing_to_bill"
    message = N_("There are no unbilled hours to make an invoice of.")


class NotReady(Refused):
    """The checks before issuing found something that blocks: `findings`, the first one said."""

    code = "not_ready"
    message = N_("This draft cannot be issued yet: %(why)s")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(why=gettext(findings[0].message, **findings[0].values))
        self.findings = findings


class DayNotCome(Refused):
    """An invoice carries the day on which it is issued."""

    code = "date_in_future"
    message = N_("Choose an invoice date up to today (%(today)s).")


class DayBeforeLast(Refused):
    """Within a series numbers and dates go up together."""

    code = "date_before_last"
    message = N_(
        "Choose an invoice date from %(last)s on: that is the date of %(number)s, "
        "the last in this series."
    )


class NumberTaken(Refused):
    """The pattern makes a number that is there already."""

    code = "number_taken"
    message = N_("Number %(number)s is in use already. Change the number pattern in the settings.")


class CannotCredit(Refused):
    """Only an issued invoice can be credited."""

    code = "cannot_credit"
    message = N_("%(number)s is a credit note itself: make a new invoice instead.")


class FullyCredited(Refused):
    """The credit notes together would give back more than was asked."""

    code = "fully_credited"
    message = N_("Invoice %(number)s has been credited in full already.")


class PasteUnreadable(Refused):
    """A pasted cell that is not what its column asks."""

    code = "paste_unreadable"
    message = N_("Row %(row)s, %(column)s: “%(text)s” cannot be read. Nothing was pasted.")

    def __init__(self, row: int, at: int, *, column: str, text: str) -> None:
        super().__init__(row=row, column=column, text=text)
        self.place = (row, at)  # how far the reading came


class PasteTooLong(Refused):
    """More rows than an invoice has lines."""

    code = "paste_too_long"
    message = N_("You pasted %(rows)s rows; %(most)s at the most fit. Nothing was pasted.")


class HoursOfAnother(Refused):
    """Hours are billed to whom they were worked for."""

    code = "hours_of_another"
    message = N_("This draft bills hours of this client. Delete those lines to choose another.")

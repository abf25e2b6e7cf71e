"""What the parts of the editor show: rows with their boxes, the sums, and what is not right yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factuur import clock
from factuur.clients.queries import contacts_of
from factuur.company.rules import VAT_RATES
from factuur.invoices.forms import GroupingForm, HeadForm, LineForm
from factuur.invoices.queries import findings_on, lines_of, snapshot
from factuur.invoices.refusals import LineGone
from factuur.invoices.rules import HOURS, ROUNDING
from factuur.models import Invoice, Line
from factuur.web import administration

FIGURES = ("quantity_e4", "price_e4", "discount_bp")
COLUMNS = ("description", "quantity_e4", "unit", "price_e4", "discount_bp", "vat_bp")


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it is edited: its boxes, and the number that people see before it."""

    line: Line
    form: LineForm
    number: int
    sent: dict[str, str] = field(default_factory=dict)  # what was typed, when that was just saved

    @property
    def place(self) -> str:
        """Give the beginning of the ids of this row's parts."""
        return f"line-{self.line.id}"

    def to_show_anew(self) -> list[str]:
        """Give the boxes to change on the page: what was typed is wrong, or is written so."""
        return [name for name in self.sent if self.form[name].errors or self._was_tidied(name)]

    def _was_tidied(self, name: str) -> bool:
        written = self.form[name]._value() if name in FIGURES else self.sent[name]  # noqa: SLF001
        return bool(self.sent[name]) and self.sent[name] != written


def saved_row(row: Row, line: Line) -> Row:
    """Give a row after it was saved: its boxes as they are always written."""
    return Row(line, _form(line, None), row.number, row.sent)


def row_of(draft: Invoice, line_id: int, typed: Mapping[str, Any] | None = None) -> Row:
    """Give one row, with what was just typed in it; refuses a line that is gone."""
    lines = _typed_lines(draft)
    for number, line in enumerate(lines, 1):
        if line.id == line_id:
            sent = {name: typed[name] for name in COLUMNS if name in typed} if typed else {}
            return Row(line, _form(line, typed), number, sent)
    raise LineGone


def rows_of(draft: Invoice) -> list[Row]:
    """Give all rows of a draft."""
    return [
        Row(line, _form(line, None), number) for number, line in enumerate(_typed_lines(draft), 1)
    ]


def editor_values(draft: Invoice) -> dict[str, Any]:
    """Give all that the page of the editor shows."""
    rows = rows_of(draft)
    return {
        **sums_values(draft),
        "rows": rows,
        "head": HeadForm(obj=draft),
        "grouping": GroupingForm(grouping=draft.grouping),
        "has_hours": any(row.line.kind == HOURS for row in rows),
        "contacts": contacts_of(draft.__data__["client"]),
    }


def sums_values(draft: Invoice) -> dict[str, Any]:
    """Give what stands below the lines, and what is not right yet."""
    paper = snapshot(draft)
    return {
        "invoice": draft,
        "paper": paper,
        "findings": findings_on(draft, paper, today=clock.today()),
        "saved_at": clock.at_home(draft.updated_at),
    }


def _typed_lines(draft: Invoice) -> list[Line]:
    return [line for line in lines_of(draft.id) if line.kind != ROUNDING]


def _form(line: Line, typed: Mapping[str, Any] | None) -> LineForm:
    form = LineForm(typed, obj=line)
    form.offer_rates(VAT_RATES[administration().country])
    return form

"""How documents are numbered, and where the counting goes on."""

import datetime as dt

import pytest
from flask.testing import FlaskClient

from factuur.company import queries
from factuur.company.actions import ChangedMeanwhile
from factuur.company.numbering import NumberGivenOut, Numbering, SamePattern, change_numbering
from factuur.company.series import UnreadableNumber
from factuur.models import Administration, Invoice, NumberSeries
from tests.conftest import HTMX
from tests.factories import make_administration, make_client

TODAY = dt.date(2026, 11, 20)
NAMES = ("invoice_pattern", "credit_pattern", "number_digits")


def number(firm: Administration, **wanted: object) -> str:
    """Change the numbering and give the next number of an invoice."""
    firm = Administration.get_by_id(firm.id)
    given = {
        "invoice_pattern": firm.invoice_pattern,
        "credit_pattern": firm.credit_pattern,
        "number_digits": firm.number_digits,
        "next_invoice": queries.next_number_preview(firm, "invoice", TODAY),
        "next_credit": queries.next_number_preview(firm, "credit_note", TODAY),
    }
    change_numbering(
        firm,
        Numbering(**given | wanted),  # type: ignore[arg-type]
        today=TODAY,
        seen=queries.fingerprint(firm, NAMES),
        by=None,
    )
    fresh = Administration.get_by_id(firm.id)
    return queries.next_number_preview(fresh, "invoice", TODAY)


def issue(firm: Administration, sequence: int, year: int = 2026) -> None:
    """Put an issued invoice in the books, and count it."""
    client = make_client(firm)
    invoice = Invoice.create(administration=firm, client=client)
    invoice.number, invoice.year, invoice.sequence = f"2026-{sequence:04d}", year, sequence
    invoice.save()
    NumberSeries.insert(
        administration=firm, kind="invoice", year=year
    ).on_conflict_ignore().execute()
    NumberSeries.update(last=sequence).execute()


def test_numbers_begin_at_one_and_go_on_after_those_of_another_program(db: str) -> None:
    firm = make_administration()
    assert queries.next_number_preview(firm, "invoice", TODAY) == "2026-0001"
    assert queries.next_number_preview(firm, "credit_note", TODAY) == "C2026-0001"
    assert number(firm, next_invoice="2026-0042") == "2026-0042"
    assert number(firm, next_invoice="57") == "2026-0057"
    assert number(firm) == "2026-0057"
    assert number(firm, next_invoice="12") == "2026-0012"  # nothing was given out yet


def test_a_number_that_was_given_out_is_never_given_again(db: str) -> None:
    firm = make_administration()
    issue(firm, 41)
    with pytest.raises(NumberGivenOut, match="2026-0042"):
        number(firm, next_invoice="2026-0041")
    assert number(firm, next_invoice="2026-0050") == "2026-0050"
    assert number(firm, next_invoice="2026-0042") == "2026-0042"


def test_another_pattern_keeps_the_count_and_may_run_through_the_years(db: str) -> None:
    firm = make_administration()
    number(firm, next_invoice="42")
    assert number(firm, invoice_pattern="F{year}/{number}", number_digits=5) == "F2026/00042"
    assert number(firm, invoice_pattern="{number}") == "00042"
    fresh = Administration.get_by_id(firm.id)
    assert queries.next_number_preview(fresh, "invoice", dt.date(2027, 1, 1)) == "00042"


def test_a_pattern_that_would_repeat_an_old_number_is_refused(db: str) -> None:
    firm = make_administration(invoice_pattern="{number}")
    issue(firm, 3)
    with pytest.raises(NumberGivenOut):
        number(firm, invoice_pattern="2026-{number}", next_invoice="3")


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"credit_pattern": "{year}-{number}"}, SamePattern),
        ({"next_invoice": "F42"}, UnreadableNumber),
        ({"next_credit": "0"}, UnreadableNumber),
    ],
)
def test_what_cannot_number_is_refused_and_nothing_changes(
    db: str, wanted: dict[str, str], refusal: type[Exception]
) -> None:
    firm = make_administration()
    with pytest.raises(refusal):
        number(firm, number_digits=6, **wanted)
    assert Administration.get_by_id(firm.id).number_digits == 4
    assert NumberSeries.select().count() == 0


def test_a_stale_page_does_not_renumber(db: str) -> None:
    firm = make_administration()
    wanted = Numbering("{number}", "C{number}", 4, "1", "1")
    with pytest.raises(ChangedMeanwhile):
        change_numbering(firm, wanted, today=TODAY, seen="before", by=None)


def test_the_page_shows_the_next_number_and_says_which_is_free(
    browser: FlaskClient, firm: Administration
) -> None:
    given = {
        "invoice_pattern": "F{year}-{number}",
        "credit_pattern": "C{year}-{number}",
        "number_digits": "3",
        "next_invoice": "7",
        "next_credit": "1",
        "seen": queries.fingerprint(firm, NAMES),
    }
    response = browser.post("/settings/numbers", data=given, headers=HTMX)
    assert response.status_code == 200
    assert "-007" in response.text
    wrong = browser.post("/settings/numbers", data=given | {"next_invoice": "x"}, headers=HTMX)
    assert wrong.status_code in (409, 422)
    assert 'value="x"' in wrong.text

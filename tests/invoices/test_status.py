"""The status of an invoice follows from its facts; the filters from the address."""

import datetime as dt

import pytest

from factuur.invoices.filters import Filters, cursor, days_of, filters_from, written_cursor
from factuur.invoices.status import Standing, Status, status_of

TODAY = dt.date(2026, 11, 20)


def standing(**values: object) -> Standing:
    given = {
        "kind": "invoice",
        "is_draft": False,
        "total_cents": 100,
        "open_cents": 100,
        "due_on": TODAY + dt.timedelta(days=3),
        "dispatched": True,
    }
    return Standing(**given | values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"is_draft": True, "due_on": None}, Status("draft", "neutral")),
        ({"dispatched": False}, Status("to_send", "warn")),
        ({"mail_failed": True}, Status("mail_failed", "bad")),
        ({}, Status("open", "info", 3)),
        ({"due_on": TODAY}, Status("open", "info", 0)),
        ({"open_cents": 40}, Status("part_paid", "info", 3)),
        ({"due_on": TODAY - dt.timedelta(days=5)}, Status("late", "bad", -5)),
        ({"open_cents": 0}, Status("paid", "good")),
        ({"open_cents": 0, "credited_cents": 100}, Status("credited", "neutral")),
        ({"open_cents": 0, "credited_cents": 40}, Status("paid", "good")),
        ({"kind": "credit_note"}, Status("credit_left", "info")),
        ({"kind": "credit_note", "open_cents": 0}, Status("settled", "neutral")),
    ],
)
def test_a_status_follows_from_the_facts(facts: dict[str, object], status: Status) -> None:
    assert status_of(standing(**facts), TODAY) == status


@pytest.mark.parametrize(
    ("args", "filters"),
    [
        ({}, Filters()),
        ({"show": "paid", "words": "  smit  bouw "}, Filters("paid", "smit bouw")),
        ({"show": "nonsense", "period": "never", "client": "x"}, Filters()),
        ({"client": "7", "period": "this_year"}, Filters(client=7, period="this_year")),
    ],
)
def test_filters_are_read_from_the_address(args: dict[str, str], filters: Filters) -> None:
    assert filters_from(args) == filters


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("this_month", dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
        ("last_month", dt.date(2026, 10, 1), dt.date(2026, 10, 31)),
        ("this_quarter", dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
        ("this_year", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("last_year", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: dt.date, last: dt.date) -> None:
    assert days_of(period, TODAY) == (first, last)


def test_all_time_has_no_days() -> None:
    assert days_of("", TODAY) is None


@pytest.mark.parametrize("text", ["", "issued", "issued_x_1", "issued_2026-01-01", "a_b_c_d"])
def test_a_place_that_cannot_be_read_is_the_beginning(text: str) -> None:
    assert cursor(text) is None


def test_a_place_in_the_list_survives_the_address() -> None:
    found = cursor(written_cursor("issued", TODAY, 7))
    assert found is not None
    assert (found.part, found.on, found.row_id) == ("issued", TODAY, 7)

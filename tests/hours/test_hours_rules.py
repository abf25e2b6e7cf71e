"""Which days a period has, and what a file that leaves the house may do."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from factuur import export
from factuur.hours.rules import Filters, days_of, week_of

DAY = dt.date(2026, 3, 31)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("week", "2026-03-30", "2026-04-05"),
        ("month", "2026-03-01", "2026-03-31"),
        ("last_month", "2026-02-01", "2026-02-28"),
    ],
)
def test_a_period_has_its_days(period: str, first: str, last: str) -> None:
    assert days_of(period, DAY) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("period", ["", "own", "unheard of"])
def test_other_periods_narrow_nothing(period: str) -> None:
    assert days_of(period, DAY) == (None, None)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 1)))
def test_every_day_lies_in_its_periods(day: dt.date) -> None:
    monday, sunday = week_of(day)
    first, last = days_of("month", day)
    assert first is not None
    assert last is not None
    assert monday <= day <= sunday
    assert first <= day <= last
    assert first.day == 1
    assert (last + dt.timedelta(days=1)).day == 1
    assert days_of("last_month", day)[1] == first - dt.timedelta(days=1)


def test_a_filter_of_nothing_is_no_filter() -> None:
    assert not Filters()
    assert Filters(words="x")


@settings(deadline=None)
@given(TEXT)
def test_no_text_becomes_a_formula(text: str) -> None:
    for text_of_cell in (text, f"={text}", f"+{text}", f"-{text}", f"@{text}"):
        book = load_workbook(io.BytesIO(export.xlsx_bytes("x", ["Kop"], [[text_of_cell]])))
        cell = book.active["A2"]
        assert cell.data_type != "f"
        assert (cell.value or "") == text_of_cell
        assert not export.harmless(text_of_cell).startswith(export.FORMULA)


def test_a_csv_is_written_as_excel_here_opens_it() -> None:
    row: list[export.Cell] = [
        dt.date(2026, 12, 31),
        "a;b\nc",
        Decimal("7.50"),
        Decimal(-1),
        None,
        "=1+1",
    ]
    written = export.csv_bytes(["Datum", "Tekst"], [row]).decode("utf-8-sig")
    assert written.splitlines()[0] == '"Datum";"Tekst"'
    assert '"31-12-2026";"a;b\nc";"7,50";"-1";"";"\'=1+1"' in written


def test_a_workbook_has_numbers_and_days() -> None:
    made = export.xlsx_bytes("Uren", ["Datum", "Uren"], [[dt.date(2026, 12, 31), Decimal("7.5")]])
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    values = [cell.value for cell in sheet[2]]
    assert values == [dt.datetime(2026, 12, 31), 7.5]  # noqa: DTZ001 - as openpyxl reads a day

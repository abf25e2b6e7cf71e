"""Whatever stands in a cell, its reader gives a value or Unreadable."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.grammar import Unreadable
from imports.sheets.cells import (
    clock_of,
    clock_text,
    day_reader,
    name_of,
    note_of,
    number_of,
    pause_of,
    seconds_reader,
    text_of,
)
from imports.sheets.clients import code_of, country_of, email_of, language_of, term_of
from imports.sheets.hour_slots import is_invoiced, rate_of
from imports.sheets.sheet_xml import Fault, Value

VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.builds(Fault, st.just("error_in_cell"), st.just("#N/A")),
)
READERS: dict[str, Callable[[Value], object]] = {
    "day": day_reader(year=2026),
    "hours": seconds_reader(),
    "clock hours": seconds_reader(as_clock=True),
    "parts of a day": seconds_reader(as_days=True),
    "clock": clock_of,
    "pause": pause_of,
    "number": number_of,
    "rate": rate_of,
    "name": name_of,
    "note": note_of,
    "invoiced": is_invoiced,
    "email": email_of,
    "code": code_of,
    "country": country_of,
    "language": language_of,
    "term": term_of,
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(value=VALUES)
def test_a_reader_raises_nothing_but_unreadable(
    read: Callable[[Value], object], value: Value
) -> None:
    text_of(value)
    try:
        read(value)
    except Unreadable as refused:
        assert isinstance(refused.code, str)  # noqa: PT017 - it may as well read it


@given(st.integers(-(10**7), 10**7).map(lambda hundredths: hundredths / 100))
def test_hours_of_a_cell_and_as_the_text_it_shows_agree(hours: float) -> None:
    read = seconds_reader()
    try:
        of_cell = read(hours)
    except Unreadable:
        return
    assert read(text_of(hours)) == of_cell
    assert read(clock_text(of_cell)) == of_cell


@given(st.dates(dt.date(1980, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_the_same_as_cell_text_serial_and_figures(day: dt.date) -> None:
    read = day_reader()
    serial = (day - dt.date(1899, 12, 30)).days
    assert {read(day), read(text_of(day)), read(serial), read(float(serial))} == {day}
    assert read(int(f"{day:%Y%m%d}")) == day

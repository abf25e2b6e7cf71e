"""Rates, rounding of hours, short names, house colours and number patterns."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.company.colours import WrongColour, checked_colour, contrast, legible
from factuur.company.rules import ROUNDING_MINUTES, rounded_seconds, slug_of, vat_rates
from factuur.company.series import (
    UnreadableNumber,
    WrongPattern,
    checked_pattern,
    number_of,
    sequence_in,
    series_year,
    shown_pattern,
)

MINUTE = 60
PATTERNS = st.sampled_from(["{year}-{number}", "{number}", "F{year}{number}", "{number}/{year}"])


@pytest.mark.parametrize(
    ("country", "on", "rates"),
    [
        ("NL", dt.date(2026, 11, 20), (2100, 900, 0)),
        ("NL", dt.date(2019, 1, 1), (2100, 900, 0)),
        ("NL", dt.date(2018, 12, 31), (2100, 600, 0)),
        ("BE", dt.date(2026, 11, 20), (2100, 1200, 600, 0)),
        ("DE", dt.date(2026, 11, 20), ()),
    ],
)
def test_the_rates_are_those_of_the_day_of_supply(
    country: str, on: dt.date, rates: tuple[int, ...]
) -> None:
    assert vat_rates(country, on) == rates


@pytest.mark.parametrize(
    ("worked", "minutes", "way", "billed"),
    [
        (50, 0, "up", 50),
        (50, 15, "up", 60),
        (50, 15, "nearest", 45),
        (45, 15, "up", 45),
        (52, 15, "nearest", 45),
        (53, 15, "nearest", 60),
        (1, 60, "up", 60),
        (29, 60, "nearest", 0),
        (30, 60, "nearest", 60),
        (0, 15, "up", 0),
    ],
)
def test_hours_are_rounded_to_whole_steps(worked: int, minutes: int, way: str, billed: int) -> None:
    assert rounded_seconds(worked * MINUTE, minutes, way) == billed * MINUTE


@given(st.integers(0, 10**6), st.sampled_from(ROUNDING_MINUTES), st.sampled_from(["up", "nearest"]))
def test_rounding_is_never_off_by_a_whole_step_and_settles(
    seconds: int, minutes: int, way: str
) -> None:
    rounded = rounded_seconds(seconds, minutes, way)
    assert abs(rounded - seconds) < max(minutes * MINUTE, 1)
    assert rounded_seconds(rounded, minutes, way) == rounded
    assert way == "nearest" or rounded >= seconds


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Studio Noord", "studio-noord"), ("Café De Zon & Zn. B.V.", "cafe-de-zon-zn-b-v"),
     ("山", "firma"), ("", "firma"), ("x" * 99, "x" * 60)],
)  # fmt: skip
def test_a_short_name_is_plain(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.integers(0, 0xFFFFFF))
def test_a_darker_colour_always_reads_on_paper(number: int) -> None:
    colour = f"#{number:06x}"
    proposed = legible(colour)
    assert contrast(proposed) >= 4.5
    assert proposed == colour or contrast(colour) < 4.5


def test_a_colour_is_six_digits() -> None:
    assert checked_colour(" #0F5C56 ") == "#0f5c56"
    for wrong in ("teal", "#fff", "", "#0f5c5g", "#0f5c56;"):
        with pytest.raises(WrongColour):
            checked_colour(wrong)


@pytest.mark.parametrize(
    "text", ["{number}", "{year}-{number}", "F{year}/{number}", "A.{number} {year}"]
)
def test_a_pattern_with_one_number_is_taken(text: str) -> None:
    assert checked_pattern(text) == text
    assert checked_pattern(shown_pattern(text, "nl")) == text


@pytest.mark.parametrize(
    "text",
    ["", "2026", "{year}", "{number}{number}", "{year}{year}{number}", "{number}{month}", "{number",
     "{number}\n", "F{number}<b>", "{number}" + "x" * 30, "{ number }"],
)  # fmt: skip
def test_a_pattern_that_cannot_number_is_refused(text: str) -> None:
    with pytest.raises(WrongPattern):
        checked_pattern(text)


@given(PATTERNS, st.integers(1, 8), st.integers(2020, 2099), st.integers(1, 10**6))
def test_a_number_is_read_back_from_what_was_printed(
    pattern: str, digits: int, year: int, sequence: int
) -> None:
    printed = number_of(pattern, digits, year, sequence)
    assert sequence_in(printed, (pattern,), digits, year) == sequence


@given(PATTERNS, st.integers(1, 8), st.integers(1, 10**6), st.integers(1, 10**6))
def test_no_two_counts_print_the_same_number(
    pattern: str, digits: int, one: int, other: int
) -> None:
    same = number_of(pattern, digits, 2026, one) == number_of(pattern, digits, 2026, other)
    assert same == (one == other)


@pytest.mark.parametrize("text", ["", "0", "2026-0000", "2025-0041", "x41", "-1", "2026-41a", "٤١"])
def test_a_number_of_another_pattern_is_refused(text: str) -> None:
    with pytest.raises(UnreadableNumber, match="2026-0042"):
        sequence_in(text, ("{year}-{number}",), 4, 2026)


def test_a_series_without_a_year_runs_on() -> None:
    assert (series_year("{year}-{number}", 2026), series_year("F{number}", 2026)) == (2026, 0)

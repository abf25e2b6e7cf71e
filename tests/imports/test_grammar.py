import datetime as dt
import pickle
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.grammar import Unreadable, read_clock, read_day, read_number, read_seconds
from imports.grammar.amounts import Mark, decimal_mark
from imports.grammar.days import Order

TODAY = dt.date(2026, 11, 22)
TYPED = st.text(st.sampled_from("0123456789.,:-+ /'½€ uhmjandecpt\u00a0−"), max_size=16) | st.text()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1234", "1234"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,56", "1234.56"),
        ("€ 12,-", "12"),
        ("€ 12,--", "12"),
        ("€85,00", "85.00"),
        ("85,00 EUR", "85.00"),
        ("−5,00", "-5.00"),
        ("€ -5,00", "-5.00"),
        ("-€ 5,00", "-5.00"),
        ("1.234.567", "1234567"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        (",5", "0.5"),
    ],
)
def test_an_amount_reads_as_people_write_it(typed: str, amount: str) -> None:
    assert read_number(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "1.23.4",
        "1e3",
        "NaN",
        "Infinity",
        "１２",
        "1234567890123",
        "5 5",
        "1,2,3",
        "acht",
        "12..5",
        "1_000",
        "0x10",
        "--5",
        "1.234.56",
        "12,34.567",
        "5%",
        "½",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_number(typed)
    assert (refused.value.code, refused.value.value) == ("not_a_number", typed)


def test_a_dot_decimal_column_reads_the_doubtful_one_along() -> None:
    assert read_number("1.234", decimal=".") == Decimal("1.234")
    assert read_number("1,234", decimal=".") == Decimal(1234)
    assert read_number("7,5", decimal=".") == Decimal("7.5")


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["85", "90"], ""),
        (["85,00", "1.234"], ","),
        (["85.00", "1.234"], "."),
        (["1.234.567", "1.234"], ","),
        (["1.234"], "?"),
        (["85,00", "85.00", "1.234"], "?"),
        (["uur", "", "0.125"], "."),
    ],
)
def test_the_whole_column_decides_the_decimal_mark(column: list[str], mark: Mark) -> None:
    assert decimal_mark(column) == mark


@pytest.mark.parametrize(
    "typed",
    [
        *("01:30:00", "1:30", "1:30 h", "1,5", "1.5", "1,50", "1½", "1 ½", "1,5u", "1.5 h"),
        *("1u30", "1u 30m", "1 u 30", "1h30", "1h 30m", "90 min", "90m", "90'", "5400 sec"),
        *("1 uur 30 minuten", "1 uur en 30 minuten", "PT1H30M", "PT90M", "van 9:00 tot 10:30"),
        *("2:00-3:30", "9:00 – 10:30", "9u-10u30", "22:45 - 0:15", "9.00-10.30"),
        "11:30 AM - 1:00 PM",
    ],
)
def test_an_hour_and_a_half_in_every_spelling(typed: str) -> None:
    assert read_seconds(typed) == 5400


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("18:25 min", 1105),
        ("26:30", 95400),
        ("-0:30", -1800),
        ("−1,5", -5400),
        ("0.79 h", 2844),
        ("0.0625", 225),
        ("1.234", 4442),
        ("0:00:01", 1),
        ("½", 1800),
        ("8", 28800),
    ],
)
def test_a_duration_reads_to_the_second(typed: str, seconds: int) -> None:
    assert read_seconds(typed) == seconds


@pytest.mark.parametrize(
    "typed",
    [
        "acht",
        "1:75",
        "1:30:60",
        "9-13",
        "2-11",
        "--1",
        "€ 5",
        "1u75",
        "u",
        "1 30",
        "10000",
        "25:00-26:00",
    ],
)
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="not_a_duration"):
        read_seconds(typed)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9:30", 34200),
        ("09:30:15", 34215),
        ("9u30", 34200),
        ("9.30", 34200),
        ("9", 32400),
        ("1:00 PM", 46800),
        ("12:15 a.m.", 900),
        ("24:00", 86400),
        ("17 uur", 61200),
    ],
)
def test_a_time_of_day_is_seconds_since_midnight(typed: str, clock: int) -> None:
    assert read_clock(typed) == clock


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31T10:00:00Z", "2026-12-31"),
        ("2026-12-31 10:00", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("31/12/26", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("31 dec 2026", "2026-12-31"),
        ("31 dec. '26", "2026-12-31"),
        ("31 Dezember 2026", "2026-12-31"),
        ("December 31, 2026", "2026-12-31"),
        ("1 januari 2026", "2026-01-01"),
        ("1er janvier 2026", "2026-01-01"),
        ("1. März 2026", "2026-03-01"),
        ("ma 2 nov", "2026-11-02"),
        ("maandag 2 november 2026", "2026-11-02"),
        ("mar 3", "2026-03-03"),
        ("mar 3 nov 2026", "2026-11-03"),
        ("02/Dec/25", "2025-12-02"),
        ("3-4-2026", "2026-04-03"),
        ("2-11", "2026-11-02"),
        ("vandaag", "2026-11-22"),
        ("+14", "2026-12-06"),
        ("-1", "2026-11-21"),
    ],
)
def test_a_day_reads_as_people_write_it(typed: str, day: str) -> None:
    assert read_day(typed, today=TODAY).isoformat() == day


def test_month_first_is_only_read_when_asked_for() -> None:
    assert read_day("03/04/2026", order="mdy") == dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31-02-2026", "no_such_date"),
        ("13/14/2026", "no_such_date"),
        ("29 feb 2026", "no_such_date"),
        ("1-1-1026", "no_such_date"),
        ("di 2 nov 2026", "other_weekday"),
        ("2 nov", "no_year"),
        ("vandaag", "not_a_day"),
        ("46000", "not_a_day"),
        ("week 12", "not_a_day"),
        (" ", "empty"),
    ],
)
def test_a_day_that_cannot_be_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day(typed)
    assert refused.value.code == code


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_an_amount_written_the_dutch_way_reads_back(amount: Decimal) -> None:
    dutch = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_number(dutch) == read_number(f"€ {dutch}") == amount
    assert read_number(f"{amount:,.2f}") == read_number(f"{amount:.2f}") == amount


@given(st.integers(-9_999 * 3600, 9_999 * 3600))
def test_a_duration_written_out_reads_back(seconds: int) -> None:
    sign, left = "-" if seconds < 0 else "", abs(seconds)
    hours, minutes, rest = left // 3600, left // 60 % 60, left % 60
    assert read_seconds(f"{sign}{hours}:{minutes:02}:{rest:02}") == seconds
    assert read_seconds(f"{sign}{hours}u {minutes}m {rest}s") == seconds


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_written_out_reads_back(day: dt.date) -> None:
    for shape in ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%a %d %b %Y"):
        assert read_day(day.strftime(shape)) == day
    assert read_day(day.strftime("%m/%d/%Y"), order="mdy") == day


@given(TYPED, st.sampled_from(["dmy", "mdy"]))
def test_nothing_typed_raises_anything_but_unreadable(typed: str, order: Order) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_number(typed),
        lambda: read_seconds(typed),
        lambda: read_clock(typed),
        lambda: read_day(typed, order=order, today=TODAY),
    )
    for reader in readers:
        try:
            reader()
        except Unreadable:
            continue


def test_a_refusal_survives_the_pipe() -> None:
    sent = pickle.loads(pickle.dumps(Unreadable("no_year", "2 nov")))  # noqa: S301 - our own
    assert (sent.code, sent.value) == ("no_year", "2 nov")

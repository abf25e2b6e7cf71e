"""Cents: rounded one way, written one way."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from factuur import money
from imports.grammar import read_number

CENTS = st.integers(-(10**11), 10**11)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_halves_go_away_from_zero(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    rounded = exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert money.divide_half_up(numerator, denominator) == int(rounded)


@pytest.mark.parametrize(
    ("hours", "price", "discount", "cents"),
    [
        (money.hours_e4(50 * 60), 1_000_000, 0, 8333),  # 0:50 at 100: 83,33
        (money.hours_e4(25 * 60), 343_400, 0, 1431),  # 0:25 at 34,34: 14,31
        (money.hours_e4(30 * 60), 275_000, 0, 1375),  # 2 × 0:15 at 27,50, merged
        (money.hours_e4(15 * 60), 275_000, 0, 688),  # and apart
        (30_000, 333_300, 0, 9999),  # 3 × 33,33
        (10_000, 1_000_000, 250, 9750),  # less 2,5 %
        (-10_000, 1_000_050, 0, -10001),  # half a cent, away from zero
    ],
)
def test_a_line_is_its_printed_quantity_times_its_printed_price(
    hours: int, price: int, discount: int, cents: int
) -> None:
    assert money.line_cents(hours, price, discount) == cents


@pytest.mark.parametrize(
    ("language", "cents", "written"),
    [
        ("nl", 123_450, "€\u00a01.234,50"),
        ("nl", -5, "−€\u00a00,05"),
        ("en", 123_450, "€1,234.50"),
        ("en", -100_000_000, "−€1,000,000.00"),
    ],
)
def test_an_amount_is_written_as_its_reader_does(
    app: Flask, visitor: FlaskClient, language: str, cents: int, written: str
) -> None:
    with force_locale(language):
        assert money.euros(cents) == written


@given(CENTS)
def test_what_is_written_in_dutch_is_read_back(cents: int) -> None:
    whole, rest = divmod(abs(cents), 100)
    text = f"{'-' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{rest:02d}"
    assert int(read_number(text).scaleb(2)) == cents


@given(CENTS)
def test_scripts_get_a_dot_and_two_decimals(cents: int) -> None:
    assert Decimal(money.plain(cents, 2)) == Decimal(cents).scaleb(-2)

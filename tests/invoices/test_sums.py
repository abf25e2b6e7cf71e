"""The arithmetic of an invoice, by golden cases and by any lines at all."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.invoices.numbering import ogm, payment_reference
from factuur.invoices.rules import LineValues, priced, settled_by_credit, sums, vat_parts
from factuur.money import hours_e4


@dataclass(frozen=True)
class FakeLine:
    net_cents: int
    vat_bp: int


@pytest.mark.parametrize(
    ("nets", "vat"),
    [
        ([], []),
        ([(100_00, 2100)], [(2100, 21_00)]),
        ([(37_50, 2100), (12_50, 2100)], [(2100, 10_50)]),  # 10.51 by line: the Dutch example
        ([(99, 2100)] * 3, [(2100, 62)]),  # 0.63 by line
        ([(10_05, 900)] * 2, [(900, 1_81)]),
        ([(138_66, 1900)], [(1900, 26_35)]),  # total 165.01
        ([(8500_00, 1900), (-7500_00, 1900)], [(1900, 190_00)]),  # total 1190.00
        ([(19_95, 600), (7_45, 1200), (99_99, 2100)], [(2100, 21_00), (1200, 89), (600, 1_20)]),
        ([(-100_00, 2100)], [(2100, -21_00)]),
    ],
)
def test_vat_is_rounded_per_rate(nets: list[tuple[int, int]], vat: list[tuple[int, int]]) -> None:
    parts = vat_parts(FakeLine(*net) for net in nets)
    assert [(part.rate_bp, part.vat_cents) for part in parts] == vat


lines = st.lists(
    st.builds(FakeLine, st.integers(-(10**9), 10**9), st.sampled_from([2100, 1200, 900, 600, 0]))
)


@given(lines)
def test_the_total_is_the_nets_and_the_vat_of_each_rate(given_lines: list[FakeLine]) -> None:
    found = sums(given_lines)
    assert found.net_cents == sum(line.net_cents for line in given_lines)
    assert found.total_cents == found.net_cents + sum(part.vat_cents for part in found.vat)
    for part in found.vat:
        exact = Fraction(part.net_cents * part.rate_bp, 10_000)
        assert abs(part.vat_cents - exact) <= Fraction(1, 2)


@given(lines)
def test_a_credit_note_mirrors_its_invoice_to_the_cent(given_lines: list[FakeLine]) -> None:
    mirrored = sums(FakeLine(-line.net_cents, line.vat_bp) for line in given_lines)
    assert mirrored.total_cents == -sums(given_lines).total_cents


@pytest.mark.parametrize(
    ("seconds", "price_e4", "cents"),
    [
        (50 * 60, 100_0000, 83_33),  # hours shown as 0.8333
        (25 * 60, 34_3400, 14_31),
        (30 * 60, 27_5000, 13_75),
        (15 * 60, 27_5000, 6_88),
    ],
)
def test_the_amount_is_the_printed_hours_times_the_printed_price(
    seconds: int, price_e4: int, cents: int
) -> None:
    assert priced(hours_e4(seconds), price_e4, 0) == cents


@given(st.integers(-(10**10), 10**10), st.integers(0, 10**11), st.integers(0, 10_000))
def test_a_line_is_rounded_once_half_away_from_zero(
    quantity_e4: int, price_e4: int, discount_bp: int
) -> None:
    values = LineValues("", quantity_e4, "hour", price_e4, discount_bp)
    exact = Fraction(quantity_e4 * price_e4 * (10_000 - discount_bp), 10**10)
    assert abs(values.net_cents - exact) <= Fraction(1, 2)
    mirrored = LineValues("", -quantity_e4, "hour", price_e4, discount_bp)
    assert mirrored.net_cents == -values.net_cents


@pytest.mark.parametrize(
    ("credit", "left", "settled"), [(100, 100, 100), (100, 40, 40), (40, 100, 40), (100, 0, 0)]
)
def test_a_credit_note_settles_no_more_than_is_open(credit: int, left: int, settled: int) -> None:
    assert settled_by_credit(credit, left) == settled


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1, "+++000/0000/00101+++"),
        (97, "+++000/0000/09797+++"),
        (654, "+++000/0000/65472+++"),
        (2026000042, "+++202/6000/04236+++"),
        (2024000123, "+++202/4000/12363+++"),
        (9999999999, "+++999/9999/99948+++"),
    ],
)
def test_a_belgian_reference_has_its_check_digits(number: int, printed: str) -> None:
    assert ogm(number) == printed


def test_the_reference_is_the_number_in_the_netherlands() -> None:
    assert payment_reference("NL", 2026, 42, "2026-0042") == "2026-0042"
    assert payment_reference("BE", 2026, 42, "2026-0042") == "+++202/6000/04236+++"

"""How money is divided, and what is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.payments import rules
from factuur.payments.rules import Owed, Receipt, check, receipt_for_one, spread
from tests.factories import TODAY


def owed(invoice_id: int, open_cents: int, total_cents: int | None = None) -> Owed:
    return Owed(
        invoice_id=invoice_id,
        client_id=7,
        client="Smit Bouw",
        number=f"2026-{invoice_id:04d}",
        kind="invoice" if open_cents >= 0 else "credit_note",
        due_on=TODAY,
        total_cents=open_cents if total_cents is None else total_cents,
        open_cents=open_cents,
    )


@pytest.mark.parametrize(
    ("amount", "opens", "shares"),
    [
        (165_01, [165_01], {1: 165_01}),
        (150_00, [800_00], {1: 150_00}),
        (100_00, [60_00, 60_00], {1: 60_00, 2: 40_00}),
        (200_00, [60_00, 60_00], {1: 60_00, 2: 60_00}),
        (100_00, [-50_00, 60_00], {2: 60_00}),
        (0, [60_00], {}),
        (-5_00, [60_00], {}),
    ],
    ids=["whole", "part", "oldest first", "too much", "credit note", "nothing", "went back"],
)
def test_an_amount_goes_to_the_longest_due_first(
    amount: int, opens: list[int], shares: dict[int, int]
) -> None:
    assert spread(amount, [owed(i, cents) for i, cents in enumerate(opens, 1)]) == shares


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**7), 10**7), max_size=8))
def test_no_invoice_gets_more_than_is_open_and_no_cent_is_lost(
    amount: int, opens: list[int]
) -> None:
    given_out = spread(amount, [owed(i, cents) for i, cents in enumerate(opens)])
    assert all(0 < share <= opens[i] for i, share in given_out.items())
    wanted = sum(cents for cents in opens if cents > 0)
    assert sum(given_out.values()) == min(max(amount, 0), wanted)


def receipt(amount: int, shares: dict[int, int], *, keep_rest: bool = False) -> Receipt:
    return Receipt(7, amount, TODAY, shares, keep_rest=keep_rest)


@pytest.mark.parametrize(
    ("given_receipt", "credit", "refusal"),
    [
        (receipt(100_00, {1: 100_00}), 0, None),
        (receipt(40_00, {1: 40_00}), 0, None),
        (receipt(120_00, {1: 100_00}), 0, rules.RestLeft),
        (receipt(120_00, {1: 100_00}, keep_rest=True), 0, None),
        (receipt(100_00, {1: 100_01}), 0, rules.MoreThanOpen),
        (receipt(-10_00, {1: -10_00}), 0, rules.MoreThanOpen),
        (receipt(-50_00, {2: -50_00}), 0, None),
        (receipt(-60_00, {2: -60_00}), 0, rules.MoreThanOpen),
        (receipt(50_00, {1: 100_00, 2: -50_00}), 0, None),
        (receipt(0, {1: 50_00, 2: -50_00}), 0, None),
        (receipt(0, {1: 20_00}), 20_00, None),
        (receipt(0, {1: 20_01}), 20_00, rules.NotCovered),
        (receipt(-20_00, {}), 20_00, None),
        (receipt(-20_00, {}), 0, rules.NotCovered),
        (receipt(0, {}), 0, rules.NothingToBook),
        (receipt(0, {1: 0}), 0, rules.NothingToBook),
        (receipt(10_00, {3: 10_00}), 0, rules.NotOpen),
    ],
)
def test_a_receipt_is_booked_or_refused(
    given_receipt: Receipt, credit: int, refusal: type[Exception] | None
) -> None:
    mine = {1: owed(1, 100_00), 2: owed(2, -50_00)}
    if refusal is None:
        check(given_receipt, mine, credit, today=TODAY)
    else:
        with pytest.raises(refusal):
            check(given_receipt, mine, credit, today=TODAY)


def test_money_of_tomorrow_is_refused() -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    with pytest.raises(rules.DayAhead, match="21-11-2026"):
        check(Receipt(7, 1, tomorrow, {1: 1}), {1: owed(1, 1)}, 0, today=TODAY)


def test_the_refusal_names_what_is_too_much() -> None:
    with pytest.raises(rules.RestLeft, match="20,00"):
        check(receipt(120_00, {1: 100_00}), {1: owed(1, 100_00)}, 0, today=TODAY)


def test_paying_a_credit_note_is_giving_money_back() -> None:
    booked = receipt_for_one(owed(2, -50_00), 50_00, TODAY)
    assert (booked.amount_cents, booked.shares, booked.rest_cents) == (-50_00, {2: -50_00}, 0)


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_above_nothing(amount: int) -> None:
    with pytest.raises(rules.NothingToBook):
        receipt_for_one(owed(1, 50_00), amount, TODAY)

"""In which column an invoice stands, and what can be done with its card."""

import datetime as dt

import pytest

from factuur.board import rules
from factuur.board.rules import Column, Facts, Head, column_of, moves, tone
from tests.factories import TODAY

SOON = 3


def day(days_from_today: int) -> dt.date:
    return TODAY + dt.timedelta(days=days_from_today)


def facts(**values: object) -> Facts:
    given: dict[str, object] = {
        "is_draft": False,
        "due_on": day(10),
        "open_cents": 100_00,
        "is_sent": True,
    }
    return Facts(**given | values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (facts(is_draft=True, due_on=None, open_cents=0), Column.TO_SEND),
        (facts(is_sent=False), Column.TO_SEND),
        (facts(is_sent=False, due_on=day(-40)), Column.TO_SEND),
        (facts(), Column.OPEN),
        (facts(due_on=day(4)), Column.OPEN),
        (facts(due_on=day(3)), Column.DUE_SOON),
        (facts(due_on=day(0)), Column.DUE_SOON),
        (facts(due_on=day(-1)), Column.LATE),
        (facts(due_on=day(-14)), Column.LATE),
        (facts(due_on=day(-15)), Column.LATER),
        (facts(due_on=day(-30)), Column.LATER),
        (facts(due_on=day(-31)), Column.LATEST),
        (facts(due_on=day(-31), reminded_on=day(-30)), Column.REMINDED),
        (facts(due_on=day(-31), reminded_on=day(-31)), Column.LATEST),
        (facts(due_on=day(1), reminded_on=day(-1)), Column.DUE_SOON),
        (facts(mail_failed=True, is_held=True, due_on=day(-9)), Column.FAILED),
        (facts(is_held=True, is_sent=False), Column.HELD),
        (facts(is_held=True, reminded_on=day(-1), due_on=day(-9)), Column.HELD),
        (facts(open_cents=-50_00, due_on=day(-60)), Column.OPEN),
        (facts(open_cents=-50_00, is_sent=False), Column.TO_SEND),
        (facts(open_cents=0, settled_on=day(-14)), Column.PAID),
        (facts(open_cents=0, settled_on=day(-15)), None),
        (facts(open_cents=0, settled_on=day(0), is_held=True, mail_failed=True), Column.PAID),
        (facts(open_cents=0, settled_on=None), None),
    ],
)
def test_the_facts_of_an_invoice_decide_its_column(given: Facts, column: Column | None) -> None:
    assert column_of(given, TODAY, SOON) == column


@pytest.mark.parametrize(
    ("column", "late", "expected"),
    [
        (Column.OPEN, -10, ""),
        (Column.DUE_SOON, 0, "due"),
        (Column.LATE, 14, "late"),
        (Column.HELD, 15, "very-late"),
        (Column.PAID, 40, "paid"),
    ],
)
def test_colour_follows_lateness_wherever_a_card_stands(
    column: Column, late: int, expected: str
) -> None:
    assert tone(column, late, is_owed=True) == expected


def test_a_credit_note_is_never_late() -> None:
    assert tone(Column.OPEN, 60, is_owed=False) == ""
    assert "remind" not in moves(Column.OPEN, is_draft=False, is_credit=True, late=60)


@pytest.mark.parametrize(
    ("column", "late", "wanted", "not_wanted"),
    [
        (Column.TO_SEND, -5, ("send", "pay", "hold"), ("remind", "release")),
        (Column.LATE, 5, ("pay", "remind", "hold", "send"), ("release",)),
        (Column.HELD, 5, ("pay", "remind", "release"), ("hold",)),
        (Column.FAILED, -5, ("mail", "send", "pay"), ("remind",)),
        (Column.PAID, 5, ("pdf", "detail"), ("pay", "remind", "hold")),
    ],
)
def test_a_card_offers_what_makes_sense(
    column: Column, late: int, wanted: tuple[str, ...], not_wanted: tuple[str, ...]
) -> None:
    offered = moves(column, is_draft=False, is_credit=False, late=late)
    assert set(wanted) <= set(offered)
    assert not set(not_wanted) & set(offered)
    assert len(offered) == len(set(offered))


def test_a_draft_can_only_be_opened() -> None:
    assert moves(Column.TO_SEND, is_draft=True, is_credit=False, late=0) == ("edit",)


def test_a_column_that_asks_for_too_much_work_says_so() -> None:
    assert rules.is_over(Head(Column.LATE, count=21))
    assert not rules.is_over(Head(Column.LATE, count=20))
    assert not rules.is_over(Head(Column.OPEN, count=500))


def test_one_reminds_again_after_a_week_and_never_yesterday() -> None:
    assert rules.remind_again_on(day(-2), TODAY) == day(5)
    assert rules.remind_again_on(day(-20), TODAY) == TODAY


def test_an_unknown_column_is_refused_by_name() -> None:
    with pytest.raises(rules.NoColumn, match="paidd"):
        rules.column_named("paidd")

"""The board in SQL and the board by its rules are one board, and it adds up to the cent."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factuur import clock
from factuur.board import queries
from factuur.board.queries import Scope, Wanted
from factuur.board.rules import Column, Facts, column_of
from factuur.models import (
    Administration,
    Client,
    Dispatch,
    Hold,
    Invoice,
    Mail,
    Receivable,
    Reminder,
)
from factuur.payments import actions as payments
from factuur.payments.rules import Receipt
from tests.factories import TODAY, make_administration, make_client, make_issued

SOON = 3


@pytest.fixture
def client(db: str) -> Client:
    return make_client(make_administration())


def scope(client: Client, **wanted: object) -> Scope:
    return Scope(client.__data__["administration"], TODAY, SOON, Wanted(**wanted))  # type: ignore[arg-type]


def day(days_from_today: int) -> dt.date:
    return TODAY + dt.timedelta(days=days_from_today)


def draft(client: Client, total_cents: int = 10_00) -> Invoice:
    return Invoice.create(
        administration=client.administration, client=client, total_cents=total_cents
    )


def pay(invoice: Invoice, cents: int, on: dt.date = TODAY) -> None:
    firm, client = invoice.__data__["administration"], invoice.__data__["client"]
    payments.record(firm, Receipt(client, cents, on, {invoice.id: cents}), today=TODAY)


def numbers(client: Client, column: Column, **wanted: object) -> list[str | None]:
    return [card.number for card in queries.cards(scope(client, **wanted), column).rows]


worlds = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["invoice", "invoice", "invoice", "credit_note", "draft"]),
            "due": st.integers(-35, 8),
            "sent": st.booleans(),
            "paid": st.sampled_from([0, 0, 40_00, 100_00]),
            "paid_ago": st.sampled_from([0, 14, 15]),
            "reminded": st.none() | st.integers(-36, 0),
            "held": st.none() | st.integers(-1, 2),
            "mail": st.sampled_from(["", "failed", "uncertain", "sent", "queued", "resent"]),
        }
    ),
    max_size=8,
)


@given(worlds)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_database_sorts_as_the_rules_do(db: str, world: list[dict[str, object]]) -> None:
    client = make_client(make_administration())
    expected: dict[int, Column] = {}
    for plan in world:
        invoice, facts = build(client, plan)
        column = column_of(facts, TODAY, SOON)
        if column:
            expected[invoice.id] = column
    asked = scope(client)
    heads = queries.heads(asked)
    found = {
        card.invoice_id: column for column in Column for card in queries.all_cards(asked, column)
    }
    assert found == expected
    for column in Column:
        cards = queries.all_cards(asked, column)
        assert heads[column].count == len(cards)
        assert heads[column].open_cents == sum(card.open_cents for card in cards)
    assert sum(head.open_cents for head in heads.values()) == queries.open_sum(
        asked.administration_id
    )


def build(client: Client, plan: dict[str, object]) -> tuple[Invoice, Facts]:
    """Make the rows of one made-up invoice, and say its facts."""
    if plan["kind"] == "draft":
        return draft(client), Facts(is_draft=True, due_on=None, open_cents=0)
    due, sent, kind = day(int(str(plan["due"]))), bool(plan["sent"]), str(plan["kind"])
    invoice = make_issued(client, total_cents=100_00, due_on=due, sent=sent, kind=kind)
    mine = {"administration": client.administration, "invoice": invoice}
    paid, settled = int(str(plan["paid"])), None
    if paid and kind == "invoice":
        settled = day(-int(str(plan["paid_ago"]))) if paid == 100_00 else None
        pay(invoice, paid, settled or TODAY)
    if plan["reminded"] is not None:
        Reminder.create(**mine, reminded_on=day(int(str(plan["reminded"]))))
    if plan["held"] is not None:
        Hold.create(**mine, reason="Betwist", until_on=day(int(str(plan["held"]))))
    failed = plan["mail"] in ("failed", "uncertain")
    if plan["mail"]:
        state = "failed" if plan["mail"] == "resent" else plan["mail"]
        later = clock.now() + dt.timedelta(seconds=1)
        Mail.create(
            **mine,
            kind="invoice",
            recipient="a@b.example",
            subject="",
            body="",
            state=state,
            created_at=later,
        )
        if plan["mail"] == "resent":
            Dispatch.create(
                **mine, channel="hand", sent_on=TODAY, created_at=later + dt.timedelta(seconds=1)
            )
            sent = True
    row = Receivable.get(Receivable.invoice == invoice.id)
    return invoice, Facts(
        is_draft=False,
        due_on=due,
        open_cents=row.open_cents,
        settled_on=settled,
        is_sent=sent,
        reminded_on=day(int(str(plan["reminded"]))) if plan["reminded"] is not None else None,
        mail_failed=failed,
        is_held=plan["held"] is not None and int(str(plan["held"])) > 0,
    )


def test_a_hold_without_end_holds_until_it_is_ended(client: Client) -> None:
    invoice = make_issued(client)
    hold = Hold.create(administration=client.administration, invoice=invoice, reason="Betwist")
    assert numbers(client, Column.HELD) == [invoice.number]
    Hold.update(ended_at=clock.now()).where(Hold.id == hold.id).execute()
    assert numbers(client, Column.OPEN) == [invoice.number]


def test_the_longest_due_stands_first_and_what_was_paid_last_on_top(client: Client) -> None:
    late = [make_issued(client, due_on=day(-days)) for days in (2, 9, 5)]
    assert numbers(client, Column.LATE) == [late[1].number, late[2].number, late[0].number]
    for invoice, ago in zip(late, (3, 1, 2), strict=True):
        pay(invoice, 121_00, day(-ago))
    assert numbers(client, Column.PAID) == [late[1].number, late[2].number, late[0].number]


def test_pages_follow_each_other_without_a_gap_or_a_double(client: Client) -> None:
    issued = [make_issued(client, sent=False, due_on=day(i % 3)) for i in range(5)]
    drafts = [draft(client) for _ in range(4)]
    seen: list[int] = []
    after = None
    for _ in range(9):
        page = queries.cards(scope(client), Column.TO_SEND, after=after, limit=2)
        seen += [card.invoice_id for card in page.rows]
        after = page.after
        if after is None:
            break
    in_order = sorted(issued, key=lambda invoice: (invoice.due_on, invoice.id))
    assert seen == [invoice.id for invoice in in_order + drafts]


def test_drafts_are_counted_but_nobody_owes_them(client: Client) -> None:
    draft(client, 50_00)
    make_issued(client, sent=False, total_cents=100_00)
    head = queries.heads(scope(client))[Column.TO_SEND]
    assert (head.count, head.drafts, head.open_cents, head.other_cents) == (2, 1, 100_00, 50_00)


def test_filters_narrow_cards_and_heads_alike(client: Client) -> None:
    other = make_client(client.administration, name="De Vries")
    small = make_issued(client, total_cents=100_00, due_on=day(-5))
    large = make_issued(other, total_cents=900_00, due_on=day(-6))
    for wanted, number in (
        ({"words": "vries"}, large.number),
        ({"words": str(small.number)}, small.number),
        ({"client_id": other.id}, large.number),
        ({"least_cents": 500_00}, large.number),
    ):
        assert numbers(client, Column.LATE, **wanted) == [number]
        assert queries.heads(scope(client, **wanted))[Column.LATE].count == 1
    assert numbers(client, Column.LATE, age="later") == []
    assert numbers(client, Column.LATE, age="late") == [large.number, small.number]


def test_the_ten_biggest_are_ten_whatever_their_columns(client: Client) -> None:
    for i in range(12):
        make_issued(client, total_cents=100 + i, due_on=day(-i * 4))
    heads = queries.heads(scope(client, biggest=True))
    assert sum(head.count for head in heads.values()) == 10
    assert sum(head.open_cents for head in heads.values()) == sum(range(102, 112))


def test_a_part_payment_is_on_the_card(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00, due_on=day(-5))
    pay(invoice, 40_00)
    card = queries.cards(scope(client), Column.LATE).rows[0]
    assert (card.open_cents, card.total_cents) == (60_00, 100_00)


def test_another_firms_invoices_are_on_no_board_of_ours(client: Client) -> None:
    stranger = make_client(make_administration())
    theirs = make_issued(stranger)
    draft(stranger)
    assert sum(head.count for head in queries.heads(scope(client)).values()) == 0
    assert queries.card_of(scope(client), theirs.id) is None
    assert isinstance(stranger.administration, Administration)


def test_one_card_is_found_with_its_column(client: Client) -> None:
    invoice, made = make_issued(client, due_on=day(-20)), draft(client)
    for row, column in ((invoice, Column.LATER), (made, Column.TO_SEND)):
        found = queries.card_of(scope(client), row.id)
        assert found is not None
        assert (found[0], found[1].invoice_id) == (column, row.id)

"""Moving a card: noting a reminder, holding, letting go; refusals and the way back."""

import datetime as dt
from collections.abc import Callable

import pytest

from factuur import clock
from factuur.board import actions, queries, rules
from factuur.board.queries import Scope
from factuur.board.rules import Column
from factuur.errors import Refused
from factuur.models import Activity, Client, Hold, Invoice, Mail, Reminder
from tests.factories import TODAY, make_administration, make_client, make_issued

LATER = dt.timedelta(days=3)


@pytest.fixture
def client(db: str) -> Client:
    return make_client(make_administration())


@pytest.fixture
def late(client: Client) -> Invoice:
    return make_issued(client, due_on=TODAY - dt.timedelta(days=9))


def scope(client: Client) -> Scope:
    return Scope(client.__data__["administration"], TODAY, 3)


def column_of(client: Client, invoice: Invoice) -> Column:
    found = queries.card_of(scope(client), invoice.id)
    assert found is not None
    return found[0]


def remind(client: Client, invoice: Invoice, on: dt.date = TODAY) -> int:
    return actions.remind(
        scope(client), invoice.id, channel="telephone", reminded_on=on, note="Betaalt vrijdag"
    )


def hold(client: Client, invoice: Invoice, until_on: dt.date | None = None) -> int:
    return actions.hold(
        scope(client), invoice.id, reason="Betwist", until_on=until_on, now=clock.now()
    )


def test_a_noted_reminder_moves_the_card_and_mails_nobody(client: Client, late: Invoice) -> None:
    reminder_id = remind(client, late)
    assert column_of(client, late) is Column.REMINDED
    assert Mail.select().count() == 0
    actions.forget_reminder(scope(client).administration_id, reminder_id, user_id=None)
    assert (column_of(client, late), Reminder.select().count()) == (Column.LATE, 0)


def test_a_hold_moves_the_card_until_it_is_released_or_undone(
    client: Client, late: Invoice
) -> None:
    firm = scope(client).administration_id
    held = hold(client, late)
    assert column_of(client, late) is Column.HELD
    assert actions.release(scope(client), late.id, now=clock.now()) == held
    assert column_of(client, late) is Column.LATE
    actions.hold_again(firm, held, now=clock.now(), user_id=None)
    assert column_of(client, late) is Column.HELD
    actions.forget_hold(firm, held, user_id=None)
    assert (column_of(client, late), Hold.select().count()) == (Column.LATE, 0)


def test_a_second_hold_replaces_the_first_and_its_undo_gives_the_first_back(
    client: Client, late: Invoice
) -> None:
    hold(client, late)
    second = hold(client, late, TODAY + LATER)
    assert Hold.select().where(Hold.ended_at.is_null()).count() == 1
    actions.forget_hold(scope(client).administration_id, second, user_id=None)
    assert Hold.get().ended_at is None
    assert column_of(client, late) is Column.HELD


def test_what_cannot_be_is_refused_and_leaves_nothing(client: Client, late: Invoice) -> None:
    fresh = make_issued(client)
    note = make_issued(client, kind="credit_note", due_on=TODAY - LATER)
    draft = Invoice.create(administration=client.administration, client=client)
    moves: list[tuple[type[Refused], Callable[[], object]]] = [
        (rules.NotLate, lambda: remind(client, fresh)),
        (rules.NotLate, lambda: remind(client, note)),
        (rules.NotLate, lambda: remind(client, draft)),
        (rules.ReminderAhead, lambda: remind(client, late, TODAY + LATER)),
        (rules.BeforeDue, lambda: remind(client, late, TODAY - dt.timedelta(days=9))),
        (rules.HoldPast, lambda: hold(client, late, TODAY)),
        (rules.NotChased, lambda: hold(client, draft)),
        (rules.NotChased, lambda: hold(client, note)),
        (rules.NotHeld, lambda: actions.release(scope(client), late.id, now=clock.now())),
    ]
    for refused, move in moves:
        with pytest.raises(refused):
            move()
    assert Reminder.select().count() == Hold.select().count() == Activity.select().count() == 0


def test_another_firm_moves_nothing(client: Client, late: Invoice) -> None:
    other = make_client(make_administration())
    reminder_id, hold_id = remind(client, late), hold(client, late)
    firm = scope(other).administration_id
    moves: list[Callable[[], object]] = [
        lambda: remind(other, late),
        lambda: hold(other, late),
        lambda: actions.release(scope(other), late.id, now=clock.now()),
        lambda: actions.forget_reminder(firm, reminder_id, user_id=None),
        lambda: actions.forget_hold(firm, hold_id, user_id=None),
        lambda: actions.hold_again(firm, hold_id, now=clock.now(), user_id=None),
    ]
    for move in moves:
        with pytest.raises(Refused):
            move()
    assert column_of(client, late) is Column.HELD


def test_each_move_can_be_looked_back_on(client: Client, late: Invoice) -> None:
    remind(client, late)
    hold(client, late)
    actions.release(scope(client), late.id, now=clock.now())
    mine = Activity.select().where(Activity.subject_id == late.id).order_by(Activity.id)
    assert [row.verb for row in mine] == ["invoice.reminded", "invoice.held", "invoice.released"]

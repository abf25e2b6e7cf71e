"""Moving a card is doing something: noting a reminder, holding, letting go; each can be undone."""

import datetime as dt

from factuur import trash
from factuur.board import queries, rules
from factuur.board.queries import Card, Scope
from factuur.board.rules import Column
from factuur.db import database
from factuur.errors import NotFound
from factuur.models import Activity, Hold, Reminder
from factuur.money import day


def chased(scope: Scope, invoice_id: int) -> tuple[Column, Card]:
    """Give a card that asks money of a client; refuses a draft, a credit note, a paid invoice."""
    column, card = _card(scope, invoice_id)
    if card.number is None or card.open_cents <= 0:
        raise rules.NotChased(number=card.number or str(invoice_id))
    return column, card


def late(scope: Scope, invoice_id: int) -> Card:
    """Give a card whose client may be reminded; refuses what is not late."""
    _column, card = _card(scope, invoice_id)
    if card.open_cents <= 0 or rules.days_late(card.due_on, scope.today) <= 0:
        raise rules.NotLate(number=card.number or str(invoice_id))
    return card


def remind(
    scope: Scope,
    invoice_id: int,
    *,
    channel: str,
    reminded_on: dt.date,
    note: str = "",
    user_id: int | None = None,
) -> int:
    """Note that the client was reminded, and give the reminder's number; nothing is sent."""
    with database.atomic():
        card = late(scope, invoice_id)
        if reminded_on > scope.today:
            raise rules.ReminderAhead(field="reminded_on", day=day(reminded_on))
        if card.due_on and reminded_on <= card.due_on:
            raise rules.BeforeDue(field="reminded_on", day=day(card.due_on))
        reminder = Reminder.create(
            administration=scope.administration_id,
            invoice=invoice_id,
            channel=channel,
            reminded_on=reminded_on,
            note=note,
            created_by=user_id,
        )
        _note(scope.administration_id, "invoice.reminded", invoice_id, user_id, channel=channel)
    return int(reminder.id)


def forget_reminder(administration_id: int, reminder_id: int, *, user_id: int | None) -> int:
    """Take a noted reminder back and give its invoice."""
    with database.atomic():
        mine = Reminder.administration == administration_id
        reminder = Reminder.get_or_none((Reminder.id == reminder_id) & mine)
        if reminder is None:
            raise NotFound(what=str(reminder_id))
        invoice_id = int(reminder.__data__["invoice"])
        trash.bin_rows(administration_id, "reminder", [reminder], user_id=user_id)
        _note(administration_id, "invoice.reminder_undone", invoice_id, user_id)
    return invoice_id


def hold(
    scope: Scope,
    invoice_id: int,
    *,
    reason: str,
    until_on: dt.date | None,
    now: dt.datetime,
    user_id: int | None = None,
) -> int:
    """Let an invoice wait, and give the hold's number; an earlier hold ends at the same moment."""
    with database.atomic():
        chased(scope, invoice_id)
        if until_on and until_on <= scope.today:
            raise rules.HoldPast(field="until_on", day=day(until_on))
        _end(scope.administration_id, invoice_id, now)
        made = Hold.create(
            administration=scope.administration_id,
            invoice=invoice_id,
            reason=reason,
            until_on=until_on,
            created_at=now,
            created_by=user_id,
        )
        _note(scope.administration_id, "invoice.held", invoice_id, user_id, reason=reason)
    return int(made.id)


def release(scope: Scope, invoice_id: int, *, now: dt.datetime, user_id: int | None = None) -> int:
    """End the hold of an invoice, and give its number; refuses when there is none."""
    with database.atomic():
        held = _end(scope.administration_id, invoice_id, now)
        if not held:
            raise rules.NotHeld
        _note(scope.administration_id, "invoice.released", invoice_id, user_id)
    return held


def forget_hold(administration_id: int, hold_id: int, *, user_id: int | None) -> int:
    """Take a hold back, so that what it replaced counts again, and give its invoice."""
    with database.atomic():
        row = _hold(administration_id, hold_id)
        invoice_id, moment = int(row.__data__["invoice"]), row.created_at
        trash.bin_rows(administration_id, "hold", [row], user_id=user_id)
        replaced = (Hold.invoice == invoice_id) & (Hold.ended_at == moment)
        Hold.update(ended_at=None).where(replaced).execute()
        _note(administration_id, "invoice.hold_undone", invoice_id, user_id)
    return invoice_id


def hold_again(
    administration_id: int, hold_id: int, *, now: dt.datetime, user_id: int | None
) -> int:
    """Let a hold that was ended count again, and give its invoice."""
    with database.atomic():
        invoice_id = int(_hold(administration_id, hold_id).__data__["invoice"])
        _end(administration_id, invoice_id, now)
        Hold.update(ended_at=None).where(Hold.id == hold_id).execute()
        _note(administration_id, "invoice.held", invoice_id, user_id)
    return invoice_id


def _card(scope: Scope, invoice_id: int) -> tuple[Column, Card]:
    return rules.on_board(queries.card_of(scope, invoice_id))


def _hold(administration_id: int, hold_id: int) -> Hold:
    mine = (Hold.id == hold_id) & (Hold.administration == administration_id)
    row: Hold | None = Hold.get_or_none(mine)
    if row is None:
        raise NotFound(what=str(hold_id))
    return row


def _end(administration_id: int, invoice_id: int, moment: dt.datetime) -> int:
    """End what holds an invoice and give its number, or 0."""
    mine = (Hold.administration == administration_id) & (Hold.invoice == invoice_id)
    running = Hold.select(Hold.id).where(mine & Hold.ended_at.is_null()).order_by(Hold.id.desc())
    last = running.first()
    Hold.update(ended_at=moment).where(mine & Hold.ended_at.is_null()).execute()
    return int(last.id) if last else 0


def _note(
    administration_id: int, verb: str, invoice_id: int, user_id: int | None, **words: str
) -> None:
    Activity.create(
        administration=administration_id,
        user=user_id,
        verb=verb,
        subject="invoice",
        subject_id=invoice_id,
        words=words,
    )

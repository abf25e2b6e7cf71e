"""What happened to the invoices of the made-up world: sent, paid, half paid, forgotten."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from factuur import clock
from factuur.db import database
from factuur.demo.people import NEVER, Customer
from factuur.invoices.actions import crediting, drafting, issuing
from factuur.mailing.actions import delivery, writing
from factuur.mailing.rules import State, Trouble
from factuur.models import Administration, Hold, Invoice, Mail, Receivable, Reminder, User
from factuur.payments import actions as payments
from factuur.payments.rules import Receipt

PATIENCE = 100  # days after which even the slowest has paid


def send(firm: Administration, invoice: Invoice, owner: User, day: dt.date) -> None:
    """Mail an invoice into the local mailbox, whatever server the machine knows."""
    with database.atomic():
        for mail_id in writing.queue_invoice(firm, invoice, user_id=owner.id):
            Mail.update(
                state=State.SENT, via="mailbox", sent_at=clock.now(), next_at=None, attempts=1
            ).where(Mail.id == mail_id).execute()
            delivery.record_sent(Mail.get_by_id(mail_id), firm.id, day, owner.id)


def happen(
    firm: Administration, owner: User, customers: Mapping[int, Customer], today: dt.date
) -> Counter[str]:
    """Let the clients pay as each of them does, and let the odd things happen once each."""
    counts = Counter(payments=_pay(firm, owner, customers, today))
    late = _open(firm, before=today)
    for invoice_id, event in zip(reversed(late), (_pay_half, _remind, _hold), strict=False):
        counts.update(event(firm, owner, invoice_id, today))
    counts.update(_lose_a_mail(firm, today))
    counts.update(_credit_one(firm, owner, today))
    drafting.draft_hours(firm, client_id=min(customers), user_id=owner.id)
    return counts


def _pay(
    firm: Administration, owner: User, customers: Mapping[int, Customer], today: dt.date
) -> int:
    paid = 0
    rows = Receivable.select().where(Receivable.administration == firm).order_by(Receivable.id)
    for row in list(rows):
        client_id, invoice_id = row.__data__["client"], row.__data__["invoice"]
        days = customers[client_id].pays_after
        received_on = row.due_on + dt.timedelta(days=PATIENCE if days == NEVER else days)
        if received_on > today or row.open_cents <= 0:
            continue
        receipt = Receipt(client_id, row.open_cents, received_on, {invoice_id: row.open_cents})
        payments.record(firm.id, receipt, today=today, user_id=owner.id)
        paid += 1
    return paid


def _open(firm: Administration, *, before: dt.date) -> list[int]:
    """Give the invoices that are late, the longest first."""
    query = (
        Receivable.select(Receivable.invoice)
        .where(
            (Receivable.administration == firm)
            & (Receivable.open_cents > 0)
            & (Receivable.due_on < before)
        )
        .order_by(Receivable.due_on, Receivable.invoice)
    )
    return [row.__data__["invoice"] for row in query]


def _pay_half(firm: Administration, owner: User, invoice_id: int, today: dt.date) -> dict[str, int]:
    row = Receivable.get(Receivable.invoice == invoice_id)
    half = row.open_cents // 2 // 100 * 100
    yesterday = today - dt.timedelta(days=1)
    receipt = Receipt(row.__data__["client"], half, yesterday, {invoice_id: half})
    payments.record(firm.id, receipt, today=today, user_id=owner.id)
    return {"payments": 1}


def _remind(firm: Administration, owner: User, invoice_id: int, today: dt.date) -> dict[str, int]:
    with database.atomic():
        Reminder.create(
            administration=firm,
            invoice=invoice_id,
            channel="telephone",
            reminded_on=today - dt.timedelta(days=2),
            note="Gebeld: staat klaar voor de betaalronde van vrijdag.",
            created_by=owner,
        )
    return {"reminders": 1}


def _hold(firm: Administration, owner: User, invoice_id: int, today: dt.date) -> dict[str, int]:
    with database.atomic():
        Hold.create(
            administration=firm,
            invoice=invoice_id,
            reason="Wacht op hun inkoopnummer",
            until_on=today + dt.timedelta(days=5),
            created_by=owner,
        )
    return {"holds": 1}


def _lose_a_mail(firm: Administration, today: dt.date) -> dict[str, int]:
    """Let the newest mail have bounced, so that there is one to look after."""
    mail = Mail.select().where(Mail.administration == firm).order_by(Mail.id.desc()).first()
    if mail is None:
        return {}
    with database.atomic():
        failed = Mail.create(
            administration=firm,
            invoice=mail.__data__["invoice"],
            client=mail.__data__["client"],
            kind=mail.kind,
            recipient=mail.recipient,
            subject=mail.subject,
            body=mail.body,
            state=State.FAILED,
            next_at=None,
            attempts=1,
            error=f"{Trouble.REFUSED} 550 5.1.1 mailbox unavailable",
            created_at=dt.datetime.combine(today, dt.time(7)),
        )
    return {"mails_failed": 1 if failed else 0}


def _credit_one(firm: Administration, owner: User, today: dt.date) -> dict[str, int]:
    """Credit the newest invoice that is not late, as if its hours were another client's."""
    newest = (
        Receivable.select(Receivable.invoice)
        .where((Receivable.administration == firm) & (Receivable.open_cents > 0))
        .order_by(Receivable.invoice.desc())
        .first()
    )
    if newest is None:
        return {}
    draft = crediting.credit(firm, newest.__data__["invoice"], user_id=owner.id)
    issuing.issue(firm, draft.id, today=today, user_id=owner.id)
    return {"credit_notes": 1}

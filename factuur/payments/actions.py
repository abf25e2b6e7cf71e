"""Booking money, and taking it back."""

import datetime as dt

from factuur import trash
from factuur.db import database, on_sqlite
from factuur.errors import NotFound
from factuur.models import Activity, Allocation, Client, Payment, Submission
from factuur.money import plain
from factuur.payments import queries
from factuur.payments.rules import CreditUsed, PaidSince, Receipt, UndoneSince, check


def record(
    administration_id: int,
    receipt: Receipt,
    *,
    today: dt.date,
    user_id: int | None = None,
    key: str = "",
) -> Payment:
    """Book money and the invoices it goes to, and give the payment; refuses what `check` refuses.

    The same `key` again gives the payment of the first time.
    """
    with database.atomic():
        _hold_client(administration_id, receipt.client_id)
        earlier = _booked_before(administration_id, key)
        if earlier:
            return earlier
        owed = {
            each.invoice_id: each for each in queries.owed_by(administration_id, receipt.client_id)
        }
        credit_cents = queries.credit_of(administration_id, receipt.client_id)
        check(receipt, owed, credit_cents, today=today)
        payment = Payment.create(
            administration=administration_id,
            client=receipt.client_id,
            amount_cents=receipt.amount_cents,
            received_on=receipt.received_on,
            method=receipt.method if receipt.amount_cents else "settlement",
            note=receipt.note,
            created_by=user_id,
        )
        _allocate(payment, receipt, user_id)
        if key:
            Submission.create(user=user_id, key=key, location=f"payment:{payment.id}")
    return payment


def undo(administration_id: int, payment_id: int, *, user_id: int | None = None) -> int:
    """Delete a payment with all it was booked on, and give the number that brings it back.

    Refuses when the rest of it has been used as credit since.
    """
    with database.atomic():
        payment = _payment(administration_id, payment_id)
        client_id = payment.__data__["client"]
        _hold_client(administration_id, client_id)
        for invoice_id, cents in queries.shares_of(payment_id).items():
            _note("payment.undone", invoice_id, cents, payment, user_id)
        trash_id = trash.bin_rows(administration_id, "payment", [payment], user_id=user_id)
        _check_credit(administration_id, client_id)
    return trash_id


def bring_back(administration_id: int, trash_id: int, *, user_id: int | None = None) -> None:
    """Put an undone payment back; refuses when its invoices have been paid otherwise since."""
    with database.atomic():
        try:
            trash.restore(administration_id, trash_id, user_id=user_id)
        except trash.PlaceTaken as error:
            raise PaidSince from error
        for client_id in queries.clients_in_bin(administration_id, trash_id):
            _hold_client(administration_id, client_id)
            _check_credit(administration_id, client_id)


def _hold_client(administration_id: int, client_id: int) -> None:
    """Let payments of one client wait for each other; SQLite has one writer anyway."""
    mine = (Client.id == client_id) & (Client.administration == administration_id)
    query = Client.select(Client.id).where(mine)
    if not (query if on_sqlite() else query.for_update()).exists():
        raise NotFound(what=str(client_id))


def _booked_before(administration_id: int, key: str) -> Payment | None:
    """Give the payment that this very form made the first time it was sent."""
    first = Submission.get_or_none(Submission.key == key) if key else None
    if first is None:
        return None
    payment_id = int(first.location.removeprefix("payment:"))
    mine = (Payment.id == payment_id) & (Payment.administration == administration_id)
    payment: Payment | None = Payment.get_or_none(mine)
    if payment is None:
        raise UndoneSince
    return payment


def _payment(administration_id: int, payment_id: int) -> Payment:
    mine = (Payment.id == payment_id) & (Payment.administration == administration_id)
    payment: Payment | None = Payment.get_or_none(mine)
    if payment is None:
        raise NotFound(what=str(payment_id))
    return payment


def _allocate(payment: Payment, receipt: Receipt, user_id: int | None) -> None:
    """Write which invoices the money goes to; the database carries it to what is open of each."""
    for invoice_id, cents in receipt.shares.items():
        if cents:
            Allocation.create(payment=payment, invoice=invoice_id, amount_cents=cents)
            _note("payment.recorded", invoice_id, cents, payment, user_id)
    if receipt.rest_cents:
        _note("payment.credit", None, receipt.rest_cents, payment, user_id)


def _note(
    verb: str, invoice_id: int | None, cents: int, payment: Payment, user_id: int | None
) -> None:
    """Leave a line in the activity: of the invoice, or of the client where it is about credit."""
    Activity.create(
        administration=payment.__data__["administration"],
        user=user_id,
        verb=verb,
        subject="invoice" if invoice_id else "client",
        subject_id=invoice_id or payment.__data__["client"],
        words={"amount": plain(cents, 2), "payment": payment.id},
    )


def _check_credit(administration_id: int, client_id: int) -> None:
    if queries.credit_of(administration_id, client_id) < 0:
        raise CreditUsed

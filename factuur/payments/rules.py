"""How money that came in, or went back, is divided over what is open."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factuur import money
from factuur.errors import N_, Conflict, Refused

BY_HAND = ("bank", "cash", "card")  # a settlement is not chosen: it is a payment of nothing


@dataclass(frozen=True, slots=True)
class Owed:
    """What is open of one invoice, in cents; below zero for a credit note, which we owe."""

    invoice_id: int
    client_id: int
    client: str
    number: str
    kind: str
    due_on: dt.date
    total_cents: int
    open_cents: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came in (below zero: went back), and the cents of it that go to each invoice.

    What the shares leave over stays as credit of the client, when `keep_rest` says so;
    what they ask beyond the amount is taken from that credit.
    """

    client_id: int
    amount_cents: int
    received_on: dt.date
    shares: Mapping[int, int] = field(default_factory=dict)
    method: str = "bank"
    note: str = ""
    keep_rest: bool = False

    @property
    def rest_cents(self) -> int:
        """Give what is added to the client's credit, in cents; below zero is taken from it."""
        return self.amount_cents - sum(self.shares.values())


class DayAhead(Refused):
    """Money is booked when it is there."""

    code = "day_ahead"
    message = N_("%(day)s is still to come. Enter the day the money arrived.")


class NothingToBook(Refused):
    """A payment of nothing that settles nothing."""

    code = "nothing_to_book"
    message = N_("Enter the amount that was paid, above 0,00.")


class NotOpen(Refused):
    """A draft, or of another client: no money can go to it."""

    code = "not_open"
    message = N_("This invoice takes no payment: it is a draft, or it belongs to another client.")


class PaidAlready(Refused):
    """Nothing is open, so there is nothing to book."""

    code = "paid_already"
    message = N_("Nothing is open of %(number)s: it has been paid or settled.")


class MoreThanOpen(Refused):
    """A share beyond what is open of its invoice."""

    code = "more_than_open"
    message = N_("%(open)s of %(number)s is open. Book no more than that on it.")


class RestLeft(Refused):
    """More came in than is open: somebody must say what to do with the rest."""

    code = "rest_left"
    message = N_(
        "This is %(rest)s more than is open. Keep the rest as credit of the client, "
        "or correct the amount."
    )


class NotCovered(Refused):
    """The shares ask more than came in and the client has as credit."""

    code = "not_covered"
    message = N_(
        "%(missing)s is missing: more goes to the invoices than came in "
        "and stands as credit. Lower an amount."
    )


class CreditUsed(Refused):
    """The rest of this payment has gone to another invoice since."""

    code = "credit_used"
    message = N_(
        "The rest of this payment was used as credit since. Undo the payment that used it first."
    )


class PaidSince(Refused):
    """An undone payment cannot come back on top of another."""

    code = "paid_since"
    message = N_("This payment cannot come back: its invoice has been paid otherwise since.")


class UndoneSince(Conflict):
    """The form of a payment that was booked, and then undone, comes in again."""

    code = "undone_since"
    message = N_("This payment was booked and undone again. Open the form anew to book it.")


def still_open(owed: Owed) -> Owed:
    """Give an invoice of which something is open; refuses one that was paid."""
    if owed.open_cents == 0:
        raise PaidAlready(number=owed.number)
    return owed


def check(receipt: Receipt, owed: Mapping[int, Owed], credit_cents: int, *, today: dt.date) -> None:
    """Refuse a receipt that cannot be booked; `owed` holds what its client has, by invoice."""
    if receipt.received_on > today:
        raise DayAhead(field="received_on", day=money.day(receipt.received_on))
    if receipt.amount_cents == 0 and not any(receipt.shares.values()):
        raise NothingToBook(field="amount_cents")
    for invoice_id, cents in receipt.shares.items():
        if invoice_id not in owed:
            raise NotOpen(field="amount_cents")
        _check_share(owed[invoice_id], cents)
    if receipt.rest_cents > 0 and not receipt.keep_rest:
        raise RestLeft(field="amount_cents", rest=money.euros(receipt.rest_cents))
    missing = -receipt.rest_cents - credit_cents
    if receipt.rest_cents < 0 and missing > 0:
        raise NotCovered(field="amount_cents", missing=money.euros(missing))


def _check_share(owed: Owed, cents: int) -> None:
    """Refuse a share that goes past nothing, in either direction."""
    low, high = sorted((0, owed.open_cents))
    if not low <= cents <= high:
        raise MoreThanOpen(
            field="amount_cents", number=owed.number, open=money.euros(abs(owed.open_cents))
        )


def spread(amount_cents: int, owed: Iterable[Owed]) -> dict[int, int]:
    """Divide an amount over invoices in the order given: cents by invoice, none beyond its open.

    Credit notes are left alone. What is left over goes to none of them.
    """
    shares: dict[int, int] = {}
    left = max(amount_cents, 0)
    for each in owed:
        share = min(left, max(each.open_cents, 0))
        if share:
            shares[each.invoice_id] = share
            left -= share
    return shares


def above_nothing(amount_cents: int) -> int:
    """Give an amount as it was typed; refuses nothing, and less."""
    if amount_cents <= 0:
        raise NothingToBook(field="amount_cents")
    return amount_cents


def proposal(
    amount_cents: int | None, chosen: set[int], owed: Sequence[Owed], *, credit_cents: int = 0
) -> tuple[int, dict[int, int]]:
    """Propose the amount, and the cents of it for each invoice, from what has been filled in.

    Chosen credit notes are settled whole, and they and the credit pay along. Without an
    amount, what is chosen asks for exactly enough; without a choice, the longest due come first.
    """
    mine = [each for each in owed if each.invoice_id in chosen] or list(owed)
    notes = {each.invoice_id: each.open_cents for each in mine if each.open_cents < 0}
    if not chosen:
        notes = {}
    help_cents = credit_cents - sum(notes.values())
    if amount_cents is None:
        asked = sum(each.open_cents for each in mine if each.open_cents > 0) if chosen else 0
        amount_cents = max(asked - help_cents, 0)
    return amount_cents, notes | spread(amount_cents + help_cents, mine)


def receipt_for_one(
    owed: Owed,
    amount_cents: int,
    received_on: dt.date,
    *,
    method: str = "bank",
    note: str = "",
    keep_rest: bool = False,
) -> Receipt:
    """Turn an amount above zero into the receipt of one invoice; of a credit note it went back."""
    above_nothing(amount_cents)
    gives_back = owed.kind == "credit_note"
    return Receipt(
        client_id=owed.client_id,
        amount_cents=-amount_cents if gives_back else amount_cents,
        received_on=received_on,
        shares={owed.invoice_id: -amount_cents} if gives_back else spread(amount_cents, [owed]),
        method=method,
        note=note,
        keep_rest=keep_rest,
    )

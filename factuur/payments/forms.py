"""What may be typed about money that came in."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField
from wtforms.fields import SelectChoice

from factuur.fields import ChoiceField, DayField, EurosField, LineField, Needed
from factuur.payments.rules import Owed

METHODS = [
    SelectChoice("bank", _l("Bank transfer")),
    SelectChoice("cash", _l("Cash")),
    SelectChoice("card", _l("Card")),
]


class PaymentForm(Form):
    """Money for one invoice."""

    amount_cents = EurosField(_l("Amount"), [Needed(_l("Enter the amount that was paid."))])
    received_on = DayField(_l("Received on"), [Needed(_l("Enter the day the money arrived."))])
    method = ChoiceField(_l("How"), choices=METHODS, default="bank")
    note = LineField(_l("Note"))
    keep_rest = BooleanField(_l("Keep the rest as credit of the client"))
    key = HiddenField()


class SeveralForm(PaymentForm):
    """Money for several invoices of one client; without an amount their credit pays."""

    amount_cents = EurosField(_l("Amount received"))
    use_credit = BooleanField(_l("Use the credit as well"))
    key = HiddenField()


class RefundForm(Form):
    """Credit that goes back to the client."""

    amount_cents = EurosField(_l("Amount"), [Needed(_l("Enter the amount that was paid back."))])
    received_on = DayField(_l("Paid back on"), [Needed(_l("Enter the day the money went."))])
    method = ChoiceField(_l("How"), choices=METHODS, default="bank")
    note = LineField(_l("Note"))
    key = HiddenField()


class PeriodForm(Form):
    """Which payments the list shows."""

    words = LineField(_l("Client or number"))
    since = DayField(_l("From"))
    until = DayField(_l("Up to and including"))


def share_name(invoice_id: int) -> str:
    """Give the name of the box with what goes to an invoice."""
    return f"share_{invoice_id}"


def several_form(owed: Iterable[Owed]) -> type[SeveralForm]:
    """Give the form with a box of its own for each of these invoices."""
    boxes = {share_name(each.invoice_id): EurosField(each.number) for each in owed}
    return type("SeveralForm", (SeveralForm,), boxes)

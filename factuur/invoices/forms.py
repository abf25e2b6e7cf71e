"""What may be typed on a draft: a line, what stands around the lines, and the day of issue."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, IntegerField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from factuur import money
from factuur.fields import (
    ChoiceField,
    Chosen,
    CountField,
    DayField,
    LineField,
    Needed,
    PercentField,
    PriceField,
    QuantityField,
    TextField,
    not_before,
)
from factuur.invoices.grouping import GROUPINGS
from factuur.invoices.reading import read_quantity
from factuur.invoices.rules import MOST_PRICE_E4, MOST_QUANTITY_E4, UNITS, LineValues

UNIT_NAMES = {
    "hour": _l("hour"),
    "day": _l("day"),
    "piece": _l("piece"),
    "month": _l("month"),
    "km": _l("km"),
    "percent": "%",
}
GROUPING_NAMES = {
    "project": _l("Project"),
    "task": _l("Task"),
    "person": _l("Person"),
    "day": _l("Day"),
    "one": _l("One line"),
}
LANGUAGES = [SelectChoice("nl", "Nederlands"), SelectChoice("en", "English")]
LONGEST_TEXT = 4000
VERSION = [InputRequired(_l("Open the page again: it does not say which text it shows."))]


class WorkedField(QuantityField):
    """A quantity that may be typed as time: 7:30 is 7,5 hours."""

    read = staticmethod(read_quantity)


class Between:
    """Refuses a number outside two others; what could not be read has its own sentence."""

    def __init__(self, least: int, most: int, message: Any) -> None:
        self.least = least
        self.most = most
        self.message = message

    def __call__(self, _form: Form, field: Any) -> None:
        """Look at what was read."""
        if field.data is not None and not self.least <= field.data <= self.most:
            typed = field.raw_data[0] if field.raw_data else field.data
            raise ValidationError(str(self.message) % {"text": typed})


class LineForm(Form):
    """One line of a draft."""

    description = TextField(
        _l("Description"),
        [Length(max=LONGEST_TEXT, message=_l("A description has 4,000 characters at the most."))],
    )
    quantity_e4 = WorkedField(
        _l("Quantity"),
        [
            Chosen(_l("Fill in a quantity.")),
            Between(
                -MOST_QUANTITY_E4,
                MOST_QUANTITY_E4,
                _l("Quantity %(text)s is too large: 1.000.000 is the most."),
            ),
        ],
    )
    unit = ChoiceField(_l("Unit"), choices=[SelectChoice(unit, UNIT_NAMES[unit]) for unit in UNITS])
    price_e4 = PriceField(
        _l("Price"),
        [
            Between(
                -MOST_PRICE_E4,
                MOST_PRICE_E4,
                _l("Price %(text)s is too large: 10.000.000 is the most."),
            )
        ],
    )
    discount_bp = PercentField(
        _l("Discount"),
        [Between(0, 10_000, _l("Discount %(text)s cannot be: choose from 0 to 100 percent."))],
    )
    vat_bp = ChoiceField(_l("VAT"), coerce=int)
    version = IntegerField(validators=VERSION)

    def values(self) -> LineValues:
        """Give what was typed; a price or discount that was left empty is 0."""
        return LineValues(
            description=self.description.data,
            quantity_e4=self.quantity_e4.data,
            unit=self.unit.data,
            price_e4=self.price_e4.data or 0,
            discount_bp=self.discount_bp.data or 0,
            vat_bp=self.vat_bp.data,
        )

    def offer_rates(self, rates: Sequence[int]) -> None:
        """Offer the VAT rates of the firm's country, and the one the line has already."""
        own = self.vat_bp.object_data
        given = {*rates, *([own] if isinstance(own, int) else [])}
        self.vat_bp.choices = [
            SelectChoice(bp, money.percent(bp)) for bp in sorted(given, reverse=True)
        ]


class HeadForm(Form):
    """What stands above and below the lines."""

    attention = LineField(_l("For the attention of"), [Length(max=200)])
    buyer_reference = LineField(_l("Client's reference"), [Length(max=200)])
    supply_from = DayField(_l("Worked from"))
    supply_on = DayField(
        _l("up to and including"),
        [not_before("supply_from", _l("Choose a last day from %(first)s on."))],
    )
    terms_days = CountField(
        _l("To be paid in"),
        [
            Chosen(_l("Fill in how many days there are to pay, such as 14.")),
            Between(0, 365, _l("%(text)s days cannot be: choose from 0 to 365.")),
        ],
    )
    language = ChoiceField(_l("Language"), choices=LANGUAGES)
    intro = TextField(_l("Text above the lines"), [Length(max=LONGEST_TEXT)])
    note = TextField(_l("Text below the lines"), [Length(max=LONGEST_TEXT)])
    version = IntegerField(validators=VERSION)

    def values(self) -> dict[str, Any]:
        """Give what was typed by the name of its column."""
        return {name: value for name, value in self.data.items() if name != "version"}


class GroupingForm(Form):
    """How the hours are put on lines."""

    grouping = ChoiceField(
        _l("Group the hours by"),
        choices=[SelectChoice(name, GROUPING_NAMES[name]) for name in GROUPINGS],
    )


class IssueForm(Form):
    """The day of issue, and what was shown when it was chosen."""

    issued_on = DayField(_l("Invoice date"), [Needed(_l("Fill in the date of the invoice."))])
    shown_cents = IntegerField(validators=[InputRequired()])
    key = HiddenField()

"""What may be typed on the board: the filters, a reminder given, a reason to wait."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, IntegerField
from wtforms.fields import SelectChoice

from factuur.fields import ChoiceField, DayField, LineField, Needed, TextField

AGES = [
    SelectChoice("", _l("All ages")),
    SelectChoice("not-late", _l("Not late")),
    SelectChoice("late", _l("1–14 days late")),
    SelectChoice("later", _l("15–30 days late")),
    SelectChoice("latest", _l("Over 30 days late")),
]
AMOUNTS = [
    SelectChoice("0", _l("All amounts")),
    SelectChoice("50000", _l("From € 500")),
    SelectChoice("500000", _l("From € 5.000")),
]
CHANNELS = [
    SelectChoice("telephone", _l("By telephone")),
    SelectChoice("mail", _l("By mail")),
    SelectChoice("letter", _l("By letter")),
    SelectChoice("in_person", _l("In person")),
]


class FilterForm(Form):
    """What of the board to show."""

    words = LineField(_l("Client or number"))
    age = ChoiceField(_l("Age"), choices=AGES, default="")
    amount = ChoiceField(_l("Amount"), choices=AMOUNTS, default=0, coerce=int)
    client = IntegerField()
    biggest = BooleanField(_l("My 10 biggest"))


class RemindForm(Form):
    """A reminder that was given."""

    channel = ChoiceField(_l("How"), choices=CHANNELS, default="telephone")
    reminded_on = DayField(_l("On"), [Needed(_l("Enter the day you reminded the client."))])
    note = TextField(_l("What was said"))
    then = HiddenField()


class HoldForm(Form):
    """A reason to wait."""

    reason = LineField(_l("Reason"), [Needed(_l("Enter why this invoice waits."))])
    until_on = DayField(_l("Until"))
    then = HiddenField()

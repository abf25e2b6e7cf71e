"""What may be typed about a project."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from factuur.fields import (
    CheckedForm,
    CountField,
    EurosField,
    HoursField,
    LineField,
    Needed,
    PriceField,
)

SHORT = Length(max=200, message=_l("That is longer than 200 characters: make it shorter."))
RATE = NumberRange(0, 10**9, _l("Rate: write an amount up to 100.000,00 an hour."))
HOURS = NumberRange(0, None, _l("Budget: write a number of hours of zero or more."))
EUROS = NumberRange(0, 10**12, _l("Budget: write an amount of zero or more."))


NEEDED = InputRequired(_l("Fill in a rate, such as 95."))


class ProjectForm(CheckedForm):
    """A project: what an hour costs, and how much there is to spend."""

    name = LineField(_l("Name"), [Needed(_l("Fill in the name of the project.")), SHORT])
    rate_e4 = PriceField(_l("Hourly rate"), [Optional(), RATE])
    budget_seconds = HoursField(_l("Budget in hours"), [Optional(), HOURS])
    budget_cents = EurosField(_l("Budget in euros"), [Optional(), EUROS])
    version = CountField(widget=HiddenInput())


class NewProjectForm(ProjectForm):
    """A project and whose it is."""

    client = LineField(_l("Client"), [Needed(_l("Fill in the name of the client.")), SHORT])


class PersonRateForm(CheckedForm):
    """What an hour of one person costs on a project."""

    person = LineField(_l("Person"), [Needed(_l("Fill in the name of the person.")), SHORT])
    rate_e4 = PriceField(
        _l("Hourly rate"), [InputRequired(_l("Fill in a rate, such as 95.")), RATE]
    )

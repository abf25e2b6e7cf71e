"""What may be typed about hours, and which hours may be asked for."""

import datetime as dt
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from factuur.fields import (
    CheckedForm,
    ChoiceField,
    CountField,
    DayField,
    HoursField,
    LineField,
    Needed,
    PriceField,
    not_before,
)
from factuur.hours.rules import BILLED, PERIODS, Filters, days_of

SHORT = Length(max=200, message=_l("That is longer than 200 characters: make it shorter."))
LONG = Length(max=2000, message=_l("That is longer than 2000 characters: make it shorter."))
RATE = NumberRange(0, 10**9, _l("Rate: write an amount up to 100.000,00 an hour."))


class EntryForm(CheckedForm):
    """Time worked, as it is added on top of the list."""

    worked_on = DayField(_l("Date"), [Needed(_l("Fill in a date, such as 31-12-2026 or today."))])
    client = LineField(_l("Client"), [Needed(_l("Fill in the name of the client.")), SHORT])
    project = LineField(_l("Project"), [SHORT])
    seconds = HoursField(_l("Hours"), [Needed(_l("Fill in hours, such as 7,5 or 7:30."))])
    description = LineField(_l("Description"), [LONG])
    person = LineField(_l("Person"), [SHORT])


class EditForm(EntryForm):
    """All about an entry, in its row."""

    task = LineField(_l("Task"), [SHORT])
    rate_e4 = PriceField(_l("Own hourly rate"), [Optional(), RATE])
    billable = BooleanField(_l("Billable"))
    version = CountField(widget=HiddenInput())


class BulkForm(CheckedForm):
    """What is to become of the ticked hours; what stays empty stays as it is."""

    client = LineField(_l("Client"), [SHORT])
    project = LineField(_l("Project"), [SHORT])
    rate_e4 = PriceField(_l("Own hourly rate"), [Optional(), RATE])
    billable = ChoiceField(_l("Billable"), default="")

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.billable.choices = {
            "": gettext("as it is"),
            "yes": gettext("billable"),
            "no": gettext("not billable"),
        }


class FilterForm(CheckedForm):
    """Which hours are listed; it stands in the address of the page."""

    client = LineField(_l("Client"))
    project = LineField(_l("Project"))
    period = ChoiceField(_l("Period"), default="")
    since = DayField(_l("From"))
    until = DayField(
        _l("To and including"),
        [Optional(), not_before("since", _l("Choose a last day on or after %(first)s."))],
    )
    billed = ChoiceField(_l("On an invoice"), default="")
    q = LineField(_l("Words"))

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.period.choices = {period: gettext(words) for period, words in PERIODS}
        self.billed.choices = {billed: gettext(words) for billed, words in BILLED}

    def filters(self, today: dt.date) -> Filters:
        """Give what is asked for; what cannot be read does not narrow the list."""
        own = self.period.data == "own"
        since, until = (
            (self.since.data, self.until.data) if own else days_of(self.period.data, today)
        )
        return Filters(
            client=self.client.data,
            project=self.project.data,
            since=since,
            until=until,
            billed="" if self.billed.errors else self.billed.data,
            words=self.q.data,
        )

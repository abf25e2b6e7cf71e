"""What may be typed and chosen about a file."""

from flask_babel import lazy_gettext as _l
from wtforms import Form

from factuur.fields import LineField, PriceField


class CellForm(Form):
    """What a cell should have been."""

    text = LineField(_l("Text"))


class RateForm(Form):
    """The price of an hour, for a client that has none."""

    rate = PriceField(_l("Hourly rate"))

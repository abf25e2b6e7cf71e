"""Form fields that know their unit: what is typed in Dutch comes out as cents, seconds or a date.

A box keeps showing what was typed when it cannot be read; its data is None until it can.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from wtforms import Field, Form, SelectField, StringField, TextAreaField, ValidationError
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, StopValidation

from factuur import clock, money
from factuur.errors import Refused
from imports.grammar import Unreadable, read_day, read_number, read_seconds


class Needed(DataRequired):
    """Refuses an empty box with a sentence that says what to fill in."""

    def __init__(self, message: str) -> None:
        super().__init__(message)

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Let a nought pass, and leave the word to the sentence on a text that cannot be read."""
        if field.process_errors:
            raise StopValidation
        if field.data is False or field.data != 0:
            super().__call__(form, field)


class Chosen(InputRequired):
    """Refuses a choice that was not made, with a sentence of its own."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


def _line(text: str | None) -> str:
    return " ".join((text or "").replace("\x00", "").split())


class LineField(StringField):
    """One line of text, trimmed; empty rather than missing when it was not sent."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text without control characters and double spaces."""
        self.data = _line(valuelist[0] if valuelist else "")

    def process_data(self, value: Any) -> None:
        """Show nothing for None."""
        self.data = value or ""


class TextField(TextAreaField):
    """Several lines of text, trimmed; empty rather than missing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text with the line ends of the tables."""
        text = valuelist[0] if valuelist else ""
        self.data = text.replace("\r\n", "\n").replace("\x00", "").strip()


class _ReadField(StringField):
    """A box whose text is read by a grammar; subclasses say how to read and how to write."""

    data: Any
    read: Callable[[str], Any]
    write: Callable[[Any], str]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raise the field's own sentence about it when that fails."""
        self.data = None
        text = _line(valuelist[0]) if valuelist else ""
        if not text:
            return
        try:
            self.data = type(self).read(text)
        except (Unreadable, ValueError, OverflowError):
            raise ValidationError(self.sentence(text)) from None

    def sentence(self, text: str) -> str:
        """Say what cannot be read and how it can be written."""
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else type(self).write(self.data)


class EurosField(_ReadField):
    """An amount; data is whole cents."""

    read = staticmethod(lambda text: _exact(read_number(text), 2))
    write = staticmethod(money.amount)

    def sentence(self, text: str) -> str:
        """Say how an amount is written."""
        return gettext("Amount “%(text)s” cannot be read: write it as 1.234,50.", text=text)


class PriceField(_ReadField):
    """A unit price or hourly rate; data is ten thousandths of a euro."""

    read = staticmethod(lambda text: _exact(read_number(text), 4))
    write = staticmethod(money.price)

    def sentence(self, text: str) -> str:
        """Say how a price is written."""
        return gettext(
            "Price “%(text)s” cannot be read: write it as 95 or 95,50, "
            "with four decimals at the most.",
            text=text,
        )


class QuantityField(_ReadField):
    """A quantity; data is ten thousandths."""

    read = staticmethod(lambda text: _exact(read_number(text), 4))
    write = staticmethod(money.quantity)

    def sentence(self, text: str) -> str:
        """Say how a quantity is written."""
        return gettext("Quantity “%(text)s” cannot be read: write it as 7,5.", text=text)


class PercentField(_ReadField):
    """A percentage; data is basis points."""

    read = staticmethod(lambda text: _exact(read_number(text.rstrip("% ")), 2))
    write = staticmethod(lambda bp: money.quantity(bp * 100))

    def sentence(self, text: str) -> str:
        """Say how a percentage is written."""
        return gettext("Percentage “%(text)s” cannot be read: write it as 5 or 2,5.", text=text)


class HoursField(_ReadField):
    """A duration; data is whole seconds. 7,5 and 7:30 and 7u30 and 450m are the same."""

    read = staticmethod(read_seconds)
    write = staticmethod(money.hours)

    def sentence(self, text: str) -> str:
        """Say how a duration is written."""
        return gettext(
            "Hours “%(text)s” cannot be read: write them as 7,5 or 7:30 or 7u30.", text=text
        )


class DayField(_ReadField):
    """A date as people here write it; data is a date."""

    read = staticmethod(lambda text: read_day(text, today=clock.today()))
    write = staticmethod(money.day)

    def sentence(self, text: str) -> str:
        """Say how a date is written."""
        return gettext("Date “%(text)s” does not exist: write it as 31-12-2026.", text=text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - an INTEGER
        raise ValueError("not a count")
    return int(text)


class CountField(_ReadField):
    """A whole number of days or pieces, zero or more; data is that number."""

    read = staticmethod(_count)
    write = staticmethod(str)

    def sentence(self, text: str) -> str:
        """Say how a whole number is written."""
        return gettext("“%(text)s” is not a whole number: write it as 14.", text=text)


class ChoiceField(SelectField):
    """One of a list; what is not on it gets a sentence of our own."""

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - WTForms passes it
        """Refuse what is not on the list."""
        if not any(choice.selected for choice in self.iter_choices()):
            label = self.label.text
            raise ValidationError(gettext("%(label)s: choose one of the list.", label=label))


def _exact(number: Decimal, digits: int) -> int:
    """Give a number as a whole number of its last digit; refuses more digits than it has."""
    value = number.scaleb(digits)
    if value != value.to_integral_value():
        raise ValueError("too many decimals")
    return int(value)


def not_before(other: str, message: str) -> Callable[[Any, Field], None]:
    """Refuse a date earlier than that of another field of the form."""

    def check(form: Any, field: Field) -> None:
        first: dt.date | None = form[other].data
        if field.data and first and field.data < first:
            raise ValidationError(message % {"first": money.day(first)})

    return check


def blame(form: Form, error: Refused) -> None:
    """Show a refusal of the rules at the field it names, or above the form."""
    message = gettext(error.message, **error.values)
    if error.field and error.field in form:
        form[error.field].errors = [*form[error.field].errors, message]
    else:
        form.form_errors.append(message)


class CheckedForm(Form):
    """A form of which some answers are looked at by the rules of the trade."""

    def checks(self) -> dict[str, Callable[[Any], Any]]:
        """Give, for each such field, the rule that hands back what to keep, or refuses."""
        return {}

    def values(self) -> dict[str, Any]:
        """Give what was filled in by the name of its column; the version is the page's own."""
        return {name: value for name, value in self.data.items() if name != "version"}

    def validate(self, extra_validators: Any = None) -> bool:
        """Add the refusals of the rules, in their own words, to what the fields say."""
        super().validate(extra_validators)
        for name, rule in self.checks().items():
            if not self[name].errors:
                try:
                    self[name].data = rule(self[name].data)
                except Refused as error:
                    blame(self, error)
        return not self.errors

"""The words of the preview: its buttons, columns and questions, for its templates."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import format_date, gettext, ngettext

from factuur import money
from factuur.intake.checking_clients import Standing
from factuur.intake.messages import ANSWERS, FIELDS, LAYOUTS, QUESTIONS, SKIPPED
from factuur.intake.previewing import HoursPreview, ListPreview
from imports.sheets.reading import Choice, Complaint, Question


def accept_label(preview: HoursPreview | ListPreview) -> str:
    """Say what the button will do: how much comes in, for how many, and what stays behind."""
    does = _hours(preview) if isinstance(preview, HoursPreview) else _clients(preview)
    left = preview.error_rows
    if not left:
        return does
    stays = ngettext("%(num)s row stays behind", "%(num)s rows stay behind", left)
    return f"{does}; {stays}"


def _hours(preview: HoursPreview) -> str:
    survey = preview.survey
    rows = ngettext("Take over %(num)s row", "Take over %(num)s rows", survey.rows)
    clients = ngettext("%(num)s client", "%(num)s clients", len(survey.targets))
    hours = gettext("%(hours)s hours", hours=money.hours(survey.seconds))
    return f"{rows}: {clients}, {hours}"


def _clients(preview: ListPreview) -> str:
    new, more = preview.survey.counts[Standing.NEW], len(preview.fillings)
    takes = ngettext("Take over %(num)s new client", "Take over %(num)s new clients", new)
    fills = ngettext("complete %(num)s client", "complete %(num)s clients", more)
    said = f"{takes}, {fills}" if more else takes
    return said if new else fills[:1].upper() + fills[1:]


def field_list(columns: Iterable[str]) -> str:
    """Name the fields of a client that are filled, by their columns in the tables."""
    return ", ".join(field_label(name.removesuffix("_e4")).lower() for name in columns)


def field_label(field: str) -> str:
    """Give the name of a field, as the columns are called on the page."""
    return str(gettext(FIELDS[field])) if field else ""


def field_names(complaints: Iterable[Complaint]) -> str:
    """Name the fields of some complaints in one line."""
    return ", ".join(field_label(it.field).lower() for it in complaints)


def skip_label(why: str) -> str:
    """Say why rows were left out."""
    return gettext(SKIPPED[why])


def layout_name(layout: str) -> str:
    """Give the name of the program that wrote the file, "" for a sheet of one's own."""
    return LAYOUTS.get(layout, "")


def question_title(question: Question) -> str:
    """Ask what nothing in the file can tell, with the column it is about."""
    asked = gettext(QUESTIONS[question.key])
    return f"{question.column}: {asked}" if question.column else asked


def answer_label(choice: Choice) -> str:
    """Give one answer in words; a year is a year."""
    return gettext(ANSWERS[choice.value]) if choice.value in ANSWERS else choice.value


def answer_hint(choice: Choice) -> str:
    """Show what an answer makes of the first and the last value."""
    first, last = _said(choice.first), _said(choice.last)
    if choice.total:
        return gettext(
            "%(first)s up to %(last)s, %(total)s in all",
            first=first,
            last=last,
            total=choice.total,
        )
    return gettext("%(first)s up to %(last)s", first=first, last=last)


def _said(value: str) -> str:
    """Write a day as people do; other values stand as they are."""
    try:
        return format_date(dt.date.fromisoformat(value), "d MMMM yyyy")
    except ValueError:
        return value

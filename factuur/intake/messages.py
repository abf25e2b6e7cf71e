"""What the codes of a reader mean, in words: one sentence for each, with the way out."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from factuur.errors import N_, Refused
from imports.refusal import Refusal
from imports.sheets.reading import Complaint

# Why a whole file is not read.
FILE = {
    "too_big": N_("The file is larger than %(megabytes)s MB: leave out what is not hours."),
    "empty": N_("The file is empty."),
    "password": N_(
        "The file is protected with a password: save it without one and upload it again."
    ),
    "old_excel": N_(
        "This is a file of Excel 97 to 2003 (.xls): open it and save it as an Excel "
        "workbook (.xlsx)."
    ),
    "other_program": N_(
        "This is a file of another program, such as .ods or .numbers: save it as an Excel "
        "workbook (.xlsx) or as CSV."
    ),
    "not_a_spreadsheet": N_("This is not a spreadsheet: choose an Excel or CSV file."),
    "damaged": N_(
        "The file is damaged and cannot be opened: open it in Excel, save it and upload it again."
    ),
    "too_many_parts": N_(
        "The file has more than %(most)s parts inside, which no sheet of hours has: copy the "
        "rows into a new file."
    ),
    "unpacks_too_big": N_(
        "The file is small but unpacks to more than %(megabytes)s MB: copy the rows into a "
        "new file."
    ),
    "doctype": N_(
        "This file has parts that are not opened here (DOCTYPE): open it in Excel and save "
        "it as a new file."
    ),
    "too_many_rows": N_(
        "The sheet goes on below row %(most)s: remove what stands so far down, or split the file."
    ),
    "too_many_columns": N_(
        "The sheet has more than %(most)s columns: leave out those that are not about hours."
    ),
    "cell_too_long": N_("A cell in row %(row)s has more text than Excel allows: shorten it."),
    "broken_quotes": N_(
        "From row %(row)s on the quotation marks do not match: save the file as CSV anew, or "
        "as an Excel workbook (.xlsx)."
    ),
    "took_too_long": N_(
        "Reading this file takes too long: copy the rows into a new file, or split it."
    ),
    "reader_died": N_(
        "This file cannot be read: copy the rows into a new file, or paste the cells below."
    ),
    "cancelled": N_("Reading was stopped. Nothing was taken over."),
}

# Why one cell cannot be taken over as it stands.
CELL = {
    "no_such_date": N_("“%(value)s” does not exist. Write day-month-year, such as 31-12-2026."),
    "not_a_day": N_("“%(value)s” is not a date. Write day-month-year, such as 31-12-2026."),
    "other_weekday": N_("“%(value)s” falls on another day of the week. Check the date."),
    "no_year": N_("“%(value)s” has no year. Write it as 31-12-2026."),
    "not_a_duration": N_("“%(value)s” is not a number of hours. Write 7,5 or 7:30."),
    "more_than_a_day": N_(
        "“%(value)s” may stand for more than 24 hours. Type the hours, such as 26:30."
    ),
    "not_a_time": N_("“%(value)s” is not a time of day. Write it as 9:30."),
    "not_a_number": N_("“%(value)s” is not an amount. Use one comma for the cents, as in 1234,50."),
    "negative_rate": N_("“%(value)s” is below zero. Type the price of an hour."),
    "not_yes_or_no": N_("“%(value)s” is not yes or no. Type ja or nee."),
    "empty": N_("Nothing stands here. Fill it in."),
    "client_missing": N_("Fill in for which client this was."),
    "name_missing": N_("Fill in the name of the client."),
    "break_too_long": N_("The break “%(value)s” is longer than the work. Check the times."),
    "formula_without_value": N_(
        "This cell has a formula without a value. Type the value, or open the file in Excel, "
        "save it and upload it again."
    ),
    "error_in_cell": N_("This cell shows the error “%(value)s”. Type what it should be."),
    "not_an_email": N_("“%(value)s” is not one e-mail address. Write it as naam@bedrijf.nl."),
    "unknown_country": N_("“%(value)s” is not a country we know. Write NL, BE or the full name."),
    "unknown_language": N_("“%(value)s” is not a language of invoices here. Write nl or en."),
    "not_a_term": N_("“%(value)s” is not a number of days. Write it as 14 or 30."),
    "column_missing": N_("There is no column for this. Choose which column it is."),
    "vat_id": N_("VAT id “%(value)s” does not add up. Check each digit."),
    "registration": N_("Registration number “%(value)s” does not add up. Check each digit."),
}

# Why a row was left out on purpose.
SKIPPED = {
    "total_row": N_("total"),
    "break": N_("break"),
    "empty": N_("empty row"),
    "invoiced": N_("invoiced already, says the file"),
    "hidden": N_("hidden in the sheet"),
    "heading": N_("headings again"),
    "note": N_("a note, without hours"),
    "no_hours": N_("no hours filled in"),
    "other_sheet": N_("a sheet of something else"),
    "beyond_columns": N_("stands past column 100"),
}

FIELDS = {
    "date": N_("Date"),
    "client": N_("Client"),
    "client_number": N_("Client number"),
    "project": N_("Project"),
    "task": N_("Task"),
    "description": N_("Description"),
    "hours": N_("Hours"),
    "start": N_("From"),
    "end": N_("To"),
    "break": N_("Break"),
    "rate": N_("Hourly rate"),
    "amount": N_("Amount"),
    "billable": N_("Billable"),
    "person": N_("Person"),
    "invoiced": N_("Invoiced"),
    "kind": N_("Kind of row"),
    "name": N_("Name"),
    "number": N_("Client number"),
    "contact": N_("Contact"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "street": N_("Street"),
    "postcode": N_("Postcode"),
    "city": N_("City"),
    "country": N_("Country"),
    "vat_id": N_("VAT id"),
    "registration": N_("Registration number"),
    "language": N_("Language"),
    "terms_days": N_("Payment term"),
}

# What only the user can tell, and each answer to it.
QUESTIONS = {
    "date_order": N_("How are the dates written?"),
    "year": N_("Which year is it?"),
    "decimal_rate": N_("What is the dot or comma in the rates?"),
    "decimal_amount": N_("What is the dot or comma in the amounts?"),
    "hours_or_clock": N_("What does 1.30 mean in the hours?"),
    "hours_or_days": N_("What do the hours count?"),
    "client": N_("For which client are these hours?"),
}
ANSWERS = {
    "dmy": N_("Day, month, year"),
    "mdy": N_("Month, day, year"),
    "comma": N_("A comma before the cents"),
    "dot": N_("A dot before the cents"),
    "decimal": N_("Parts of an hour: 1.30 is 1 hour and 18 minutes"),
    "clock": N_("Hours and minutes: 1.30 is 1 hour and 30 minutes"),
    "hours": N_("Parts of an hour"),
    "days": N_("Parts of a day"),
}

LAYOUTS = {"toggl": "Toggl", "clockify": "Clockify", "harvest": "Harvest", "kimai": "Kimai"}

_REFUSALS: Mapping[str, type[Refused]] = {
    code: type(code, (Refused,), {"code": code, "message": message, "__doc__": message})
    for code, message in FILE.items()
}


def refused(refusal: Mapping[str, Any]) -> Refused:
    """Turn what was kept of a reader's refusal into one that screens and commands can say."""
    values = {name: value for name, value in refusal.items() if name != "code"}
    return _REFUSALS[refusal["code"]](field="file", **values)


def kept_refusal(refusal: Refusal) -> dict[str, Any]:
    """Give what to keep of a reader's refusal: its code and figures."""
    return {"code": refusal.code, **refusal.values}


def cell_sentence(complaint: Complaint) -> str:
    """Say what is wrong with a cell, and what to type instead."""
    return str(gettext(CELL[complaint.code], value=complaint.value))

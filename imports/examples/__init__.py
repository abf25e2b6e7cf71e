"""Example files as people have them, to try Factuur with; `write_examples` makes them anew."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font

Cells = Sequence[object]

_RATE: Final = 85
_DAYS: Final = tuple(dt.date(2026, 10, day) for day in (1, 2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16))
_WORK: Final = (
    ("Smit Bouw B.V.", "Verbouwing Keizersgracht", "Overleg met de aannemer", 2.5),
    ("Smit Bouw B.V.", "Verbouwing Keizersgracht", "Tekeningen aangepast", 6),
    ("Bakkerij De Vries", "Webwinkel", "Betaalpagina gebouwd", 7.5),
    ("Bakkerij De Vries", "Webwinkel", "Testen op telefoon", 3.25),
    ("Atelier Peeters", "Huisstijl", "Schetsen", 4),
    ("Smit Bouw B.V.", "Onderhoud", "Vragen beantwoord", 0.75),
)


def write_examples(folder: Path) -> list[Path]:
    """Write every example into a folder and give their paths."""
    writers = {
        "uren-oktober-2026.xlsx": _own_sheet,
        "toggl.csv": _toggl,
        "clockify.csv": _clockify,
        "harvest.csv": _harvest,
        "kimai.xlsx": _kimai,
        "klanten.xlsx": _clients,
    }
    for name, write in writers.items():
        write(folder / name)
    return [folder / name for name in writers]


def _worked() -> Iterable[tuple[dt.date, str, str, str, float]]:
    for place, day in enumerate(_DAYS):
        yield (day, *_WORK[place % len(_WORK)])


def _own_sheet(path: Path) -> None:
    """Write a sheet as people make it: a letterhead, a total, and some mistakes."""
    book, sheet = _book("okt 2026")
    for row in (("Jansen Ontwerp",), ("Urenstaat oktober 2026",), ()):
        sheet.append(row)
    _bold(sheet, ("Datum", "Klant", "Project", "Omschrijving", "Uren", "Tarief", "Totaal"))
    for day, client, project, what, hours in _worked():
        sheet.append((day, client, project, what, hours, _RATE, hours * _RATE))
    sheet.append(("31-02-2026", "Atelier Peeters", "Huisstijl", "Logo", 2, _RATE, 170))
    sheet.append((dt.date(2026, 10, 19), "", "Webwinkel", "Voor wie was dit?", 1, _RATE, 85))
    sheet.append((dt.date(2026, 10, 20), "Atelier Peeters", "Huisstijl", "Kleuren", "acht", _RATE))
    sheet.append((dt.date(2026, 10, 21), "Atelier Peeters", "Huisstijl", "Druk", "1u30", "€ 85,-"))
    _bold(sheet, ("Totaal", None, None, None, 52.5, None, 4462.5))
    sheet.column_dimensions["D"].width = 28
    book.save(path)


def _toggl(path: Path) -> None:
    heading = (
        *("User", "Email", "Client", "Project", "Task", "Description", "Billable", "Start date"),
        *("Start time", "End date", "End time", "Duration", "Tags", "Amount (EUR)"),
    )
    rows = [
        (
            *("Anja Jansen", "anja@jansen.example", client, project, "", what, "Yes"),
            *(
                day.isoformat(),
                "09:00:00",
                day.isoformat(),
                _clock(9 + hours),
                _clock(hours),
                "",
                _money(hours),
            ),
        )
        for day, client, project, what, hours in _worked()
    ]
    _csv(path, [heading, *rows], encoding="utf-8-sig")


def _clockify(path: Path) -> None:
    """Write days as Clockify does in a Dutch workspace, with a break and work already billed."""
    heading = (
        *("Project", "Client", "Description", "Task", "User", "Group", "Email", "Tags", "Type"),
        *("Billable", "Invoiced", "Invoice ID", "Start Date", "Start Time", "End Date", "End Time"),
        *("Duration (h)", "Duration (decimal)", "Billable Rate (EUR)", "Billable Amount (EUR)"),
    )
    rows = []
    for place, (day, client, project, what, hours) in enumerate(_worked()):
        on = f"{day:%d/%m/%Y}"
        kind = "Break" if place == len(_WORK) else "Regular"
        invoiced = "Yes" if place == 0 else "No"
        rows.append(
            (
                *(project, client, what, "", "Anja Jansen", "", "anja@jansen.example", "", kind),
                *("Yes", invoiced, "", on, "09:00:00", on, _clock(9 + hours), _clock(hours)),
                *(f"{hours:.2f}", f"{_RATE:.2f}", _money(hours)),
            )
        )
    _csv(path, [heading, *rows], quoting=csv.QUOTE_ALL)


def _harvest(path: Path) -> None:
    """Write hours and amounts as Harvest does for an account with decimal commas."""
    heading = (
        *("Date", "Client", "Project", "Project Code", "Task", "Notes", "Hours", "Billable?"),
        *("Invoiced?", "Approved?", "First Name", "Last Name", "Roles", "Employee?"),
        *("Billable Rate", "Billable Amount", "Cost Rate", "Cost Amount", "Currency"),
    )
    rows = [
        (
            *(day.isoformat(), client, project, "", "Ontwerp", what, f"{hours}".replace(".", ",")),
            *("Yes", "No", "No", "Anja", "Jansen", "", "Yes", "85,0"),
            *(_money(hours).replace(".", ","), "0,0", "0,0", "Euro - EUR"),
        )
        for day, client, project, what, hours in _worked()
    ]
    _csv(path, [heading, *rows])


def _kimai(path: Path) -> None:
    """Write durations as cells with the format [hh]:mm, and the row of totals Kimai ends with."""
    book, sheet = _book("Export")
    heading = (
        *("Date", "From", "To", "Duration", "Currency", "Price", "Internal price", "Hourly price"),
        *("Fixed price", "Name", "User", "E-mail", "Staff number", "Customer", "Project"),
        *("Activity", "Description", "Billable", "Tags", "Type", "category", "Account"),
    )
    _bold(sheet, heading)
    for day, client, project, what, hours in _worked():
        sheet.append(
            (
                *(day, _clock(9)[:5], _clock(9 + hours)[:5], dt.timedelta(hours=hours), "EUR"),
                *(hours * _RATE, 0, _RATE, 0, "Anja Jansen", "anja", "", "", client, project),
                *("Ontwerp", what, 1, "", "timesheet", "work", ""),
            )
        )
        sheet.cell(sheet.max_row, 4).number_format = "[hh]:mm"
    total = sum(hours for *_, hours in _worked())
    _bold(sheet, (None, None, None, dt.timedelta(hours=total), None, total * _RATE))
    sheet.cell(sheet.max_row, 4).number_format = "[hh]:mm"
    book.save(path)


_CLIENTS = (
    ("Klantnummer", "K001", "K002", "K003"),
    ("Bedrijfsnaam", "Smit Bouw B.V.", "Bakkerij De Vries", "Atelier Peeters"),
    ("Contactpersoon", "Karel Smit", "Els de Vries", "An Peeters"),
    ("E-mail", "facturen@smitbouw.example", "els@devries.example", "an@peeters.example"),
    ("Telefoon", "020 123 45 67", "", ""),
    ("Straat", "Keizersgracht", "Dorpsstraat", "Kaai"),
    ("Huisnummer", 12, "3a", 1),
    ("Postcode", "1015 CN", "3511 AB", 9000),
    ("Plaats", "Amsterdam", "Utrecht", "Gent"),
    ("Land", "Nederland", "NL", "België"),
    ("Btw-nummer", "NL004495445B01", "", "BE 0403.019.261"),
    ("KvK-nummer", "12345678", "", "0403.019.261"),
    ("Taal", "Nederlands", "nl", "nl"),
    ("Betaaltermijn", "30 dagen", 14, 30),
    ("Uurtarief", 85, "€ 75,00", "92,50"),
)  # a column each, its heading first


def _clients(path: Path) -> None:
    book, sheet = _book("Klanten")
    heading, *rows = zip(*_CLIENTS, strict=True)
    _bold(sheet, heading)
    for row in rows:
        sheet.append(row)
    book.save(path)


def _book(title: str) -> tuple[Workbook, Any]:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    return book, sheet


def _bold(sheet: Any, cells: Cells) -> None:
    sheet.append(cells)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)


def _csv(
    path: Path, rows: Iterable[Cells], *, encoding: str = "utf-8", quoting: Any = csv.QUOTE_MINIMAL
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, quoting=quoting).writerows(rows)


def _clock(hours: float) -> str:
    seconds = round(hours * 3600)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:00"


def _money(hours: float) -> str:
    return f"{hours * _RATE:.2f}"

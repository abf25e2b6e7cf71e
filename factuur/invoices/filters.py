"""What somebody wants to see of the list, as it stands in the address."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

SHOWS = ("open", "drafts", "overdue", "paid", "all")
PERIODS = ("", "this_month", "last_month", "this_quarter", "this_year", "last_year")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which invoices to list; `after` is the last one of the page before, as `cursor` wrote it."""

    show: str = "open"
    words: str = ""
    client: int | None = None
    period: str = ""
    after: str = ""

    def args(self, **changes: object) -> dict[str, Any]:
        """Give this as the arguments of an address, with some of them changed."""
        values = asdict(self) | {"after": ""} | changes
        return {name: value for name, value in values.items() if value not in ("", None)}

    @property
    def is_narrow(self) -> bool:
        """Tell whether more than a tab was chosen."""
        return bool(self.words or self.client or self.period)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a row in a list: which part, on which day, and its number."""

    part: str
    on: dt.date
    row_id: int


def filters_from(args: Mapping[str, str]) -> Filters:
    """Read what is in an address; what cannot be read is left at its default."""
    show, period, client = args.get("show", ""), args.get("period", ""), args.get("client", "")
    return Filters(
        show=show if show in SHOWS else "open",
        words=" ".join(args.get("words", "").split())[:100],
        client=int(client) if client.isascii() and client.isdigit() else None,
        period=period if period in PERIODS else "",
        after=args.get("after", ""),
    )


def cursor(text: str) -> Cursor | None:
    """Read the place after which a page goes on; None is the beginning."""
    parts = text.split("_")
    try:
        return Cursor(parts[0], dt.date.fromisoformat(parts[1]), int(parts[2]))
    except (ValueError, IndexError):
        return None


def written_cursor(part: str, on: dt.date, row_id: int) -> str:
    """Write the place of a row for an address."""
    return f"{part}_{on.isoformat()}_{row_id}"


def days_of(period: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Give the first and last day of a period; None is all time."""
    month = today.replace(day=1)
    year = dt.date(today.year, 1, 1)
    quarter = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    one_day = dt.timedelta(days=1)
    last_month = month - one_day
    return {
        "this_month": (month, _end_of_month(today)),
        "last_month": (last_month.replace(day=1), last_month),
        "this_quarter": (quarter, _end_of_month(quarter.replace(month=quarter.month + 2))),
        "this_year": (year, dt.date(today.year, 12, 31)),
        "last_year": (dt.date(today.year - 1, 1, 1), year - one_day),
    }.get(period)


def _end_of_month(day: dt.date) -> dt.date:
    later = day.replace(day=28) + dt.timedelta(days=4)
    return later - dt.timedelta(days=later.day)

"""Cells to values: what a typed cell holds, and what a text says by the grammar.

`*_reader` makes the reader of one column, once its decisions are known. A reader takes any
value a sheet can hold and raises Unreadable for what it cannot stand behind.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import Final, TypeVar

from imports.grammar import Unreadable, read_clock, read_day, read_number, read_seconds
from imports.grammar.amounts import MOST_DIGITS, Mark
from imports.grammar.clocks import DAY
from imports.grammar.days import Order
from imports.grammar.durations import LONGEST
from imports.sheets.sheet_xml import Fault, Value

Read = TypeVar("Read")

WINDOWS_START: Final = dt.date(1899, 12, 30)
MAC_START: Final = dt.date(1904, 1, 1)
MOST: Final = 10**MOST_DIGITS
EARLIEST: Final = 1980  # before it, a date cell is a duration or a zero in disguise
_SERIALS: Final = range(29_221, 80_000)  # 1980 to 2119
_MOST_REMEMBERED: Final = 10_000
_CLOCKLIKE = re.compile(r"(-?[0-9]{1,3})[.,]([0-5][0-9])")
_DATED_CLOCK = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}[ T](.+)")


def text_of(value: Value) -> str:
    """Show any cell as the text its reader would take back."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if isinstance(value, Fault):
        return value.text
    if isinstance(value, int | float):
        return _figures(value)  # True is 1, as sheets count it
    if isinstance(value, dt.timedelta):
        return clock_text(round(value.total_seconds()))
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value:%d-%m-%Y %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else f"{value:%d-%m-%Y}"


def clock_text(seconds: int) -> str:
    """Write a duration as hours and minutes, and seconds when there are any."""
    sign, left = "-" if seconds < 0 else "", abs(seconds)
    rest = f":{left % 60:02}" if left % 60 else ""
    return f"{sign}{left // 3600}:{left // 60 % 60:02}{rest}"


def name_of(value: Value) -> str:
    """Read a short text: one line, single spaces."""
    if isinstance(value, Fault):
        raise Unreadable(value.code, value.text)
    return " ".join(value.split()) if isinstance(value, str) else text_of(value)


def note_of(value: Value) -> str:
    """Read a text that may have several lines."""
    if isinstance(value, Fault):
        raise Unreadable(value.code, value.text)
    return text_of(value)


def remembered(read: Callable[[Value], Read]) -> Callable[[Value], Read]:
    """Read a text that stands in many rows only once."""
    seen: dict[str, Read] = {}

    def reader(value: Value) -> Read:
        if not isinstance(value, str):
            return read(value)
        if value in seen:
            return seen[value]
        if len(seen) > _MOST_REMEMBERED:
            seen.clear()
        found = seen[value] = read(value)
        return found

    return reader


def day_reader(
    *, order: Order = "dmy", year: int | None = None, start: dt.date = WINDOWS_START
) -> Callable[[Value], dt.date]:
    """Make the reader of a column of days; `start` is day nought of bare serial numbers."""

    def read(value: Value) -> dt.date:
        if isinstance(value, str):
            return read_day(value, order=order, year=year)
        if isinstance(value, dt.datetime):
            value = value.date()
        elif isinstance(value, int | float) and not isinstance(value, bool):
            value = _serial(value, start)
        if isinstance(value, dt.date) and value.year >= EARLIEST:
            return value
        raise _unreadable("not_a_day", value)

    return remembered(read)


def seconds_reader(*, as_clock: bool = False, as_days: bool = False) -> Callable[[Value], int]:
    """Make the reader of a column of durations; a bare number counts hours.

    `as_clock` reads 7.30 as half past seven, `as_days` reads numbers as parts of a day.
    """
    scale = DAY if as_days else 3600

    def read(value: Value) -> int:
        if isinstance(value, str):
            return _spoken(value, as_clock=as_clock)
        if isinstance(value, float | int) and not isinstance(value, bool):
            seconds = round(value * scale) if abs(value) < MOST else LONGEST + 1
        elif isinstance(value, dt.timedelta):
            seconds = round(value.total_seconds())
        elif isinstance(value, dt.time):
            seconds = value.hour * 3600 + value.minute * 60 + value.second
        elif isinstance(value, dt.datetime) and value.year < EARLIEST:
            raise Unreadable("more_than_a_day", text_of(value))  # 26:30 that shows as 2:30
        else:
            raise _unreadable("not_a_duration", value)
        if abs(seconds) > LONGEST:
            raise _unreadable("not_a_duration", value)
        return seconds

    return remembered(read)


_seconds = seconds_reader()


def clock_of(value: Value) -> int:
    """Read a time of day in seconds since midnight."""
    if isinstance(value, str):
        dated = _DATED_CLOCK.fullmatch(value.strip())
        return read_clock(dated[1] if dated else value)
    if isinstance(value, dt.datetime):
        value = value.time()
    if isinstance(value, dt.time):
        return value.hour * 3600 + value.minute * 60 + value.second
    if isinstance(value, dt.timedelta) and dt.timedelta() <= value <= dt.timedelta(days=1):
        return round(value.total_seconds())
    if isinstance(value, float) and 0 <= value < 1:
        return round(value * DAY)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 24:  # noqa: PLR2004
        return value * 3600
    raise _unreadable("not_a_time", value)


def pause_of(value: Value) -> int:
    """Read a break in seconds; a bare number from five up counts minutes, below it hours."""
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value[:9])
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 5:  # noqa: PLR2004
        return _seconds(value / 60)
    return _seconds(value)


def number_of(value: Value, *, mark: Mark = ",") -> Decimal:
    """Read a number; a cell that holds one is exact to what the sheet shows of it."""
    if isinstance(value, str):
        return read_number(value, decimal=mark)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST:
        return Decimal(repr(value))
    raise _unreadable("not_a_number", value)


def _spoken(text: str, *, as_clock: bool) -> int:
    found = _CLOCKLIKE.fullmatch(text.strip())
    if found and as_clock:
        return read_seconds(f"{found[1]}:{found[2]}")
    return read_seconds(text)


def _serial(value: float, start: dt.date) -> dt.date | float:
    if not abs(value) < MOST:
        return value
    if int(value) in _SERIALS:
        return start + dt.timedelta(days=int(value))
    try:
        return dt.datetime.strptime(str(value), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return value


def _figures(value: float) -> str:
    whole = isinstance(value, int) or value.is_integer()
    return str(int(value)) if whole and isfinite(value) else repr(value).replace(".", ",")


def _unreadable(code: str, value: Value) -> Unreadable:
    """Say why, with what stands there: a fault of the cell itself comes first."""
    if isinstance(value, Fault):
        return Unreadable(value.code, value.text)
    return Unreadable("empty" if value is None else code, text_of(value))

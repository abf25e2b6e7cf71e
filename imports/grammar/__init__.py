"""One grammar for what people type: amounts, durations, times of day and days.

Files, forms and pasted cells are read by the same functions, so 7,5 means the same everywhere.
"""

from imports.grammar.amounts import read_number
from imports.grammar.clocks import read_clock
from imports.grammar.days import read_day
from imports.grammar.durations import read_seconds
from imports.grammar.unreadable import Unreadable

__all__ = ["Unreadable", "read_clock", "read_day", "read_number", "read_seconds"]

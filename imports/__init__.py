"""Readers of files from outside: pure, bounded, and ignorant of what their rows are for."""

from imports.bounded import ReaderError, run_bounded
from imports.refusal import Refusal
from imports.safe import check_upload
from imports.sheets.clients import CLIENT_FIELDS, read_clients
from imports.sheets.hours import HOUR_FIELDS, read_hours
from imports.sheets.reading import Reading

__all__ = [
    "CLIENT_FIELDS",
    "HOUR_FIELDS",
    "ReaderError",
    "Reading",
    "Refusal",
    "check_upload",
    "read_clients",
    "read_hours",
    "run_bounded",
]

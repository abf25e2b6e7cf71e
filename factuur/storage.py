"""What to say when the database or the disk does not do as it is told."""

import errno

from peewee import InterfaceError, OperationalError, PeeweeException

from factuur.errors import N_

DISK_FULL = N_("The disk of the server is full; nothing was saved. Make room and try again.")
BUSY = N_("The database does not answer; nothing was saved. Try again in a moment.")
NO_TABLES = N_("There are no tables here yet. Make them with: flask init")

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLite in WAL mode meets a full disk as an I/O error; PostgreSQL in its own words.
SIGNS_OF_NO_ROOM = ("is full", "disk i/o error", "no space left", "could not extend file")
SIGNS_OF_NO_TABLES = ("no such table", "relation ")


def trouble(error: BaseException | None) -> str:
    """Give the sentence for a disk or database in trouble; "" for a fault of our own.

    SQLite rolls back by itself when the disk is full, so that the ROLLBACK after it fails
    too: what came first counts, and it stands behind what came last.
    """
    sentence = ""
    while error is not None:
        sentence = _trouble(error) or sentence
        error = error.__context__
    return sentence


def _trouble(error: BaseException) -> str:
    if isinstance(error, OSError):
        return DISK_FULL if error.errno in NO_ROOM else ""
    if not isinstance(error, PeeweeException):
        return ""
    told = str(error).lower()
    if any(sign in told for sign in SIGNS_OF_NO_ROOM):
        return DISK_FULL
    if any(sign in told for sign in SIGNS_OF_NO_TABLES):
        return NO_TABLES
    return BUSY if isinstance(error, OperationalError | InterfaceError) else ""

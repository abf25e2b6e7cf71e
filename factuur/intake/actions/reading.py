"""A batch is read: in a bounded child process, with a sign of life and a way to stop it."""

import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from factuur import files
from factuur.clock import at_home, now
from factuur.db import database
from factuur.intake import queries
from factuur.intake.messages import kept_refusal
from factuur.models import Batch
from imports import ReaderError, Reading, Refusal, read_clients, read_hours, run_bounded
from imports.packing import Packed, pack_with

log = logging.getLogger(__name__)

QUIET = dt.timedelta(seconds=15)  # without a sign of life for so long, nobody is reading it
_GLANCE = 0.5  # seconds between two signs of life, and two looks at Cancel
_QUICK_MS = 400  # a file that took less is read again without a process of its own
_READERS: Mapping[str, Callable[..., Reading[Any]]] = {"hours": read_hours, "clients": read_clients}


def read(batch_id: int) -> None:
    """Read a batch, unless somebody else is at it; what comes of it is written in its row."""
    batch = _claimed(batch_id)
    if batch is None:
        return
    try:
        content = _content(batch)
    except Refusal as refusal:
        _settle(batch, refusal=kept_refusal(refusal))
    except ReaderError:
        log.exception("the reader broke on batch %s (%s)", batch.id, batch.sha256)
        _settle(batch, refusal={"code": "reader_died"})
    else:
        _keep(batch, content)


def is_read(batch_id: int) -> bool:
    """Tell whether the reading of a batch has ended, well or badly."""
    return Batch.select().where((Batch.id == batch_id) & Batch.read_at.is_null(False)).exists()


def is_stray(batch: Batch) -> bool:
    """Tell whether a batch waits to be read while nobody is reading it."""
    return Batch.select().where((Batch.id == batch.id) & _waits()).exists()


def stray_batches() -> list[int]:
    """Give the batches that wait to be read while nobody is reading them."""
    rows = Batch.select(Batch.id).where(_waits() & (Batch.started_at < now() - QUIET))
    return [batch_id for (batch_id,) in queries.rows_of(rows)]


def read_anew(batch: Batch, **changes: Any) -> None:
    """Let a batch be read again, with other columns or answers; `read` does it."""
    with database.atomic():
        Batch.update(read_at=None, seen_at=None, percent=0, refusal={}, **changes).where(
            (Batch.id == batch.id) & Batch.accepted_at.is_null()
        ).execute()


def cancel(batch: Batch) -> None:
    """Stop reading a batch; whoever reads it sees this within a second."""
    with database.atomic():
        Batch.update(cancelled_at=now()).where(
            (Batch.id == batch.id) & Batch.read_at.is_null()
        ).execute()


def _waits() -> Any:
    quiet = Batch.seen_at.is_null() | (Batch.seen_at < now() - QUIET)
    return Batch.read_at.is_null() & Batch.cancelled_at.is_null() & quiet


def _claimed(batch_id: int) -> Batch | None:
    """Give the batch when it waits and is ours now; the claim is the moment in `seen_at`."""
    with database.atomic():
        mine = Batch.update(seen_at=now()).where((Batch.id == batch_id) & _waits()).execute()
        return Batch.get_by_id(batch_id) if mine else None


def _content(batch: Batch) -> bytes:
    path = files.path_of(batch.sha256)
    reader = partial(pack_with, _READERS[batch.kind])
    options = _options(batch)
    if batch.result and Packed(files.path_of(batch.result)).spent_ms < _QUICK_MS:
        return reader(path, **options)
    watch = _Watch(batch)
    return run_bounded(
        reader,
        (path,),
        options=options,
        on_progress=watch.progressed,
        cancelled=watch.is_over,
        seconds=60,
    )


def _options(batch: Batch) -> dict[str, Any]:
    options: dict[str, Any] = {
        "name": batch.filename,
        "mended": queries.mended_cells(batch.id),
        "today": at_home(batch.started_at).date(),
        "columns": {int(index): field for index, field in batch.columns.items()},
        "answers": batch.answers,
    }
    if not batch.columns and not batch.answers:
        administration_id = batch.__data__["administration"]
        options["remembered"] = queries.remembered(administration_id, batch.kind)
    return options


class _Watch:
    """Shows that a reading lives and how far it is, and hears when it must stop."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._looked_at = time.monotonic()
        self._percent = 0

    def progressed(self, done: int, total: int) -> None:
        """Hear how much of the file was read."""
        self._percent = 100 * done // max(total, 1)

    def is_over(self) -> bool:
        """Give a sign of life now and then; it fails once the user said stop, or chose anew."""
        if time.monotonic() - self._looked_at < _GLANCE:
            return False
        self._looked_at = time.monotonic()
        return not _write(self._batch, seen_at=now(), percent=self._percent)


def _write(batch: Batch, **values: Any) -> bool:
    """Write in the row of a batch as long as we are the one to read it, and tell whether we are."""
    ours = (Batch.id == batch.id) & (Batch.seen_at == batch.seen_at)
    waiting = ours & Batch.cancelled_at.is_null() & Batch.read_at.is_null()
    with database.atomic():
        is_ours = bool(Batch.update(**values).where(waiting).execute())
    batch.seen_at = values.get("seen_at", batch.seen_at)
    return is_ours


def _keep(batch: Batch, content: bytes) -> None:
    digest = files.keep(content)
    packed = Packed(files.path_of(digest))
    changes: dict[str, Any] = {}
    if packed.was_remembered:
        kept = queries.remembered(batch.__data__["administration"], batch.kind)[packed.fingerprint]
        columns = {str(index): field for index, field in kept["columns"].items()}
        changes = {"columns": columns, "answers": kept["answers"]}
    _settle(batch, result=digest, layout=packed.layout, fingerprint=packed.fingerprint, **changes)
    for left in {batch.result, digest} - {""}:
        if not queries.is_pointed_at(left):
            files.forget(left)


def _settle(batch: Batch, **values: Any) -> None:
    _write(batch, read_at=now(), percent=100, **values)

"""A file comes in: looked at, kept by its hash, and written down as a batch."""

import datetime as dt
import tempfile
from pathlib import Path

from factuur import files
from factuur.clock import now
from factuur.db import database
from factuur.intake import messages, queries
from factuur.models import Batch
from imports import Refusal, check_upload

LONGEST_NAME = 120


def upload(
    administration_id: int, *, user_id: int | None, kind: str, filename: str, content: bytes
) -> Batch:
    """Keep a file of hours or clients and give its batch; refuses what is no sheet, unkept."""
    name = _shown_name(filename)
    _look_at(content, name)
    with database.atomic():
        return Batch.create(
            administration=administration_id,
            user_id=user_id,
            kind=kind,
            filename=name,
            size=len(content),
            sha256=files.keep(content),
            started_at=now(),
        )


def _look_at(content: bytes, name: str) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            check_upload(Path(file.name), name=name)
        except Refusal as refusal:
            raise messages.refused(messages.kept_refusal(refusal)) from refusal


def _shown_name(filename: str) -> str:
    """Give the name without the sender's folders and without control characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join("".join(char for char in last if char.isprintable()).split())[:LONGEST_NAME]


def discard(batch: Batch) -> None:
    """Remove a batch that was never taken over, and its files when nothing else needs them."""
    with database.atomic():
        batch.delete_instance()
    for digest in {batch.sha256, batch.result} - {""}:
        if not queries.is_pointed_at(digest):
            files.forget(digest)


def abandoned(now: dt.datetime) -> list[Batch]:
    """Give the uploads to clear away: stopped or refused a day ago, or left for a month."""
    ended = Batch.cancelled_at.is_null(False) | (Batch.result == "")
    never_taken = Batch.accepted_at.is_null()
    day_old = ended & (Batch.started_at < now - dt.timedelta(days=1))
    month_old = Batch.started_at < now - dt.timedelta(days=30)
    return list(Batch.select().where(never_taken & (day_old | month_old)).limit(100))

"""The first and the last thing that taking over does, whatever the file holds."""

import datetime as dt
from typing import Any

from factuur.db import database, on_sqlite
from factuur.intake.labels import field_names
from factuur.intake.previewing import Preview
from factuur.intake.refusals import ColumnMissing, OpenQuestion, RowsInError, TakenBefore
from factuur.models import Activity, Batch, HeadingMemory, Submission


def lock(batch: Batch, now: dt.datetime, key: str) -> Batch | None:
    """Take hold of a batch that nobody took over yet, and give it as it is now.

    None when this very form, by its `key`, took it over before: a second click.
    """
    _one_at_a_time(batch)
    free = (Batch.id == batch.id) & Batch.accepted_at.is_null() & Batch.cancelled_at.is_null()
    if not Batch.update(accepted_at=now).where(free).execute():
        if key and Submission.select().where(Submission.key == key).exists():
            return None
        raise TakenBefore(name=batch.filename)
    fresh: Batch = Batch.get_by_id(batch.id)
    return fresh


def _one_at_a_time(batch: Batch) -> None:
    """Let two uploads of one sheet wait for each other; SQLite's write lock does so by itself."""
    if not on_sqlite():
        database.execute_sql(
            "SELECT id FROM administration WHERE id = %s FOR NO KEY UPDATE",
            (batch.__data__["administration"],),
        )


def check_ready(preview: Preview, *, leave_out: bool) -> None:
    """Refuse what the user has still to choose, answer or mend."""
    if preview.lacking_columns:
        raise ColumnMissing(fields=field_names(preview.lacking_columns))
    if preview.packed.questions:
        raise OpenQuestion
    if preview.error_rows and not leave_out:
        raise RowsInError(count=preview.error_rows)


def finish(batch: Batch, counts: dict[str, Any], *, user_id: int | None, key: str) -> None:
    """Write down what was made, remember the choice of columns, and answer a second click."""
    Batch.update(counts=counts).where(Batch.id == batch.id).execute()
    _remember_columns(batch)
    if key:
        Submission.create(user=user_id, key=key, location=f"batch:{batch.id}")
    Activity.create(
        administration=batch.__data__["administration"],
        user=user_id,
        verb="import.accepted",
        subject="batch",
        subject_id=batch.id,
        words={"filename": batch.filename, **counts},
    )


def _remember_columns(batch: Batch) -> None:
    """Keep what was chosen for these headings, so that a second upload needs no click."""
    if not batch.columns and not batch.answers:
        return
    HeadingMemory.insert(
        administration=batch.__data__["administration"],
        kind=batch.kind,
        fingerprint=batch.fingerprint,
        columns=batch.columns,
        answers=batch.answers,
    ).on_conflict(
        conflict_target=[
            HeadingMemory.administration,
            HeadingMemory.kind,
            HeadingMemory.fingerprint,
        ],
        preserve=[HeadingMemory.columns, HeadingMemory.answers],
    ).execute()

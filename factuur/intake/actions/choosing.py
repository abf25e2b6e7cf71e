"""What the user chooses and mends in the preview of a batch."""

from collections.abc import Mapping
from typing import Any

from peewee import chunked

from factuur.db import database
from factuur.intake.actions.making import CHUNK
from factuur.intake.actions.reading import read_anew
from factuur.intake.refusals import TakenBefore
from factuur.models import Batch, BatchCell

Place = tuple[str, int, int]  # sheet, row, column


def choose_columns(batch: Batch, columns: Mapping[int, str]) -> None:
    """Take columns for these fields from now on ("" is not used); the file is read again."""
    _still_open(batch)
    read_anew(batch, columns={str(index): field for index, field in columns.items()})


def answer(batch: Batch, answers: Mapping[str, str]) -> None:
    """Settle questions about the file; the file is read again."""
    _still_open(batch)
    read_anew(batch, answers={**batch.answers, **answers})


def mend(batch: Batch, texts: Mapping[Place, str]) -> None:
    """Put these texts in the place of cells; the file itself stays as it came."""
    _still_open(batch)
    cells = [
        {"batch": batch.id, "sheet": sheet, "row": row, "column": column, "text": text}
        for (sheet, row, column), text in texts.items()
    ]
    place = [BatchCell.batch, BatchCell.sheet, BatchCell.row, BatchCell.column]
    with database.atomic():
        for some in chunked(cells, CHUNK):
            put = BatchCell.insert_many(some)
            put.on_conflict(conflict_target=place, preserve=[BatchCell.text]).execute()
        read_anew(batch)


def choose_client(batch: Batch, name: str, number: str, client_id: int | None) -> None:
    """Say who a client of the file is; None makes a new one."""
    kept = [it for it in batch.choices.get("clients", []) if it[:2] != [name, number]]
    _choose(batch, clients=[*kept, [name, number, client_id]])


def choose_rate(batch: Batch, target: str, rate_e4: int | None) -> None:
    """Name the price of an hour for a client that has none."""
    rates = {key: rate for key, rate in batch.choices.get("rates", {}).items() if key != target}
    _choose(batch, rates=rates if rate_e4 is None else {**rates, target: rate_e4})


def choose_changed(batch: Batch, way: str) -> None:
    """Say what becomes of rows that were different last time: replace, add or leave."""
    _choose(batch, changed=way)


def choose_known(batch: Batch, way: str) -> None:
    """Say what becomes of clients that are here already: skip them or fill what is empty."""
    _choose(batch, known=way)


def _choose(batch: Batch, **choice: Any) -> None:
    _still_open(batch)
    with database.atomic():
        batch.choices = {**batch.choices, **choice}
        Batch.update(choices=batch.choices).where(Batch.id == batch.id).execute()


def _still_open(batch: Batch) -> None:
    if batch.accepted_at is not None:
        raise TakenBefore(name=batch.filename)

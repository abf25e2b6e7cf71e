"""The bin: rows that were deleted can be put back, to the last column and under the same number."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, cast

from peewee import DateField, DateTimeField, ForeignKeyField, IntegrityError, chunked

from factuur import clock
from factuur.db import database
from factuur.errors import N_, Refused
from factuur.models import ALL, Activity, Table, Trash

CHUNK = 500  # rows in one statement: both databases limit how many values it carries
TABLES: dict[str, type[Table]] = {model._meta.table_name: model for model in ALL}  # noqa: SLF001

Row = dict[str, Any]


class NothingToUndo(Refused):
    """The bin holds nothing under this number."""

    code = "not_found"
    message = N_("There is nothing left to put back.")
    status = 404


class OwnerGone(Refused):
    """A row cannot come back without the row it refers to."""

    code = "owner_gone"
    message = N_(
        "This cannot be put back: what it belonged to has been deleted since. Add it by hand."
    )


class PlaceTaken(Refused):
    """Something else has the name, or the hours are on an invoice by now."""

    code = "place_taken"
    message = N_(
        "This cannot be put back: its name is in use by now, or its hours have been billed. "
        "Add it by hand."
    )


def bin_rows(
    administration_id: int, kind: str, rows: Sequence[Table], *, user_id: int | None
) -> int:
    """Delete rows of one or more tables and give the number by which `restore` brings them back.

    Rows that fall along with them (a client's contacts, a draft's lines) are kept as well.
    Runs in the transaction of the caller, who has made sure that the rows are theirs.
    """
    chosen: dict[type[Table], set[int]] = {}
    for row in rows:
        chosen.setdefault(type(row), set()).add(row.id)
    _add_what_falls_along(chosen)
    models = [model for model in ALL if model in chosen]
    kept = [{"table": _name(model), "rows": _rows(model, chosen[model])} for model in models]
    for model in reversed(models):
        for ids in chunked(sorted(chosen[model]), CHUNK):
            model.delete().where(model.id.in_(ids)).execute()
    return remember(administration_id, kind, kept, user_id=user_id, verb="deleted", count=len(rows))


def restore(administration_id: int, trash_id: int, *, user_id: int | None = None) -> str:
    """Put back what was binned under this number and give its kind; twice is once.

    Refuses when something it hangs on is gone, or when its place has been taken.
    """
    with database.atomic():
        trash, first = claim(administration_id, trash_id, user_id=user_id)
        if not all("table" in each for each in trash.rows):
            raise NothingToUndo  # a change: the room that made it takes it back
        if first:
            try:
                _put_back({TABLES[each["table"]]: each["rows"] for each in trash.rows})
            except IntegrityError as error:
                raise PlaceTaken from error
    return str(trash.kind)


def remember(
    administration_id: int,
    kind: str,
    rows: list[Row],
    *,
    user_id: int | None,
    verb: str,
    count: int,
) -> int:
    """Keep how rows were, note what was done to them, and give the number for undo."""
    trash = Trash.create(administration=administration_id, user=user_id, kind=kind, rows=rows)
    words = {"count": count, "trash": trash.id}
    _note(trash, f"{kind}.{verb}", user_id, words)
    return int(trash.id)


def claim(administration_id: int, trash_id: int, *, user_id: int | None) -> tuple[Trash, bool]:
    """Give what is kept under this number, and whether this is the first time it is asked back."""
    mine = (Trash.id == trash_id) & (Trash.administration == administration_id)
    trash: Trash | None = Trash.get_or_none(mine)
    if trash is None:
        raise NothingToUndo
    still_there = mine & Trash.restored_at.is_null()
    first = bool(Trash.update(restored_at=clock.now()).where(still_there).execute())
    if first:
        _note(trash, f"{trash.kind}.restored", user_id, {"trash": trash.id})
    return trash, first


def _note(trash: Trash, verb: str, user_id: int | None, words: Row) -> None:
    Activity.create(
        administration=trash.__data__["administration"], user=user_id, verb=verb, words=words
    )


def _add_what_falls_along(chosen: dict[type[Table], set[int]]) -> None:
    """Add the rows that the database deletes with the chosen ones; owners come first in ALL."""
    for model in ALL:
        for key in _references(model):
            if key.on_delete != "CASCADE" or key.rel_model not in chosen:
                continue
            for ids in chunked(sorted(chosen[key.rel_model]), CHUNK):
                chosen.setdefault(model, set()).update(_numbers(model, key.in_(ids)))


def _rows(model: type[Table], ids: Iterable[int]) -> list[Row]:
    """Give the rows as the tables hold them now, with days and moments in words."""
    found: list[Row] = []
    for some in chunked(sorted(ids), CHUNK):
        query = model.select().where(model.id.in_(some)).order_by(model.id)
        found.extend(cast("Iterable[Row]", query.dicts()))
    return [{name: _in_words(value) for name, value in row.items()} for row in found]


def _in_words(value: object) -> object:
    return str(value) if isinstance(value, dt.date) else value


def _put_back(rows: dict[type[Table], list[Row]]) -> None:
    """Insert the rows, each table after those it refers to."""
    for model, given in rows.items():
        for key in _references(model):
            _check_owners(key, given)
        dated = _dated(model)
        for row in given:
            row.update({name: field.python_value(row[name]) for name, field in dated.items()})
        for some in chunked(given, CHUNK):
            model.insert_many(some).execute()


def _check_owners(key: ForeignKeyField, rows: list[Row]) -> None:
    """Refuse rows whose owner is gone; forget an owner that a row can do without."""
    owner = key.rel_model
    wanted = {row[key.name] for row in rows} - {None}
    there: set[int] = set()
    for ids in chunked(sorted(wanted), CHUNK):
        there.update(_numbers(owner, owner.id.in_(ids)))
    if key.rel_model is key.model:
        there |= {row["id"] for row in rows}
    for row in rows:
        if row[key.name] in wanted - there:
            if key.on_delete != "SET NULL":
                raise OwnerGone
            row[key.name] = None


def _numbers(model: type[Table], which: Any) -> set[int]:
    query = model.select(model.id).where(which).tuples()
    return {row_id for (row_id,) in cast("Iterable[tuple[int]]", query)}


def _dated(model: type[Table]) -> dict[str, Any]:
    fields = model._meta.fields  # noqa: SLF001 - peewee's way to the columns of a table
    return {n: each for n, each in fields.items() if isinstance(each, DateField | DateTimeField)}


def _references(model: type[Table]) -> list[ForeignKeyField]:
    return list(model._meta.refs)  # noqa: SLF001 - peewee's way to the references of a table


def _name(model: type[Table]) -> str:
    return str(model._meta.table_name)  # noqa: SLF001

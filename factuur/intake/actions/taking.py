"""Taking over a file of hours: clients, projects and entries, all or nothing, once."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factuur import clock
from factuur.db import database, insert_rows
from factuur.intake.actions.ending import check_ready, finish, lock
from factuur.intake.actions.making import make_clients, make_projects, set_rates
from factuur.intake.checking import Survey
from factuur.intake.matching import REPLACE, Matcher
from factuur.intake.previewing import HoursPreview, preview_hours
from factuur.intake.refusals import InDoubt, NothingNew
from factuur.intake.rules import Named
from factuur.intake.sifting import Sifted, State
from factuur.models import Batch, BatchChange, Entry
from imports.packing import Hour

_ENTRY = (
    Entry.administration,
    Entry.batch,
    Entry.created_at,
    Entry.version,
    Entry.client,
    Entry.project,
    Entry.worked_on,
    Entry.seconds,
    Entry.description,
    Entry.task,
    Entry.person,
    Entry.rate_e4,
    Entry.billable,
    Entry.source_sheet,
    Entry.source_row,
    Entry.fingerprint,
)
_TOLD = tuple(field.name for field in _ENTRY[4:])


def take_hours(
    batch: Batch, *, user_id: int | None, key: str = "", leave_out: bool = False
) -> None:
    """Make entries of the rows of a batch, with the clients and projects they need.

    All or nothing, and once: the same `key` again does nothing. Refuses while a question is
    open, a client in doubt or a row in error, unless `leave_out` says to leave those rows.
    """
    now = clock.now()
    with database.atomic():
        mine = lock(batch, now, key)
        if mine is None:
            return
        preview = preview_hours(mine)
        survey = preview.survey
        _check(preview, leave_out=leave_out)
        counts = _store(preview, survey, now)
        finish(preview.batch, counts, user_id=user_id, key=key)


def _check(preview: HoursPreview, *, leave_out: bool) -> None:
    check_ready(preview, leave_out=leave_out)
    for target in preview.survey.doubtful:
        raise InDoubt(name=target.name)
    if not preview.survey.rows:
        raise NothingNew(name=preview.batch.filename)


def _store(preview: HoursPreview, survey: Survey, now: dt.datetime) -> dict[str, Any]:
    batch, rates = preview.batch, preview.chosen.rates
    clients = make_clients(batch, survey.targets, rates, now)
    set_rates(batch, survey.targets, rates)
    known = preview.agreed.projects
    projects = make_projects(batch, survey.projects, preview.matcher, clients, known, now)
    writer = _Writer(preview.matcher, clients, projects)
    firm_id = batch.__data__["administration"]
    common = (firm_id, batch.id, str(now), 1)
    replaces = preview.chosen.changed == REPLACE
    insert_rows(_ENTRY, (common + row for row in writer.new_rows(preview.taken(), replaces)))
    for sifted in writer.replaced:
        _replace(batch, sifted, writer.values(sifted.row))
    return {
        "rows": survey.rows,
        "seconds": survey.seconds,
        "clients": len([target for target in survey.targets if target.client_id is None]),
        "projects": len(projects) - len(known),
        "changed": len(writer.replaced),
        "seen": survey.states[State.SEEN],
        "left": preview.error_rows,
        "skipped": preview.skipped_rows,
    }


@dataclass
class _Writer:
    """Turns rows of the file into rows of the table, without asking twice who is meant."""

    matcher: Matcher
    clients: Mapping[str, int]
    projects: Mapping[tuple[int, str], int]
    replaced: list[Sifted] = field(default_factory=list)
    _client_of: dict[tuple[str, str], int] = field(default_factory=dict)

    def new_rows(self, taken: Iterator[Sifted], replaces: bool) -> Iterator[tuple[object, ...]]:  # noqa: FBT001
        """Give the rows to add; those that replace an earlier one wait in `replaced`."""
        for sifted in taken:
            if replaces and sifted.state is State.CHANGED:
                self.replaced.append(sifted)
            else:
                yield self.values(sifted.row)

    def values(self, row: Hour) -> tuple[object, ...]:
        """Give a row as the table keeps it, in the order of `_TOLD`."""
        written = row.client, row.client_number
        client = self._client_of.get(written)
        if client is None:
            client = self.clients[self.matcher.target_of(Named(*written))]
            self._client_of[written] = client
        project = self.projects[client, row.project.casefold()] if row.project else None
        return (
            client,
            project,
            row.on,
            row.seconds,
            row.description,
            row.task,
            row.person,
            row.rate_e4,
            row.billable,
            row.sheet,
            row.row,
            row.fingerprint,
        )


def _replace(batch: Batch, sifted: Sifted, values: tuple[object, ...]) -> None:
    """Write a changed row over its entry, and note how that was for the way back."""
    if sifted.earlier is None:
        raise ValueError("only a changed row has an earlier one")
    entry = Entry.get_by_id(sifted.earlier.entry_id)
    after = {**dict(zip(_TOLD, values, strict=True)), "version": entry.version + 1}
    before = {name: entry.__data__[name] for name in after}
    before["worked_on"] = before["worked_on"].isoformat()
    BatchChange.create(batch=batch, kind="entry", row_id=entry.id, before=before, after=after)
    Entry.update(after).where(Entry.id == entry.id).execute()

"""Bring in clients and hours from a file, and take that back."""

from pathlib import Path
from typing import Any

import click

from factuur.cli.frame import command, in_administration, say
from factuur.errors import N_, NotFound, Refused
from factuur.intake.actions.choosing import choose_client
from factuur.intake.actions.reading import read
from factuur.intake.actions.taking import take_hours
from factuur.intake.actions.taking_clients import take_clients
from factuur.intake.actions.undoing import undo as take_back
from factuur.intake.actions.uploading import discard, upload
from factuur.intake.answers import Answer, clients_answer, hours_answer
from factuur.intake.messages import refused
from factuur.intake.previewing import Preview, preview_clients, preview_hours
from factuur.intake.refusals import RowsInError
from factuur.intake.rules import name_key
from factuur.models import Administration, Batch
from imports.safe import LARGEST

group = click.Group("import", help="Bring in clients and hours, and take that back.")
COMMANDS: list[click.Command] = [group]
_PREVIEW: dict[str, Any] = {"hours": preview_hours, "clients": preview_clients}
_TAKE: dict[str, Any] = {"hours": take_hours, "clients": take_clients}
_ANSWER: dict[str, Any] = {"hours": hours_answer, "clients": clients_answer}


class NoAnswer(Refused):
    """An answer names its question."""

    code = "no_answer"
    message = N_("“%(text)s” is not an answer: write it as date_order=dmy.")


def _importing(function: Any) -> Any:
    """Add what both imports are asked."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Read, match and check only."),
        click.option("--answer", "answers", multiple=True, metavar="KEY=VALUE"),
        click.option("--strict", is_flag=True, help="Refuse the file when a row is in error."),
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    ):
        function = option(function)
    return in_administration(function)


@command(group, "hours")
@_importing
def hours(administration: Administration, **values: Any) -> Answer:
    """Take over the hours of a spreadsheet or CSV file."""
    return _import(administration, "hours", **values)


@command(group, "clients")
@_importing
def clients(administration: Administration, **values: Any) -> Answer:
    """Take over a list of clients; known ones get what they lack, nothing is written over."""
    return _import(administration, "clients", **values)


@command(group, "undo")
@in_administration
@click.argument("batch")
def undo(administration: Administration, batch: str) -> Answer:
    """Take a batch back; what was billed or edited since stays and is named."""
    number = int(batch) if batch.isascii() and batch.isdigit() else 0
    mine = (Batch.administration == administration.id) & (Batch.id == number)
    row = Batch.get_or_none(mine)
    if row is None:
        raise NotFound(what=batch)
    undone = take_back(row, user_id=None)
    say(f"{undone.removed} rows removed, {undone.restored} restored, {len(undone.kept)} kept.")
    return {
        "removed": undone.removed,
        "restored": undone.restored,
        "kept": [{"what": it.what, "name": it.name, "why": it.why} for it in undone.kept],
    }


def _import(
    administration: Administration,
    kind: str,
    *,
    file: Path,
    dry_run: bool,
    answers: tuple[str, ...],
    strict: bool,
) -> Answer:
    """Read a file and take it over, or leave nothing behind but the answer."""
    batch = _read(administration, kind, file, answers)
    try:
        preview = _without_doubt(_PREVIEW[kind](batch), _PREVIEW[kind])
        _refuse_errors(preview, strict=strict)
        taken = not dry_run and preview.is_whole and preview.has_work
        number = batch.id if taken else None
        answer: Answer = _ANSWER[kind](preview, batch=number, dry_run=dry_run)
        if taken:
            _TAKE[kind](batch, user_id=None, leave_out=True)
    except BaseException:
        discard(batch)
        raise
    if not taken:
        discard(batch)
    _tell(answer)
    return answer


def _read(administration: Administration, kind: str, file: Path, answers: tuple[str, ...]) -> Batch:
    given = _answers(answers)
    with file.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    batch = upload(administration.id, user_id=None, kind=kind, filename=file.name, content=content)
    batch.answers = given
    batch.save(only=[Batch.answers])
    say(f"Reading {file.name}…")
    read(batch.id)
    fresh: Batch = Batch.get_by_id(batch.id)
    if fresh.refusal:
        discard(fresh)
        raise refused(fresh.refusal)
    return fresh


def _answers(texts: tuple[str, ...]) -> dict[str, str]:
    answers = {}
    for text in texts:
        key, mark, value = text.partition("=")
        if not mark or not key.strip():
            raise NoAnswer(text=text)
        answers[key.strip()] = value.strip()
    return answers


def _without_doubt(preview: Preview, look_again: Any) -> Preview:
    """Make a new client of a name that only resembles one; the answer names whom it resembles.

    A name that several clients have is refused when the file is taken over.
    """
    for named, candidates in preview.doubts:
        if all(name_key(known.name) != name_key(named.name) for known in candidates):
            choose_client(preview.batch, *named, None)
    again: Preview = look_again(preview.batch)
    return again


def _refuse_errors(preview: Preview, *, strict: bool) -> None:
    if strict and preview.error_rows:
        raise RowsInError(count=preview.error_rows)


def _tell(answer: Answer) -> None:
    rows = answer["rows"]
    say(
        f"{rows['total']} rows: {rows['new']} new, {rows['changed']} changed, "
        f"{rows['seen_before']} seen before, {rows['skipped']} skipped, {rows['error']} in error."
    )
    for error in answer["errors"]:
        where = f"{error['sheet']} {error['row']} {error['column']}".strip()
        say(f"{where}: {error['message']}")
    for question in answer["questions"]:
        say(f"Nothing was taken over: answer {question['key']} with --answer.")

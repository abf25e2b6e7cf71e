"""A preview as plain values, for scripts: the answer of `flask import`."""

from collections.abc import Iterable
from typing import Any

from factuur.intake.checking import Target
from factuur.intake.checking_clients import Standing
from factuur.intake.messages import cell_sentence
from factuur.intake.previewing import HoursPreview, ListPreview, Preview
from factuur.intake.rules import Verdict
from factuur.intake.sifting import State
from factuur.money import divide_half_up, plain
from imports.sheets.reading import Complaint, Question

Answer = dict[str, Any]


def hours_answer(preview: HoursPreview, *, batch: int | None, dry_run: bool) -> Answer:
    """Describe a preview of hours."""
    survey = preview.survey
    rows = {
        "new": survey.states[State.NEW],
        "changed": survey.states[State.CHANGED],
        "seen_before": survey.states[State.SEEN],
    }
    clients = [_client(target) for target in survey.targets]
    return _answer(preview, batch=batch, dry_run=dry_run, rows=rows, clients=clients)


def clients_answer(preview: ListPreview, *, batch: int | None, dry_run: bool) -> Answer:
    """Describe a preview of a list of clients."""
    counts = preview.survey.counts
    changed = len(preview.fillings)
    rows = {
        "new": counts[Standing.NEW] + counts[Standing.DOUBTFUL],
        "changed": changed,
        "seen_before": counts[Standing.KNOWN] + counts[Standing.TWICE] - changed,
    }
    clients = [
        {"name": it.row.name, "known": it.standing is Standing.KNOWN}
        for it in preview.survey.clients
        if it.standing is not Standing.TWICE
    ]
    return _answer(preview, batch=batch, dry_run=dry_run, rows=rows, clients=clients)


def _answer(
    preview: Preview,
    *,
    batch: int | None,
    dry_run: bool,
    rows: dict[str, int],
    clients: list[Answer],
) -> Answer:
    packed = preview.packed
    used = [column for column in packed.columns if column.field]
    return {
        "batch": str(batch or ""),
        "dry_run": dry_run,
        "layout": packed.layout,
        "sheets": [sheet for sheet in packed.sheets if sheet],
        "columns": {column.field: column.heading for column in reversed(used)},
        "unused": [it.heading for it in packed.columns if not it.field and it.heading],
        "rows": {
            "total": preview.total_rows,
            **rows,
            "skipped": preview.skipped_rows,
            "error": preview.error_rows,
        },
        "clients": clients,
        "errors": [_error(it) for it in (*preview.complaints, *preview.lacking_columns)],
        "skipped": [{"sheet": it.sheet, "row": it.row, "why": it.why} for it in packed.skipped],
        "questions": [_question(question) for question in packed.questions],
    }


def _error(complaint: Complaint) -> Answer:
    told = {name: getattr(complaint, name) for name in ("sheet", "row", "column", "value", "code")}
    return {**told, "message": cell_sentence(complaint)}


def _client(target: Target) -> Answer:
    return {
        "name": target.name,
        "known": target.verdict is Verdict.KNOWN,
        "hours": hours(target.seconds),
        "billable_hours": hours(target.billable_seconds),
        "amount": plain(target.net_cents, 2),
        "unpriced_hours": hours(target.unpriced_seconds),
        "similar": [candidate.name for candidate in _similar(target)],
    }


def _similar(target: Target) -> Iterable[Any]:
    return () if target.verdict is Verdict.KNOWN else target.candidates


def _question(question: Question) -> Answer:
    return {
        "key": question.key,
        "column": question.column,
        "choices": {
            choice.value: {"first": choice.first, "last": choice.last, "total": choice.total}
            if choice.total
            else {"first": choice.first, "last": choice.last}
            for choice in question.choices
        },
    }


def hours(seconds: int) -> str:
    """Write a duration as decimal hours: two decimals, or four where they are needed.

    >>> hours(22_500), hours(3000)
    ('6.25', '0.8333')
    """
    e4 = divide_half_up(seconds * 10_000, 3600)
    return plain(e4, 4) if e4 % 100 else plain(e4 // 100, 2)

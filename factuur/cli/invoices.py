"""Invoices from the command line: drafted, described, checked, issued, credited, shown."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, TextIO

import click
from flask.cli import AppGroup
from flask_babel import gettext

from factuur import clock
from factuur.cli.frame import Answer, command, in_administration, say
from factuur.documents import actions as documents
from factuur.errors import N_, NotFound, Refused
from factuur.invoices import actions, queries
from factuur.invoices.checking import Finding
from factuur.invoices.grouping import GROUPINGS
from factuur.models import Administration, Invoice
from factuur.money import plain

GROUP = AppGroup("invoices", help="Drafts, invoices and credit notes.")
COMMANDS: list[click.Command] = [GROUP]
DAY = click.DateTime(["%Y-%m-%d"])


class NotJson(Refused):
    """The description cannot be read at all."""

    code = "not_json"
    message = N_("The description is not JSON: %(why)s.")


@command(GROUP, "draft")
@click.option("--client", "name", help="Only for this client.")
@click.option("--until", type=DAY, help="Hours up to and including this day.")
@click.option("--group", "grouping", type=click.Choice(GROUPINGS), default="project")
@in_administration
def draft(
    firm: Administration, name: str | None, until: dt.datetime | None, grouping: str
) -> Answer:
    """Draft invoices from unbilled hours."""
    client = queries.client_named(firm.id, name) if name else None
    if name and client is None:
        raise NotFound(what=name)
    made = actions.draft_hours(
        firm,
        client_id=client.id if client else None,
        until=until.date() if until else None,
        grouping=grouping,
        user_id=None,
    )
    return {"invoices": [_told(invoice) for invoice in queries.invoices_with(firm.id, made)]}


@command(GROUP, "create")
@click.option("--file", "file", required=True, type=click.File(encoding="utf-8"))
@in_administration
def create(firm: Administration, file: TextIO) -> Answer:
    """Make a draft of a description in JSON; - reads standard input."""
    try:
        given = json.load(file)
    except ValueError as error:
        raise NotJson(why=str(error)) from None
    return _told(actions.create(firm, given, user_id=None))


@command(GROUP, "check")
@click.argument("name", metavar="ID")
@in_administration
def check(firm: Administration, name: str) -> Answer:
    """Say what keeps a draft from being issued, and what is worth a look."""
    invoice = queries.invoice_named(firm.id, name)
    found = queries.findings(invoice, today=clock.today())
    return {"blocking": _findings(found.blocking), "warning": _findings(found.warning)}


@command(GROUP, "issue")
@click.argument("names", metavar="ID…", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All drafts.")
@click.option("--on", type=DAY, help="The invoice date; today when left out.")
@in_administration
def issue(
    firm: Administration, names: tuple[str, ...], *, every: bool, on: dt.datetime | None
) -> Answer:
    """Give drafts their numbers, freeze them, and make their PDFs."""
    if bool(names) == every:
        raise click.UsageError("Give the drafts to issue, or --all.")
    named = [queries.invoice_named(firm.id, name).id for name in names]
    ids = queries.draft_ids(firm.id) if every else named
    today = on.date() if on else clock.today()
    issued, refused = actions.issue_many(firm, ids, today=today, user_id=None)
    for invoice in issued:
        documents.archive(invoice.id)
        say(f"{invoice.number}: {plain(invoice.total_cents, 2)}")
    reasons = [_reason(each) for each in refused]
    answer = {"issued": [queries.shown(invoice) for invoice in issued], "refused": reasons}
    if reasons and not issued:
        first = {name: reasons[0][name] for name in ("code", "message")}
        return answer | {"ok": False, "error": first}
    return answer


def _reason(refusal: actions.Refusal) -> dict[str, Any]:
    error = refusal.error
    message = gettext(error.message, **error.values)
    say(f"{refusal.invoice_id}: {message}")
    return {"id": refusal.invoice_id, "code": error.code, "message": message}


@command(GROUP, "credit")
@click.argument("name", metavar="NUMBER")
@click.option("--on", type=DAY, help="Stands for today; a draft has no date of its own yet.")
@in_administration
def credit(firm: Administration, name: str, on: dt.datetime | None) -> Answer:
    """Make a draft credit note for an issued invoice."""
    del on
    original = queries.invoice_named(firm.id, name)
    note = actions.credit(firm, original.id, user_id=None)
    return _told(note)


@command(GROUP, "show")
@click.argument("name", metavar="NUMBER|ID")
@in_administration
def show(firm: Administration, name: str) -> Answer:
    """Show one invoice, credit note or draft."""
    return _told(queries.invoice_named(firm.id, name))


@command(GROUP, "list")
@click.option("--open", "only_open", is_flag=True, help="Only those of which something is open.")
@in_administration
def list_(firm: Administration, *, only_open: bool) -> Answer:
    """Show all invoices, credit notes and drafts, the oldest first."""
    ids = queries.invoice_ids(firm.id, only_open=only_open)
    return {"invoices": [_told(invoice) for invoice in queries.invoices_with(firm.id, ids)]}


def _told(invoice: Invoice) -> dict[str, Any]:
    """Give an invoice as JSON, and tell a person which one it is."""
    shown = queries.shown(invoice)
    name = shown["number"] or f"draft {shown['id']}"
    say(f"{name}: {shown['client']['name']}, {shown['totals']['gross']}")
    return shown


def _findings(found: Sequence[Finding]) -> list[dict[str, str]]:
    """Give what the checks found, in words too."""
    told = [
        {
            "code": each.code,
            "message": gettext(each.message, **each.values),
            "field": each.place,
        }
        for each in found
    ]
    for each in told:
        say(each["message"])
    return told

"""Documents and mail from the command line: the kept PDF, into the outbox, and out of it."""

from pathlib import Path

import click
from flask.cli import AppGroup

from factuur import clock, files
from factuur.cli.frame import Answer, command, in_administration, say
from factuur.cli.invoices import GROUP
from factuur.documents import actions as documents
from factuur.errors import NotFound
from factuur.mailing import actions, queries
from factuur.mailing.words import state_word, why
from factuur.models import Administration, Invoice

OUTBOX = AppGroup("outbox", help="Mail that waits, left, failed or is uncertain.")


@command(GROUP, "pdf")
@click.argument("number")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@in_administration
def pdf(firm: Administration, number: str, out: Path) -> Answer:
    """Write the kept PDF of an issued invoice."""
    kept = documents.archive(_issued(firm, number).id)
    out.write_bytes(files.read(kept.sha256))
    say(f"{out}: {kept.size} bytes")
    return {"sha256": kept.sha256}


@command(GROUP, "send")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--channel", type=click.Choice(["mail"]), default="mail", show_default=True)
@in_administration
def send(firm: Administration, numbers: tuple[str, ...], channel: str) -> Answer:
    """Put issued invoices into the outbox, with the firm's own words; all of them or none."""
    queued = actions.send_all(firm, [_issued(firm, number) for number in numbers])
    say(f"{len(queued)} queued by {channel}")
    return {"queued": [{"mail": mail, "number": number} for number, mail in queued]}


@command(OUTBOX, "run")
def run() -> Answer:
    """Deliver what is due."""
    ends = actions.deliver_due(clock.now)
    say(f"{ends.sent} sent, {ends.failed} failed, {ends.uncertain} uncertain, {ends.waiting} wait")
    return {
        "sent": ends.sent,
        "failed": ends.failed,
        "uncertain": ends.uncertain,
        "waiting": ends.waiting,
    }


@command(OUTBOX, "list")
@click.option("--all", "everything", is_flag=True, help="Sent and cancelled mails too.")
@in_administration
def list_mails(firm: Administration, *, everything: bool) -> Answer:
    """Show what waits, failed, or is uncertain."""
    tabs = ("waiting", "failed", "uncertain") + (("sent", "cancelled") if everything else ())
    rows = [row for tab in tabs for row in queries.outbox(firm.id, tab)]
    for row in rows:
        line = (row.number, row.recipient, state_word(row.state, row.via), why(row.error))
        say("  ".join(part for part in line if part))
    return [
        {
            "id": row.id,
            "state": row.state,
            "kind": row.kind,
            "invoice": row.number,
            "recipient": row.recipient,
            "subject": row.subject,
            "error": row.error,
            "why": why(row.error),
            "next_at": row.next_at.isoformat() if row.next_at else None,
            "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in rows
    ]


def _issued(firm: Administration, number: str) -> Invoice:
    invoice = queries.by_number(firm.id, number)
    if invoice is None:
        raise NotFound(what=number)
    return invoice


COMMANDS: list[click.Command] = [OUTBOX]

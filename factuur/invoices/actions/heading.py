"""What stands above and below the lines of a draft; whose it is; and throwing it away."""

import datetime as dt
from dataclasses import asdict, dataclass

from factuur import clock, trash
from factuur.db import database
from factuur.invoices.actions.drafts import hold_draft
from factuur.invoices.queries.papers import lines_of
from factuur.invoices.refusals import HeadChanged, HoursOfAnother
from factuur.invoices.rules import HOURS
from factuur.models import Client, Hold, Invoice, Reminder

DRAFT_BIN = "draft"


@dataclass(frozen=True, slots=True)
class HeadValues:
    """What somebody may type above and below the lines."""

    attention: str
    buyer_reference: str
    supply_from: dt.date | None
    supply_on: dt.date | None
    terms_days: int
    language: str
    intro: str
    note: str


def save_head(
    administration_id: int,
    invoice_id: int,
    values: HeadValues,
    *,
    version: int,
    user_id: int | None,
) -> Invoice:
    """Write down what was typed; refuses when another window changed it since."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        if draft.version != version:
            raise HeadChanged(draft)
        given = asdict(values) | {
            "version": version + 1,
            "updated_at": clock.now(),
            "updated_by": user_id,
        }
        Invoice.update(given).where(Invoice.id == draft.id).execute()
        draft.__data__.update(given)
    return draft


def give_to(
    administration_id: int, invoice_id: int, client: Client, *, user_id: int | None
) -> None:
    """Let a draft be for another client; refuses while it bills hours of this one."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        if any(line.kind == HOURS for line in lines_of(draft.id)):
            raise HoursOfAnother(field="client")
        given = {
            "client": client.id,
            "language": client.language,
            "attention": "",
            "buyer_reference": client.buyer_reference,
            "version": draft.version + 1,
            "updated_at": clock.now(),
            "updated_by": user_id,
        }
        Invoice.update(given).where(Invoice.id == draft.id).execute()


def delete_draft(administration_id: int, invoice_id: int, *, user_id: int | None) -> int:
    """Throw a draft away, so that its hours are unbilled again, and give the number for undo."""
    with database.atomic():
        draft = hold_draft(administration_id, invoice_id)
        notes = [
            *Hold.select().where(Hold.invoice == draft.id),
            *Reminder.select().where(Reminder.invoice == draft.id),
        ]
        return trash.bin_rows(administration_id, DRAFT_BIN, [draft, *notes], user_id=user_id)

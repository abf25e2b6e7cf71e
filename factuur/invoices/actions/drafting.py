"""Drafts: empty for a client, or from its unbilled hours."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

from factuur.clients.queries import is_billed
from factuur.company.rules import VAT_RATES, rounded_seconds
from factuur.db import database, on_sqlite
from factuur.hours import queries as hours
from factuur.invoices.actions.drafts import recount
from factuur.invoices.actions.many_lines import lines_for, write_lines
from factuur.invoices.grouping import Terms, Worked, grouped
from factuur.models import Activity, Administration, Client, Entry, Invoice
from factuur.projects.queries import rates_of
from factuur.projects.rules import Rates, rate_for


def draft_empty(administration: Administration, client: Client, *, user_id: int | None) -> Invoice:
    """Make an empty draft for a client."""
    with database.atomic():
        return new_draft(administration, client, user_id=user_id)


def draft_hours(
    administration: Administration,
    *,
    client_id: int | None = None,
    until: dt.date | None = None,
    grouping: str = "project",
    user_id: int | None,
) -> list[int]:
    """Make a draft for each client with unbilled hours, or for one, and give their numbers.

    Hours nobody agreed a price on become a line without one, which cannot be issued.
    """
    with database.atomic():
        clients = _held_clients(administration.id, client_id)
        rates = rates_of(administration.id, clients)
        entries = hours.unbilled(administration.id, client_id, until)
        return [
            _draft(administration, clients[key], list(group), rates, grouping, user_id)
            for key, group in groupby(entries, key=lambda entry: entry.client_id)
            if key in clients
        ]


def new_draft(
    administration: Administration, client: Client, *, user_id: int | None, **values: object
) -> Invoice:
    """Write the row of a new draft with what was agreed with the client."""
    terms = client.terms_days if client.terms_days is not None else administration.terms_days
    given: dict[str, object] = {
        "terms_days": terms,
        "language": client.language,
        "buyer_reference": client.buyer_reference,
        "intro": administration.intro_text,
        "rounding_minutes": administration.rounding_minutes,
        "rounding_way": administration.rounding_way,
        "updated_by": user_id,
    }
    draft: Invoice = Invoice.create(
        administration=administration, client=client, **(given | values)
    )
    Activity.create(
        administration=administration,
        user=user_id,
        verb="invoice.drafted",
        subject="invoice",
        subject_id=draft.id,
    )
    return draft


def _held_clients(administration_id: int, client_id: int | None) -> dict[int, Client]:
    """Give the clients with unbilled hours and keep others from drafting for them as well."""
    waiting = Entry.select(Entry.client).where(
        (Entry.administration == administration_id) & Entry.billable & ~is_billed()
    )
    where = (Client.administration == administration_id) & Client.id.in_(waiting)
    if client_id is not None:
        where &= Client.id == client_id
    query = Client.select().where(where).order_by(Client.id)
    held = query if on_sqlite() else query.for_update()
    return {client.id: client for client in cast("Iterable[Client]", held)}


def _draft(
    administration: Administration,
    client: Client,
    entries: Sequence[hours.Worked],
    rates: Rates,
    grouping: str,
    user_id: int | None,
) -> int:
    draft = new_draft(
        administration,
        client,
        user_id=user_id,
        grouping=grouping,
        supply_from=entries[0].worked_on,
        supply_on=entries[-1].worked_on,
    )
    vat_bp = VAT_RATES[administration.country][0]
    worked = [_worked(entry, rates, vat_bp, administration) for entry in entries]
    write_lines(draft, lines_for(grouped(worked, grouping), grouping, draft.language))
    recount(draft, user_id=user_id)
    return draft.id


def _worked(
    entry: hours.Worked, rates: Rates, vat_bp: int, administration: Administration
) -> Worked:
    price = rate_for(
        rates,
        own_e4=entry.rate_e4,
        client_id=entry.client_id,
        project_id=entry.project_id,
        person=entry.person,
    )
    minutes, way = administration.rounding_minutes, administration.rounding_way
    return Worked(
        entry_id=entry.id,
        worked_on=entry.worked_on,
        seconds=rounded_seconds(entry.seconds, minutes, way),
        terms=Terms(price or 0, vat_bp),
        project=entry.project or "",
        task=entry.task,
        person=entry.person,
        description=entry.description,
    )

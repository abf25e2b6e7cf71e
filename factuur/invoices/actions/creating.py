"""A draft from a description, for scripts."""

from collections.abc import Mapping
from typing import Any

from factuur.clients import actions as clients
from factuur.company.rules import VAT_RATES
from factuur.db import database
from factuur.errors import NotFound
from factuur.invoices.actions.drafting import new_draft
from factuur.invoices.actions.drafts import recount
from factuur.invoices.actions.many_lines import NewLine, write_lines
from factuur.invoices.describing import read_description
from factuur.invoices.queries.naming import client_named
from factuur.models import Administration, Client, Invoice


def create(administration: Administration, given: Any, *, user_id: int | None) -> Invoice:
    """Make a draft as described; a described client that is not known yet is made."""
    described = read_description(given, VAT_RATES[administration.country])
    with database.atomic():
        client, attention = _client(administration, described.client, user_id)
        values = {"attention": attention} | dict(described.values)
        draft = new_draft(administration, client, user_id=user_id, **values)
        write_lines(draft, [NewLine(line) for line in described.lines])
        recount(draft, user_id=user_id)
    return draft


def _client(
    administration: Administration, given: str | Mapping[str, Any], user_id: int | None
) -> tuple[Client, str]:
    """Give the client that is meant, and for whose attention the invoice is there."""
    if isinstance(given, str):
        known = client_named(administration.id, given)
        if known is None:
            raise NotFound(field="client", what=given)
        return known, ""
    values = dict(given)
    attention = values.pop("contact", "")
    known = _same(administration, values)
    return known or clients.add(administration, values, user_id=user_id), attention


def _same(administration: Administration, values: Mapping[str, Any]) -> Client | None:
    """Give the known client with this VAT id, or else with this name."""
    if values["vat_id"]:
        mine = (Client.administration == administration.id) & (Client.vat_id == values["vat_id"])
        known: Client | None = Client.select().where(mine).order_by(Client.id).first()
        if known is not None:
            return known
    return client_named(administration.id, values["name"])

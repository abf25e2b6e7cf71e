"""What a list of clients would do: who is new, known or in doubt, which numbers are wrong. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from factuur.clients.rules import NEAR, VAT_PREFIX, checked_client_vat_id
from factuur.company.rules import checked_registration
from factuur.errors import Refused
from factuur.intake.matching import Matcher
from factuur.intake.rules import Known, Named, Verdict, compact, name_key
from imports.packing import Listed
from imports.sheets.reading import Column, Complaint

SKIP, FILL = "skip", "fill"
# What a file may add to a client that lacks it. A language is never lacking.
FILLED = (
    "number",
    "email",
    "phone",
    "street",
    "postcode",
    "city",
    "vat_id",
    "registration",
    "terms_days",
    "rate_e4",
)
# These say nothing without their country.
_PLACED = frozenset({"street", "postcode", "city", "vat_id", "registration"})


class Standing(StrEnum):
    """What a row of the list is to the clients that are here."""

    NEW = "new"
    KNOWN = "known"
    DOUBTFUL = "doubtful"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class ListedClient:
    """One row of the list, with who it is."""

    row: Listed
    standing: Standing
    client_id: int | None = None
    candidates: tuple[Known, ...] = ()
    vat_id: str = ""
    registration: str = ""
    country: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """Give what the list says, as the tables keep it."""
        told = {name: getattr(self.row, name) for name in FILLED}
        country = self.row.country or _country_of(self.row.vat_id)
        numbers = {"vat_id": self.vat_id, "registration": self.registration}
        return {**told, **numbers, "country": country}


@dataclass(frozen=True, slots=True)
class ListSurvey:
    """All that one list would do."""

    clients: tuple[ListedClient, ...]
    wrong: tuple[tuple[Listed, Complaint], ...]

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """Give the numbers that do not add up."""
        return tuple(complaint for _, complaint in self.wrong)

    def of(self, standing: Standing) -> tuple[ListedClient, ...]:
        """Give the rows of one standing, in the order of the file."""
        return tuple(client for client in self.clients if client.standing is standing)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """Give how many rows there are of each standing."""
        return Counter(client.standing for client in self.clients)


def survey_list(
    rows: Iterable[Listed], matcher: Matcher, columns: tuple[Column, ...], country: str
) -> ListSurvey:
    """Hold a list of clients against those of the administration.

    The numbers of a firm are checked by the rules of its country: the one in the list, the
    one its VAT id begins with, else that of the administration.
    """
    wrong: list[tuple[Listed, Complaint]] = []
    clients = list(_clients(rows, matcher, columns, country, wrong))
    return ListSurvey(tuple(clients), tuple(wrong))


def _clients(
    rows: Iterable[Listed],
    matcher: Matcher,
    columns: tuple[Column, ...],
    country: str,
    wrong: list[tuple[Listed, Complaint]],
) -> Iterator[ListedClient]:
    headings = {column.field: column.heading for column in reversed(columns)}
    here: set[tuple[str, str]] = set()
    for row in rows:
        where = row.country or _country_of(row.vat_id) or country
        try:
            vat_id = checked_client_vat_id(row.vat_id, where) if row.vat_id else ""
            registration = checked_registration(row.registration, where)
        except Refused as error:
            field, heading = error.field, headings.get(error.field, "")
            told = Complaint(row.sheet, row.row, heading, field, getattr(row, field), field)
            wrong.append((row, told))
            continue
        key = row.number.casefold(), name_key(row.name)
        twice = key in here
        here.add(key)
        standing, client_id, candidates = _standing(row, vat_id, matcher)
        if twice:
            standing = Standing.TWICE
        yield ListedClient(row, standing, client_id, candidates, vat_id, registration, where)


def _standing(
    row: Listed, vat_id: str, matcher: Matcher
) -> tuple[Standing, int | None, tuple[Known, ...]]:
    found = matcher.match_listed(Named(row.name, row.number), vat_id=vat_id, email=row.email)
    standing = {
        Verdict.KNOWN: Standing.KNOWN,
        Verdict.NEW: Standing.NEW,
        Verdict.DOUBTFUL: Standing.DOUBTFUL,
    }[found.verdict]
    return standing, found.client_id, found.candidates


def _country_of(vat_id: str) -> str:
    prefix = compact(vat_id)[:2]
    by_prefix = {VAT_PREFIX.get(country, country): country for country in NEAR}
    return by_prefix.get(prefix, "")


def filled(now: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the list can add to a client: only where nothing stands yet.

    A client without address and numbers gets the country with them. One that has some in
    another country keeps to that: an address of two countries is no address.
    """
    lacking = {name: told[name] for name in FILLED if told[name] and now[name] in {"", None}}
    if told["country"] in {"", now["country"]} or lacking.keys().isdisjoint(_PLACED):
        return lacking
    if not any(now[name] for name in _PLACED):
        return {**lacking, "country": told["country"]}
    return {name: value for name, value in lacking.items() if name not in _PLACED}

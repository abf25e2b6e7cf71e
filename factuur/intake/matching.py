"""Who is meant by each name in a file, after what the user chose. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factuur.intake.rules import Directory, Match, Named, Verdict, name_key
from imports.packing import Hour

REPLACE, ADD, LEAVE = "replace", "add", "leave"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the user chose in the preview."""

    clients: Mapping[Named, int | None] = field(default_factory=dict)  # None is a new one
    rates: Mapping[str, int] = field(default_factory=dict)  # by target
    changed: str = REPLACE


class Matcher:
    """Tells who is meant by each name in a file; what the user chose comes first."""

    def __init__(self, directory: Directory, chosen: Chosen) -> None:
        self.directory = directory
        self._chosen = chosen.clients
        self._matches: dict[Named, Match] = {}

    def match(self, named: Named) -> Match:
        """Give the verdict on a client of the file."""
        if named not in self._matches:
            self._matches[named] = self._as_chosen(named, self.directory.match(*named))
        return self._matches[named]

    def match_listed(self, named: Named, *, vat_id: str, email: str) -> Match:
        """Give the verdict on a row of a list of clients, which says more of each."""
        return self._as_chosen(named, self.directory.match(*named, vat_id=vat_id, email=email))

    def _as_chosen(self, named: Named, found: Match) -> Match:
        if named not in self._chosen:
            return found
        client_id = self._chosen[named]
        if client_id is None:
            return Match(Verdict.NEW, None, found.candidates)
        is_here = client_id in self.directory.by_id
        return Match(Verdict.KNOWN, client_id, found.candidates) if is_here else found

    def client_of(self, row: Hour) -> int | None:
        """Give the number of the client of a row, None while it is new or in doubt."""
        return self.match(Named(row.client, row.client_number)).client_id

    def target_of(self, named: Named) -> str:
        """Give the key of who gets the hours: two spellings of one new name are one client."""
        match = self.match(named)
        if match.client_id is not None:
            return str(match.client_id)
        word = "doubt" if match.verdict is Verdict.DOUBTFUL else "new"
        return f"{word} {name_key(named.name) or named.number.casefold()}"

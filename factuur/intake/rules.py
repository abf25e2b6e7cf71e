"""Who is meant by a name in a file: known, new or doubtful. Pure: knows of no table."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

# Written with or without dots; they are no part of what people call a firm.
_LEGAL_FORMS = frozenset(
    [
        "bv",
        "nv",
        "vof",
        "cv",
        "cvba",
        "bvba",
        "ebvba",
        "bvpr",
        "commv",
        "gcv",
        "vzw",
        "srl",
        "sprl",
        "sa",
        "sas",
        "sarl",
        "gmbh",
        "ag",
        "ug",
        "kg",
        "ltd",
        "limited",
        "inc",
        "llc",
        "plc",
    ]
)
_AND = frozenset(("en", "and", "und", "et"))
_NEAR = 0.88  # how much of two names agrees before they are shown side by side
_BUCKET = 3  # letters by which near names find each other
_MOST_CANDIDATES = 4


class Verdict(StrEnum):
    """What the administration makes of a client in a file."""

    KNOWN = "known"
    NEW = "new"
    DOUBTFUL = "doubtful"


class Named(NamedTuple):
    """A client as the file writes it."""

    name: str
    number: str = ""

    @property
    def shown(self) -> str:
        """Give what to call it on a page."""
        return self.name or self.number


@dataclass(frozen=True, slots=True)
class Known:
    """A client of the administration, as far as a file can point at it."""

    id: int
    name: str
    number: str = ""
    vat_id: str = ""
    email: str = ""
    city: str = ""
    rate_e4: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one client of a file; `candidates` are who it may be when in doubt."""

    verdict: Verdict
    client_id: int | None = None
    candidates: tuple[Known, ...] = ()


@lru_cache(maxsize=65_536)  # a page of a preview asks for the same names again
def name_key(name: str) -> str:
    """Give a name without capitals, accents, punctuation and legal form.

    >>> name_key("Café De Zon B.V."), name_key("cafe de zon")
    ('cafe de zon', 'cafe de zon')
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", bare.replace(".", "").replace("'", "").replace("&", " en "))
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join("en" if word in _AND else word for word in kept or words)


class Directory:
    """The clients of an administration, found by number, VAT id, e-mail address and name."""

    def __init__(self, clients: Iterable[Known]) -> None:
        self._by: dict[str, defaultdict[str, list[Known]]] = {
            kind: defaultdict(list) for kind in ("number", "vat_id", "email", "name")
        }
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self.by_id: dict[int, Known] = {}
        for client in clients:
            self._add(client)

    def _add(self, client: Known) -> None:
        self.by_id[client.id] = client
        key = name_key(client.name)
        given = (client.number.strip().casefold(), compact(client.vat_id), client.email.casefold())
        for kind, value in zip(self._by, (*given, key), strict=True):
            if value:
                self._by[kind][value].append(client)
        for bucket in _buckets(key):
            self._near[bucket].add(key)

    def match(self, name: str, number: str = "", *, vat_id: str = "", email: str = "") -> Match:
        """Tell who is meant. Two that fit equally well, or one that nearly does, are in doubt."""
        given = (number.strip().casefold(), compact(vat_id), email.casefold(), name_key(name))
        for kind, value in zip(self._by, given, strict=True):
            found = self._by[kind].get(value, []) if value else []
            if len(found) == 1 and not (kind == "email" and self._says_otherwise(found[0], name)):
                return Match(Verdict.KNOWN, found[0].id)
            if found:
                exact = [client for client in found if client.name == name]
                if len(exact) == 1:
                    return Match(Verdict.KNOWN, exact[0].id)
                return Match(Verdict.DOUBTFUL, None, tuple(found[:_MOST_CANDIDATES]))
        near = tuple(self._nearly(given[-1]))[:_MOST_CANDIDATES]
        return Match(Verdict.DOUBTFUL if near else Verdict.NEW, None, near)

    def _says_otherwise(self, found: Known, name: str) -> bool:
        """Two firms may share the address of one bookkeeper."""
        return bool(name) and not _alike(name_key(found.name), name_key(name))

    def _nearly(self, key: str) -> Iterator[Known]:
        keys = {other for bucket in _buckets(key) for other in self._near.get(bucket, ())}
        for other in sorted(keys):
            if other != key and _alike(other, key):
                yield from self._by["name"][other]


def compact(number: str) -> str:
    """Give a VAT id or other number without spaces, dots and dashes, in capitals."""
    return re.sub(r"[\W_]", "", number).upper()


def _buckets(key: str) -> tuple[str, ...]:
    return (key[:_BUCKET], f"…{key[-_BUCKET:]}") if len(key) > _BUCKET else ()


def _alike(one: str, other: str) -> bool:
    """Tell whether two names differ by a typing mistake, or one is the other and a word more."""
    words, others = set(one.split()), set(other.split())
    if len(words) > 1 < len(others) and (words <= others or others <= words):
        return True
    longest = max((len(word) for word in words ^ others), default=0)
    if longest < _BUCKET or any(char.isdigit() for char in one + other):
        return False  # Klant A and Klant B are two clients, and so are Klant 12 and Klant 13
    if 2 * min(len(one), len(other)) < _NEAR * (len(one) + len(other)):
        return False
    compared = SequenceMatcher(None, one, other)
    return compared.quick_ratio() >= _NEAR and compared.ratio() >= _NEAR

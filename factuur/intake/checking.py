"""What a file of hours would do: which rows, for which clients, and what they come to. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from factuur.company.rules import rounded_seconds
from factuur.intake.matching import ADD, REPLACE, Chosen, Matcher
from factuur.intake.rules import Known, Named, Verdict, name_key
from factuur.intake.sifting import Memory, Sifted, State, sift
from factuur.invoices.rules import priced
from factuur.money import divide_half_up, hours_e4
from factuur.projects.rules import Rates, rate_for
from imports.packing import Packed


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an administration agreed on: prices, rounding and VAT."""

    projects: Mapping[tuple[int, str], int]  # the number, by client and name in small letters
    rates: Rates
    vat_bp: int
    rounding_minutes: int = 0
    rounding_way: str = "up"


@dataclass(frozen=True, slots=True)
class Target:
    """One client that gets hours: known, to be made, or still in doubt."""

    key: str  # "12" for a known client, "new smit bouw", "doubt smid bouw"
    verdict: Verdict
    client_id: int | None
    names: tuple[Named, ...]  # as the file writes it, the first one first
    candidates: tuple[Known, ...]
    rows: int
    seconds: int
    billable_seconds: int
    unpriced_seconds: int  # billable, and nobody agreed on a price
    net_cents: int
    vat_cents: int
    rates_e4: tuple[int, ...]

    @property
    def name(self) -> str:
        """Give what the file calls this client first."""
        return self.names[0].shown


@dataclass(frozen=True, slots=True)
class Survey:
    """All that one file would do, worked out in one pass over its rows."""

    states: Mapping[State, int]
    targets: tuple[Target, ...]
    changed: tuple[Sifted, ...]
    projects: frozenset[tuple[Named, str]]  # of whom, and its name as the file writes it
    corrections: int  # rows with hours below zero

    @property
    def rows(self) -> int:
        """Give how many rows are taken over."""
        return sum(target.rows for target in self.targets)

    @property
    def seconds(self) -> int:
        """Give the time that is taken over."""
        return sum(target.seconds for target in self.targets)

    @property
    def net_cents(self) -> int:
        """Give what the invoices would come to, without VAT."""
        return sum(target.net_cents for target in self.targets)

    @property
    def unpriced_seconds(self) -> int:
        """Give the time that would be billed if only somebody had named a price."""
        return sum(target.unpriced_seconds for target in self.targets)

    @property
    def vat_cents(self) -> int:
        """Give the VAT of those invoices."""
        return sum(target.vat_cents for target in self.targets)

    @property
    def doubtful(self) -> tuple[Target, ...]:
        """Give the clients of whom the user must say who they are."""
        return tuple(target for target in self.targets if target.verdict is Verdict.DOUBTFUL)


def is_taken(sifted: Sifted, changed: str) -> bool:
    """Tell whether a row is taken over: as a new entry, or in the place of an earlier one."""
    if sifted.state is State.CHANGED and sifted.earlier:
        return changed == ADD or (changed == REPLACE and not sifted.earlier.billed)
    return sifted.state is State.NEW


def sifted_rows(packed: Packed, memory: Memory, matcher: Matcher) -> Iterator[Sifted]:
    """Give every row that could be read, with what it is to the hours that are here."""
    return sift(packed.hours, memory, matcher.client_of)


class _Alike(NamedTuple):
    """What rows must share to be priced together."""

    client: str
    client_number: str
    project: str
    person: str
    rate_e4: int | None
    billable: bool


class _Group(NamedTuple):
    """Rows that are priced together."""

    alike: _Alike
    rows: int
    seconds: int
    rounded: int


_shared = attrgetter(*_Alike._fields)


def survey(
    packed: Packed, memory: Memory, matcher: Matcher, agreed: Agreed, chosen: Chosen
) -> Survey:
    """Work out what taking over this file would do."""
    states = dict.fromkeys(State, 0)
    changed: list[Sifted] = []
    sums: dict[_Alike, list[int]] = {}
    corrections = 0
    for sifted in sifted_rows(packed, memory, matcher):
        states[sifted.state] += 1
        if sifted.state is State.CHANGED:
            changed.append(sifted)
        if is_taken(sifted, chosen.changed):
            row = sifted.row
            corrections += row.seconds < 0
            total = sums.setdefault(_Alike._make(_shared(row)), [0, 0, 0])
            total[0] += 1
            total[1] += row.seconds
            total[2] += rounded_seconds(row.seconds, agreed.rounding_minutes, agreed.rounding_way)
    groups = [_Group(alike, *total) for alike, total in sums.items()]
    projects = frozenset((_named(alike), alike.project) for alike in sums if alike.project)
    targets = _targets(groups, matcher, agreed, chosen)
    return Survey(states, targets, tuple(changed), projects, corrections)


def _named(alike: _Alike) -> Named:
    return Named(alike.client, alike.client_number)


def _targets(
    groups: Iterable[_Group],
    matcher: Matcher,
    agreed: Agreed,
    chosen: Chosen,
) -> tuple[Target, ...]:
    by_target: defaultdict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_target[matcher.target_of(_named(group.alike))].append(group)
    found = [
        _target(key, these, matcher, agreed, chosen.rates.get(key))
        for key, these in by_target.items()
    ]
    return tuple(sorted(found, key=lambda it: (it.verdict != Verdict.DOUBTFUL, name_key(it.name))))


def _target(
    key: str,
    groups: list[_Group],
    matcher: Matcher,
    agreed: Agreed,
    chosen_rate: int | None,
) -> Target:
    names = tuple(dict.fromkeys(_named(group.alike) for group in groups))
    match = matcher.match(names[0])
    billable = [group for group in groups if group.alike.billable]
    by_rate: defaultdict[int | None, int] = defaultdict(int)
    for group in billable:
        by_rate[_rate(group.alike, match.client_id, agreed, chosen_rate)] += group.rounded
    unpriced = by_rate.pop(None, 0)
    # One line for each price: the amount that every grouping of the invoice comes to.
    net = sum(priced(hours_e4(seconds), rate or 0, 0) for rate, seconds in by_rate.items())
    return Target(
        key=key,
        verdict=match.verdict,
        client_id=match.client_id,
        names=names,
        candidates=match.candidates,
        rows=sum(group.rows for group in groups),
        seconds=sum(group.seconds for group in groups),
        billable_seconds=sum(group.seconds for group in billable),
        unpriced_seconds=unpriced,
        net_cents=net,
        vat_cents=divide_half_up(net * agreed.vat_bp, 10_000),
        rates_e4=tuple(sorted(rate for rate in by_rate if rate is not None)),
    )


def _rate(alike: _Alike, client_id: int | None, agreed: Agreed, chosen: int | None) -> int | None:
    """Give the price of an hour; what was chosen on the page is for who has none yet."""
    client = client_id or 0
    project_id = agreed.projects.get((client, alike.project.casefold()))
    found = rate_for(
        agreed.rates,
        own_e4=alike.rate_e4,
        client_id=client,
        project_id=project_id,
        person=alike.person,
    )
    return chosen if found is None else found

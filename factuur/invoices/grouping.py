"""Unbilled hours made into lines, one way or another, without the total ever changing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from factuur.invoices.rules import priced
from factuur.money import hours_e4

GROUPINGS = ("one", "project", "task", "person", "day")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one line has for all its hours; hours with other terms never share a line with it."""

    price_e4: int  # of one hour; 0 when nobody agreed on one yet
    vat_bp: int
    discount_bp: int = 0


@dataclass(frozen=True, slots=True)
class Worked:
    """One entry as it is billed: its time has been rounded by the firm's rule."""

    entry_id: int
    worked_on: dt.date
    seconds: int
    terms: Terms
    project: str = ""
    task: str = ""
    person: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one line, the first day first."""

    terms: Terms
    entries: tuple[Worked, ...]

    @property
    def quantity_e4(self) -> int:
        """Give the hours as they are printed, to four decimals."""
        return hours_e4(sum(entry.seconds for entry in self.entries))

    @property
    def net_cents(self) -> int:
        """Give the amount: the printed hours times the price."""
        return priced(self.quantity_e4, self.terms.price_e4, self.terms.discount_bp)

    @property
    def first_on(self) -> dt.date:
        """Give the first day."""
        return self.entries[0].worked_on

    @property
    def last_on(self) -> dt.date:
        """Give the last day."""
        return self.entries[-1].worked_on


_KEYS: dict[str, Callable[[Worked], object]] = {
    "one": lambda _: "",
    "project": lambda entry: entry.project,
    "task": lambda entry: entry.task,
    "person": lambda entry: entry.person,
    "day": lambda entry: entry.worked_on,
}


def grouped(entries: Iterable[Worked], grouping: str) -> list[Group]:
    """Put entries together by `grouping` and terms, in the order of their first day."""
    found: defaultdict[tuple[object, Terms], list[Worked]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.worked_on, entry.entry_id)):
        found[_KEYS[grouping](entry), entry.terms].append(entry)
    return [Group(terms, tuple(group)) for (_, terms), group in found.items()]


def rounding_cents(groups: Sequence[Group]) -> dict[int, int]:
    """Give what the lines differ in cents from one line for each price, per VAT rate.

    Hours of 2 × 0:15 at 27.50 are 13.75 on one line and 2 × 6.88 on two: the coarsest
    grouping is the amount, and a line of its own makes any other come to it.
    """
    entries = [entry for group in groups for entry in group.entries]
    differences: defaultdict[int, int] = defaultdict(int)
    for whole in grouped(entries, "one"):
        differences[whole.terms.vat_bp] += whole.net_cents
    for group in groups:
        differences[group.terms.vat_bp] -= group.net_cents
    return {bp: cents for bp, cents in differences.items() if cents}

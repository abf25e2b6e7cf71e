"""What an hour costs, and how much of a budget is used. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factuur.errors import N_, Refused
from factuur.money import divide_half_up


class InUse(Refused):
    """A project with hours is kept: they refer to it."""

    code = "in_use"
    message = N_("%(name)s has hours and stays: archive it instead.")


class NameTaken(Refused):
    """A client has each project once."""

    code = "name_taken"
    message = N_("This client has a project “%(name)s” already: choose another name.")


@dataclass(frozen=True, slots=True)
class Rates:
    """What was agreed: prices of one hour in ten thousandths, None where nothing was.

    By client, by project, and by project and person (in small letters).
    """

    clients: Mapping[int, int | None] = field(default_factory=dict)
    projects: Mapping[int, int | None] = field(default_factory=dict)
    people: Mapping[tuple[int, str], int] = field(default_factory=dict)


def rate_for(
    rates: Rates, *, own_e4: int | None, client_id: int, project_id: int | None, person: str
) -> int | None:
    """Give the price of one hour in ten thousandths, None when nobody has named one.

    The entry's own goes first, then that of the person on the project, the project, the client.

    >>> rates = Rates({1: 950_000}, {7: None}, {(7, "anja"): 1_100_000})
    >>> rate_for(rates, own_e4=None, client_id=1, project_id=7, person="Anja")
    1100000
    """
    agreed = (
        own_e4,
        rates.people.get((project_id, person.lower())) if project_id else None,
        rates.projects.get(project_id) if project_id else None,
        rates.clients.get(client_id),
    )
    return next((rate for rate in agreed if rate is not None), None)


@dataclass(frozen=True, slots=True)
class Use:
    """How much of a budget is used, of hours and of money; a budget of None was not set."""

    seconds: int
    cents: int
    budget_seconds: int | None
    budget_cents: int | None

    @property
    def percent(self) -> int | None:
        """The larger of both, in whole percents; None without a budget."""
        shares = [
            divide_half_up(used * 100, budget)
            for used, budget in (
                (self.seconds, self.budget_seconds),
                (self.cents, self.budget_cents),
            )
            if budget
        ]
        return max(shares, default=None)

"""Projects, what they cost an hour, and how far they are."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from peewee import Case, Expression, Tuple, fn

from factuur.clients.queries import RATE_E4, dicts, priced, the_client, tuples, worth_cents
from factuur.errors import Refused
from factuur.models import Client, Entry, Project, ProjectRate
from factuur.projects.rules import Rates, Use

MANY = 500  # beyond this many clients all of them are read: shorter than naming each
PAGE = 50
BY_NAME = (fn.LOWER(Client.name), Client.id, fn.LOWER(Project.name), Project.id)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as listed, with how much of its budget is used."""

    id: int
    name: str
    client_id: int
    client: str
    rate_e4: int | None
    client_rate_e4: int | None
    archived_at: dt.datetime | None
    use: Use


def rates_of(administration_id: int, client_ids: Collection[int] | None = None) -> Rates:
    """Give all rates agreed with these clients (or with all), in three queries."""
    chosen = Client.administration == administration_id
    if client_ids is not None and len(client_ids) <= MANY:
        chosen &= Client.id.in_(list(client_ids))
    clients = Client.select(Client.id, Client.rate_e4).where(chosen)
    projects = Project.select(Project.id, Project.rate_e4).join(Client).where(chosen)
    fields = (ProjectRate.project, fn.LOWER(ProjectRate.person), ProjectRate.rate_e4)
    people = ProjectRate.select(*fields).join(Project).join(Client).where(chosen)
    return Rates(
        dict(tuples(clients)),
        dict(tuples(projects)),
        {(project, person): rate for project, person, rate in tuples(people)},
    )


def projects(
    administration_id: int,
    *,
    client_id: int | None = None,
    archived: bool = False,
    after: int | None = None,
) -> list[ProjectRow]:
    """Give a page of projects by client and name, after one of them; one row more means: go on."""
    where = (Project.administration == administration_id) & Project.archived_at.is_null(
        not archived
    )
    if client_id is not None:
        where &= Project.client == client_id
    if after is not None:
        last = Project.select(*BY_NAME).join(Client).where(Project.id == after)
        where &= Tuple(*BY_NAME) > Tuple(*next(iter(tuples(last)), ("", 0, "", 0)))
    return _rows(where)


def project_row(administration_id: int, project_id: int) -> ProjectRow:
    """Give one project as it is listed."""
    return _rows((Project.administration == administration_id) & (Project.id == project_id))[0]


def _rows(where: Expression) -> list[ProjectRow]:
    query = (
        Project.select(
            Project.id,
            Project.name,
            Project.client.alias("client_id"),
            Client.name.alias("client"),
            Project.rate_e4,
            Client.rate_e4.alias("client_rate_e4"),
            Project.archived_at,
            Project.budget_seconds,
            Project.budget_cents,
        )
        .join(Client)
        .where(where)
        .order_by(*BY_NAME)
        .limit(PAGE + 1)
    )
    found = list(dicts(query))
    used = _used([row["id"] for row in found])
    return [_row(row, used.get(row["id"], (0, 0))) for row in found]


def _row(row: dict[str, Any], used: tuple[int, int]) -> ProjectRow:
    use = Use(*used, row.pop("budget_seconds"), row.pop("budget_cents"))
    return ProjectRow(**row, use=use)


def _used(project_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Give for each project the seconds worked, and what the billable ones are worth in cents."""
    worth = fn.SUM(Case(None, [(Entry.billable, Entry.seconds * RATE_E4)], 0))
    query = priced(Entry.select(Entry.project, fn.SUM(Entry.seconds), worth))
    query = query.where(Entry.project.in_(project_ids)).group_by(Entry.project)
    return {project: (int(total), worth_cents(money)) for project, total, money in tuples(query)}


def person_rates_of(project_id: int) -> list[ProjectRate]:
    """Give what an hour of each person costs on a project, by name."""
    query = ProjectRate.select().where(ProjectRate.project == project_id)
    return list(query.order_by(fn.LOWER(ProjectRate.person)))


def project_names(administration_id: int, client: str) -> list[str]:
    """Give the names of the projects, not archived, of a client by its name; none when unknown."""
    try:
        where = Project.client == the_client(administration_id, client)
    except Refused:
        return []
    query = Project.select(Project.name).where(where & Project.archived_at.is_null())
    return [name for (name,) in tuples(query.order_by(fn.LOWER(Project.name)))]


def project_named(client_id: int, name: str) -> Project | None:
    """Give the project of a client by its name, whatever the capitals."""
    same = fn.LOWER(Project.name) == fn.LOWER(name.strip())
    found: Project | None = Project.select().where((Project.client == client_id) & same).first()
    return found


def is_used(project_id: int) -> bool:
    """Tell whether hours refer to this project."""
    return bool(Entry.select(Entry.id).where(Entry.project == project_id).exists())

"""What changes a project: one transaction each."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from peewee import fn

from factuur import trash
from factuur.db import database
from factuur.models import Activity, Client, Project, ProjectRate
from factuur.projects import queries
from factuur.projects.rules import InUse, NameTaken
from factuur.versions import change

Values = Mapping[str, Any]


def add(client: Client, values: Values, *, user_id: int | None) -> Project:
    """Make a project; refuses a name that this client has a project by."""
    with database.atomic():
        _check_name(client.id, values["name"])
        firm = client.__data__["administration"]
        project = Project.create(administration=firm, client=client, **values)
        _note(project, "project.added", user_id)
    return project


def save(project: Project, version: int, values: Values, *, user_id: int | None) -> None:
    """Keep what was typed; raises Stale when somebody else saved since `version`."""
    with database.atomic():
        _check_name(project.__data__["client"], values["name"], but=project.id)
        change(project, version, values)
        _note(project, "project.changed", user_id)


def _check_name(client_id: int, name: str, *, but: int = 0) -> None:
    same = queries.project_named(client_id, name)
    if same and same.id != but:
        raise NameTaken(field="name", name=same.name)


def archive(project: Project, at: dt.datetime | None, *, user_id: int | None) -> None:
    """Take a project out of the lists, or bring it back when `at` is None."""
    verb = "project.archived" if at else "project.unarchived"
    with database.atomic():
        values = {"archived_at": at, "version": Project.version + 1}
        Project.update(**values).where(Project.id == project.id).execute()
        _note(project, verb, user_id)


def delete(project: Project, *, user_id: int | None) -> int:
    """Bin a project and give the number for undo; refuses one with hours."""
    with database.atomic():
        if queries.is_used(project.id):
            raise InUse(name=project.name)
        firm = project.__data__["administration"]
        return trash.bin_rows(firm, "project", [project], user_id=user_id)


def set_rate(project: Project, person: str, rate_e4: int) -> None:
    """Agree on the price of an hour of one person; it takes the place of an earlier one."""
    same = fn.LOWER(ProjectRate.person) == fn.LOWER(person)
    with database.atomic():
        ProjectRate.delete().where((ProjectRate.project == project) & same).execute()
        ProjectRate.create(project=project, person=person, rate_e4=rate_e4)


def drop_rate(project: Project, rate: ProjectRate, *, user_id: int | None) -> int:
    """Bin the rate of a person and give the number for undo."""
    with database.atomic():
        firm = project.__data__["administration"]
        return trash.bin_rows(firm, "rate", [rate], user_id=user_id)


def _note(project: Project, verb: str, user_id: int | None) -> None:
    Activity.create(
        administration=project.__data__["administration"],
        user=user_id,
        verb=verb,
        subject="project",
        subject_id=project.id,
        words={"name": project.name},
    )

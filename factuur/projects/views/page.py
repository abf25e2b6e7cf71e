"""One project: its page, adding, archiving, deleting."""

from flask import request, url_for
from flask_babel import gettext

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.clients.queries import the_client
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Client, Project
from factuur.projects import actions, queries
from factuur.projects.forms import NewProjectForm, PersonRateForm
from factuur.projects.views.room import bp
from factuur.web import Response, administration, found, go, show, user_id


@bp.get("/new")
@allow(WRITE)
def new() -> Response:
    """Show the questions that a new project needs, for the client one comes from."""
    client_id = request.args.get("client_id", type=int)
    name = found(Client, client_id).name if client_id else ""
    return show("projects/form.html", form=NewProjectForm(client=name))


@bp.post("/new")
@allow(WRITE)
def create() -> Response:
    """Make the project, or show what is wrong with what was typed."""
    form = NewProjectForm(request.form)
    if form.validate():
        try:
            return _add(form)
        except Refused as error:
            blame(form, error)
    return show("projects/form.html", status=422, form=form)


def _add(form: NewProjectForm) -> Response:
    values = form.values()
    client = the_client(administration().id, values.pop("client"))
    project = actions.add(client, values, user_id=user_id())
    message = gettext("%(name)s was added.", name=project.name)
    return go(url_for(".detail", project_id=project.id), message)


@bp.get("/<int:project_id>")
@allow(READ)
def detail(project_id: int) -> Response:
    """Show one project: its budget, and what an hour of each person costs."""
    found(Project, project_id)
    return show(
        "projects/detail.html",
        project=queries.project_row(administration().id, project_id),
        rates=queries.person_rates_of(project_id),
        rate_form=PersonRateForm(),
    )


@bp.post("/<int:project_id>/archive")
@allow(WRITE)
def archive(project_id: int) -> Response:
    """Take a project out of the lists."""
    project = found(Project, project_id)
    actions.archive(project, clock.now(), user_id=user_id())
    message = gettext("%(name)s is in the archive.", name=project.name)
    return go(url_for(".index"), message, undo=url_for(".unarchive", project_id=project_id))


@bp.post("/<int:project_id>/unarchive")
@allow(WRITE)
def unarchive(project_id: int) -> Response:
    """Bring a project back into the lists."""
    project = found(Project, project_id)
    actions.archive(project, None, user_id=user_id())
    message = gettext("%(name)s is back in the list.", name=project.name)
    return go(url_for(".detail", project_id=project_id), message)


@bp.post("/<int:project_id>/delete")
@allow(WRITE)
def delete(project_id: int) -> Response:
    """Delete a project without hours; undo brings it back."""
    project = found(Project, project_id)
    trash_id = actions.delete(project, user_id=user_id())
    message = gettext("%(name)s was deleted.", name=project.name)
    return go(url_for(".index"), message, undo=url_for("clients.undo", trash_id=trash_id))

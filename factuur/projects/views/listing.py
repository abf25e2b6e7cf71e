"""The list of projects, by client, edited in place."""

from flask import render_template, request, url_for
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.errors import Refused
from factuur.fields import blame
from factuur.models import Project
from factuur.projects import actions, queries
from factuur.projects.forms import ProjectForm
from factuur.projects.views.room import bp
from factuur.versions import Difference, Stale, caught_up
from factuur.web import Response, administration, found, saved, show, user_id


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the projects of all clients, with how much of each budget is used."""
    archived = "archived" in request.args
    after = request.args.get("after", type=int)
    rows = queries.projects(administration().id, archived=archived, after=after)
    return show(
        "projects/index.html",
        part="projects/_rows.html",
        projects=rows[: queries.PAGE],
        more=rows[queries.PAGE - 1].id if len(rows) > queries.PAGE else None,
        archived=archived,
        none_yet=not (rows or archived or after),
    )


@bp.get("/names")
@allow(READ)
def names() -> str:
    """Offer the projects of the client whose name stands in the box beside."""
    offered = queries.project_names(administration().id, request.args.get("client", ""))
    return render_template("clients/_names.html", names=offered)


@bp.get("/<int:project_id>/row")
@allow(READ)
def row(project_id: int) -> str:
    """Show one row of the list, as Cancel wants it back."""
    found(Project, project_id)
    project = queries.project_row(administration().id, project_id)
    return render_template("projects/_row.html", project=project)


@bp.get("/<int:project_id>/row/edit")
@allow(WRITE)
def edit_row(project_id: int) -> Response:
    """Turn a row of the list into a form."""
    project = found(Project, project_id)
    return _row_form(project, ProjectForm(obj=project))


@bp.post("/<int:project_id>/row")
@allow(WRITE)
def save_row(project_id: int) -> Response:
    """Keep what was typed in the row, or show what is wrong with it, or who was first."""
    project = found(Project, project_id)
    form = ProjectForm(request.form)
    if not form.validate():
        return _row_form(project, form, 422)
    try:
        actions.save(project, form.version.data or 0, form.values(), user_id=user_id())
    except Stale:
        project = found(Project, project_id)
        return _row_form(project, form, 409, caught_up(form, ProjectForm(obj=project)))
    except Refused as error:
        blame(form, error)
        return _row_form(project, form, 422)
    row = queries.project_row(administration().id, project_id)
    then = url_for(".detail", project_id=project_id)
    return saved("projects/_row.html", then=then, message=gettext("Saved."), project=row)


def _row_form(
    project: Project,
    form: ProjectForm,
    status: int = 200,
    differences: list[Difference] | None = None,
) -> Response:
    return show(
        "projects/edit_row.html",
        part="projects/_row_form.html",
        status=status,
        project=project,
        form=form,
        differences=differences or [],
    )

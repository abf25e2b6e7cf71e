"""What an hour of each person costs on one project."""

from flask import abort, request, url_for
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import WRITE
from factuur.models import Project
from factuur.projects import actions, queries
from factuur.projects.forms import PersonRateForm
from factuur.projects.views.room import bp
from factuur.web import Response, administration, found, saved, show, user_id


@bp.post("/<int:project_id>/rates")
@allow(WRITE)
def set_rate(project_id: int) -> Response:
    """Agree on the rate of one person, or show what is wrong with what was typed."""
    project = found(Project, project_id)
    form = PersonRateForm(request.form)
    if not form.validate():
        return show(
            "projects/detail.html",
            part="projects/_rates.html",
            status=422,
            **_values(project, form),
        )
    actions.set_rate(project, form.person.data, form.rate_e4.data)
    return _saved(project, gettext("Saved."))


@bp.post("/<int:project_id>/rates/<int:rate_id>/delete")
@allow(WRITE)
def drop_rate(project_id: int, rate_id: int) -> Response:
    """Take back the rate of one person."""
    project = found(Project, project_id)
    rate = next((each for each in queries.person_rates_of(project_id) if each.id == rate_id), None)
    if rate is None:
        abort(404)
    trash_id = actions.drop_rate(project, rate, user_id=user_id())
    message = gettext("The rate of %(name)s was deleted.", name=rate.person)
    return _saved(project, message, undo=url_for("clients.undo", trash_id=trash_id))


def _saved(project: Project, message: str, undo: str = "") -> Response:
    then = url_for(".detail", project_id=project.id)
    values = _values(project, PersonRateForm())
    return saved("projects/_rates.html", then=then, message=message, undo=undo, **values)


def _values(project: Project, form: PersonRateForm) -> dict[str, object]:
    return {
        "project": queries.project_row(administration().id, project.id),
        "rates": queries.person_rates_of(project.id),
        "rate_form": form,
        "form": form,
    }

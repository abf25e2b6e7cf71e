"""The first run, and a further administration."""

from flask import abort, current_app, g, request
from flask_babel import get_locale, gettext

from factuur import clock
from factuur.access import actions as access
from factuur.access import entry
from factuur.access.guard import allow
from factuur.access.queries import is_new
from factuur.access.rules import ANYONE, OWN
from factuur.company import actions, first_run
from factuur.company.actions import Firm
from factuur.company.forms import FirmForm, FirstRunForm
from factuur.company.views.room import bp
from factuur.errors import Refused
from factuur.fields import blame
from factuur.web import Response, go, show


@bp.get("/start")
@allow(ANYONE)
def start() -> Response:
    """Show the first page; there is none once somebody has an account."""
    if not is_new():
        abort(404)
    return _first_page(FirstRunForm(token=request.args.get("token", "")))


@bp.post("/start")
@allow(ANYONE)
def set_up() -> Response:
    """Make the first user and their administration, and let them in."""
    if not is_new():
        abort(404)
    form = FirstRunForm(request.form)
    if form.validate():
        try:
            return _set_up(form)
        except Refused as error:
            blame(form, error)
    return _first_page(form, 422)


def _set_up(form: FirstRunForm) -> Response:
    settings, now = current_app.config["SETTINGS"], clock.now()
    first_run.check_token(settings, form.token.data)
    user, administration = actions.set_up(
        _firm(form, email=form.email.data),
        owner=form.owner.data,
        email=form.email.data,
        password=form.password.data,
        language=str(get_locale()),
    )
    first_run.forget_token(settings)
    current_app.logger.info("%s was set up", administration.slug)
    token = access.start_session(user, agent=entry.agent(), now=now)
    return entry.let_in(token, "/", now)


def _firm(form: FirmForm, *, email: str) -> Firm:
    return Firm(
        name=form["name"].data,
        country=form.country.data,
        vat_id=form.vat_id.data,
        iban=form.iban.data,
        email=email,
    )


def _first_page(form: FirstRunForm, status: int = 200) -> Response:
    guarded = first_run.asks_for_token(current_app.config["SETTINGS"])
    return show("company/start.html", status=status, form=form, guarded=guarded)


@bp.get("/administrations/new")
@allow(OWN)
def new_administration() -> Response:
    """Ask an owner for the name of another firm."""
    return show("company/new.html", form=FirmForm())


@bp.post("/administrations/new")
@allow(OWN)
def found() -> Response:
    """Make another administration of this owner and go on in it."""
    form, visitor = FirmForm(request.form), g.visitor
    if not form.validate():
        return show("company/new.html", status=422, form=form)
    administration = actions.found_administration(
        _firm(form, email=visitor.user.email), visitor.user
    )
    access.work_in(visitor.session, administration.id)
    message = gettext("You now work in %(name)s.", name=administration.name)
    return go("/", message)

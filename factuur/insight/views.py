"""Pages of this room: the start page, and help with each page."""

from flask import Blueprint, abort, request, url_for

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import READ, SIGNED_IN
from factuur.insight import queries, rules
from factuur.insight.topics import TOPICS, topic_of
from factuur.web import Response, administration, show

bp = Blueprint("insight", __name__)


@bp.get("/")
@allow(READ)
def today() -> Response:
    """Show what to do today; lead a newcomer by the hand to the first invoice."""
    firm, day = administration(), clock.today()
    progress = queries.progress_of(firm)
    return show(
        "insight/today.html",
        steps=rules.steps(progress),
        step=rules.next_step(progress),
        figures=queries.figures(firm.id, day),
        waiting=queries.waiting(firm.id),
        due=queries.fell_due(firm.id, rules.last_working_day(day), day),
        unbilled=queries.unbilled_by_client(firm.id),
        batch=queries.last_import(firm.id),
        shown=queries.SHOWN,
    )


@bp.get("/help", endpoint="help", defaults={"topic": ""})
@bp.get("/help/<topic>", endpoint="help")
@allow(SIGNED_IN)
def help_with(topic: str) -> Response:
    """Help with one topic, or all topics; htmx gets a topic in the dialog."""
    if not topic:
        return show("help/index.html", topics=TOPICS)
    if topic not in TOPICS:
        abort(404)
    return show("help/topic.html", part="help/_dialog.html", topic=topic, title=TOPICS[topic])


@bp.app_template_global()
def help_url() -> str:
    """Give the address of the help with the page that is shown; "" on the help itself."""
    if request.endpoint == "insight.help":
        return ""
    return url_for("insight.help", topic=topic_of(request.blueprint or "") or None)

"""Pages of this room: help with each page."""

from flask import Blueprint, abort, request, url_for

from factuur.access.guard import allow
from factuur.access.rules import SIGNED_IN
from factuur.insight.topics import TOPICS, topic_of
from factuur.web import Response, show

bp = Blueprint("insight", __name__)


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

"""The logo of the firm."""

from flask import abort, make_response, request
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import OWN, READ
from factuur.company import actions
from factuur.company.logo import MOST_BYTES
from factuur.company.views.room import bp
from factuur.company.views.settings import page, section_saved
from factuur.errors import Refused
from factuur.files import read
from factuur.web import Response, administration, user_id

PNG = b"\x89PNG"


@bp.get("/settings/logo")
@allow(READ)
def logo() -> Response:
    """Give the logo as it is printed."""
    digest = administration().logo
    if not digest:
        abort(404)
    picture = read(digest)
    response = make_response(picture)
    response.mimetype = "image/png" if picture.startswith(PNG) else "image/jpeg"
    return response


@bp.post("/settings/logo")
@allow(OWN)
def change_logo() -> Response:
    """Take a picture as the logo, or say why it cannot be printed."""
    file = request.files.get("logo")
    upload = file.stream.read(MOST_BYTES + 1) if file else b""
    try:
        actions.change_logo(administration(), upload, by=user_id())
    except Refused as error:
        return page("logo", status=422, wrong=gettext(error.message, **error.values))
    return section_saved("logo", gettext("The logo has been saved."))


@bp.post("/settings/logo/remove")
@allow(OWN)
def remove_logo() -> Response:
    """Print the name of the firm in place of a logo."""
    actions.remove_logo(administration(), by=user_id())
    return section_saved("logo", gettext("The logo has been removed; your name is printed."))

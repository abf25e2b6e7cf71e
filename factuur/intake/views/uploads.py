"""A file, pasted cells or an example comes in; below it what came in before."""

from contextlib import closing

from flask import request, send_file, url_for
from flask_babel import gettext

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.errors import N_, Refused
from factuur.intake import background, queries
from factuur.intake.actions import uploading
from factuur.intake.examples import EXAMPLES, example_path
from factuur.intake.messages import refused
from factuur.intake.views.room import bp
from factuur.models import Batch
from factuur.web import Response, administration, go, show, user_id

KINDS = ("hours", "clients")


class NothingChosen(Refused):
    """An upload is a file, some cells or an example."""

    code = "nothing_chosen"
    message = N_("Choose a file, or paste the cells.")


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show where files come in, and those that came before."""
    return _page(request.args.get("before", type=int))


@bp.post("/")
@allow(WRITE)
def upload() -> Response:
    """Take a file in and read it; what is no sheet is refused in place and not kept."""
    kind = request.form.get("kind", "")
    kind = kind if kind in KINDS else KINDS[0]
    try:
        name, content = _sent()
        batch = uploading.upload(
            administration().id, user_id=user_id(), kind=kind, filename=name, content=content
        )
        background.start(batch.id)
        _discard_if_refused(batch.id)
    except Refused as refusal:
        message = gettext(refusal.message, **refusal.values)
        return _page(status=422, error=message, kind=kind, text=request.form.get("text", ""))
    return go(url_for(".batch", batch_id=batch.id))


@bp.get("/example/<name>")
@allow(READ)
def example(name: str) -> Response:
    """Give an example file, to look at."""
    path = example_path(name)
    return send_file(path, as_attachment=True, download_name=path.name)


def _sent() -> tuple[str, bytes]:
    """Give the name and the bytes of what was sent: a file, else pasted cells, else an example."""
    file = request.files.get("file")
    if file and file.filename:
        with closing(file):
            return file.filename, file.read()
    text = request.form.get("text", "")
    if text.strip():
        return gettext("pasted cells"), text.encode()
    if request.form.get("example"):
        path = example_path(request.form["example"])
        return path.name, path.read_bytes()
    raise NothingChosen


def _discard_if_refused(batch_id: int) -> None:
    batch = Batch.get_by_id(batch_id)
    if batch.refusal:
        uploading.discard(batch)
        raise refused(batch.refusal)


def _page(before: int | None = None, *, status: int = 200, **values: str) -> Response:
    rows = queries.uploads(administration().id, before_id=before)
    return show(
        "intake/index.html",
        part="intake/_uploads.html" if before else "",
        status=status,
        uploads=rows[: queries.PAGE],
        more=rows[queries.PAGE - 1].id if len(rows) > queries.PAGE else None,
        examples=EXAMPLES,
        **{"kind": request.args.get("kind", KINDS[0]), "error": "", "text": ""} | values,
    )

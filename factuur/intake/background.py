"""Reading goes on in a thread beside the request, whatever the queue does.

The work itself is done by a child process; the thread only waits for it, gives signs of
life and hears Cancel. So an upload is read without a worker, and a slow one does not hold
a request. If the server stops half-way, the signs stop too: the page that asks how far it
is, or else the sweep of the worker, takes the batch up again.
"""

import logging
import time
from threading import Thread

from flask import Flask, current_app

from factuur.db import database
from factuur.intake.actions.reading import is_read, read

log = logging.getLogger(__name__)

_GLANCE = 0.05
PATIENCE = 2.0  # seconds that a request waits for its file; most take a fraction of one


def start(batch_id: int, *, patience: float | None = None) -> None:
    """Read a batch beside this request, and wait a little: most files are done by then."""
    patience = PATIENCE if patience is None else patience
    until = time.monotonic() + patience
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    thread = Thread(target=_read, args=(app, batch_id), name=f"intake-{batch_id}", daemon=True)
    thread.start()
    thread.join(patience)
    while time.monotonic() < until and not is_read(batch_id):
        time.sleep(_GLANCE)  # another request is reading it, with the same choices


def _read(app: Flask, batch_id: int) -> None:
    with app.app_context(), database.connection_context():
        try:
            read(batch_id)
        except Exception:
            log.exception("batch %s was not read; it is taken up again", batch_id)

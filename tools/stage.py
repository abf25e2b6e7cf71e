"""A stage for pictures: Factuur on a folder of its own, on a day that never passes."""

import datetime as dt
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import make_server

from factuur import clock, create_app
from factuur.db import database, migrate
from factuur.demo import world
from factuur.settings import read_settings

DAY = dt.date(2026, 11, 20)
NOW = dt.datetime.combine(DAY, dt.time(9, 30))
SEED = 1


@contextmanager
def stage(*, empty: bool = False) -> Iterator[str]:
    """Serve the made-up world of `DAY`, or an empty installation, and give its address.

    The world is the one of `flask demo --seed 1 --on 2026-11-20`; nobody signs in, no mail leaves.
    """
    with TemporaryDirectory() as folder:
        app = create_app(read_settings({"FACTUUR_DATA": folder, "FACTUUR_DEMO": "1"}))
        logging.disable(logging.INFO)
        with app.app_context():
            migrate()
            if not empty:
                world.build(seed=SEED, large=False, today=DAY)
            database.close()
        with _served(_stopped(app)) as address:
            yield address


def _stopped(app: WSGIApplication) -> WSGIApplication:
    """Let it be the same moment in every request, so that tomorrow's pictures are today's."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with clock.stopped_at(NOW):
            return app(environ, start)

    return answer


@contextmanager
def _served(app: WSGIApplication) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()

"""Entry point: `app` for Flask and WSGI servers, `huey` for the worker."""

import sys

from factuur import create_app
from factuur.queue import huey
from factuur.settings import BadSetting

try:
    app = create_app()
except BadSetting as error:
    sys.exit(str(error))

__all__ = ["app", "huey"]

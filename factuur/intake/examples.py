"""The example files, one line each, to try an import with."""

from pathlib import Path

from werkzeug.exceptions import NotFound

import imports.examples
from factuur.errors import N_

FOLDER = Path(imports.examples.__file__).parent
# By name: the kind, and what it is.
EXAMPLES = {
    "uren-oktober-2026.xlsx": ("hours", N_("A sheet of your own, with a few mistakes in it")),
    "toggl.csv": ("hours", N_("An export of Toggl Track")),
    "clockify.csv": ("hours", N_("An export of Clockify, with a break and an invoiced row")),
    "harvest.csv": ("hours", N_("An export of Harvest")),
    "kimai.xlsx": ("hours", N_("An export of Kimai, with a total")),
    "klanten.xlsx": ("clients", N_("A list of clients")),
}


def example_path(name: str) -> Path:
    """Give the place of an example; another name is a 404."""
    if name not in EXAMPLES:
        raise NotFound
    return FOLDER / name

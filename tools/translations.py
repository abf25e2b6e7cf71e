"""Keep the Dutch catalogue complete: collect texts, or check that none is missing.

Without an argument new texts are added to the catalogue, untranslated, and old ones
dropped. With --check nothing is written: every text must have its Dutch.
"""

import datetime as dt
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "factuur" / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
FIRST_DAY = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
METHODS = [("app.py", "python"), ("factuur/**.py", "python"), ("templates/**", "jinja2")]
KEYWORDS = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}


def texts() -> Catalog:
    """Collect every text of the sources and templates."""
    found = Catalog(project="Factuur", version="")
    for name, line, message, comments, context in extract_from_dir(
        ROOT,
        METHODS,
        keywords=KEYWORDS,
        directory_filter=lambda path: Path(path).name not in {".venv", "node_modules", "var"},
        options_map={"templates/**": {"silent": "false"}},
    ):
        found.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return found


def catalogue() -> Catalog:
    """Read the Dutch catalogue as it stands."""
    if not CATALOGUE.exists():
        return Catalog(locale="nl")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl")


def missing(dutch: Catalog, sources: Catalog) -> list[str]:
    """Give the texts that have no Dutch, or one whose placeholders differ."""
    gaps = []
    for message in sources:
        if not message.id:
            continue
        known = dutch.get(message.id, message.context)
        if known is None or known.fuzzy or not all(strings(known.string)):
            gaps.append(f"{message.id!r}: no Dutch")
        elif problems := list(known.check(dutch)):
            gaps.append(f"{message.id!r}: {problems[0]}")
    return gaps


def strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Give the translations of a message: one, or one for each number."""
    string = string or ""
    return (string,) if isinstance(string, str) else tuple(string) or ("",)


def update() -> Catalog:
    """Write the catalogue anew: today's texts, with the Dutch that is known."""
    dutch, sources = catalogue(), texts()
    dutch.update(sources, no_fuzzy_matching=True)
    dutch.obsolete.clear()
    dutch.fuzzy, dutch.header_comment = False, "# The Dutch of Factuur; the sources are English."
    dutch.project, dutch.version = "Factuur", ""
    dutch.creation_date = dutch.revision_date = FIRST_DAY  # else each run would change it
    for message in dutch:
        message.locations = sorted({(name, 0) for name, _ in message.locations})
    buffer = BytesIO()
    write_po(buffer, dutch, sort_output=True, omit_header=False, include_lineno=False, width=100)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(buffer.getvalue())
    return dutch


def main() -> None:
    """Check or update; the exit code says whether a text is missing."""
    dutch = catalogue() if "--check" in sys.argv else update()
    gaps = missing(dutch, texts())
    for gap in gaps:
        print(gap)
    sys.exit(1 if gaps else 0)


if __name__ == "__main__":
    main()

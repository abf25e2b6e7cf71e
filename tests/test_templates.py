"""Every template compiles and keeps the house's law."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.settings import ROOT

TEMPLATES = ROOT / "templates"
FILES = sorted(path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.*"))
LAWS = {
    "marks text as safe HTML": re.compile(r"\|\s*safe\b"),
    "switches escaping off": re.compile(r"autoescape\s+false"),
    "has a style of its own, which the policy refuses": re.compile(r"<[^>]+\sstyle=\""),
    "has a script in an attribute": re.compile(r"<[^>]+\son[a-z]+="),
    "has a script in the page": re.compile(r"<script(?![^>]*\bsrc=)"),
    "asks another host": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
    "writes hx_ in a field, which htmx does not hear": re.compile(r"\bhx_\w+="),
    "uses what only a looser policy allows": re.compile(r"hx-on|\bjs:"),
}


def test_every_template_compiles(app: Flask, visitor: FlaskClient) -> None:
    for path in FILES:
        assert app.jinja_env.get_template(str(path)).name


@pytest.mark.parametrize("law", LAWS)
def test_no_template(law: str) -> None:
    for path in FILES:
        broken = LAWS[law].search((TEMPLATES / path).read_text())
        assert broken is None, f"{path} {law}: {broken and broken[0]}"

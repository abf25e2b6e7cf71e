import re
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

import imports
from factuur.intake import messages
from factuur.models import Administration
from imports import CLIENT_FIELDS, HOUR_FIELDS
from imports.sheets.reading import Complaint

SOURCES = [
    path.read_text()
    for path in Path(imports.__file__).parent.rglob("*.py")
    if "examples" not in path.parts
]


def codes(pattern: str) -> set[str]:
    return {code for source in SOURCES for code in re.findall(pattern, source)}


def test_every_code_of_a_refused_file_has_its_sentence() -> None:
    found = codes(r'Refusal\(\s*"([a-z_]+)"') | {"password", "old_excel", "broken_quotes"}
    assert found - set(messages.FILE) == set()
    assert "too_big" in found


def test_every_code_of_a_wrong_cell_has_its_sentence() -> None:
    found = codes(r'(?:[Uu]nreadable|Fault)\(\s*"([a-z_]+)"') | codes(r'Wanting\([^)]*"([a-z_]+)"')
    assert found - set(messages.CELL) - {"break", "end", "client", "name", "hours"} == set()
    assert "no_such_date" in found


def test_every_reason_to_leave_a_row_out_has_its_words() -> None:
    found = codes(r'(?:Left|Skipped)\([^)]*"([a-z_]+)"\)') | {"note", "heading"}
    assert found - set(messages.SKIPPED) == set()


def test_every_question_and_field_has_its_words() -> None:
    asked = codes(r'key = "([a-z_]+)"') | {"client", "decimal_rate", "decimal_amount"}
    assert asked - set(messages.QUESTIONS) == set()
    assert {*HOUR_FIELDS, *CLIENT_FIELDS} - set(messages.FIELDS) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sentence_names_what_stands_in_the_cell(
    app: Flask, firm: Administration, language: str
) -> None:
    complaint = Complaint("okt", 8, "Dag", "date", "31-02-2026", "no_such_date")
    with force_locale(language):
        assert "31-02-2026" in messages.cell_sentence(complaint)
        refusal = messages.refused({"code": "too_big", "megabytes": 10})
        assert "10 MB" in gettext(refusal.message, **refusal.values)

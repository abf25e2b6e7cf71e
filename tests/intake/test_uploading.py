import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext
from markupsafe import escape

from factuur.access.rules import Role
from factuur.intake.examples import EXAMPLES
from factuur.intake.messages import CELL, FILE
from factuur.models import Administration, Batch, User
from factuur.settings import Settings
from tests.conftest import HTMX, signed_in
from tests.factories import make_administration, make_user
from tests.imports.test_hostile_files import FAR_ROW, HOURS, REFUSED, sheet_of
from tests.intake.builders import HEADING, ONE, TWO, book, lines, send


def kept(settings: Settings) -> list[str]:
    """The names of all files that were kept."""
    return sorted(path.name for path in (settings.data / "files").rglob("*") if path.is_file())


def said(code: str, language: str) -> str:
    values = {"too_many_parts": {"most": 500}, "too_big": {"megabytes": 10}}
    values["unpacks_too_big"] = {"megabytes": 150}
    with force_locale(language):
        return str(escape(gettext(FILE[code], **values.get(code, {}))))


@pytest.mark.parametrize(("content", "name", "code"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_in_place_in_words_and_leaves_nothing(
    browser: FlaskClient,
    owner: User,
    settings: Settings,
    content: bytes,
    name: str,
    code: str,
) -> None:
    for language in ("nl", "en"):
        User.update(language=language).execute()
        response = send(browser, content, name)
        assert response.status_code == 422
        assert said(code, language) in response.text
    assert Batch.select().count() == 0
    assert kept(settings) == []


def test_a_file_that_turns_out_bad_while_it_is_read_leaves_nothing_either(
    browser: FlaskClient, settings: Settings
) -> None:
    response = send(browser, b'Datum;Uren\r\n1-10-2026;"2\r\n2-10-2026;3', "a.csv")
    assert response.status_code == 422
    assert Batch.select().count() == 0
    assert kept(settings) == []


def test_a_cell_in_the_furthest_corner_is_refused(browser: FlaskClient) -> None:
    response = send(browser, sheet_of(HOURS + FAR_ROW))
    assert response.status_code in {303, 422}
    assert Batch.select().count() == (response.status_code == 303)


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        (("31-02-2026", "Smit", "", "", 2, 95), "no_such_date", "31-02-2026"),
        (("1-10-2026", "Smit", "", "", "acht", 95), "not_a_duration", "acht"),
        (("1-10-2026", "", "", "", 2, 95), "client_missing", ""),
        (("1-10-2026", "Smit", "", "", 2, "1.23.4"), "not_a_number", "1.23.4"),
        (("1-10-2026", "Smit", "", "", "=A1*2", 95), "formula_without_value", ""),
    ],
)
def test_a_bad_cell_is_named_in_its_cell(
    browser: FlaskClient, owner: User, row: tuple[object, ...], code: str, value: str
) -> None:
    for language in ("nl", "en"):
        User.update(language=language).execute()
        page = send(browser, book(ONE, TWO, row), follow_redirects=True)
        assert page.status_code == 200
        with force_locale(language):
            assert str(escape(gettext(CELL[code], value=value))) in page.text
        assert 'aria-invalid="true"' in page.text


def test_hours_below_zero_are_a_correction(browser: FlaskClient) -> None:
    send(browser, book(ONE, (dt.date(2026, 10, 5), "Smit Bouw", "", "Te veel", -1.5, 95)))
    page = browser.get(f"/intake/{Batch.get().id}")
    assert "−1,5" in page.text
    assert 'aria-invalid="true"' not in page.text


def test_nothing_chosen_is_said(browser: FlaskClient) -> None:
    assert browser.post("/intake/", data={"kind": "hours"}).status_code == 422


def test_what_was_pasted_stays_when_it_is_refused(browser: FlaskClient) -> None:
    response = browser.post("/intake/", data={"kind": "clients", "text": "<b>geen blad"})
    assert response.status_code == 422
    assert "&lt;b&gt;geen blad" in response.text
    assert '<details class="disclosure" open>' in response.text


def test_pasted_cells_are_read(browser: FlaskClient) -> None:
    pasted = "Datum\tKlant\tUren\n1-10-2026\tSmit\t2,5\n"
    response = browser.post("/intake/", data={"kind": "hours", "text": pasted})
    assert response.status_code == 303
    assert "Smit" in browser.get(response.location).text


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_and_can_be_looked_at(browser: FlaskClient, name: str) -> None:
    kind = EXAMPLES[name][0]
    response = browser.post("/intake/", data={"kind": kind, "example": name})
    assert response.status_code == 303
    page = browser.get(response.location)
    assert "Smit Bouw B.V." in page.text
    with browser.get(f"/intake/example/{name}") as file:
        assert file.status_code == 200


def test_another_name_is_no_example(browser: FlaskClient) -> None:
    assert browser.get("/intake/example/..%2Fsafe.py").status_code == 404
    assert browser.post("/intake/", data={"example": "../safe.py"}).status_code == 404


def test_the_name_of_a_file_is_shown_without_its_folders(browser: FlaskClient) -> None:
    send(browser, book(ONE), "/home/anja/mijn\u202e <uren>.xlsx")
    assert Batch.get().filename == "mijn <uren>.xlsx"
    assert "mijn &lt;uren&gt;.xlsx" in browser.get("/intake/").text


def test_a_csv_of_a_dutch_excel_is_read(browser: FlaskClient) -> None:
    content = lines(HEADING, ("1-10-2026", "Smit", "", "Overleg", "2,5", "85,00"))
    send(browser, content, "uren.csv")
    assert "212,50" in browser.get(f"/intake/{Batch.get().id}").text


def test_former_uploads_come_in_pages(browser: FlaskClient, firm: Administration) -> None:
    rows = [
        {"administration": firm.id, "kind": "hours", "filename": f"{n}.csv", "sha256": "a"}
        for n in range(25)
    ]
    Batch.insert_many(rows).execute()
    page = browser.get("/intake/")
    assert "24.csv" in page.text
    assert ">4.csv" not in page.text
    before = Batch.get(Batch.filename == "5.csv").id
    part = browser.get(f"/intake/?before={before}", headers=HTMX)
    assert ">4.csv" in part.text
    assert "<html" not in part.text


def test_a_file_over_the_limit_of_a_request_is_refused_too(browser: FlaskClient) -> None:
    assert send(browser, b"a;b\n" * 3_500_000, "a.csv").status_code == 413
    assert Batch.select().count() == 0


def test_an_upload_of_another_firm_is_not_there(browser: FlaskClient, app: Flask) -> None:
    send(browser, book(ONE))
    stranger = signed_in(app, make_user(make_administration(), Role.OWNER))
    assert stranger.get(f"/intake/{Batch.get().id}").status_code == 404

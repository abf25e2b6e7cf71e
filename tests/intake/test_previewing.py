import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.intake.previewing import preview_clients, preview_hours
from factuur.models import (
    Administration,
    Batch,
    BatchCell,
    Client,
    Entry,
    HeadingMemory,
    Project,
)
from tests.conftest import HTMX
from tests.counting import Queries
from tests.factories import make_administration, make_client, make_project
from tests.intake.builders import HEADING, ONE, TWO, again, batch_of, book, lines, send

pytestmark = pytest.mark.both

WRONG = ("31-02-2026", "Smit Bouw", "Verbouwing", "Overleg", 2, 95)
ACHT = (dt.date(2026, 10, 3), "Smit Bouw", "Verbouwing", "Lang", "acht", 95)


def uploaded(browser: FlaskClient, content: bytes, name: str = "uren.xlsx") -> Batch:
    response = send(browser, content, name)
    assert response.status_code == 303, response.text
    batch: Batch = Batch.select().order_by(Batch.id.desc()).get()
    return batch


def test_the_preview_shows_who_gets_which_invoice(browser: FlaskClient) -> None:
    batch = uploaded(browser, book(ONE, TWO))
    page = browser.get(f"/intake/{batch.id}")
    for text in ("Smit Bouw", "Café De Zon", "190,00", "600,00", "790,00", "165,90", "9,5"):
        assert text in page.text
    assert Entry.select().count() == 0
    assert Client.select().count() == 0


def test_a_part_of_the_preview_has_no_frame(browser: FlaskClient) -> None:
    batch = uploaded(browser, book(ONE))
    part = browser.get(f"/intake/{batch.id}", headers=HTMX)
    assert part.text.lstrip().startswith('<div class="stack')
    assert "HX-Request" in part.headers["Vary"]
    assert "<html" in browser.get(f"/intake/{batch.id}").text


def test_a_cell_is_mended_in_place_and_its_row_counts(browser: FlaskClient) -> None:
    batch = uploaded(browser, book(ONE, WRONG))
    typed = {"sheet": "Sheet", "row": "3", "column": "0", "text": "28-02-2026"}
    part = browser.post(f"/intake/{batch.id}/cells", data=typed, headers=HTMX)
    assert part.status_code == 200
    assert "aria-invalid" not in part.text
    assert preview_hours(again(batch)).survey.rows == 2
    assert BatchCell.get().text == "28-02-2026"


def test_what_is_typed_wrong_again_stays_in_the_cell(browser: FlaskClient) -> None:
    batch = uploaded(browser, book(ONE, WRONG))
    typed = {"sheet": "Sheet", "row": "3", "column": "0", "text": "30-02-2026"}
    part = browser.post(f"/intake/{batch.id}/cells", data=typed, headers=HTMX)
    assert 'value="30-02-2026"' in part.text
    assert 'aria-invalid="true"' in part.text


def test_one_text_mends_the_same_mistake_in_all_rows(browser: FlaskClient) -> None:
    batch = uploaded(browser, book(ONE, ACHT, ACHT, ACHT))
    assert 'name="code" value="not_a_duration"' in browser.get(f"/intake/{batch.id}").text
    typed = {"code": "not_a_duration", "field": "hours", "value": "acht", "text": "8"}
    browser.post(f"/intake/{batch.id}/cells", data=typed, headers=HTMX)
    preview = preview_hours(again(batch))
    assert preview.error_rows == 0
    assert preview.survey.seconds == (2 + 3 * 8) * 3600


def test_rows_below_the_first_of_a_block_take_its_client_at_one_click(
    browser: FlaskClient,
) -> None:
    day = dt.date(2026, 10, 2)
    block = [(day, None, None, "Bouwen", hours, 95) for hours in (1, 3)]
    batch = uploaded(browser, book(ONE, *block, TWO, *block))
    page = browser.get(f"/intake/{batch.id}")
    assert "Zoals de regel erboven: 4 rijen" in page.text
    assert preview_hours(again(batch)).survey.rows == 2
    part = browser.post(f"/intake/{batch.id}/above", headers=HTMX)
    assert "Zoals de regel erboven" not in part.text
    assert [(cell.row, cell.text) for cell in BatchCell.select().order_by(BatchCell.id)][:4] == [
        (3, "Smit Bouw"),
        (3, "Verbouwing"),
        (4, "Smit Bouw"),
        (4, "Verbouwing"),
    ]
    browser.post(f"/intake/{batch.id}/accept")
    joined = Entry.select(Client.name, Project.name, Entry.seconds).join(Client).switch(Entry)
    work = set(joined.join(Project).tuples())
    assert {("Smit Bouw", "Verbouwing", 3600), ("Café De Zon", "Website", 10_800)} <= work
    assert len(work) == 6
    browser.post(f"/intake/{batch.id}/undo")
    assert Entry.select().count() == 0


def test_headings_without_rows_are_said_to_be_that(browser: FlaskClient) -> None:
    page = browser.get(f"/intake/{uploaded(browser, book()).id}")
    assert "Onder de kopregel staan geen regels." in page.text
    assert "niets nieuw" not in page.text


@pytest.mark.parametrize(("hours", "checked"), [("2", 1), ("1.30", 0)])
def test_the_likely_year_is_chosen_beforehand_when_nothing_else_is_asked(
    browser: FlaskClient, hours: str, checked: int
) -> None:
    rows = (("1-11-2025", "Smit", "1:15"), ("2 nov", "Smit", hours))
    batch = uploaded(browser, lines(("Datum", "Klant", "Uren"), *rows), "a.csv")
    page = browser.get(f"/intake/{batch.id}")
    assert page.text.count('value="2025" checked') == checked
    assert "/accept" not in page.text


def test_without_scripts_a_mended_cell_leads_back_to_the_page(browser: FlaskClient) -> None:
    batch = uploaded(browser, book(ONE, WRONG))
    typed = {"sheet": "Sheet", "row": "3", "column": "0", "text": "28-02-2026"}
    response = browser.post(f"/intake/{batch.id}/cells", data=typed)
    assert (response.status_code, response.location) == (303, f"/intake/{batch.id}")


def test_a_doubtful_date_is_asked_with_both_readings_and_then_remembered(
    browser: FlaskClient,
) -> None:
    heading = ("Date", "Client", "Hours")
    content = lines(heading, ("03/04/2026", "Smit", "2"), ("05/06/2026", "Smit", "3"))
    batch = uploaded(browser, content, "a.csv")
    page = browser.get(f"/intake/{batch.id}")
    assert 'value="dmy"' in page.text
    assert 'value="mdy"' in page.text
    assert "/accept" not in page.text
    assert browser.post(f"/intake/{batch.id}/accept").status_code == 422
    browser.post(f"/intake/{batch.id}/answers", data={"answer-date_order": "dmy"})
    assert browser.post(f"/intake/{batch.id}/accept").status_code == 303
    assert Entry.select().order_by(Entry.id).get().worked_on == dt.date(2026, 4, 3)
    assert HeadingMemory.get().answers == {"date_order": "dmy"}
    later = lines(heading, ("07/08/2026", "Smit", "4"))
    second = uploaded(browser, later, "b.csv")
    assert "/accept" in browser.get(f"/intake/{second.id}").text
    browser.post(f"/intake/{second.id}/accept")
    assert Entry.select().where(Entry.worked_on == dt.date(2026, 8, 7)).count() == 1


def test_hours_without_a_client_column_are_for_the_client_that_is_named(
    browser: FlaskClient, firm: Administration
) -> None:
    batch = uploaded(browser, lines(("Datum", "Uren"), ("1-10-2026", "2")), "a.csv")
    assert 'name="answer-client"' in browser.get(f"/intake/{batch.id}").text
    browser.post(f"/intake/{batch.id}/answers", data={"answer-client": "Smit Bouw"})
    assert preview_hours(again(batch)).survey.targets[0].name == "Smit Bouw"


def test_another_column_is_chosen_and_remembered(browser: FlaskClient) -> None:
    heading = ("Datum", "Klant", "Gewerkt", "Uren")
    rows = (("1-10-2026", "Smit", "7", "2"), ("2-10-2026", "Smit", "8", "3"))
    batch = uploaded(browser, lines(heading, *rows), "a.csv")
    typed = {"column-0": "date", "column-1": "client", "column-2": "hours", "column-3": ""}
    browser.post(f"/intake/{batch.id}/columns", data=typed, headers=HTMX)
    assert preview_hours(again(batch)).survey.seconds == 15 * 3600
    browser.post(f"/intake/{batch.id}/accept")
    second = uploaded(browser, lines(heading, ("3-10-2026", "Smit", "9", "1")), "b.csv")
    assert preview_hours(second).survey.seconds == 9 * 3600


def test_a_needed_column_that_is_missing_is_asked_for(browser: FlaskClient) -> None:
    batch = uploaded(browser, lines(("Wanneer", "Wie"), ("ooit", "Smit")), "a.csv")
    page = browser.get(f"/intake/{batch.id}")
    assert 'name="column-0"' in page.text
    assert "/accept" not in page.text
    assert browser.post(f"/intake/{batch.id}/accept").status_code == 422


def test_who_nearly_is_somebody_is_asked_and_can_be_that_one_or_another(
    browser: FlaskClient, firm: Administration
) -> None:
    smit = make_client(firm, name="Smit Bouw B.V.", city="Utrecht")
    wrong = (dt.date(2026, 10, 1), "Smid Bouw", "", "Overleg", 2, 95)
    batch = uploaded(browser, book(wrong))
    page = browser.get(f"/intake/{batch.id}")
    assert "Smit Bouw B.V." in page.text
    assert "Utrecht" in page.text
    assert browser.post(f"/intake/{batch.id}/accept").status_code == 422
    choice = {"name": "Smid Bouw", "number": "", "to": str(smit.id)}
    browser.post(f"/intake/{batch.id}/client", data=choice, headers=HTMX)
    assert preview_hours(again(batch)).survey.targets[0].client_id == smit.id
    browser.post(f"/intake/{batch.id}/client", data={**choice, "to": "new"}, headers=HTMX)
    browser.post(f"/intake/{batch.id}/accept")
    assert {client.name for client in Client.select()} == {"Smit Bouw B.V.", "Smid Bouw"}


def test_another_firms_client_cannot_be_chosen(
    browser: FlaskClient, firm: Administration, app: Flask
) -> None:
    foreign = make_client(make_administration(), name="Vreemd")
    batch = uploaded(browser, book(ONE))
    choice = {"name": "Smit Bouw", "number": "", "to": str(foreign.id)}
    assert browser.post(f"/intake/{batch.id}/client", data=choice).status_code == 404


def test_hours_are_priced_from_near_to_far_and_a_missing_rate_is_asked(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm, name="Smit Bouw", rate_e4=700_000)
    make_project(client, name="Verbouwing", rate_e4=800_000)
    day = dt.date(2026, 10, 1)
    content = book(
        (day, "Smit Bouw", "Verbouwing", "a", 1, 90),
        (day, "Smit Bouw", "Verbouwing", "b", 1, None),
        (day, "Smit Bouw", "", "c", 1, None),
        (day, "Nieuw", "", "d", 2, None),
    )
    batch = uploaded(browser, content)
    smit, new = sorted(preview_hours(batch).survey.targets, key=lambda it: it.name == "Nieuw")
    assert (smit.net_cents, smit.unpriced_seconds) == (240_00, 0)
    assert (new.net_cents, new.unpriced_seconds) == (0, 7200)
    url = f"/intake/{batch.id}/rate"
    wrong = browser.post(url, data={"target": new.key, "rate": "veel"}, headers=HTMX)
    assert wrong.status_code == 422
    assert 'value="veel"' in wrong.text
    part = browser.post(url, data={"target": new.key, "rate": "75,50"}, headers=HTMX)
    assert "151,00" in part.text
    browser.post(f"/intake/{batch.id}/accept")
    assert Client.get(Client.name == "Nieuw").rate_e4 == 755_000


def test_hours_are_rounded_as_the_firm_rounds_them(firm: Administration, app: Flask) -> None:
    Administration.update(rounding_minutes=15, rounding_way="up").execute()
    batch = batch_of(firm, book((dt.date(2026, 10, 1), "Smit", "", "", "0:50", 100)))
    assert preview_hours(batch).survey.net_cents == 100_00


def test_the_rows_come_in_pages_and_only_what_is_shown_is_read(browser: FlaskClient) -> None:
    rows = [(dt.date(2026, 10, 1), "Smit", "P", f"Werk {n}", 1, 90) for n in range(120)]
    batch = uploaded(browser, book(*rows))
    page = browser.get(f"/intake/{batch.id}")
    assert "Werk 49" in page.text
    assert "Werk 50" not in page.text
    part = browser.get(f"/intake/{batch.id}/rows?first=100", headers=HTMX)
    assert "Werk 119" in part.text
    assert "Werk 99" not in part.text
    assert "<html" in browser.get(f"/intake/{batch.id}/rows?first=50").text


def test_rows_to_mend_come_in_pages_too(browser: FlaskClient) -> None:
    rows = [(f"31-02-20{n:02}", "Smit", "P", f"Werk {n}", 1, 90) for n in range(10, 70)]
    batch = uploaded(browser, book(ONE, *rows))
    part = browser.get(f"/intake/{batch.id}/rows?wrong=1&first=50", headers=HTMX)
    assert "Werk 60" in part.text
    assert "Werk 59" not in part.text


@pytest.mark.parametrize("rows", [3, 60])
def test_a_preview_takes_the_same_number_of_queries_whatever_its_size(
    browser: FlaskClient, rows: int
) -> None:
    content = book(*[(dt.date(2026, 10, 1), f"K{n} x{n}", f"P{n}", "", 1, 9) for n in range(rows)])
    batch = uploaded(browser, content)
    with Queries() as queries:
        browser.get(f"/intake/{batch.id}")
    assert queries.count <= 22


def test_a_list_of_clients_shows_who_is_new_known_or_wrong(
    browser: FlaskClient, firm: Administration
) -> None:
    make_client(firm, name="Smit Bouw B.V.", number="K1")
    content = lines(
        ("Naam", "Klantnummer", "Btw-nummer", "E-mail"),
        ("Smit Bouw", "K1", "", "a@smit.example"),
        ("Bakkerij Bos", "K2", "", "b@bos.example"),
        ("Bakkerij Bos", "K2", "", "b@bos.example"),
        ("Fout", "K3", "NL123456789B01", ""),
    )
    batch = batch_of(firm, content, kind="clients", filename="k.csv")
    survey = preview_clients(batch).survey
    assert [it.standing.value for it in survey.clients] == ["known", "new", "twice"]
    assert [(it.field, it.value) for it in survey.complaints] == [("vat_id", "NL123456789B01")]
    page = browser.get(f"/intake/{batch.id}")
    assert 'value="NL123456789B01"' in page.text
    typed = {"sheet": "", "row": "5", "column": "2", "text": "NL002455799B11"}
    browser.post(f"/intake/{batch.id}/cells", data=typed, headers=HTMX)
    assert preview_clients(again(batch)).error_rows == 0


def test_a_list_says_of_each_known_client_what_it_fills_in(
    browser: FlaskClient, firm: Administration
) -> None:
    smit = make_client(firm, name="Smit Bouw", email="", city="")
    make_client(firm, name="Bakkerij Bos", email="eigen@bos.example")
    content = lines(
        ("Naam", "E-mail", "Plaats", "Telefoon"),
        ("Smit Bouw", "a@smit.example", "Utrecht", "030 1234567"),
        ("Bakkerij Bos", "b@bos.example", "", ""),
    )
    batch = batch_of(firm, content, kind="clients", filename="k.csv")
    page = browser.get(f"/intake/{batch.id}")
    assert "vult 3 velden aan" in page.text
    assert page.text.count("velden aan") == 1
    browser.post(f"/intake/{batch.id}/way", data={"known": "skip"}, headers=HTMX)
    assert "/accept" not in browser.get(f"/intake/{batch.id}").text
    browser.post(f"/intake/{batch.id}/way", data={"known": "fill"}, headers=HTMX)
    assert browser.post(f"/intake/{batch.id}/accept").status_code == 303
    assert Client.get_by_id(smit.id).phone == "030 1234567"


def test_the_same_file_again_is_said_with_its_day_and_rows(browser: FlaskClient) -> None:
    first = uploaded(browser, book(ONE, TWO))
    browser.post(f"/intake/{first.id}/accept")
    second = uploaded(browser, book(ONE, TWO))
    first_content = Batch.get_by_id(first.id)
    Batch.update(sha256=first_content.sha256).where(Batch.id == second.id).execute()
    page = browser.get(f"/intake/{second.id}")
    assert f'href="/intake/{first.id}"' in page.text
    assert "/accept" not in page.text


def test_nothing_of_a_file_is_trusted_as_markup(browser: FlaskClient) -> None:
    evil = "<script>alert(1)</script>"
    heading = (*HEADING[:5], evil)
    row = (dt.date(2026, 10, 1), evil, evil, evil, evil, evil)
    batch = uploaded(browser, book(ONE, row, heading=heading), "<script>.xlsx")
    assert "<script>alert" not in browser.get(f"/intake/{batch.id}").text


def test_hours_below_zero_are_named_before_they_are_taken_over(browser: FlaskClient) -> None:
    less = (*ONE[:4], -3, 95)
    page = browser.get(f"/intake/{uploaded(browser, book(TWO, less)).id}").text
    assert "1 row with hours below zero" in page or "1 rij met uren onder nul" in page
    more = uploaded(browser, book(ONE, less, (*less[:3], "Nog een", -1, 95)), "meer.xlsx")
    assert preview_hours(more).survey.corrections == 2
    plain = browser.get(f"/intake/{uploaded(browser, book(TWO), 'zonder.xlsx').id}").text
    assert "below zero" not in plain
    assert "onder nul" not in plain

"""The list of hours, as its user gets it."""

import datetime as dt
import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from factuur import clock
from factuur.access.rules import Role
from factuur.models import (
    Administration,
    Batch,
    Client,
    Entry,
    Invoice,
    Line,
    LineEntry,
)
from tests.conftest import HTMX, signed_in
from tests.counting import Queries
from tests.factories import (
    TODAY,
    make_administration,
    make_client,
    make_entry,
    make_project,
    make_user,
)

TYPED = {"worked_on": "20-11-2026", "client": "Smit Bouw", "seconds": "7u30", "person": "Anja"}


def bill(entry: Entry, number: str | None = None) -> Invoice:
    invoice = Invoice.create(administration=entry.administration, client=entry.client)
    LineEntry.create(line=Line.create(invoice=invoice, position=1), entry=entry)
    if number:
        Invoice.update(number=number).where(Invoice.id == invoice.id).execute()
    return invoice


def test_an_empty_list_leads_on_to_the_import(browser: FlaskClient) -> None:
    page = browser.get("/hours/").text
    assert "No hours yet" in page
    assert 'href="/intake/"' in page
    assert 'name="seconds"' in page


def test_the_list_comes_whole_or_in_parts(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm)
    for number in range(60):
        make_entry(client, description=f"regel {number:02}")
    whole = browser.get("/hours/").text
    part = browser.get("/hours/", headers=HTMX).text
    assert "<html" in whole
    assert 'id="hours"' in part
    assert "<html" not in part
    before = part.split("?before=")[1].split('"')[0]
    rest = browser.get(f"/hours/?before={before}", headers=HTMX).text
    assert 'id="hours"' not in rest
    shown = [part.count(f">regel {n:02}<") + rest.count(f">regel {n:02}<") for n in range(60)]
    assert shown == [1] * 60
    assert part.count("Week 47") == 1
    assert "Week 47" not in rest


def test_the_list_takes_as_many_queries_for_one_as_for_fifty(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    make_entry(client)
    browser.get("/hours/")
    with Queries() as for_one:
        browser.get("/hours/", headers=HTMX)
    for number in range(50):
        other = make_client(firm, name=f"Klant {number}")
        bill(make_entry(other, project=make_project(other)))
    with Queries() as for_fifty:
        browser.get("/hours/", headers=HTMX)
    assert for_one.count == for_fifty.count


@pytest.mark.parametrize("typed", ["7,5", "7.5", "7:30", "7u30", "450m"])
def test_hours_are_read_as_people_write_them_and_echoed(
    browser: FlaskClient, firm: Administration, typed: str
) -> None:
    make_client(firm)
    answer = browser.post("/hours/", data=TYPED | {"seconds": typed}, headers=HTMX)
    assert Entry.get().seconds == 27_000
    said = answer.headers["HX-Trigger"]
    assert "7.5 hours (7:30) for Smit Bouw on 20-11-2026" in said
    assert 'value="Smit Bouw"' in answer.text  # the last used client stays


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"seconds": "veel"}, "Hours “veel” cannot be read"),
        ({"seconds": ""}, "Fill in hours, such as 7,5 or 7:30."),
        ({"worked_on": "31-02-2026"}, "Date “31-02-2026” does not exist"),
        ({"worked_on": ""}, "Fill in a date"),
        ({"client": ""}, "Fill in the name of the client."),
        ({"client": "Niemand"}, "There is no client “Niemand”"),
        ({"project": "Nergens"}, "Smit Bouw has no project “Nergens”"),
        ({"description": "x" * 2001}, "longer than 2000 characters"),
    ],
    ids=lambda value: next(iter(value.items()), "")[0] if isinstance(value, dict) else "",
)
def test_what_is_wrong_gets_its_own_sentence_and_stays(
    browser: FlaskClient, firm: Administration, typed: dict[str, str], sentence: str
) -> None:
    make_client(firm)
    answer = browser.post("/hours/", data=TYPED | {"person": "Piet"} | typed, headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Piet"' in answer.text
    assert not Entry.select().exists()


def test_without_scripts_a_row_is_added_and_the_filter_stays(
    browser: FlaskClient, firm: Administration
) -> None:
    make_client(firm)
    answer = browser.post("/hours/?client=Smit+Bouw", data=TYPED)
    assert answer.status_code == 303
    assert answer.location == "/hours/?client=Smit+Bouw"
    assert "were added" in browser.get("/hours/").text


def test_a_row_becomes_a_form_and_a_row_with_its_sums(
    browser: FlaskClient, firm: Administration
) -> None:
    entry = make_entry(make_client(firm), rate_e4=100_0000)
    form = browser.get(f"/hours/{entry.id}/edit", headers=HTMX).text
    assert 'value="Smit Bouw"' in form
    typed = TYPED | {"version": "1", "billable": "y", "task": "Ontwerp", "rate_e4": "100"}
    answer = browser.post(f"/hours/{entry.id}", data=typed, headers=HTMX)
    assert f'id="entry-{entry.id}"' in answer.text
    assert 'id="totals" hx-swap-oob="true"' in answer.text
    assert '<span id="week-2026-11-16" hx-swap-oob="true">7.5</span>' in answer.text
    assert "€750.00" in answer.text
    kept = Entry.get()
    assert (kept.seconds, kept.task, kept.billable, kept.version) == (27_000, "Ontwerp", True, 2)


def test_a_row_that_is_wrong_stays_a_form(browser: FlaskClient, firm: Administration) -> None:
    entry = make_entry(make_client(firm))
    typed = TYPED | {"version": "1", "seconds": "veel", "description": "Bewaard"}
    answer = browser.post(f"/hours/{entry.id}", data=typed, headers=HTMX)
    assert answer.status_code == 422
    assert 'value="Bewaard"' in answer.text


def test_who_saves_second_sees_both_texts(browser: FlaskClient, firm: Administration) -> None:
    entry = make_entry(make_client(firm))
    url = f"/hours/{entry.id}"
    browser.post(url, data=TYPED | {"version": "1", "description": "Van haar"}, headers=HTMX)
    mine = TYPED | {"version": "1", "description": "Van mij"}
    late = browser.post(url, data=mine, headers=HTMX)
    assert late.status_code == 409
    assert "Van haar" in late.text
    assert "Van mij" in late.text
    assert Entry.get().description == "Van haar"
    browser.post(url, data=mine | {"version": "2"}, headers=HTMX)
    assert Entry.get().description == "Van mij"


def test_billed_hours_are_frozen_and_lead_to_their_invoice(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    issued, draft = make_entry(client), make_entry(client)
    bill(issued, "2026-0001")
    unfinished = bill(draft)
    page = browser.get("/hours/", headers=HTMX).text
    assert "2026-0001" in page
    assert f"/invoices/{unfinished.id}" in page
    assert f"/hours/{issued.id}/edit" not in page
    assert f'value="{issued.id}" form="bulk"' not in page
    refused = browser.post(f"/hours/{issued.id}", data=TYPED | {"version": "1"}, headers=HTMX)
    assert refused.status_code == 422
    assert "These hours are on 2026-0001" in refused.text
    assert browser.post(f"/hours/{issued.id}/delete", headers=HTMX).status_code == 422
    assert Entry.select().count() == 2


def test_an_imported_row_names_its_file_sheet_and_row(
    browser: FlaskClient, firm: Administration
) -> None:
    batch = Batch.create(
        administration=firm, kind="hours", filename="uren-oktober.xlsx", sha256="x"
    )
    make_entry(make_client(firm), batch=batch, source_sheet="okt", source_row=12)
    page = browser.get("/hours/", headers=HTMX).text
    assert "uren-oktober.xlsx, okt, row 12" in page
    assert f"/intake/{batch.id}" in page


def test_deleting_offers_a_way_back(browser: FlaskClient, firm: Administration) -> None:
    entry = make_entry(make_client(firm))
    gone = browser.post(f"/hours/{entry.id}/delete", headers=HTMX)
    assert not Entry.select().exists()
    undo = gone.headers["HX-Trigger"].split('"undo": "')[1].split('"')[0]
    here = HTMX | {"HX-Current-URL": "http://localhost/hours/?period=month"}
    back = browser.post(undo, headers=here)
    assert back.headers["HX-Redirect"] == "/hours/?period=month"
    assert Entry.get() == entry


def test_many_are_changed_deleted_and_brought_back(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    entries = [make_entry(client) for _ in range(3)]
    ticked = {"entry": [entries[0].id, entries[1].id]}
    nothing = {"client": "", "project": "", "rate_e4": "", "billable": ""}
    changed = browser.post("/hours/many", data=ticked | nothing | {"billable": "no"}, headers=HTMX)
    assert "2 entries were changed" in changed.headers["HX-Trigger"]
    assert [entry.billable for entry in Entry.select().order_by(Entry.id)] == [False, False, True]
    undo = changed.headers["HX-Trigger"].split('"undo": "')[1].split('"')[0]
    browser.post(undo, headers=HTMX)
    assert Entry.select().where(Entry.billable).count() == 3
    gone = browser.post("/hours/many/delete", data=ticked, headers=HTMX)
    assert "2 entries were deleted" in gone.headers["HX-Trigger"]
    assert Entry.select().count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Fill in what is to change of the ticked hours."),
        ({"client": "Niemand"}, "There is no client “Niemand”"),
        ({"rate_e4": "veel"}, "Price “veel” cannot be read"),
        ({"billable": "maybe"}, "choose one of the list"),
    ],
    ids=["nothing", "client", "rate", "choice"],
)
def test_a_wrong_change_of_many_says_so(
    browser: FlaskClient, firm: Administration, typed: dict[str, str], sentence: str
) -> None:
    entry = make_entry(make_client(firm))
    data = {"entry": entry.id, "client": "", "project": "", "rate_e4": "", "billable": ""} | typed
    answer = browser.post("/hours/many", data=data, headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert answer.headers["HX-Retarget"] == "#bulk"  # the rows keep their ticks
    whole = browser.post("/hours/many", data=data).text
    assert sentence in whole
    assert f'value="{entry.id}" form="bulk" data-select-row checked' in whole


def test_the_same_work_is_written_down_for_today(
    browser: FlaskClient, firm: Administration
) -> None:
    entry = make_entry(make_client(firm))
    browser.post(f"/hours/{entry.id}/repeat", headers=HTMX)
    days = {each.worked_on for each in Entry.select()}
    assert days == {entry.worked_on, clock.today()}


def test_the_filter_narrows_the_list_and_its_sums(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    make_entry(client, description="Gevel")
    make_entry(client, description="Dak", worked_on=TODAY - dt.timedelta(days=40))
    asked = {"period": "own", "since": "1-11-2026", "until": "30-11-2026", "client": "Smit Bouw"}
    page = browser.get("/hours/", query_string=asked).text
    assert "Gevel" in page
    assert "Dak" not in page
    assert "<strong>2 hours</strong>" in page
    assert 'value="1-11-2026"' in page
    assert "No hours match" in browser.get("/hours/?q=zolder", headers=HTMX).text


def test_a_filter_that_cannot_be_read_says_so(browser: FlaskClient, firm: Administration) -> None:
    make_entry(make_client(firm))
    page = browser.get("/hours/?period=own&since=soon&until=1-1-2026").text
    assert "Date “soon” does not exist" in page
    turned = browser.get("/hours/?period=own&since=2-1-2026&until=1-1-2026").text
    assert "Choose a last day on or after 02-01-2026." in turned


def test_the_sums_of_a_long_list_follow_the_page(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    values = {"administration": firm.id, "client": client.id, "worked_on": TODAY, "seconds": 360}
    Entry.insert_many([values] * 5001).execute()
    assert 'hx-get="/hours/totals"' in browser.get("/hours/").text
    assert "500.1 hours" in browser.get("/hours/totals", headers=HTMX).text
    assert "500.1 hours" in browser.get("/hours/?totals=1").text


def test_the_filtered_list_leaves_as_a_file(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm)
    make_entry(client, description="=1+1", seconds=3000)
    make_entry(client, description="Dak", billable=False)
    answer = browser.get("/hours/export?q=1")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 2
    assert rows[0][:3] == ["Date", "Client", "Project"]
    assert rows[1][4] == "=1+1"
    assert sheet["E2"].data_type == "s"
    assert rows[1][6:9] == [0.8333, 95, 79.17]
    text = browser.get("/hours/export?format=csv").data.decode("utf-8-sig")
    assert '"\'=1+1"' in text
    assert '"0,8333"' in text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_bookkeeper_looks_and_exports(
    browser: FlaskClient, app: Flask, firm: Administration
) -> None:
    entry = make_entry(make_client(firm))
    reader = signed_in(app, make_user(firm, Role.BOOKKEEPER, language="en"))
    page = reader.get("/hours/").text
    assert "Tekenwerk" in page
    assert "hx-post" not in page
    assert reader.post("/hours/", data=TYPED).status_code == 403
    assert reader.post(f"/hours/{entry.id}/delete").status_code == 403
    assert reader.get("/hours/export").status_code == 200


def test_hours_of_another_firm_do_not_exist(browser: FlaskClient) -> None:
    stranger = make_entry(make_client(make_administration()))
    for path in ("", "/edit"):
        assert browser.get(f"/hours/{stranger.id}{path}").status_code == 404
    for path in ("", "/repeat", "/delete"):
        assert browser.post(f"/hours/{stranger.id}{path}", data=TYPED).status_code == 404
    refused = browser.post("/hours/many/delete", data={"entry": stranger.id}, headers=HTMX)
    assert "Tick the hours first" in refused.text
    assert Entry.select().count() == 1
    assert Client.select().count() == 1


def test_hours_below_zero_are_kept_and_said_to_be_a_correction(
    browser: FlaskClient, firm: Administration
) -> None:
    entry = make_entry(make_client(firm, name="Smit Bouw"))
    added = browser.post("/hours/", data=TYPED | {"seconds": "-3"}, headers=HTMX)
    assert (
        "−3 hours: kept as a correction."
        in json.loads(added.headers["HX-Trigger"])["toast"]["message"]
    )
    assert Entry.select().where(Entry.seconds == -3 * 3600).count() == 1
    typed = TYPED | {"seconds": "-0,5", "version": str(entry.version)}
    saved = browser.post(f"/hours/{entry.id}", data=typed, headers=HTMX)
    assert (
        "−0.5 hours: kept as a correction."
        in json.loads(saved.headers["HX-Trigger"])["toast"]["message"]
    )


@pytest.mark.parametrize("typed", ["24:01", "75", "-25"])
def test_more_hours_than_a_day_has_are_refused_by_hand(
    browser: FlaskClient, firm: Administration, typed: str
) -> None:
    entry = make_entry(make_client(firm, name="Smit Bouw"))
    answer = browser.post("/hours/", data=TYPED | {"seconds": typed}, headers=HTMX)
    assert answer.status_code == 422
    assert "write at most 24 hours" in answer.text
    assert f'value="{typed}"' in answer.text
    changed = TYPED | {"seconds": typed, "version": str(entry.version)}
    assert browser.post(f"/hours/{entry.id}", data=changed, headers=HTMX).status_code == 422
    assert [row.seconds for row in Entry.select()] == [entry.seconds]


def test_a_whole_day_fits_and_what_a_file_brought_can_still_be_described(
    browser: FlaskClient, firm: Administration
) -> None:
    entry = make_entry(make_client(firm, name="Smit Bouw"), seconds=30 * 3600)
    assert browser.post("/hours/", data=TYPED | {"seconds": "24"}, headers=HTMX).status_code == 200
    typed = TYPED | {"seconds": "30", "description": "Week 47", "version": str(entry.version)}
    assert browser.post(f"/hours/{entry.id}", data=typed, headers=HTMX).status_code == 200
    assert Entry.get_by_id(entry.id).description == "Week 47"

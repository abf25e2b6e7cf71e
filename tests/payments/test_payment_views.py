"""What somebody sees who books money: page and part, refusals with what was typed, the way back."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import clock
from factuur.access.rules import Role
from factuur.db import database
from factuur.models import Administration, Client, Invoice, Payment, Receivable
from tests.conftest import HTMX, signed_in
from tests.factories import make_administration, make_client, make_issued, make_user


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)


@pytest.fixture
def invoice(client: Client) -> Invoice:
    return make_issued(client, total_cents=100_00)


def open_of(invoice: Invoice) -> int:
    return int(Receivable.get(Receivable.invoice == invoice.id).open_cents)


def typed(amount: str = "100,00", **more: str) -> dict[str, str]:
    day = clock.today().strftime("%d-%m-%Y")
    return {"amount_cents": amount, "received_on": day, "method": "bank", "key": "k1"} | more


def test_the_form_comes_filled_in_as_page_and_as_dialog(
    browser: FlaskClient, invoice: Invoice
) -> None:
    page = browser.get(f"/payments/invoice/{invoice.id}")
    part = browser.get(f"/payments/invoice/{invoice.id}", headers=HTMX)
    assert "<html" in page.text
    assert "<html" not in part.text
    for answer in (page, part):
        assert 'value="100,00"' in answer.text
        assert f'value="{clock.today():%d-%m-%Y}"' in answer.text


@pytest.mark.both
def test_one_enter_and_it_is_paid(browser: FlaskClient, invoice: Invoice) -> None:
    answer = browser.post(f"/payments/invoice/{invoice.id}", data=typed(), headers=HTMX)
    events = json.loads(answer.headers["HX-Trigger"])
    assert (answer.status_code, answer.text, open_of(invoice)) == (200, "", 0)
    assert events["invoice-changed"] == {"invoices": [invoice.id]}
    assert "close-dialog" in events
    browser.post(events["toast"]["undo"], headers=HTMX)
    assert open_of(invoice) == 100_00


def test_a_plain_form_goes_on_to_where_it_came_from(browser: FlaskClient, invoice: Invoice) -> None:
    answer = browser.post(f"/payments/invoice/{invoice.id}", data=typed(then="/board/"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/board/")
    elsewhere = browser.post(
        f"/payments/invoice/{invoice.id}", data=typed(key="k1", then="//evil.example/")
    )
    assert elsewhere.headers["Location"] == f"/invoices/{invoice.id}"


def test_the_same_form_twice_pays_once(browser: FlaskClient, invoice: Invoice) -> None:
    for _ in range(2):
        answer = browser.post(f"/payments/invoice/{invoice.id}", data=typed(), headers=HTMX)
        assert answer.status_code == 200
    assert (Payment.select().count(), open_of(invoice)) == (1, 0)


@pytest.mark.parametrize(
    ("amount", "words"),
    [("12..5", "12..5"), ("", "aria-invalid"), ("0", " 0,00"), ("120,00", "20,00")],
)
def test_what_was_typed_stays_beside_what_is_wrong(
    browser: FlaskClient, invoice: Invoice, amount: str, words: str
) -> None:
    answer = browser.post(f"/payments/invoice/{invoice.id}", data=typed(amount), headers=HTMX)
    assert answer.status_code == 422
    assert f'value="{amount}"' in answer.text
    assert words in answer.text
    assert open_of(invoice) == 100_00


def test_more_than_is_open_asks_what_to_do_with_the_rest(
    browser: FlaskClient, invoice: Invoice, client: Client
) -> None:
    url = f"/payments/invoice/{invoice.id}"
    assert "keep_rest" not in browser.get(url).text
    assert 'name="keep_rest"' in browser.post(url, data=typed("120,00"), headers=HTMX).text
    browser.post(url, data=typed("120,00", keep_rest="y"), headers=HTMX)
    assert open_of(invoice) == 0
    assert "20,00" in browser.get("/payments/credit").text
    refund = typed("20,00", key="k2")
    back = browser.post(f"/payments/client/{client.id}/refund", data=refund, headers=HTMX)
    assert back.status_code == 200
    assert "20,00" not in browser.get("/payments/credit").text


def test_a_draft_and_a_paid_invoice_say_why_not(
    browser: FlaskClient, client: Client, invoice: Invoice
) -> None:
    draft = Invoice.create(administration=client.administration, client=client)
    assert browser.get(f"/payments/invoice/{draft.id}", headers=HTMX).status_code == 422
    browser.post(f"/payments/invoice/{invoice.id}", data=typed())
    paid = browser.get(f"/payments/invoice/{invoice.id}", headers=HTMX)
    assert (paid.status_code, paid.headers["HX-Retarget"]) == (422, "#messages")
    assert str(invoice.number) in paid.text


def test_an_amount_is_divided_oldest_first_and_can_be_changed(
    browser: FlaskClient, client: Client, invoice: Invoice
) -> None:
    second = make_issued(client, total_cents=60_00)
    url = f"/payments/client/{client.id}"
    divided = browser.post(f"{url}/divide", data=typed("130,00"), headers=HTMX)
    assert f'name="share_{invoice.id}" size="10" type="text" value="100,00"' in divided.text
    assert f'name="share_{second.id}" size="10" type="text" value="30,00"' in divided.text
    ticked = browser.post(f"{url}/divide", data=typed("", chosen=str(second.id)), headers=HTMX)
    assert 'value="60,00"' in ticked.text
    shares = {f"share_{invoice.id}": "70,00", f"share_{second.id}": "60,00"}
    assert browser.post(url, data=typed("130,00", **shares)).status_code == 303
    assert (open_of(invoice), open_of(second)) == (30_00, 0)


def test_without_scripts_the_amount_divides_itself(
    browser: FlaskClient, client: Client, invoice: Invoice
) -> None:
    browser.post(f"/payments/client/{client.id}", data=typed("40,00"))
    assert open_of(invoice) == 60_00


def test_a_share_beyond_what_is_open_is_refused_with_the_boxes_kept(
    browser: FlaskClient, client: Client, invoice: Invoice
) -> None:
    answer = browser.post(
        f"/payments/client/{client.id}", data=typed("130,00", **{f"share_{invoice.id}": "130,00"})
    )
    assert answer.status_code == 422
    assert 'value="130,00"' in answer.text
    assert open_of(invoice) == 100_00


def test_the_list_costs_the_same_number_of_queries_whatever_its_length(
    browser: FlaskClient, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for _ in range(2):
        for _each in range(3):
            invoice = make_issued(client, total_cents=1_00)
            browser.post(f"/payments/invoice/{invoice.id}", data=typed("1,00", key=str(invoice.id)))
        counts.append(queries_of(browser, "/payments/", monkeypatch))
    assert counts[0] == counts[1]


def queries_of(browser: FlaskClient, url: str, monkeypatch: pytest.MonkeyPatch) -> int:
    asked: list[str] = []
    execute = database.obj.execute_sql

    def counted(sql: str, *rest: object, **more: object) -> object:
        asked.append(sql)
        return execute(sql, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(database.obj, "execute_sql", counted)
        assert browser.get(url).status_code == 200
    return len(asked)


def test_a_bookkeeper_reads_but_does_not_book(
    app: Flask, invoice: Invoice, firm: Administration
) -> None:
    bookkeeper = signed_in(app, make_user(firm, Role.BOOKKEEPER))
    assert bookkeeper.get("/payments/").status_code == 200
    assert bookkeeper.post(f"/payments/invoice/{invoice.id}", data=typed()).status_code == 403
    assert open_of(invoice) == 100_00


def test_another_firm_sees_and_books_nothing(app: Flask, invoice: Invoice) -> None:
    stranger = signed_in(app, make_user(make_administration(), Role.OWNER))
    for path in ("invoice", "client"):
        assert stranger.get(f"/payments/{path}/{invoice.id}").status_code == 404
        assert stranger.post(f"/payments/{path}/{invoice.id}", data=typed()).status_code == 404
    assert open_of(invoice) == 100_00


@pytest.mark.parametrize("path", ["/payments/", "/payments/credit", "/payments/new"])
def test_an_empty_house_says_what_can_be_done(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


@pytest.mark.parametrize("after", ["", "x", "2026-11-20_", "2026-13-40_1", "_"])
def test_a_broken_link_to_the_next_page_begins_again(browser: FlaskClient, after: str) -> None:
    assert browser.get("/payments/", query_string={"after": after}).status_code == 200

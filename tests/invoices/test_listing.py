"""The list of invoices: filters in the address, pages by keyset, sums, and many at once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from factuur import clock
from factuur.invoices import actions, queries
from factuur.invoices.filters import SHOWS, Filters
from factuur.invoices.queries import listing
from factuur.models import Administration, Allocation, Client, Invoice, Mail, Payment
from tests.conftest import HTMX
from tests.factories import TODAY, make_administration, make_client, make_issued
from tests.invoices.worlds import issue, make_draft


def ids_of(firm: Administration, **filters: Any) -> list[int]:
    """Give what the filters choose, over all pages."""
    found: list[int] = []
    after = ""
    while True:
        page = queries.page_of(firm.id, Filters(**filters, after=after), today=TODAY)
        found += [row.id for row in page.rows]
        after = page.after
        if not after:
            return found


@pytest.fixture
def world(firm: Administration, client: Client) -> dict[str, int]:
    """One of each."""
    late = make_issued(client, due_on=TODAY - dt.timedelta(days=5))
    soon = make_issued(client, due_on=TODAY + dt.timedelta(days=3), sent=False)
    paid = make_issued(client, total_cents=50_00, due_on=TODAY + dt.timedelta(days=9))
    payment = Payment.create(administration=firm, amount_cents=50_00, received_on=TODAY)
    Allocation.create(payment=payment, invoice=paid, amount_cents=50_00)
    note = make_issued(client, kind="credit_note", due_on=TODAY)
    other = make_issued(make_client(firm, name="Jansen"), total_cents=777_77)
    elsewhere = make_administration()
    make_issued(make_client(elsewhere))
    draft = make_draft(firm, client)
    return {
        "late": late.id, "soon": soon.id, "paid": paid.id, "note": note.id, "other": other.id,
        "draft": draft.id,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("drafts", ["draft"]),
        ("open", ["late", "note", "soon", "other"]),
        ("overdue", ["late"]),
        ("paid", ["paid"]),
    ],
)
def test_each_tab_shows_its_own_the_most_urgent_first(
    firm: Administration, world: dict[str, int], show: str, names: list[str]
) -> None:
    assert ids_of(firm, show=show) == [world[name] for name in names]


def test_all_shows_drafts_first_and_each_invoice_once(
    firm: Administration, world: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ids_of(firm, show="all")
    assert found[0] == world["draft"]
    assert sorted(found) == sorted(world.values())
    monkeypatch.setattr(listing, "PAGE", 1)
    for show in SHOWS:
        assert sorted(ids_of(firm, show=show)) == sorted(set(ids_of(firm, show=show)))
    assert ids_of(firm, show="all") == found


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("jans", ["other"]),
        ("777,77", ["other"]),
        ("777.77", ["other"]),
        ("nobody", []),
        ("smit", ["late", "soon", "paid", "note", "draft"]),
    ],
)
def test_words_find_a_client_or_an_amount(
    firm: Administration, world: dict[str, int], words: str, names: list[str]
) -> None:
    found = ids_of(firm, show="all", words=words)
    assert sorted(found) == sorted(world[name] for name in names)


def test_words_find_a_number(firm: Administration, world: dict[str, int]) -> None:
    number = Invoice.get_by_id(world["other"]).number
    assert ids_of(firm, show="all", words=number) == [world["other"]]


def test_a_client_and_a_period_narrow_the_list(firm: Administration, world: dict[str, int]) -> None:
    client = Invoice.get_by_id(world["other"]).client.id
    assert ids_of(firm, show="all", client=client) == [world["other"]]
    assert ids_of(firm, show="all", period="last_year") == []
    assert world["other"] in ids_of(firm, show="all", period="this_year")


def test_sums_are_what_the_rows_come_to(firm: Administration, world: dict[str, int]) -> None:
    for show in SHOWS:
        rows = queries.page_of(firm.id, Filters(show), today=TODAY).rows
        total = queries.list_sums(firm.id, Filters(show), today=TODAY)
        assert total.count == len(rows)
        assert total.total_cents == sum(row.total_cents for row in rows)
        issued = [row.open_cents for row in rows if row.number]
        assert total.open_cents == sum(issued)


def test_each_row_has_its_status(firm: Administration, world: dict[str, int]) -> None:
    Mail.create(
        administration=firm, invoice=world["other"], kind="invoice", recipient="x@example.nl",
        subject="x", body="x", state="failed",
    )  # fmt: skip
    rows = queries.page_of(firm.id, Filters("all"), today=TODAY).rows
    codes = {row.id: row.status.code for row in rows}
    assert {name: codes[number] for name, number in world.items()} == {
        "late": "late", "soon": "to_send", "paid": "paid", "note": "credit_left",
        "other": "mail_failed", "draft": "draft",
    }  # fmt: skip


def test_a_credited_invoice_is_called_so(firm: Administration, client: Client) -> None:
    original = issue(firm, make_draft(firm, client))
    issue(firm, actions.credit(firm, original.id, user_id=None))
    rows = queries.page_of(firm.id, Filters("paid"), today=TODAY).rows
    assert {row.status.code for row in rows} == {"credited", "settled"}


def test_the_list_is_a_page_a_list_or_some_rows(
    browser: FlaskClient, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    for _ in range(3):
        make_issued(client)
    page = browser.get("/invoices/").text
    assert "<html" in page
    assert page.count('id="invoice-') - page.count('id="invoice-rows') - 1 == 2
    part = browser.get("/invoices/?words=smit", headers=HTMX).text
    assert "<html" not in part
    assert "<table" in part
    more = page.split('hx-get="')[-1].split('"')[0].replace("&amp;", "&")
    rows = browser.get(more, headers=HTMX).text
    assert "<table" not in rows
    assert rows.count("<tr") == 1


@pytest.mark.parametrize("show", SHOWS)
def test_an_empty_list_leads_on(browser: FlaskClient, show: str) -> None:
    page = browser.get(f"/invoices/?show={show}").text
    assert 'class="empty"' in page
    assert "No invoice fits" in browser.get(f"/invoices/?show={show}&words=x").text


def test_the_list_takes_as_many_queries_for_fifty_rows_as_for_one(
    browser: FlaskClient, client: Client, counted: Callable[[Callable[[], Any]], int]
) -> None:
    make_issued(client)
    first = counted(lambda: browser.get("/invoices/"))
    for _ in range(49):
        make_issued(client)
    assert counted(lambda: browser.get("/invoices/")) == first


def test_ticked_drafts_are_issued_with_a_report(
    browser: FlaskClient, firm: Administration, client: Client
) -> None:
    good, bad = make_draft(firm, client), make_draft(firm, client, {"description": ""})
    answer = browser.post("/invoices/issue", data={"invoice_id": [good.id, bad.id]})
    number = f"{clock.today().year}-0001"
    assert number in answer.text
    assert "Line 1 has no description" in answer.text
    assert "1 invoice issued" in answer.text
    assert "1 draft stays" in answer.text


def test_only_our_own_drafts_are_issued(browser: FlaskClient, client: Client) -> None:
    elsewhere = make_administration()
    draft = make_draft(elsewhere, make_client(elsewhere))
    browser.post("/invoices/issue", data={"invoice_id": [draft.id]})
    assert Invoice.get_by_id(draft.id).number is None

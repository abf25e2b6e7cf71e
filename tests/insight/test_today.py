"""The start page: what to do today, and the way of a newcomer to the first invoice."""

import datetime as dt

import pytest
from flask.testing import FlaskClient

from factuur import clock
from factuur.insight import queries, rules
from factuur.insight.rules import Progress, next_step, steps
from factuur.models import Administration, Batch, Client, Dispatch, Invoice, Line, LineEntry, Mail
from tests.counting import Queries
from tests.factories import TODAY, make_administration, make_client, make_entry, make_issued


@pytest.fixture
def client(db: str) -> Client:
    return make_client(make_administration())


def firm_of(client: Client) -> int:
    return int(client.__data__["administration"])


@pytest.mark.parametrize(
    ("today", "before"),
    [("2026-11-23", "2026-11-20"), ("2026-11-22", "2026-11-20"), ("2026-11-20", "2026-11-19")],
    ids=["Monday", "Sunday", "Friday"],
)
def test_the_last_working_day_skips_the_weekend(today: str, before: str) -> None:
    assert rules.last_working_day(dt.date.fromisoformat(today)).isoformat() == before


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((False, False, False, False, False), "upload"),
        ((True, False, False, False, False), "check"),
        ((True, True, False, False, False), "invoice"),
        ((False, True, False, False, False), "invoice"),
        ((False, False, True, False, False), "address"),
        ((True, True, True, True, False), "send"),
        ((True, True, True, True, True), ""),
    ],
)
def test_the_first_step_that_was_not_done_is_next(
    facts: tuple[bool, bool, bool, bool, bool], expected: str
) -> None:
    assert next_step(Progress(*facts)) == expected
    assert [name for name, _done in steps(Progress(*facts))] == list(rules.STEPS)


def test_the_figures_are_what_is_open_what_is_late_and_what_was_invoiced(client: Client) -> None:
    make_issued(client, total_cents=100_00, due_on=TODAY - dt.timedelta(days=1))
    make_issued(client, total_cents=50_00, due_on=TODAY)
    make_issued(client, total_cents=30_00, kind="credit_note", due_on=TODAY)
    make_issued(client, total_cents=7_00, due_on=TODAY - dt.timedelta(days=60))
    found = queries.figures(firm_of(client), TODAY)
    assert (found.open_cents, found.late_cents, found.late_count) == (127_00, 107_00, 2)
    assert found.issued_cents == 120_00  # all but the one of September, the credit note less


def test_what_waits_is_counted(client: Client) -> None:
    firm = firm_of(client)
    Invoice.create(administration=firm, client=client, total_cents=9_00)
    invoice = make_issued(client, sent=False)
    for state in ("failed", "failed", "uncertain", "sent"):
        Mail.create(
            administration=firm, invoice=invoice, kind="invoice", recipient="a@b.example",
            subject="", body="", state=state,
        )  # fmt: skip
    assert queries.waiting(firm) == queries.Waiting(1, 9_00, 1, 2, 1)
    assert queries.waiting(make_administration().id) == queries.Waiting(0, 0, 0, 0, 0)


def test_what_fell_due_since_the_last_working_day_the_largest_first(client: Client) -> None:
    for days, cents in ((0, 1_00), (1, 2_00), (3, 3_00), (4, 4_00)):
        make_issued(client, total_cents=cents, due_on=TODAY - dt.timedelta(days=days))
    due = queries.fell_due(firm_of(client), TODAY - dt.timedelta(days=3), TODAY)
    assert [row.open_cents for row in due] == [3_00, 2_00]


def test_hours_on_no_invoice_are_added_up_by_client(client: Client) -> None:
    other = make_client(client.administration, name="De Vries")
    make_entry(client, seconds=3600)
    make_entry(client, seconds=1800)
    make_entry(client, seconds=900, billable=False)
    make_entry(other, seconds=7200)
    billed = make_entry(other, seconds=7200)
    draft = Invoice.create(administration=client.administration, client=other)
    LineEntry.create(line=Line.create(invoice=draft, position=1), entry=billed)
    rows = queries.unbilled_by_client(firm_of(client))
    assert [(row.client, row.seconds) for row in rows] == [("De Vries", 7200), ("Smit Bouw", 5400)]


def test_a_newcomer_is_led_from_step_to_step(browser: FlaskClient, firm: Administration) -> None:
    Administration.update(street="").where(Administration.id == firm.id).execute()

    def current() -> str:
        return browser.get("/").text.split('aria-current="step"', 1)[1].split("</li>", 1)[0]

    assert "/import" in current() or 'href="/intake' in current()
    batch = Batch.create(administration=firm, kind="hours", filename="uren.xlsx", sha256="0" * 64)
    assert f"/{batch.id}" in current()
    client = make_client(firm)
    make_entry(client)
    assert 'action="/invoices/draft"' in current()
    invoice = make_issued(client, sent=False)
    assert "/settings" in current() or "/company" in current()
    Administration.update(street="Kade 1").where(Administration.id == firm.id).execute()
    assert 'href="/invoices/"' in current()
    Dispatch.create(administration=firm, invoice=invoice, channel="hand", sent_on=clock.today())
    assert 'aria-current="step"' not in browser.get("/").text


def test_one_thing_is_asked_of_a_newcomer(browser: FlaskClient) -> None:
    assert browser.get("/").text.count("button--primary") == 1


def test_a_full_day_is_on_the_page_in_as_many_queries_as_an_empty_one(
    browser: FlaskClient, firm: Administration
) -> None:
    with Queries() as empty:
        browser.get("/")
    for number in range(9):
        client = make_client(firm, name=f"Klant {number}")
        make_entry(client)
        make_issued(client, due_on=clock.today() - dt.timedelta(days=1))
        Invoice.create(administration=firm, client=client)
    with Queries() as full:
        text = browser.get("/").text
    assert full.count <= empty.count
    assert text.count("/payments/invoice/") == 2 * queries.SHOWN
    assert 'class="figures"' in text

"""The main job with the mouse: from a timesheet in an empty installation to a paid invoice."""

import json
import subprocess
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.mailing.conftest import Server as MailServer
from tests.mailing.conftest import server as mail_server
from tests.walks.conftest import Server, start
from tests.walks.steps import (
    Person,
    card,
    column,
    complete_client,
    complete_firm,
    download_pdf,
    first_run,
    issue,
    mend,
    paper,
    pay_from_card,
    price_hours,
    send,
    take_over,
    total,
    upload,
    word,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MOST_TYPED = 25
FIRM = {
    "Street and number": "Keizersgracht 1",
    "Postcode": "1015 CN",
    "City": "Amsterdam",
    "KvK or KBO number": "12345678",
    "VAT id": "NL002455799B11",
    "IBAN": "NL91ABNA0417164300",
}
CLIENT = {
    "Street and number": "Dorpsstraat 5",
    "Postcode": "3511 AB",
    "City": "Utrecht",
    "E-mail address": "admin@smitbouw.example",
}
post_office = mail_server


@pytest.fixture
def server(tmp_path: Path, post_office: MailServer) -> Iterator[Server]:
    mail = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(post_office.port), "MAIL_USE_TLS": "0"}
    mail["MAIL_SENDER"] = "post@studionoord.example"
    yield from start(tmp_path, **mail)


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def arrived(post_office: MailServer) -> EmailMessage:
    """Wait for the one mail that the worker delivers."""
    until = time.monotonic() + 30
    while not post_office.arrived and time.monotonic() < until:
        time.sleep(0.1)
    (mail,) = post_office.arrived
    return mail


def test_from_a_timesheet_to_a_paid_invoice(
    page: Page, server: Server, post_office: MailServer, sheet: Path, tmp_path: Path
) -> None:
    anja = Person(page, server.url)
    first_run(anja)
    anja.follows("Upload")
    upload(anja, sheet)
    mend(anja, 7, "Hours", "8")
    price_hours(anja, "Smit Bouw", "95")
    take_over(anja)

    anja.presses("Make draft invoices")
    anja.sees_page("Draft for %(client)s", client="Smit Bouw")
    expect(total(anja)).to_have_text("€ 2.500,16")  # 21,75 hours of € 95, and 21% VAT
    anja.types("Line %(number)s, %(column)s", "12", number=1, column=word("Quantity").lower())
    expect(total(anja)).to_have_text("€ 2.672,59")
    expect(paper(anja)).to_contain_text("2.672,59")
    anja.box("Group the hours by").select_option(word("Day"))
    expect(page.locator("[data-row]")).to_have_count(3)
    expect(total(anja)).to_have_text("€ 2.672,59")

    complete_firm(anja, FIRM)
    complete_client(anja, "Smit Bouw", CLIENT)
    number = issue(anja)
    on_paper = text_of(download_pdf(anja).path())
    assert number in on_paper
    assert "2.672,59" in on_paper

    send(anja)
    mail = arrived(post_office)
    assert "admin@smitbouw.example" in mail["To"]
    (attached,) = mail.iter_attachments()
    (tmp_path / "attached.pdf").write_bytes(attached.get_content())
    assert text_of(tmp_path / "attached.pdf") == on_paper

    anja.follows("Board")
    expect(card(anja, "Open", "Smit Bouw")).to_contain_text(number)
    pay_from_card(anja, "Smit Bouw")
    expect(card(anja, "Paid", "Smit Bouw")).to_contain_text(number)
    expect(column(anja, "Open").locator(".board__sum")).to_have_text("€ 0,00")

    shown = json.loads(server.flask("invoices", "show", number, "--json"))
    assert shown["totals"]["open"] == "0.00"
    assert json.loads(server.flask("verify", "--json"))["ok"]
    assert len(anja.typed) <= MOST_TYPED

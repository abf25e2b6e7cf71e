"""The settings of a firm: sections saved in place, and the words of its mails."""

import html
import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from factuur.access.rules import Role
from factuur.company import queries
from factuur.models import Activity, Administration, MailText
from tests.conftest import HTMX, signed_in
from tests.factories import make_user

SECTIONS = ("details", "logo", "colour", "terms", "rounding", "numbers", "paper")


def form_of(page: str, section: str) -> dict[str, str]:
    """Give what a section's form would send as it is shown."""
    part = re.split(rf'id="settings-{section}"', page)[1].split("</section>")[0]
    boxes = re.findall(r"<(?:input|textarea|select)[^>]*>", part)
    names = [found[1] for box in boxes if (found := re.search(r'name="([^"]+)"', box))]
    values = [found[1] if (found := re.search(r'value="([^"]*)"', box)) else "" for box in boxes]
    return dict(zip(names, map(html.unescape, values), strict=False))


def change(browser: FlaskClient, section: str, **values: str):  # type: ignore[no-untyped-def] # noqa: ANN201
    """Post a section as shown, with some answers changed."""
    seen = form_of(browser.get("/settings").text, section)["seen"]
    return browser.post(f"/settings/{section}", data=values | {"seen": seen}, headers=HTMX)


TERMS = {"terms_days": "30", "due_soon_days": "5"}


def test_every_section_stands_on_the_page_and_one_is_saved_in_place(
    browser: FlaskClient, firm: Administration
) -> None:
    page = browser.get("/settings").text
    assert all(f'id="settings-{name}"' in page for name in SECTIONS)
    response = change(browser, "terms", **TERMS)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="settings-terms"' in response.text
    assert "settings-details" not in response.text
    assert "toast" in response.headers["HX-Trigger"]
    fresh = Administration.get_by_id(firm.id)
    assert (fresh.terms_days, fresh.due_soon_days, fresh.version) == (30, 5, 2)
    assert Activity.get(Activity.verb == "company.changed").words == {
        "fields": "due_soon_days, terms_days"
    }


def test_without_scripts_the_page_comes_again_at_the_section(browser: FlaskClient) -> None:
    seen = form_of(browser.get("/settings").text, "terms")["seen"]
    response = browser.post("/settings/terms", data=TERMS | {"seen": seen})
    assert response.headers["Location"] == "/settings#settings-terms"


@pytest.mark.parametrize(
    ("section", "values", "at", "typed"),
    [
        ("terms", TERMS | {"terms_days": "gauw"}, "terms_days", "gauw"),
        ("terms", TERMS | {"terms_days": "500"}, "terms_days", "500"),
        ("terms", TERMS | {"terms_days": "-1"}, "terms_days", "-1"),
        ("details", {"name": "", "country": "NL"}, "name", ""),
        ("details", {"name": "A", "country": "NL", "iban": "NL00"}, "iban", "NL00"),
        ("details", {"name": "A", "country": "BE", "registration": "12"}, "registration", "12"),
        ("details", {"name": "A", "country": "NL", "email": "anja"}, "email", "anja"),
        ("details", {"name": "A", "country": "FR"}, "country", ""),
        ("colour", {"colour": "teal"}, "colour", ""),
        ("rounding", {"rounding_minutes": "7", "rounding_way": "up"}, "rounding_minutes", ""),
        ("paper", {"intro_text": "Dag {naam}", "terms_text": ""}, "intro_text", "Dag {naam}"),
        ("paper", {"intro_text": "", "terms_text": "{dagen_te_laat}"}, "terms_text", ""),
    ],
)
def test_what_does_not_fit_is_told_at_its_box_and_stays(
    browser: FlaskClient, section: str, values: dict[str, str], at: str, typed: str
) -> None:
    response = change(browser, section, **values)
    assert response.status_code == 422
    assert f'href="#{at}"' in response.text
    assert typed in response.text
    assert Administration.get().version == 1


def test_what_somebody_else_changed_meanwhile_is_shown_beside_ones_own(
    browser: FlaskClient, firm: Administration
) -> None:
    shown = form_of(browser.get("/settings").text, "terms")
    change(browser, "terms", terms_days="21", due_soon_days="3")
    mine = TERMS | {"seen": shown["seen"]}
    stale = browser.post("/settings/terms", data=mine, headers=HTMX)
    assert stale.status_code == 409
    assert 'value="30"' in stale.text
    assert "<dd>21</dd>" in stale.text
    assert Administration.get_by_id(firm.id).terms_days == 21
    again = TERMS | {"seen": form_of(stale.text, "terms")["seen"]}
    assert browser.post("/settings/terms", data=again, headers=HTMX).status_code == 200
    assert Administration.get_by_id(firm.id).terms_days == 30


def test_two_sections_do_not_stand_in_each_others_way(browser: FlaskClient) -> None:
    shown = form_of(browser.get("/settings").text, "terms")
    change(browser, "rounding", rounding_minutes="15", rounding_way="nearest")
    response = browser.post("/settings/terms", data=TERMS | {"seen": shown["seen"]}, headers=HTMX)
    assert response.status_code == 200


def test_an_example_says_what_rounding_does(browser: FlaskClient) -> None:
    response = change(browser, "rounding", rounding_minutes="15", rounding_way="up")
    example = re.search(r'id="rounding-example">([^<]+)', response.text)
    assert example
    assert "0:50" in example[1]
    assert "1:00" in example[1]


def test_a_pale_colour_is_warned_about_and_a_darker_one_proposed(browser: FlaskClient) -> None:
    assert 'value="#8c7400"' in change(browser, "colour", colour="#FFD400").text
    assert Administration.get().colour == "#ffd400"
    better = change(browser, "colour", colour="#ffd400", instead="#8c7400")
    assert "message--warn" not in better.text
    assert Administration.get().colour == "#8c7400"


def test_who_is_no_owner_looks_and_changes_nothing(app: Flask, firm: Administration) -> None:
    member = signed_in(app, make_user(firm, Role.MEMBER))
    page = member.get("/settings")
    assert page.status_code == 200
    assert page.text.count("disabled") >= len(SECTIONS) - 1
    assert 'type="file"' not in page.text
    assert member.post("/settings/terms", data=TERMS).status_code == 403
    assert member.get("/settings/mails").status_code == 200
    assert member.post("/settings/mails/invoice/nl", data={}).status_code == 403


def test_an_unknown_section_is_not_there(browser: FlaskClient) -> None:
    assert browser.post("/settings/nothing", data={}).status_code == 404
    assert browser.get("/settings/mails/letter/nl").status_code == 404


# The logo.


def upload(browser: FlaskClient, content: bytes, name: str = "logo.png"):  # type: ignore[no-untyped-def] # noqa: ANN201
    return browser.post("/settings/logo", data={"logo": (BytesIO(content), name)}, headers=HTMX)


def test_a_logo_is_shown_once_it_is_kept_and_gone_when_removed(browser: FlaskClient) -> None:
    out = BytesIO()
    Image.new("RGB", (900, 300), "teal").save(out, "PNG")
    response = upload(browser, out.getvalue(), "../../etc/passwd")
    assert response.status_code == 200
    address = re.search(r'src="(/settings/logo[^"]+)"', response.text)
    assert address
    shown = browser.get(address[1])
    assert shown.mimetype == "image/png"
    with Image.open(BytesIO(shown.data)) as picture:
        assert picture.size == (600, 200)
    removed = browser.post("/settings/logo/remove", headers=HTMX)
    assert "<img" not in removed.text
    assert browser.get("/settings/logo").status_code == 404


def test_a_drawing_is_refused_as_a_logo_and_nothing_is_kept(browser: FlaskClient) -> None:
    response = upload(browser, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg")
    assert response.status_code == 422
    assert "SVG" in response.text
    assert Administration.get().logo == ""


# The words of mails.

WORDS = {"subject": "Factuur {factuurnummer}", "body": "Dag {contactpersoon},\r\n<b>let op</b>"}


def test_own_words_are_kept_shown_and_dropped(browser: FlaskClient, firm: Administration) -> None:
    response = browser.post("/settings/mails/invoice/nl", data=WORDS, headers=HTMX)
    assert response.status_code == 200
    assert "Dag Karin Smit,\n&lt;b&gt;let op" in response.text
    for _ in range(2):  # the second time it is written over
        browser.post("/settings/mails/invoice/nl", data=WORDS, headers=HTMX)
    assert MailText.select().count() == 1
    assert queries.mail_text(firm.id, "invoice", "nl").subject == WORDS["subject"]
    assert queries.mail_text(firm.id, "invoice", "en").subject.startswith("Invoice")
    assert queries.mail_text(firm.id, "invoice", "fr").subject.startswith("Invoice")
    browser.post("/settings/mails/invoice/nl/default", headers=HTMX)
    assert queries.mail_text(firm.id, "invoice", "nl").subject != WORDS["subject"]


def test_an_unknown_field_is_refused_with_the_list(browser: FlaskClient) -> None:
    wrong = WORDS | {"body": "Klik op {link}"}
    response = browser.post("/settings/mails/invoice/nl", data=wrong, headers=HTMX)
    assert response.status_code == 422
    assert "{factuurnummer}" in response.text
    assert "Klik op {link}" in response.text
    assert MailText.select().count() == 0


def test_the_preview_reads_along_and_keeps_nothing(browser: FlaskClient) -> None:
    url = "/settings/mails/reminder/en/preview"
    given = {"subject": "{days_late}", "body": "Dear {contact} {oops}"}
    response = browser.post(url, data=given, headers=HTMX)
    assert response.status_code == 200
    assert 'id="mail-preview"' in response.text
    assert "Dear Karin Smit {oops}" in response.text
    assert "{oops}" in re.findall(r'role="alert">([^<]+)', response.text)[0]
    assert MailText.select().count() == 0

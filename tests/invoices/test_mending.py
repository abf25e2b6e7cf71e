"""What the check asks for is filled in elsewhere, and leads back to the draft."""

import re
from html import unescape

from flask.testing import FlaskClient

from factuur.invoices.actions import draft_empty
from factuur.models import Administration
from tests.factories import make_client


def links(page: str, path: str) -> list[str]:
    return [unescape(url) for url in re.findall(rf'href="({path}[^"]*)"', page)]


def test_a_client_that_was_completed_for_an_invoice_leads_back_to_it(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm, email="")
    draft = draft_empty(firm, client, user_id=None)
    (url,) = links(browser.get(f"/invoices/{draft.id}/edit").text, f"/clients/{client.id}/edit")
    assert url.endswith("#email")
    typed = {"name": client.name, "country": "NL", "kind": "business", "language": "nl"}
    typed |= {"email": "admin@smit.example", "version": str(client.version)}
    response = browser.post(url.split("#")[0], data=typed)
    assert response.headers["Location"] == f"/invoices/{draft.id}/edit"


def test_the_settings_show_the_way_back_to_the_invoice(
    browser: FlaskClient, firm: Administration
) -> None:
    firm.iban = ""
    firm.save()
    draft = draft_empty(firm, make_client(firm), user_id=None)
    (url,) = links(browser.get(f"/invoices/{draft.id}/edit").text, r"/settings\?")
    assert url.endswith("#iban")
    assert f'href="/invoices/{draft.id}/edit"' in browser.get(url.split("#")[0]).text


def test_the_way_back_never_leads_off_the_site(browser: FlaskClient) -> None:
    for elsewhere in ("https://kwaad.example", "//kwaad.example", "javascript:alert(1)"):
        page = browser.get("/settings", query_string={"then": elsewhere}).text
        assert f'href="{elsewhere}' not in page

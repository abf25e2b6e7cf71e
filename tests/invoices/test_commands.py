"""Invoices from the command line, as scripts see them."""

import json
from typing import Any

import pytest
from flask import Flask

from factuur.models import Administration, Client, Invoice
from tests.factories import make_client, make_entry

DESCRIPTION: dict[str, Any] = {
    "client": {
        "name": "Bouwgroep Leie", "kind": "business", "country": "BE", "vat_id": "BE 0403.019.261",
        "registration": "0403.019.261", "language": "nl", "email": "ap@leie.example",
        "street": "Kaai 1", "postcode": "9000", "city": "Gent", "contact": "An Peeters",
    },
    "vat_scheme": "domestic",
    "supply_on": "2026-11-01",
    "terms_days": 21,
    "buyer_reference": "PO-123",
    "lines": [
        {"description": "Advies", "quantity": "3", "unit": "hour", "unit_price": "33.33",
         "vat": "21", "discount_percent": "0"},
        {"description": "Boek", "quantity": "1", "unit": "piece", "unit_price": "10.1234",
         "vat": "9"},
    ],
    "note": "Dank",
}  # fmt: skip


@pytest.fixture
def run(app: Flask, firm: Administration, tmp_path: Any) -> Any:
    """Give a way to run a command of the invoices and read its answer."""

    def call(*words: str, given: Any = None, exits: int = 0) -> Any:
        arguments = ["invoices", *words, "--json"]
        answer = app.test_cli_runner().invoke(
            args=arguments, input=given if isinstance(given, str) else json.dumps(given)
        )
        assert answer.exit_code == exits, answer.output
        return json.loads(answer.stdout) if answer.stdout else None

    return call


def test_a_described_invoice_is_made_shown_checked_issued_and_credited(run: Any) -> None:
    made = run("create", "--file", "-", given=DESCRIPTION)
    assert made["number"] is None
    assert made["client"] == DESCRIPTION["client"] | {
        "vat_id": "BE0403019261", "registration": "0403019261",
    }  # fmt: skip
    assert [(line["quantity"], line["unit_price"], line["net"]) for line in made["lines"]] == [
        ("3", "33.33", "99.99"),
        ("1", "10.1234", "10.12"),
    ]
    assert made["vat_breakdown"] == [
        {"category": "S", "rate": "21", "net": "99.99", "vat": "21.00", "reason": ""},
        {"category": "S", "rate": "9", "net": "10.12", "vat": "0.91", "reason": ""},
    ]
    found = run("check", str(made["id"]))
    assert found["blocking"] == []
    assert [each["code"] for each in found["warning"]] == ["abroad"]
    issued = run("issue", str(made["id"]), "--on", "2026-11-20")["issued"][0]
    assert (issued["number"], issued["due_on"]) == ("2026-0001", "2026-12-11")
    assert issued["seller"]["iban"] == "NL91ABNA0417164300"
    assert issued["payment_reference"] == {"kind": "text", "value": "2026-0001"}
    assert issued["totals"] == {
        "net": "110.11", "vat": "21.91", "gross": "132.02", "prepaid": "0.00",
        "payable": "132.02", "paid": "0.00", "open": "132.02",
    }  # fmt: skip
    assert issued["facts"]["issued"] == "2026-11-20"
    assert [each["kind"] for each in issued["files"]] == ["pdf"]
    note = run("credit", "2026-0001")
    assert (note["kind"], note["credits"]) == ("credit_note", "2026-0001")
    run("issue", str(note["id"]), "--on", "2026-11-21")
    shown = run("show", "2026-0001")
    assert (shown["totals"]["open"], shown["facts"]["paid"]) == ("0.00", "2026-11-21")
    assert run("list", "--open") == {"invoices": []}
    assert len(run("list")["invoices"]) == 2


def test_a_known_client_is_not_made_twice(run: Any) -> None:
    run("create", "--file", "-", given=DESCRIPTION)
    run("create", "--file", "-", given=DESCRIPTION)
    run("create", "--file", "-", given=DESCRIPTION | {"client": "bouwgroep leie"})
    assert Client.select().count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client": "Niemand"}, "not_found"),
        ({"client": {"country": "NL"}}, "description"),
        ({"client": {"name": "X", "vat_id": "NL123"}}, "vat_id"),
        ({"client": {"name": "X", "vat_id": "BE0403019261"}}, "vat_country"),
        ({"client": {"name": "X", "country": "XX"}}, "description"),
        ({"client": {"name": "X", "country": "EU"}}, "description"),
        ({"client": {"name": "X", "country": ""}}, "description"),
        ({"client": {"name": "X", "email": "nonsense"}}, "email"),
        ({"client": {"name": "X", "kind": "friend"}}, "description"),
        ({"lines": [{"quantity": "1"}]}, "description"),
        ({"lines": [{"quantity": "een", "unit_price": "1"}]}, "description"),
        ({"lines": [{"quantity": "1", "unit_price": "1", "vat": "19"}]}, "description"),
        ({"lines": [{"quantity": "1", "unit_price": "1", "unit": "ell"}]}, "description"),
        ({"lines": [{"quantity": "1", "unit_price": "1.00001"}]}, "description"),
        ({"lines": [{"quantity": "NaN", "unit_price": "1"}]}, "description"),
        ({"lines": [{"quantity": 1.5, "unit_price": "1"}]}, "description"),
        ({"lines": [{"quantity": "1", "unit_price": "1", "vat_scheme": "export"}]}, "not_offered"),
        ({"lines": [{"quantity": "1", "unit_price": "1", "colour": "red"}]}, "description"),
        ({"lines": [{"quantity": "1", "unit_price": "1"}] * 501}, "too_many_lines"),
        ({"vat_scheme": "reverse_charge"}, "not_offered"),
        ({"discount": {"percent": "5"}}, "not_offered"),
        ({"charge": {"amount": "12.50", "reason": "Verzending", "vat": "21"}}, "not_offered"),
        ({"prepaid": "100.00"}, "not_offered"),
        ({"supply_on": "01-11-2026"}, "description"),
        ({"terms_days": "14"}, "description"),
        ({"surprise": 1}, "description"),
    ],
)
def test_what_cannot_be_made_is_refused_and_changes_nothing(
    run: Any, changes: dict[str, Any], code: str
) -> None:
    error = run("create", "--file", "-", given=DESCRIPTION | changes, exits=1)["error"]
    assert error["code"] == code
    assert "%(" not in error["message"]
    assert (Invoice.select().count(), Client.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lines": [{"quantity": 1.1, "unit_price": "1"}]}, ["lines.1.quantity", '"12.3456"']),
        ({"client": None}, ["client: ", '"Smit Bouw"']),
        ({"client": {"name": "X", "country": "XX"}}, ["client.country", "XX", "NL"]),
        ({"client": {"name": "X", "email": "nonsense"}}, ["nonsense", "@"]),
    ],
)
def test_a_refusal_shows_what_would_do(run: Any, changes: dict[str, Any], words: list[str]) -> None:
    message = run("create", "--file", "-", given=DESCRIPTION | changes, exits=1)["error"]["message"]
    assert [word for word in words if word not in message] == []
    assert "None" not in message


def test_a_greek_client_has_its_own_prefix(run: Any) -> None:
    greek = {"name": "Ergon", "country": "gr", "vat_id": "EL094259216"}
    made = run("create", "--file", "-", given=DESCRIPTION | {"client": greek})
    assert (made["client"]["country"], made["client"]["vat_id"]) == ("GR", "EL094259216")


def test_a_discount_of_zero_changes_nothing_and_is_not_refused(run: Any) -> None:
    nothing = {"discount": {"percent": "0"}, "prepaid": "0"}
    plain = run("create", "--file", "-", given=DESCRIPTION)
    made = run("create", "--file", "-", given=DESCRIPTION | nothing)
    assert made["totals"] == plain["totals"]
    assert (made["totals"]["gross"], made["totals"]["prepaid"]) == ("132.02", "0.00")


@pytest.mark.parametrize("given", ["", "{", "[]", '"x"', "null"])
def test_what_is_no_description_is_refused(run: Any, given: str) -> None:
    assert "error" in run("create", "--file", "-", given=given, exits=1)


def test_hours_are_drafted_and_all_drafts_issued(run: Any, firm: Administration) -> None:
    assert run("draft") == {"invoices": []}
    for name in ("Smit Bouw", "Jansen"):
        make_entry(make_client(firm, name=name))
    assert len(run("draft", "--client", "jansen", "--group", "day")["invoices"]) == 1
    assert len(run("draft")["invoices"]) == 1
    assert run("draft", "--client", "Niemand", exits=1)["error"]["code"] == "not_found"
    answer = run("issue", "--all", "--on", "2026-11-20")
    assert [each["number"] for each in answer["issued"]] == ["2026-0001", "2026-0002"]


def test_a_refused_issue_says_why_and_exits_with_one(run: Any) -> None:
    line = {"description": "", "quantity": "1", "unit_price": "1"}
    made = run("create", "--file", "-", given=DESCRIPTION | {"lines": [line]})
    answer = run("issue", str(made["id"]), exits=1)
    assert answer["refused"][0]["id"] == made["id"]
    assert answer["error"]["code"] == "not_ready"
    assert run("show", "2026-0001", exits=1)["error"]["code"] == "not_found"
    run("issue", exits=2)

"""Who gets the invoices, which VAT id fits a country, and how a client pays."""

import pytest

from factuur.clients import queries
from factuur.clients.rules import (
    Addressees,
    Habit,
    OtherCountry,
    Recipient,
    Several,
    Unknown,
    addressees,
    checked_client_vat_id,
    habit,
)
from factuur.company.identifiers import WrongVatId
from factuur.models import Contact
from tests.counting import Queries
from tests.factories import make_administration, make_client

OWN = Recipient("Smit", "info@smit.example")
PAYER = Recipient("Kees", "kees@smit.example")
COPY = Recipient("Smit", "archief@smit.example")


@pytest.mark.parametrize(
    ("email", "contacts", "expected"),
    [
        ("", [], Addressees()),
        ("info@smit.example", [], Addressees((OWN,))),
        (
            "info@smit.example",
            [("Kees", "kees@smit.example", "accounts_payable")],
            Addressees((PAYER,)),
        ),
        ("info@smit.example", [("Kees", "", "accounts_payable")], Addressees((OWN,))),
        (
            "info@smit.example",
            [("", "archief@smit.example", "copy"), ("Jo", "jo@smit.example", "legal")],
            Addressees((OWN,), (COPY,)),
        ),
    ],
    ids=["nobody", "own address", "who pays", "who pays has none", "a copy besides"],
)
def test_invoices_go_to(
    email: str, contacts: list[tuple[str, str, str]], expected: Addressees
) -> None:
    assert addressees("Smit", email, contacts) == expected


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("", "NL", ""),
        ("nl 0024.55.799.b11", "NL", "NL002455799B11"),
        ("002455799B11", "NL", "NL002455799B11"),
        ("0403.019.261", "BE", "BE0403019261"),
        ("136695976", "DE", "DE136695976"),
        ("DE136695976", "DE", "DE136695976"),
        ("EL094259216", "GR", "EL094259216"),
        ("CHE-123.456.788", "CH", "CHE-123.456.788"),
    ],
)
def test_a_vat_id_is_kept_bare(typed: str, country: str, kept: str) -> None:
    assert checked_client_vat_id(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "country", "refusal"),
    [
        ("BE0403019261", "NL", OtherCountry),
        ("EL094259216", "NL", OtherCountry),
        ("NL002455799B12", "NL", WrongVatId),
        ("136695977", "DE", WrongVatId),
    ],
)
def test_a_vat_id_that_does_not_fit_is_refused(
    typed: str, country: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        checked_client_vat_id(typed, country)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ([], None),
        ([(10, -4)], Habit(1, 10, -4)),
        ([(10, -4), (25, 11)], Habit(2, 18, 4)),
    ],
    ids=["nothing paid", "once", "rounded half up"],
)
def test_a_habit_is_an_average(paid: list[tuple[int, int]], expected: Habit | None) -> None:
    assert habit(paid) == expected


def test_addressees_of_many_clients_come_in_two_queries(db: str) -> None:
    firm = make_administration()
    clients = [make_client(firm, name=f"Klant {number}") for number in range(3)]
    Contact.create(client=clients[1], name="Kees", email=PAYER.email)
    with Queries() as asked:
        found = queries.addressees_of([client.id for client in clients])
    assert asked.count == 2
    assert found[clients[0].id].to == (Recipient("Klant 0", "admin@smitbouw.example"),)
    assert queries.invoice_recipients(clients[1].id) == [PAYER]


def test_a_name_means_one_client(db: str) -> None:
    firm = make_administration()
    smit = make_client(firm)
    first, second = (make_client(firm, name="Jansen (bouw)", number=number) for number in "12")
    make_client(make_administration(), name="Elders")
    assert queries.the_client(firm.id, " smit bouw ") == smit
    assert queries.the_client(firm.id, "Jansen (bouw) (2)") == second
    assert queries.the_client(firm.id, "jansen (bouw) (1)") == first
    for name, refusal in (("Jansen (bouw)", Several), ("Elders", Unknown), ("", Unknown)):
        with pytest.raises(refusal):
            queries.the_client(firm.id, name)


def test_every_page_of_a_long_list_is_right_on_both_databases(db: str) -> None:
    firm = make_administration()
    names = [f"{'Aa' if n % 2 else 'aA'} {n // 4}" for n in range(queries.PAGE * 2 + 3)]
    ids = {make_client(firm, name=name).id for name in names}
    seen: list[int] = []
    rows = queries.clients(firm.id)
    while rows:
        page = rows[: queries.PAGE]
        seen += [row.id for row in page]
        rows = queries.clients(firm.id, after=page[-1].id)
    assert len(seen) == len(ids)
    assert set(seen) == ids


def test_the_list_adds_up_hours_and_money(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    row = queries.client_row(firm.id, client.id)
    assert (row.unbilled_seconds, row.open_cents) == (0, 0)
    assert row == queries.clients(firm.id, "smit")[0]

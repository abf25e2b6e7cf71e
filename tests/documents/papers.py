"""Papers to print in tests: a studio in Amsterdam, a bakery in Amersfoort."""

import datetime as dt
from typing import Any

from factuur.documents.paper import Paper, PaperLine, Party, VatLine
from factuur.money import divide_half_up, line_cents

SELLER = Party(
    name="Studio Noord",
    street="Prinsengracht 263-H",
    postcode="1016 GV",
    city="Amsterdam",
    country="NL",
    vat_id="NL004495445B01",
    registration="68750110",
    email="hallo@studionoord.example",
    phone="020 123 45 67",
    website="studionoord.example",
    iban="NL91ABNA0417164300",
    contact="Lotte de Vries",
)
BUYER = Party(
    name="Bakkerij Van den Berg B.V.",
    street="Dorpsstraat 12",
    postcode="3811 AB",
    city="Amersfoort",
    country="NL",
    contact="mevrouw J. van den Berg",
)


def line(
    description: str, quantity_e4: int = 10_000, price_e4: int = 950_000, **values: Any
) -> PaperLine:
    """Give a line whose amount follows from its figures."""
    given: dict[str, Any] = {"unit": "hour", "discount_bp": 0, "vat_bp": 2100} | values
    net_cents = line_cents(quantity_e4, price_e4, given["discount_bp"])
    return PaperLine(
        description, quantity_e4=quantity_e4, price_e4=price_e4, net_cents=net_cents, **given
    )


def paper(*lines: PaperLine, **values: Any) -> Paper:
    """Give an issued Dutch invoice with these lines and the sums that follow from them."""
    nets: dict[int, int] = {}
    for each in lines:
        nets[each.vat_bp] = nets.get(each.vat_bp, 0) + each.net_cents
    vat = tuple(
        VatLine(bp, net, divide_half_up(net * bp, 10_000))
        for bp, net in sorted(nets.items(), reverse=True)
    )
    net_cents, vat_cents = sum(nets.values()), sum(each.vat_cents for each in vat)
    given: dict[str, Any] = {
        "kind": "invoice",
        "number": "2026-0041",
        "language": "en",
        "seller": SELLER,
        "buyer": BUYER,
        "lines": lines,
        "vat": vat,
        "net_cents": net_cents,
        "vat_cents": vat_cents,
        "total_cents": net_cents + vat_cents,
        "open_cents": net_cents + vat_cents,
        "issued_on": dt.date(2026, 11, 22),
        "due_on": dt.date(2026, 12, 6),
        "payment_reference": "2026-0041",
    }
    return Paper(**given | values)

import pytest

from factuur.documents.qr import NoCodeError, epc_payload, epc_png

IBAN = "NL91ABNA0417164300"

# Source: EPC069-12, and the worked examples of its implementation guides.
PAYLOADS = [
    (
        ("Factuur Demo BV", IBAN, 121_00, "RF18539007547034"),
        "BCD\n002\n1\nSCT\n\nFactuur Demo BV\nNL91ABNA0417164300\nEUR121.00\n\nRF18539007547034",
    ),
    (
        ("Bakkerij Zoë & Co", "BE68 5390 0754 7034", 1210_50, "+++010/8068/17183+++"),
        "BCD\n002\n1\nSCT\n\nBakkerij Zoë & Co\nBE68539007547034\nEUR1210.50\n\n\n{}",
    ),
    (
        ("Een", IBAN, 1, ""),
        "BCD\n002\n1\nSCT\n\nEen\nNL91ABNA0417164300\nEUR0.01",
    ),
]


@pytest.mark.parametrize(("transfer", "payload"), PAYLOADS, ids=["RF", "OGM", "one cent"])
def test_the_text_of_a_code(transfer: tuple[str, str, int, str], payload: str) -> None:
    assert epc_payload(*transfer) == payload.format(transfer[-1])


@pytest.mark.parametrize(
    "transfer",
    [
        ("Een", IBAN, 0, "x"),
        ("Een", IBAN, -100, "x"),
        ("Een", IBAN, 1_000_000_000_00, "x"),
        ("Een", "NL91ABNA0417164301", 100, "x"),
        ("Een", "", 100, "x"),
        ("é" * 70, IBAN, 100, "é" * 140),
    ],
    ids=["nothing", "credit", "too much", "check digits", "no IBAN", "too long"],
)
def test_what_does_not_fit_gets_no_code(transfer: tuple[str, str, int, str]) -> None:
    with pytest.raises(NoCodeError):
        epc_payload(*transfer)
    assert epc_png(*transfer) is None


def test_a_line_break_cannot_move_the_amount_to_another_line() -> None:
    payload = epc_payload("Een\nNL00", IBAN, 100, "a\r\nb")
    assert payload.splitlines()[5:8] == ["Een NL00", IBAN, "EUR1.00"]
    assert payload.splitlines()[-1] == "a b"

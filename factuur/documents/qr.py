"""The QR code by which a bank app fills in a transfer (EPC069-12, version 2)."""

import io
import re

import segno
from stdnum import iban as iban_numbers
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.iso11649 import is_valid as is_creditor_reference

MAX_BYTES = 331
MAX_CENTS = 999_999_999_99


class NoCodeError(ValueError):
    """The transfer does not fit in a code; people type it over instead."""


def epc_payload(name: str, iban: str, amount_cents: int, reference: str) -> str:
    """Return the text of the code for a transfer in euros.

    An ISO 11649 reference (RF…) takes the structured line; anything else, a Belgian
    +++…+++ too, goes as text. Refuses with NoCodeError a bad IBAN, an amount outside
    0.01 to 999,999,999.99, and a text of over 331 bytes.
    """
    if not 0 < amount_cents <= MAX_CENTS:
        raise NoCodeError(f"an amount of {amount_cents} cents cannot be transferred")
    try:
        number = iban_numbers.validate(iban, check_country=False)
    except BadNumber:
        raise NoCodeError(f"{iban!r} is no IBAN") from None
    plain = re.sub(r"\s+", " ", reference).strip()
    structured = plain.replace(" ", "") if is_creditor_reference(plain) else ""
    lines = ["BCD", "002", "1", "SCT", ""]
    lines += [re.sub(r"\s+", " ", name).strip()[:70], number, _euros(amount_cents), ""]
    lines += [structured] if structured else ["", plain[:140]]
    payload = "\n".join(lines).rstrip("\n")
    if len(payload.encode()) > MAX_BYTES:
        raise NoCodeError(f"the text of the code is longer than {MAX_BYTES} bytes")
    return payload


def epc_png(name: str, iban: str, amount_cents: int, reference: str) -> bytes | None:
    """Draw the code as a PNG, or return None when there is nothing to transfer by code."""
    try:
        payload = epc_payload(name, iban, amount_cents, reference)
    except NoCodeError:
        return None
    code = segno.make_qr(payload, error="m", boost_error=False, encoding="utf-8")
    out = io.BytesIO()
    code.save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def _euros(cents: int) -> str:
    return f"EUR{cents // 100}.{cents % 100:02}"

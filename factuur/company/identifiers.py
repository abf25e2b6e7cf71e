"""Numbers by which firms are known, each checked on entry without asking anybody."""

import re

from stdnum import iban
from stdnum.be import vat as be_vat
from stdnum.eu import vat as eu_vat
from stdnum.nl import btw

from factuur.errors import N_, Refused

COUNTRIES = ("NL", "BE")

_KVK = re.compile(r"[0-9]{8}")
_NL_VAT = re.compile(r"NL[0-9]{9}B[0-9]{2}")
_BE_NUMBER = re.compile(r"[01][0-9]{9}")  # nine digits are the old spelling of 0 and those nine


class WrongIban(Refused):
    """The check digits catch one wrong digit in 97 of 98 cases."""

    code = "iban"
    message = N_(
        "IBAN “%(value)s” does not add up: check each digit, such as NL91 ABNA 0417 1643 00."
    )


class WrongVatId(Refused):
    """A VAT id carries its country and a check digit."""

    code = "vat_id"
    message = N_(
        "VAT id “%(value)s” does not fit %(country)s: check each character, such as %(example)s."
    )


class WrongRegistration(Refused):
    """A KvK number is eight digits; a Belgian enterprise number has a check digit."""

    code = "registration"
    message = N_(
        "Registration number “%(value)s” does not fit %(country)s: "
        "check each digit, such as %(example)s."
    )


_VAT_EXAMPLES = {"NL": "NL002455799B11", "BE": "BE0403019261"}
_REGISTRATION_EXAMPLES = {"NL": "12345678", "BE": "0403019261"}


def checked_iban(text: str, *, field: str = "iban") -> str:
    """Give an IBAN without spaces; refuses one whose check digits are wrong.

    The Belgian part is checked by its own rule: python-stdnum refuses bank codes that are
    missing from its list. The Dutch eleven-test is not: former Postbank accounts fail it.
    """
    compact = iban.compact(text).upper()
    if not compact:
        return ""
    if (
        not compact.isascii()
        or not iban.is_valid(compact, check_country=False)
        or not _belgian_part_adds_up(compact)
    ):
        raise WrongIban(field=field, value=text)
    return str(compact)


def _belgian_part_adds_up(compact: str) -> bool:
    if not compact.startswith("BE"):
        return True
    digits = compact[4:]
    whole = len(digits) == 12 and digits.isdigit()  # noqa: PLR2004 - after BE and its check digits
    return whole and (int(digits[:10]) % 97 or 97) == int(digits[10:])


def printed_iban(compact: str) -> str:
    """Give an IBAN in groups of four, as it is printed."""
    return " ".join(compact[i : i + 4] for i in range(0, len(compact), 4))


def checked_vat_id(text: str, country: str, *, field: str = "vat_id") -> str:
    """Give a VAT id with its country in front, without dots or spaces; refuses a wrong one."""
    compact = _bare(text)
    if not compact:
        return ""
    if country in COUNTRIES and compact[0].isdigit():
        compact = country + compact
    if country == "BE":
        compact = "BE" + _ten_digits(compact.removeprefix("BE"))
    if compact[:2] != country or not _vat_id_adds_up(compact, country):
        example = _VAT_EXAMPLES.get(country, country + "…")
        raise WrongVatId(field=field, value=text, country=country, example=example)
    return compact


def _bare(text: str) -> str:
    return re.sub(r"[\s.\-/]", "", text).upper()


def _ten_digits(number: str) -> str:
    return number.zfill(10) if len(number) == 9 else number  # noqa: PLR2004 - the old spelling


def _vat_id_adds_up(compact: str, country: str) -> bool:
    if country == "NL":  # stdnum pads a short one with zeros, so the length is ours to check
        return bool(_NL_VAT.fullmatch(compact)) and bool(btw.is_valid(compact))
    if country == "BE":
        return _is_enterprise_number(compact[2:])
    return compact.isascii() and bool(eu_vat.is_valid(compact))


def checked_registration(text: str, country: str, *, field: str = "registration") -> str:
    """Give a KvK or KBO number in bare digits; refuses a wrong one. Other countries: as typed."""
    if country not in COUNTRIES:
        return " ".join(text.split())
    compact = _bare(text)
    if country == "BE":
        compact = _ten_digits(compact.removeprefix("BE"))
    fits = _KVK.fullmatch(compact) if country == "NL" else _is_enterprise_number(compact)
    if compact and not fits:
        example = _REGISTRATION_EXAMPLES[country]
        raise WrongRegistration(field=field, value=text, country=country, example=example)
    return compact


def _is_enterprise_number(digits: str) -> bool:
    return bool(_BE_NUMBER.fullmatch(digits)) and bool(be_vat.is_valid(digits))

"""The reference by which an invoice is paid; its number is written by `company.series`."""

from stdnum.be import ogm_vcs


def payment_reference(country: str, year: int, sequence: int, number: str) -> str:
    """Give what the client mentions when paying: the number, or in Belgium a structured reference.

    >>> payment_reference("BE", 2026, 42, "2026-0042")
    '+++202/6000/04236+++'
    """
    return ogm(year * 10**6 + sequence) if country == "BE" else number


def ogm(number: int) -> str:
    """Write ten digits with their check digits as a Belgian structured reference.

    >>> ogm(97)
    '+++000/0000/09797+++'
    """
    base = f"{number % 10**10:010d}"
    digits = base + ogm_vcs.calc_check_digits(base)
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"

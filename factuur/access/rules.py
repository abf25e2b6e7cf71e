"""Roles and what they open, and what an account is made of. Pure: knows of no table."""

import re
from enum import StrEnum

from factuur.errors import N_, Refused


class Role(StrEnum):
    """What somebody is to an administration."""

    OWNER = "owner"
    MEMBER = "member"
    BOOKKEEPER = "bookkeeper"


ROLES = {
    Role.OWNER: N_("Owner"),
    Role.MEMBER: N_("Member"),
    Role.BOOKKEEPER: N_("Bookkeeper"),
}

ANYONE = frozenset({"anyone"})  # even without signing in
SIGNED_IN = frozenset({"signed in"})  # any user, whatever the administration
READ = frozenset({Role.OWNER, Role.MEMBER, Role.BOOKKEEPER})
WRITE = frozenset({Role.OWNER, Role.MEMBER})
OWN = frozenset({Role.OWNER})

THEMES = ("light", "dark", "system")

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less its brackets
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@.<>,;:\"()]+(\.[^\s@.<>,;:\"()]+)+")


class WrongEmail(Refused):
    """Only the shape is checked: whether it arrives, only a mail can tell."""

    code = "email"
    message = N_("E-mail address “%(value)s” is not complete: write it as name@example.com.")


def may(allowed: frozenset[str], role: Role | None, *, signed_in: bool) -> bool:
    """Tell whether a visitor may use what is marked with `allowed`."""
    if allowed == ANYONE:
        return True
    if allowed == SIGNED_IN:
        return signed_in
    return role is not None and role in allowed


def checked_email(text: str, *, field: str = "email") -> str:
    """Give an e-mail address in lower case; refuses what cannot be one. Empty stays empty."""
    address = text.strip().lower()
    if address and (len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address)):
        raise WrongEmail(field=field, value=text)
    return address


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """Name a browser and its machine in two words, from what it says of itself.

    >>> device("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox, Windows'
    """
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    if not browser and "Safari" in agent:
        browser = "Safari"
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(filter(None, (browser, system)))

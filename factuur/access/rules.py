"""Roles and what they open. Pure: knows of no request and no table."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is to an administration."""

    OWNER = "owner"
    MEMBER = "member"
    BOOKKEEPER = "bookkeeper"


ANYONE = frozenset({"anyone"})  # even without signing in
SIGNED_IN = frozenset({"signed in"})  # any user, whatever the administration
READ = frozenset({Role.OWNER, Role.MEMBER, Role.BOOKKEEPER})
WRITE = frozenset({Role.OWNER, Role.MEMBER})
OWN = frozenset({Role.OWNER})


def may(allowed: frozenset[str], role: Role | None, *, signed_in: bool) -> bool:
    """Tell whether a visitor may use what is marked with `allowed`."""
    if allowed == ANYONE:
        return True
    if allowed == SIGNED_IN:
        return signed_in
    return role is not None and role in allowed

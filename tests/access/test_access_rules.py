"""Addresses, browsers, and what a role opens."""

import pytest

from factuur.access.rules import (
    ANYONE,
    OWN,
    READ,
    SIGNED_IN,
    WRITE,
    Role,
    WrongEmail,
    checked_email,
    device,
    may,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" Anja@Example.NL ", "anja@example.nl"),
        ("an.ja+x@sub.example.co.uk", "an.ja+x@sub.example.co.uk"),
        ("josé@bücher.example", "josé@bücher.example"),
    ],
)
def test_an_address_is_kept_in_small_letters(typed: str, kept: str) -> None:
    assert checked_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["anja", "anja@", "@example.nl", "anja@example", "a b@example.nl", "a@b@c.nl", "a@example..nl",
     "a@x.nl, b@x.nl", "a@x.nl\r\nBcc: b@x.nl", "Anja <a@x.nl>", "a" * 250 + "@x.nl"],
)  # fmt: skip
def test_what_cannot_be_one_address_is_refused(typed: str) -> None:
    with pytest.raises(WrongEmail):
        checked_email(typed)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Firefox/140.0", "Firefox, Android"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, words: str) -> None:
    assert device(agent) == words


@pytest.mark.parametrize(
    ("allowed", "open_to"),
    [
        (ANYONE, {"nobody", "no role", *Role}),
        (SIGNED_IN, {"no role", *Role}),
        (READ, {*Role}),
        (WRITE, {Role.OWNER, Role.MEMBER}),
        (OWN, {Role.OWNER}),
        (frozenset(), set()),
    ],
)
def test_each_mark_opens_for_its_roles(allowed: frozenset[str], open_to: set[str]) -> None:
    visitors: dict[str, tuple[Role | None, bool]] = {
        "nobody": (None, False),
        "no role": (None, True),
    } | {role: (role, True) for role in Role}
    let_in = {
        name for name, (role, known) in visitors.items() if may(allowed, role, signed_in=known)
    }
    assert let_in == open_to

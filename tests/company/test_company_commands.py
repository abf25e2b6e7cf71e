"""Setting up by command, and helping somebody back in."""

import json
from pathlib import Path

import pytest
from flask import Flask

from factuur.access.actions import is_password
from factuur.access.queries import places_of
from factuur.db import database
from factuur.models import Administration, User

WORD = "een lang wachtwoord"
FIRM = ["init", "--name", "Café De Zon", "--country", "NL", "--email", "Anja@Example.nl", "--json"]


@pytest.fixture
def run(app: Flask, tmp_path: Path):  # type: ignore[no-untyped-def] # noqa: ANN201
    """Give a runner of commands; the file `pw` holds a password."""
    (tmp_path / "pw").write_text(WORD + "\r\n")
    runner = app.test_cli_runner()

    def go(*words: str) -> tuple[int, dict[str, object], str]:
        given = [word.replace("@pw", str(tmp_path / "pw")) for word in words]
        result = runner.invoke(args=given)
        database.connect(reuse_if_open=True)
        return result.exit_code, json.loads(result.stdout or "{}"), result.stderr

    return go


def test_a_firm_is_set_up_once_however_often_it_is_asked(run) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    words = (*FIRM, "--password-file", "@pw", "--iban", "NL91 ABNA 0417 1643 00", "--city", "Sneek")
    for _ in range(2):
        code, answer, _ = run(*words)
        assert (code, answer) == (0, {"administration": "cafe-de-zon"})
    user, firm = User.get(), Administration.get()
    assert (user.email, firm.iban, firm.city) == ("anja@example.nl", "NL91ABNA0417164300", "Sneek")
    assert is_password(user, WORD)
    assert [(place.slug, place.role) for place in places_of(user.id)] == [("cafe-de-zon", "owner")]


def test_without_a_password_one_is_made_up_and_shown_on_standard_error(run) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    _, _, said = run(*FIRM)
    shown = next(line.rsplit(" ", 1)[1] for line in said.splitlines() if "Password" in line)
    assert is_password(User.get(), shown)
    assert "Password" not in run(*FIRM)[2]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--iban", "NL00"], "iban"),
        (["--vat-id", "NL123456789B90"], "vat_id"),
        (["--registration", "1"], "registration"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_made(run, more: list[str], code: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    exit_code, answer, said = run(*FIRM, *more)
    assert exit_code == 1
    assert answer["error"]["code"] == code
    assert answer["error"]["message"] in said
    assert User.select().count() + Administration.select().count() == 0


def test_who_lost_a_password_gets_another(run) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    run(*FIRM)
    words = ("user", "password", "anja@example.nl", "--json", "--password-file", "@pw")
    assert run(*words)[:2] == (0, {"email": "anja@example.nl"})
    assert is_password(User.get(), WORD)
    assert run("user", "password", "wie@example.nl", "--json")[1]["error"]["code"] == "not_found"

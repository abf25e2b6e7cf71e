"""The environment: read once, and a bad value stops the start with one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factuur.settings import ROOT, BadSetting, read_settings


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings({"FACTUUR_DATA": str(tmp_path)})
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 5000, "nl")
    assert settings.database_url == f"sqlite:///{tmp_path / 'factuur.db'}"
    assert settings.on_loopback


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "abc", "PORT: “abc” is not a whole number from 1 to 65535."),
        ("PORT", "0", "PORT: “0” is not a whole number"),
        ("DATABASE_URL", "mysql://x", "“mysql://x” does not begin with sqlite:// or postgresql://"),
        ("REDIS_URL", "localhost", "REDIS_URL: “localhost” does not begin with redis://"),
        ("FACTUUR_URL", "factuur.nl", "FACTUUR_URL: “factuur.nl” does not begin with http://"),
        ("FACTUUR_URL", "https:", "“https:” does not begin with"),
        ("FACTUUR_URL", "http://[", "“http://[” is not complete"),
        ("REDIS_URL", "redis:", "“redis:” does not begin with redis://"),
        (
            "DATABASE_URL",
            "postgresql://",
            "“postgresql://” is not complete; write",
        ),
        ("DATABASE_URL", "sqlite://", "“sqlite://” is not complete"),
        ("MAIL_SENDER", "nonsense", "MAIL_SENDER: “nonsense” is not an e-mail address."),
        ("FACTUUR_SECRET_KEY", "kort", "FACTUUR_SECRET_KEY: shorter than 32 characters"),
        ("MAIL_PORT", "99999", "MAIL_PORT"),
        ("MAIL_USE_TLS", "maybe", "MAIL_USE_TLS: “maybe” is none of"),
        ("FACTUUR_LANGUAGE", "de", "FACTUUR_LANGUAGE: “de” is none of nl, en."),
    ],
)
def test_a_bad_value_is_named_in_one_sentence(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({"FACTUUR_DATA": str(tmp_path), name: value})
    assert said in str(caught.value)


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = read_settings({"FACTUUR_DATA": str(tmp_path)}).secret_key
    assert read_settings({"FACTUUR_DATA": str(tmp_path)}).secret_key == first
    assert len(first) >= 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_the_start_stops_with_that_sentence_and_no_trace(tmp_path: Path) -> None:
    environment = os.environ | {"FACTUUR_DATA": str(tmp_path), "PORT": "tachtig"}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "migrate"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "PORT: “tachtig” is not a whole number from 1 to 65535."


def test_a_made_up_world_opens_to_this_machine_alone(tmp_path: Path) -> None:
    env = {"FACTUUR_DATA": str(tmp_path), "FACTUUR_DEMO": "1", "MAIL_SERVER": "smtp.example.nl"}
    assert read_settings(env).mail.server == ""
    with pytest.raises(BadSetting, match="would let anybody in"):
        read_settings(env | {"HOST": "192.0.2.1"})

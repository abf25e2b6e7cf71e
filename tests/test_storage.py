"""A disk that is full and a database that is away are told as such, and nothing is half saved."""

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from peewee import DataError, IntegrityError, OperationalError

from factuur.settings import ROOT
from factuur.storage import BUSY, DISK_FULL, NO_TABLES, trouble


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DISK_FULL),
        (OSError(errno.EFBIG, "File too large"), DISK_FULL),
        (OSError(errno.ENOENT, "No such file"), ""),
        (OperationalError("database or disk is full"), DISK_FULL),
        (OperationalError("disk I/O error (code=10, ext=4874)"), DISK_FULL),
        (OperationalError("server closed the connection unexpectedly"), BUSY),
        (OperationalError("no such table: invoice"), NO_TABLES),
        (IntegrityError("UNIQUE constraint failed"), ""),
        (DataError("integer out of range"), ""),
        (ZeroDivisionError("ours"), ""),
    ],
)
def test_trouble_is_told_from_a_fault_of_ours(error: Exception, said: str) -> None:
    assert trouble(error) == said


def flask(data: Path, *words: str, most_bytes: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command, on a disk that takes no file larger than `most_bytes`."""

    def limit() -> None:
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    environment = {**os.environ, "FACTUUR_DATA": str(data), "FACTUUR_LANGUAGE": "en"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "flask", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def test_a_full_disk_saves_nothing_and_says_so(tmp_path: Path) -> None:
    flask(tmp_path, "init", "--name", "Noord", "--country", "NL", "--email", "a@b.nl")
    drafts = tmp_path / "draft.json"
    lines = [{"description": "x" * 5000, "quantity": "1", "unit_price": "1"}] * 200
    client = {"name": "Smit", "email": "smit@klant.example"}
    drafts.write_text(json.dumps({"client": client, "lines": lines}))
    full = (tmp_path / "factuur.db").stat().st_size + 4096
    done = flask(tmp_path, "invoices", "create", "--file", str(drafts), "--json", most_bytes=full)
    assert done.returncode == 1
    assert "The disk of the server is full; nothing was saved." in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["error"]["code"] == "storage"
    listed = flask(tmp_path, "invoices", "list", "--json")
    assert json.loads(listed.stdout)["invoices"] == []
    assert flask(tmp_path, "verify", "--json").returncode == 0


def test_a_command_before_the_first_set_up_says_what_to_do(tmp_path: Path) -> None:
    done = flask(tmp_path, "invoices", "list", "--json")
    assert done.returncode == 1
    assert "Make them with: flask init" in done.stderr


@pytest.mark.parametrize(
    "path",
    [
        "/invoices/99999999999999999999",
        "/invoices/?client=99999999999999999999",
        "/board/?client=99999999999999999999",
        "/intake/?before=99999999999999999999",
    ],
)
@pytest.mark.both
def test_a_number_no_row_can_have_is_not_found(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).status_code in (200, 404)


@pytest.mark.both
def test_a_text_with_a_nul_is_refused(browser: FlaskClient) -> None:
    assert browser.get("/clients/?q=%00x").status_code == 400

"""`flask import …` as scripts use it: one JSON document, nothing half done."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from factuur.models import Administration, Batch, Client, Entry
from tests.factories import make_client
from tests.intake.builders import ONE, TWO, book, dump, lines


@pytest.fixture
def run(app: Flask, firm: Administration, tmp_path: Path) -> Any:
    """Run a command; gives its exit code, its JSON and what it told a person."""

    def call(kind: str, content: bytes | str, *more: str, name: str = "uren.xlsx") -> Any:
        given = content
        if isinstance(content, bytes):
            path = tmp_path / name
            path.write_bytes(content)
            given = str(path)
        result = app.test_cli_runner().invoke(args=["import", kind, str(given), "--json", *more])
        return result.exit_code, json.loads(result.stdout or "null"), result.stderr

    return call


def test_hours_come_in_with_an_answer_for_scripts(run: Any) -> None:
    code, answer, _ = run("hours", book(ONE, TWO, ("Totaal", "", "", "", 9.5, "")))
    assert code == 0
    assert answer["batch"] == str(Batch.get().id)
    assert answer["rows"] == {
        "total": 3,
        "new": 2,
        "changed": 0,
        "seen_before": 0,
        "skipped": 1,
        "error": 0,
    }
    assert answer["layout"] == "sheet"
    assert answer["sheets"] == ["Sheet"]
    assert answer["columns"]["hours"] == "Uren"
    assert answer["skipped"] == [{"sheet": "Sheet", "row": 4, "why": "total_row"}]
    zon = answer["clients"][0]
    assert (zon["name"], zon["known"], zon["hours"]) == ("Café De Zon", False, "7.50")
    assert (zon["amount"], zon["billable_hours"]) == ("600.00", "7.50")
    assert Entry.select().count() == 2


def test_a_dry_run_changes_nothing_and_keeps_nothing(run: Any, tmp_path: Path) -> None:
    before = dump()
    code, answer, _ = run("hours", book(ONE), "--dry-run")
    assert (code, answer["dry_run"], answer["rows"]["new"]) == (0, True, 1)
    assert dump() == before
    assert Batch.select().count() == 0
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_the_same_file_again_brings_nothing(run: Any) -> None:
    run("hours", book(ONE, TWO))
    _, answer, _ = run("hours", book(ONE, TWO))
    assert (answer["rows"]["new"], answer["rows"]["seen_before"]) == (0, 2)
    assert Entry.select().count() == 2


def test_rows_in_error_are_left_out_and_reported_unless_strict(run: Any) -> None:
    content = book(ONE, ("31-02-2026", *ONE[1:]))
    code, answer, said = run("hours", content, "--strict")
    assert (code, answer["error"]["code"]) == (1, "rows_in_error")
    assert said
    assert Entry.select().count() == 0
    code, answer, _ = run("hours", content)
    assert code == 0
    (error,) = answer["errors"]
    assert (error["sheet"], error["row"], error["column"]) == ("Sheet", 3, "Datum")
    assert (error["value"], error["code"]) == ("31-02-2026", "no_such_date")
    assert "31-02-2026" in error["message"]
    assert Entry.select().count() == 1


def test_an_open_question_takes_nothing_in_until_it_is_answered(run: Any) -> None:
    heading = ("Date", "Client", "Hours")
    content = lines(heading, ("03/04/2026", "Smit", "2"), ("05/06/2026", "Smit", "3"))
    _, answer, said = run("hours", content, name="a.csv")
    assert answer["batch"] == ""
    (question,) = answer["questions"]
    assert (question["key"], question["column"]) == ("date_order", "Date")
    assert question["choices"]["dmy"] == {"first": "2026-04-03", "last": "2026-06-05"}
    assert question["choices"]["mdy"] == {"first": "2026-03-04", "last": "2026-05-06"}
    assert "date_order" in said
    assert Entry.select().count() == 0
    _, answer, _ = run("hours", content, "--answer", "date_order=mdy", name="a.csv")
    assert answer["questions"] == []
    assert {entry.worked_on for entry in Entry.select()} == {
        dt.date(2026, 3, 4),
        dt.date(2026, 5, 6),
    }


def test_an_answer_without_a_key_is_refused(run: Any) -> None:
    code, answer, _ = run("hours", book(ONE), "--answer", "dmy")
    assert (code, answer["error"]["code"]) == (1, "no_answer")
    assert Batch.select().count() == 0


def test_a_bad_file_is_refused_in_one_sentence(run: Any) -> None:
    code, answer, said = run("hours", b"%PDF-1.7", name="a.pdf")
    assert (code, answer["error"]["code"]) == (1, "not_a_spreadsheet")
    assert answer["error"]["message"] in said


def test_a_name_that_only_resembles_a_client_becomes_one_and_says_so(
    run: Any, firm: Administration
) -> None:
    make_client(firm, name="Smid Bouw")
    _, answer, _ = run("hours", book(ONE))
    (client,) = answer["clients"]
    assert (client["known"], client["similar"]) == (False, ["Smid Bouw"])
    assert Client.select().count() == 2


def test_a_name_that_two_clients_have_is_refused(run: Any, firm: Administration) -> None:
    make_client(firm, name="Smit Bouw BV")
    make_client(firm, name="SMIT BOUW")
    code, answer, _ = run("hours", book(ONE))
    assert (code, answer["error"]["code"]) == (1, "client_in_doubt")
    assert (Entry.select().count(), Batch.select().count()) == (0, 0)


def test_clients_come_in(run: Any, firm: Administration) -> None:
    make_client(firm, name="Smit Bouw")
    content = lines(("Naam", "Plaats"), ("Smit Bouw B.V.", "Utrecht"), ("Bakker", "Ede"))
    code, answer, _ = run("clients", content, name="k.csv")
    assert code == 0
    assert (answer["rows"]["new"], answer["rows"]["seen_before"]) == (1, 1)
    assert answer["clients"][0] == {"name": "Smit Bouw B.V.", "known": True}
    assert Client.get(Client.name == "Bakker").city == "Ede"


def test_a_batch_is_taken_back(run: Any) -> None:
    before = dump()
    _, answer, _ = run("hours", book(ONE, TWO))
    code, undone, _ = run("undo", answer["batch"])
    assert (code, undone) == (0, {"removed": 6, "restored": 0, "kept": []})
    assert dump() == before
    assert run("undo", answer["batch"])[0] == 1
    assert run("undo", "geen")[1]["error"]["code"] == "not_found"


def test_a_known_client_that_gets_what_it_lacks_counts_as_changed(
    run: Any, firm: Administration
) -> None:
    make_client(firm, name="Smit Bouw", city="")
    content = lines(("Naam", "Plaats"), ("Smit Bouw", "Utrecht"))
    for changed, seen in ((1, 0), (0, 1)):
        _, answer, _ = run("clients", content, name="k.csv")
        assert (answer["rows"]["changed"], answer["rows"]["seen_before"]) == (changed, seen)
    assert Client.get().city == "Utrecht"

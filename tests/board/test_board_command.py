"""The board from the command line adds up to what is open."""

import datetime as dt
import json
from typing import Any

from flask import Flask

from factuur.db import database
from factuur.models import Administration, Invoice
from tests.factories import TODAY, make_client, make_issued


def run(app: Flask, *words: str) -> Any:
    result = app.test_cli_runner().invoke(args=["board", *words, "--json"])
    database.connect(reuse_if_open=True)  # a command closes what it opened
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_the_columns_come_with_their_cards_as_of_a_day(app: Flask, firm: Administration) -> None:
    client = make_client(firm)
    late = make_issued(client, total_cents=100_00, due_on=TODAY - dt.timedelta(days=20))
    note = make_issued(client, total_cents=30_00, kind="credit_note")
    Invoice.create(administration=firm, client=client, total_cents=5_00)
    answer = run(app, "--on", TODAY.isoformat())
    columns = {column["key"]: column for column in answer["columns"]}
    assert columns["later"]["cards"] == [
        {
            "id": late.id,
            "number": late.number,
            "client": "Smit Bouw",
            "open": "100.00",
            "total": "100.00",
            "days_late": 20,
        }
    ]
    assert columns["open"]["cards"][0]["number"] == note.number
    assert (columns["to-send"]["count"], columns["to-send"]["sum"]) == (1, "0.00")
    assert [column["sum"] for column in answer["columns"] if column["count"]] == [
        "0.00",
        "-30.00",
        "100.00",
    ]


def test_tomorrow_is_another_board(app: Flask, firm: Administration) -> None:
    make_issued(make_client(firm), due_on=TODAY)
    keys = [
        [column["key"] for column in run(app, "--on", day)["columns"] if column["count"]]
        for day in ("2026-11-20", "2026-11-21")
    ]
    assert keys == [["due-soon"], ["late"]]

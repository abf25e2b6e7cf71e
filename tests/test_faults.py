"""What people see when something breaks on our side."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.clients import queries


def test_a_fault_shows_the_code_under_which_it_was_logged(
    app: Flask, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_words: object, **_more: object) -> None:
        raise ZeroDivisionError

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(queries, "clients", breaks)
    response = browser.get("/clients/")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.text
    assert "ZeroDivisionError" not in response.text

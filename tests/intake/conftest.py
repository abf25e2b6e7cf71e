"""Pages wait for their file here, however busy the machine is."""

import pytest

from factuur.intake import background


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an upload be read before its page is asked for."""
    monkeypatch.setattr(background, "PATIENCE", 60.0)

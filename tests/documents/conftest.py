"""Pages without a database: what is printed needs none."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from factuur import create_app
from factuur.documents.layout import sheet_html
from factuur.documents.paper import Paper
from factuur.documents.press import Proof, print_proof
from factuur.settings import read_settings


@pytest.fixture(scope="session")
def printing_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give an app that can write pages."""
    data = tmp_path_factory.mktemp("printing")
    settings = read_settings({"FACTUUR_DATA": str(data), "FACTUUR_SECRET_KEY": "k" * 40})
    return create_app(settings, testing=True)


@pytest.fixture
def proof(printing_app: Flask) -> Iterator[Callable[[Paper], Proof]]:
    """Give the function that prints a paper."""
    with printing_app.app_context():
        yield lambda paper: print_proof(sheet_html(paper))


def text_of(pdf: bytes, folder: Path) -> str:
    """Give the words of a PDF as a reader would copy them, a form feed between pages."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = folder / "text.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()

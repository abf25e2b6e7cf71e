"""A real server, a real browser: what a person does, from the first page on."""

import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from factuur import clock
from factuur.settings import ROOT
from tests.conftest import missing

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
# Chromium would ask its maker's hosts at every start.
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
PASSWORD = "een lange zin"
DAY = dt.timedelta(days=1)
FIRM = {
    "name": "Studio Noord",
    "country": "NL",
    "email": "anja@studionoord.example",
    "vat-id": "NL002455799B11",
    "registration": "12345678",
    "iban": "NL91ABNA0417164300",
    "street": "Keizersgracht 1",
    "postcode": "1015 CN",
    "city": "Amsterdam",
}
CLIENTS = """Naam;Adres;Postcode;Plaats;E-mail
Smit Bouw;Dorpsstraat 5;3511 AB;Utrecht;admin@smitbouw.example
Jansen Tuinen;Laan 1;3512 AB;Utrecht;post@jansen.example
"""
# A form that is refused, and a preview that is asked for anew before the last one came.
EXPECTED = ("status of 4", "Status Error Code 4", "htmx:afterRequest,", "htmx:sendAbort,")
Rules = dict[str, object]
RULES: Rules = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
CONTRAST: Rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOK = """async (options) => {
  const {violations} = await axe.run({exclude: ["#paper-mark"]}, options);
  const node = ({html, failureSummary}) => html.slice(0, 200) + failureSummary;
  return violations.map(({id, nodes}) => [id, ...nodes.map(node)]);
}"""
Theme = Literal["light", "dark"]
THEMES: tuple[tuple[Theme, Rules], ...] = (("light", RULES), ("dark", CONTRAST))
DRAWN = """async ([dark, width]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  while (isDark() !== dark || innerWidth !== width) await frame();
  await frame();
  await frame();
  await Promise.allSettled(document.getAnimations().map(({finished}) => finished));
}"""


@dataclass(frozen=True)
class Server:
    """Factuur as `make run` starts it, on data of its own."""

    url: str
    data: Path
    environment: dict[str, str]

    def flask(self, *words: str) -> str:
        """Run a command beside the server and give what it prints."""
        command = [sys.executable, "-m", "flask", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start Factuur with its worker on a free port, and stop it gently."""
    yield from start(tmp_path)


@pytest.fixture(scope="session")
def firm_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the data of a firm that has its details, and two clients."""
    data = tmp_path_factory.mktemp("firm")
    (data / "password").write_text(PASSWORD)
    (data / "klanten.csv").write_text(CLIENTS)
    machine = Server("", data, surroundings(data))
    told = [part for name, text in FIRM.items() for part in (f"--{name}", text)]
    machine.flask("init", *told, "--password-file", str(data / "password"))
    machine.flask("import", "clients", str(data / "klanten.csv"))
    return data


@pytest.fixture
def furnished(firm_data: Path, tmp_path: Path) -> Iterator[Server]:
    """Start on data of its own, with that firm in it."""
    shutil.copytree(firm_data, tmp_path, dirs_exist_ok=True)
    yield from start(tmp_path)


def surroundings(data: Path, **settings: str) -> dict[str, str]:
    """Give the environment of a program that works on a data folder."""
    environment = os.environ | {"FACTUUR_DATA": str(data)} | settings
    environment.pop("DATABASE_URL", None)
    return environment


def start(data: Path, **settings: str) -> Iterator[Server]:
    """Start a server on a data folder; stop it when the test is done."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = surroundings(data, PORT=str(port), **settings)
    log = (data / "server.log").open("w")
    command = [sys.executable, "-m", "flask", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield Server(f"http://127.0.0.1:{port}", data, environment)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a page is answered: the port is open long before."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        asked = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            asked.request("GET", "/sign-in")
            asked.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            asked.close()
    pytest.fail("the server did not start; see server.log")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium, or skip and say so."""
    if not CHROMIUM:
        missing("Chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a fresh Dutch browser window."""
    context = chromium.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a page that must end without one word in its console: no fault, no refused script."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.set_default_navigation_timeout(30_000)
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    yield page
    assert [text for text in heard if not any(each in text for each in EXPECTED)] == []


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A timesheet as somebody keeps it: a letterhead, a total, and a word for a number."""
    book = Workbook()
    page = book.active
    assert page is not None
    first = clock.today() - dt.timedelta(days=28)
    for row in (
        ["Urenstaat Studio Noord"],
        ["Medewerker", "Anja de Vries"],
        [],
        ["Datum", "Klant", "Project", "Omschrijving", "Uren"],
        [first, "Smit Bouw", "Nieuwbouw", "Ontwerp gevel", 4],
        [first, "Smit Bouw", "Nieuwbouw", "Tekenwerk", 6.5],
        [first + DAY, "Smit Bouw", "Verbouwing", "Overleg aannemer", "acht"],
        [first + DAY + DAY, "Smit Bouw", "Verbouwing", "Bestek", 3.25],
        ["Totaal", None, None, None, 21.75],
    ):
        page.append(row)
    book.save(tmp_path / "uren.xlsx")
    return tmp_path / "uren.xlsx"


def accessible(page: Page, name: str) -> None:
    """Fail with every rule of WCAG 2.2 AA that a page breaks: light, dark, wide, narrow.

    Only contrast can differ between light and dark. The mark across the paper of a draft
    is left out: it is faint on purpose, and its word stands in the heading too.
    """
    page.evaluate(Axe().axe_script)
    for scheme, rules in THEMES:
        for width in (1280, 360):
            show_as(page, scheme, width)
            found = page.evaluate(LOOK, rules | {"preload": False, "resultTypes": ["violations"]})
            assert found == [], f"{name}, {scheme}, {width} wide"
    show_as(page, "light", 1280)


def show_as(page: Page, scheme: Theme, width: int) -> None:
    """Give a page a theme and a width, and wait until it has been drawn so."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(DRAWN, [scheme == "dark", width])

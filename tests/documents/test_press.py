import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factuur.documents import press
from factuur.documents.press import PrintError, PrintTimedOut, print_pdf, print_proof

ENDLESS = "<p>" + "woord <b>woord</b> " * 100_000 + "</p>"  # well, nearly
PAGE = "<html><body><p>{}</p></body></html>"


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def child() -> int:
    running = press._press.child  # noqa: SLF001 - the test is about the child
    assert running is not None
    return running.pid


def test_a_page_without_an_end_is_refused_and_the_next_one_is_printed() -> None:
    first = print_pdf(PAGE.format("een"))
    stuck = press._press.child  # noqa: SLF001 - the test is about the child
    assert stuck is not None
    with pytest.raises(PrintTimedOut, match="after 1 seconds"):
        print_pdf(ENDLESS, seconds=1)
    assert stuck.returncode == -signal.SIGXCPU  # by its own limit, not by the clock of the app
    assert not alive(stuck.pid)
    assert print_pdf(PAGE.format("een")) == first


def test_work_is_counted_for_each_page_and_not_the_time_that_a_busy_machine_takes() -> None:
    print_pdf(PAGE.format("warm"))
    stopped = child()
    os.kill(stopped, signal.SIGSTOP)  # as a machine does that has something else to do
    threading.Timer(1.5, os.kill, (stopped, signal.SIGCONT)).start()
    assert print_pdf(PAGE.format("laat"), seconds=1).startswith(b"%PDF")
    assert child() == stopped


def test_a_child_that_never_works_is_ended_by_the_clock() -> None:
    print_pdf(PAGE.format("warm"))
    os.kill(child(), signal.SIGSTOP)
    with pytest.raises(PrintTimedOut, match="after 3 seconds"):
        print_pdf(PAGE.format("nooit"), seconds=1)
    assert print_pdf(PAGE.format("daarna")).startswith(b"%PDF")


def test_a_page_that_eats_memory_ends_its_child_not_the_app() -> None:
    with pytest.raises((PrintError, PrintTimedOut)):
        print_pdf("<table>" + "<tr>" + "<td>x</td>" * 200_000 + "</tr></table>", seconds=5)
    assert print_pdf(PAGE.format("daarna")).startswith(b"%PDF")


def test_a_page_nested_too_deep_is_a_fault_that_is_named() -> None:
    with pytest.raises(PrintError, match="RenderLimitError"):
        print_pdf("<div>" * 300 + "x" + "</div>" * 300)


def test_a_letter_that_no_font_has_is_complained_about() -> None:
    assert "漢" in " ".join(print_proof(PAGE.format("漢字")).complaints)


def test_threads_take_turns() -> None:
    pages = [PAGE.format(f"bladzijde {number}") for number in range(6)]
    wanted = [print_pdf(page) for page in pages]
    got: dict[int, bytes] = {}
    threads = [
        threading.Thread(target=lambda at=at: got.update({at: print_pdf(pages[at])}))
        for at in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [got[at] for at in range(6)] == wanted


def test_a_forked_process_gets_a_child_of_its_own() -> None:
    print_pdf(PAGE.format("voor"))
    mine = child()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        same = print_pdf(PAGE.format("na")).startswith(b"%PDF") and child() != mine
        os.write(writer, b"y" if same else b"n")
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reader, 1) == b"y"
    assert child() == mine
    assert print_pdf(PAGE.format("voor")).startswith(b"%PDF")


def test_no_child_is_left_when_its_process_is_killed() -> None:
    code = (
        "from factuur.documents import press; press.print_pdf('<p>x</p>');"
        "print(press._press.child.pid, flush=True); import time; time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert alive(pid)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Give the port of a server that writes down who calls."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            try:
                caller, _ = server.accept()
            except TimeoutError:
                continue
            calls.append(b"call")
            caller.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], calls
    stop.set()
    thread.join()
    server.close()


HOSTS = ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "0")
VECTORS = [
    *(f'<img src="http://{host}:PORT/x.png">' for host in HOSTS),
    '<link rel="stylesheet" href="http://127.0.0.1:PORT/x.css">',
    '<style>@import url("http://127.0.0.1:PORT/x.css");</style>',
    '<style>@font-face {font-family: x; src: url("http://127.0.0.1:PORT/x.ttf")}</style>',
    '<style>@page {background-image: url("http://127.0.0.1:PORT/x.png")}</style>',
    '<style>@page {background-image: url("http://127.0.0.1:PORT/x.pdf")}</style>',
    "<p style=\"background-image: url('http://127.0.0.1:PORT/x.png')\">x</p>",
    "<p style=\"list-style-image: url('http://127.0.0.1:PORT/x.png')\">x</p>",
    '<pdf:font name="x" src="http://127.0.0.1:PORT/x.ttf">',
    '<img src="file:///SECRET">',
    '<img src="/SECRET">',
    '<img src="../../../../../../../SECRET">',
    '<img src="LINK">',
    '<link rel="stylesheet" href="file:///SECRET">',
    '<style>@import url("file:///SECRET");</style>',
    '<style>@font-face {font-family: x; src: url("file:///SECRET")}</style>',
    "<p style=\"background-image: url('/SECRET')\">x</p>",
    '<img src="ftp://127.0.0.1:PORT/x.png">',
    '<img src="gopher://127.0.0.1:PORT/x">',
    '<object data="http://127.0.0.1:PORT/x"></object><iframe src="http://127.0.0.1:PORT/x"></iframe>',
    '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:PORT/x">',
    '<svg><image href="http://127.0.0.1:PORT/x.png"/></svg>',
    "<p><font color=\"[[[pow for x in [open('CANARY', 'w')]]] and 'red']\">x</font></p>",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_no_page_reaches_the_network_or_a_file(
    vector: str, listener: tuple[int, list[bytes]], tmp_path: Path
) -> None:
    port, calls = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    canary = tmp_path / "canary"
    page = (
        vector.replace("PORT", str(port))
        .replace("SECRET", str(secret).lstrip("/"))
        .replace("CANARY", str(canary))
        .replace("LINK", str(secret))
    )
    try:
        pdf = print_pdf(f"<html><body>{page}<p>x</p></body></html>", seconds=5)
    except PrintError:
        pdf = b""
    assert b"TOPSECRET" not in pdf
    assert calls == []
    assert not canary.exists()

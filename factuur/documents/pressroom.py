"""The room where pages are printed: a program of its own that knows no database and no secret.

It is started by `press`, reads HTML from its standard input, and answers with a PDF.
Run as a file, so that nothing of the app is loaded beside the printer. Every message
is a letter and a length in front of its bytes: P for a PDF, W for a complaint of the
printer, E for a page that could not be printed.
"""

import gc
import io
import logging
import math
import os
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

if TYPE_CHECKING or __package__:
    from factuur.documents.figures import tabular_shapes
else:
    from figures import tabular_shapes  # the neighbour, without the app around it

if sys.platform != "win32":
    import resource

MEMORY = 512 * 1024 * 1024
HEAD = struct.Struct(">cI")
JOB = struct.Struct(">II")  # seconds of work, and the length of the page
FACES = {"inter_00": "Inter-Regular.ttf", "inter_10": "Inter-SemiBold.ttf"}

rl_config.invariant = 1  # the same page gives the same bytes, so an archive can be proved
rl_config.useA85 = 0


class Complaints(logging.Handler):
    """Collects what the printer grumbles about one page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the sentence."""
        self.texts.append(record.getMessage())


def register_fonts(fonts: Path) -> None:
    """Teach the printer Inter with figures of equal width, under xhtml2pdf's own names."""
    for name, file in FACES.items():
        path = fonts / file
        font = TTFont(name, str(path))
        face, twins = font.face, tabular_shapes(path.read_bytes())
        for character in map(ord, "0123456789"):
            twin = twins[face.charToGlyph[character]]
            face.charToGlyph[character] = twin
            face.charWidths[character] = face.hmetrics[twin][0] * 1000 / face.unitsPerEm
        pdfmetrics.registerFont(font)


def print_page(html: bytes, fonts: Path) -> bytes:
    """Print one page, in one pass and without a pause to collect garbage."""
    out = io.BytesIO()
    policy = ResourceAccessPolicy.server(fonts, allow_remote=False)
    gc.disable()
    try:
        pisa.CreatePDF(
            html, out, path=str(fonts / "page.html"), encoding="utf-8", resource_policy=policy
        )
    finally:
        gc.enable()
    return out.getvalue()


def work(orders: BinaryIO, answers: BinaryIO, fonts: Path) -> None:
    """Print until the orders end, which they do when the app has gone."""
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    while len(head := orders.read(JOB.size)) == JOB.size:
        seconds, length = JOB.unpack(head)
        html = orders.read(length)
        complaints.texts.clear()
        limit_work(seconds)
        try:
            kind, answer = b"P", print_page(html, fonts)
        except Exception as error:  # noqa: BLE001 - whatever it is, the app hears of it
            kind, answer = b"E", f"{type(error).__name__}: {error}".encode()
        limit_work(0)
        for text in complaints.texts:
            send(answers, b"W", text.encode())
        send(answers, kind, answer)
        gc.collect()


def limit_work(seconds: int) -> None:
    """Let the system end this program after so many more seconds of work; 0 calls that off.

    Work, not time on the clock: a busy machine makes an honest page late, not endless.
    """
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = math.ceil(used.ru_utime + used.ru_stime) + seconds
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]  # stays, so that more can be given
        resource.setrlimit(resource.RLIMIT_CPU, (end if seconds else most, most))


def send(answers: BinaryIO, kind: bytes, content: bytes) -> None:
    """Hand over one message."""
    answers.write(HEAD.pack(kind, len(content)) + content)
    answers.flush()


def main() -> None:
    """Keep the way out for answers alone, take the limits on, and begin."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # out of time: end, and leave no dump
    fonts = Path(sys.argv[1])
    register_fonts(fonts)
    gc.freeze()  # what stays for ever need not be looked through after each page
    work(sys.stdin.buffer, answers, fonts)


if __name__ == "__main__":
    main()

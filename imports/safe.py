"""The look at a file before anything opens it: what it is, how big, and whether it is a trap."""

import re
import struct
import zipfile
import zlib
from pathlib import Path, PurePath
from typing import Final, Literal

from imports.refusal import Refusal

Kind = Literal["workbook", "text"]

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 10 * MEGABYTE
MOST_PARTS: Final = 500
MOST_UNPACKED: Final = 150 * MEGABYTE
MOST_RATIO: Final = 200
_HEAD: Final = 64 * 1024

_BROKEN: Final = (  # RuntimeError: a part behind a password
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    *(ValueError, struct.error),
)
_COMPOUND = b"\xd0\xcf\x11\xe0"  # the old container: .xls, and .xlsx behind a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_TEXT = (b"%PDF", b"{\\rtf", b"<", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_ROOT = re.compile(rb"<[A-Za-z_]")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


def check_upload(path: Path, *, name: str) -> Kind:
    """Tell a workbook from text, or refuse the file by code without unpacking it.

    `name` is what its owner called it: it tells an old .xls from a locked .xlsx when
    the file itself does not.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise Refusal("too_big", megabytes=LARGEST // MEGABYTE)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.removeprefix(_UTF8_BOM).strip(b"\0 \t\r\n"):
        raise Refusal("empty")
    if head.startswith(_COMPOUND):
        raise Refusal(_compound(path.read_bytes(), name))
    if head.startswith(_ZIP):
        _check_zip(path, size)
        return "workbook"
    _check_text(head)
    return "text"


def _compound(content: bytes, name: str) -> str:
    """Tell a workbook behind a password from one of before 2007."""
    if _LOCKED in content:
        return "password"
    old = any(mark in content for mark in _OLD_BOOKS) or PurePath(name).suffix.lower() == ".xls"
    return "old_excel" if old else "password"


def _check_text(head: bytes) -> None:
    if head.startswith(_UTF16):
        return
    text = head.removeprefix(_UTF8_BOM).lstrip()
    if text.startswith(_NOT_TEXT):
        raise Refusal("not_a_spreadsheet")
    halves = head[:400:2], head[1:400:2]  # UTF-16 without its mark is half zeros
    if _CONTROL.search(head) and not any(half.count(0) > len(half) * 0.8 for half in halves):
        raise Refusal("not_a_spreadsheet")


def _check_zip(path: Path, size: int) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_shape(parts, size)
            _check_program({part.filename for part in parts})
            for part in parts:
                with archive.open(part) as opened:
                    _check_markup(opened.read(_HEAD))
    except _BROKEN as fault:
        raise Refusal("damaged") from fault


def _check_shape(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse what unpacks to more than a sheet of hours can be (OWASP ASVS 5.2.3)."""
    if len(parts) > MOST_PARTS:
        raise Refusal("too_many_parts", most=MOST_PARTS)
    unpacked = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > MEGABYTE and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if dense or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * size:
        raise Refusal("unpacks_too_big", megabytes=MOST_UNPACKED // MEGABYTE)


def _check_program(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "content.xml" in names or "xl/workbook.bin" in names or _of_numbers(names):
        raise Refusal("other_program")
    if "[Content_Types].xml" not in names or any(name.startswith("word/") for name in names):
        raise Refusal("not_a_spreadsheet")


def _of_numbers(names: set[str]) -> bool:
    return any(name.startswith("Index/") or name.endswith(".iwa") for name in names)


def _check_markup(head: bytes) -> None:
    """Refuse a document type in any part, in whatever encoding it hides."""
    markup = head.replace(b"\0", b"").removeprefix(_UTF8_BOM).lstrip(b"\xff\xfe \t\r\n")
    if not markup.startswith(b"<"):
        return
    root = _ROOT.search(markup)
    declared = _ENCODING.match(markup)
    if not root or b"<!DOCTYPE" in markup[: root.start()]:
        raise Refusal("doctype")
    if declared and declared[1].lower() not in _ENCODINGS:
        raise Refusal("damaged")

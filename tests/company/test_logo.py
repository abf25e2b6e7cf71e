"""A logo: whatever comes in, a small clean picture comes out, or a sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from factuur.company.logo import (
    LONGEST_SIDE,
    MOST_BYTES,
    LogoMissing,
    LogoRefused,
    LogoTooLarge,
    SvgRefused,
    made_printable,
)


def picture(
    kind: str, size: tuple[int, int] = (800, 400), mode: str = "RGB", **more: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode != "RGBA" else (0, 0, 0, 0)).save(out, kind, **more)
    return out.getvalue()


def test_a_large_picture_is_made_small_on_white() -> None:
    with Image.open(BytesIO(made_printable(picture("PNG", mode="RGBA")))) as made:
        assert (made.size, made.mode, made.format) == ((LONGEST_SIDE, 300), "RGB", "PNG")
        assert made.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(("kind", "kept"), [("PNG", "PNG"), ("JPEG", "JPEG"), ("WEBP", "PNG")])
def test_each_kind_is_written_anew(kind: str, kept: str) -> None:
    with Image.open(BytesIO(made_printable(picture(kind, (100, 50))))) as made:
        assert (made.format, made.size) == (kept, (100, 50))


def test_a_picture_of_any_mode_is_taken() -> None:
    for mode in ("1", "L", "LA", "P"):
        assert made_printable(picture("PNG", (20, 20), mode)).startswith(b"\x89PNG")
    assert made_printable(picture("JPEG", (20, 20), "CMYK")).startswith(b"\xff\xd8")


def test_where_the_photograph_was_taken_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x010E] = "bij ons thuis"
    exif[0x0112] = 6  # turned a quarter
    made = made_printable(picture("JPEG", (100, 50), exif=exif))
    assert b"bij ons thuis" not in made
    with Image.open(BytesIO(made)) as upright:
        assert upright.size == (50, 100)
        assert not upright.getexif()


def test_what_hangs_behind_the_picture_is_gone() -> None:
    assert b"<script>" not in made_printable(picture("PNG") + b"<script>alert(1)</script>")


def _announced(width: int, height: int) -> bytes:
    """Give a PNG of some bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )


@pytest.mark.parametrize("side", [4000, 10_000, 30_000])
def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(LogoTooLarge):
        made_printable(_announced(side, side) + picture("PNG", (1, 1))[33:])


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (b"", LogoMissing),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES, LogoTooLarge),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', SvgRefused),
        (b"<SVG onload=alert(1)>", SvgRefused),
        (b"GIF89a" + b"\0" * 50, LogoRefused),
        (b"%PDF-1.7", LogoRefused),
        (b"\x89PNG\r\n\x1a\nrubbish", LogoRefused),
        (picture("PNG")[:80], LogoRefused),
        (picture("JPEG")[:200], LogoRefused),
        (b"RIFF\0\0\0\0WEBPVP8 ", LogoRefused),
    ],
)
def test_what_cannot_be_printed_is_refused_by_a_sentence(
    upload: bytes, refusal: type[LogoRefused]
) -> None:
    with pytest.raises(refusal) as caught:
        made_printable(upload)
    assert caught.value.field == "logo"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "WEBP"]), st.data())
def test_a_damaged_picture_is_printed_or_refused_and_nothing_worse(
    kind: str, data: st.DataObject
) -> None:
    whole = bytearray(picture(kind, (30, 20)))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = made_printable(bytes(whole))
    except LogoRefused:
        return
    with Image.open(BytesIO(made)) as picture_again:
        assert max(picture_again.size) <= LONGEST_SIDE

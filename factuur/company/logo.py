"""A logo that can be printed: whatever comes in, a small clean picture comes out."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from factuur.errors import N_, Refused

MOST_BYTES = 4 * 1024 * 1024
MOST_PIXELS = 12_000_000
LONGEST_SIDE = 600  # larger costs seconds a document and shows no more on paper
_MAGIC = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


class LogoRefused(Refused):
    """A logo that is no picture we can print."""

    code = "logo"
    message = N_("This file is not a picture that can be printed. Choose a PNG, JPEG or WebP.")

    def __init__(self, **values: object) -> None:
        super().__init__(field="logo", **values)


class LogoMissing(LogoRefused):
    """The button was pressed without a file."""

    code = "logo_missing"
    message = N_("Choose a picture first: a PNG, JPEG or WebP.")


class SvgRefused(LogoRefused):
    """A drawing can carry scripts and addresses; a picture cannot."""

    code = "logo_svg"
    message = N_(
        "An SVG drawing cannot be used. Save it as PNG in your drawing program and choose that."
    )


class LogoTooLarge(LogoRefused):
    """Refused before anything of it is read."""

    code = "logo_too_large"
    message = N_(
        "This picture is larger than 4 MB or 12 megapixels. Save it smaller and choose that."
    )


def made_printable(upload: bytes) -> bytes:
    """Give a picture of at most 600 px on white, as PNG or JPEG, and nothing else of the file."""
    if not upload:
        raise LogoMissing
    if len(upload) > MOST_BYTES:
        raise LogoTooLarge
    kind = _kind(upload)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours is stricter
            with Image.open(BytesIO(upload), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise LogoTooLarge
                return _written(_on_white(picture), kind)
    except Image.DecompressionBombError:
        raise LogoTooLarge from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise LogoRefused from None


def _kind(upload: bytes) -> str:
    """Tell the format by its first bytes; what the file is called says nothing."""
    for magic, kind in _MAGIC.items():
        if upload.startswith(magic):
            return kind
    if upload[:4] == b"RIFF" and upload[8:12] == b"WEBP":
        return "WEBP"
    if b"<svg" in upload[:1024].lower():
        raise SvgRefused
    raise LogoRefused


def _on_white(picture: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(picture).convert("RGBA")
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    white = Image.new("RGB", turned.size, "white")
    white.paste(turned, mask=turned)
    return white


def _written(picture: Image.Image, kind: str) -> bytes:
    """Write a photograph as JPEG and a drawing as PNG: each is the smaller for its kind."""
    out = BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=90, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()

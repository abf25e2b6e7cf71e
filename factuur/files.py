"""Files that are kept: uploads, logos, documents. Named by what is in them, not by a sender."""

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from flask import current_app


def keep(content: bytes) -> str:
    """Store bytes and give their SHA-256 in hex, by which `read` finds them; twice is once."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{digest}.{uuid4().hex}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return digest


def read(digest: str) -> bytes:
    """Give the bytes kept under this hash; raises FileNotFoundError when they are gone."""
    return path_of(digest).read_bytes()


def forget(digest: str) -> None:
    """Remove what was kept, if it is there. The caller knows that nobody else points at it."""
    path_of(digest).unlink(missing_ok=True)


def path_of(digest: str) -> Path:
    """Give the place of a hash inside the data folder; refuses anything that is no hash."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):  # noqa: PLR2004 - SHA-256
        raise ValueError(f"not a SHA-256: {digest!r}")
    data: Path = current_app.config["SETTINGS"].data
    return data / "files" / digest[:2] / digest

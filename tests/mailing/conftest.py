"""A mail server of our own, which takes mails or behaves badly, and an app that talks to it."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from factuur.settings import Settings, read_settings


@dataclass
class Server:
    """What arrived, and how the server answers: a reply, a pause, or a broken line."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    on_rcpt: Callable[[str], str | None] = lambda _: None
    on_data: Callable[[int], str | None] = lambda _: None
    drop_after: int | None = None  # breaks the line in the midst of the mail after so many

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        answer = self.on_rcpt(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.drop_after is not None and len(self.arrived) >= self.drop_after:
            cast("asyncio.Transport", server.transport).abort()
            return "451 gone"
        answer = self.on_data(len(self.arrived))
        if answer is not None:
            return answer
        self.raw.append(envelope.content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a running mail server."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        handler = Server(port=probe.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def black_hole() -> Iterator[int]:
    """Give the port of a server that takes the call and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    yield listener.getsockname()[1]
    listener.close()


@pytest.fixture
def settings(db: str, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Give settings with the mail server that the test asks for, or without one."""
    given = {"FACTUUR_DATA": str(tmp_path), "DATABASE_URL": db, "FACTUUR_SECRET_KEY": "k" * 40}
    port = next(
        (
            value.port if isinstance(value, Server) else value
            for name in ("server", "black_hole")
            if name in request.fixturenames
            for value in [request.getfixturevalue(name)]
        ),
        None,
    )
    if port is not None:
        given |= {
            "MAIL_SERVER": "127.0.0.1",
            "MAIL_PORT": str(port),
            "MAIL_USE_TLS": "0",
            "MAIL_SENDER": "post@studionoord.example",
        }
    return read_settings(given)

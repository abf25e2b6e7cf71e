"""The line to the mail server: Flask-Mail with its gaps closed.

Flask-Mail 0.10 waits for ever for a server that does not answer, sends lines longer than
servers take, and does not say how far a mail had come when the line broke.
"""

import smtplib
from collections.abc import Callable
from contextlib import ExitStack
from email import charset
from types import TracebackType
from typing import Any, Self

import flask_mail
from flask import Flask

from factuur.mailing.rules import Setback, Trouble, one_line, setback_of

# After the import of flask_mail, which asks for bare 8-bit lines: RFC 5321 allows 998 octets.
charset.add_charset("utf-8", charset.SHORTEST, charset.QP, "utf-8")

# What is raised for a mail that was not taken, or a line that broke.
FAULTS = (smtplib.SMTPException, OSError, flask_mail.BadHeaderError, UnicodeError)
TIMEOUT = 15  # seconds for one answer of the server


class NotSent(Exception):  # noqa: N818 - it carries a setback, not a fault
    """The mail did not leave, for certain."""

    def __init__(self, setback: Setback) -> None:
        super().__init__(setback.reply)
        self.setback = setback


class NobodyKnows(Exception):  # noqa: N818 - a state of things, not a fault
    """The line broke while the server was taking the mail: it may have it, or not."""


def _ignore() -> None:
    return


class _Watched:
    """Tells when a server begins to take the words of a mail; until then it cannot have them."""

    on_data: Callable[[], None] = staticmethod(_ignore)

    def data(self, msg: Any) -> Any:
        self.on_data()
        return super().data(msg)  # type: ignore[misc]


class _Smtp(_Watched, smtplib.SMTP):
    pass


class _SmtpSsl(_Watched, smtplib.SMTP_SSL):
    pass


class Line(flask_mail.Connection):
    """A connection that is made when the first mail goes out, and made again after it broke."""

    host: _Smtp | _SmtpSsl | None

    def __init__(self, app: Flask, timeout: float = TIMEOUT) -> None:
        super().__init__(app.extensions["mail"])
        self.timeout = timeout

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    def configure_host(self) -> _Smtp | _SmtpSsl:
        """Connect, in no more than the timeout for each answer; raises NotSent."""
        mail = self.mail
        kind = _SmtpSsl if mail.use_ssl else _Smtp
        try:
            with ExitStack() as on_failure:
                host = kind(mail.server, mail.port, timeout=self.timeout)
                on_failure.callback(host.close)
                if mail.use_tls:
                    host.starttls()
                if mail.username and mail.password:
                    host.login(mail.username, mail.password)
                on_failure.pop_all()
        except smtplib.SMTPAuthenticationError as error:
            reply = f"{error.smtp_code} {_text(error.smtp_error)}"
            raise NotSent(Setback(Trouble.LOGIN, reply)) from error
        except (OSError, smtplib.SMTPException) as error:
            plain = isinstance(error, smtplib.SMTPNotSupportedError)
            trouble = Trouble.UNSAFE if plain else Trouble.UNREACHABLE
            raise NotSent(Setback(trouble, one_line(str(error))[:300])) from error
        return host

    def hang_up(self) -> None:
        """Part from the server, whatever it says."""
        host, self.host = self.host, None
        if host is None:
            return
        try:
            host.quit()
        except (OSError, smtplib.SMTPException):
            host.close()

    def hand_over(
        self, message: flask_mail.Message, sender: str, on_data: Callable[[], None]
    ) -> None:
        """Give one mail to the server; `on_data` is called before its first word goes out.

        Raises NotSent when the server surely does not have it, NobodyKnows when it may.
        """
        taking = False

        def begin() -> None:
            nonlocal taking
            on_data()
            taking = True

        if self.host is None:
            self.host = self.configure_host()
        self.host.on_data = begin
        try:
            self.send(message, envelope_from=sender)
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            raise NotSent(setback_of(code, _text(answer))) from error
        except FAULTS as error:
            self.hang_up()
            setback = _answered(error)
            if taking and setback is None:
                raise NobodyKnows from error
            reply = one_line(str(error))[:300]
            raise NotSent(setback or Setback(Trouble.UNREACHABLE, reply)) from error


def _answered(error: Exception) -> Setback | None:
    """Give what the server answered, or why the mail never could go; None when the line broke."""
    if isinstance(error, smtplib.SMTPResponseException):
        return setback_of(error.smtp_code, _text(error.smtp_error))
    unfit = (flask_mail.BadHeaderError, UnicodeError, smtplib.SMTPNotSupportedError)
    if isinstance(error, unfit):
        return Setback(Trouble.UNFIT, one_line(str(error))[:300])
    return None


def _text(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


def init_app(app: Flask) -> None:
    """Give Flask-Mail its settings; whether mail leaves is ours to decide, tests included."""
    app.config.setdefault("MAIL_SUPPRESS_SEND", False)
    flask_mail.Mail(app)

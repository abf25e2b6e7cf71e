"""The machine's settings: read from the environment once, checked before anything starts."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LANGUAGES = ("nl", "en")


class BadSetting(Exception):  # noqa: N818 - it stops the start with its sentence
    """A setting that cannot be used; its text is the sentence to print."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Where mail goes out. Without a server it stays in the local mailbox."""

    server: str = ""
    port: int = 587
    username: str = ""
    password: str = ""
    use_tls: bool = True
    use_ssl: bool = False
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the machine decides; the business's settings live in tables."""

    data: Path
    database_url: str
    redis_url: str
    host: str
    port: int
    url: str  # by which people reach the app, without a slash at the end
    secret_key: str
    proxy_hops: int
    language: str
    demo: bool  # a made-up world: every visitor is its owner, and no mail leaves
    mail: MailSettings

    @property
    def on_loopback(self) -> bool:
        """Tell whether only this machine can reach the page."""
        return self.host in LOOPBACK

    @property
    def secure(self) -> bool:
        """Tell whether people come in over https, so that cookies may demand it."""
        return self.url.startswith("https://")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read every setting; raise BadSetting with one sentence for the first that is wrong."""
    env = os.environ if environment is None else environment
    data = Path(env.get("FACTUUR_DATA") or ROOT / "var").absolute()
    host = env.get("HOST") or "127.0.0.1"
    port = _number(env, "PORT", 5000, 1, 65535)
    demo = _demo(env, host)
    return Settings(
        data=_folder(data),
        database_url=_database_url(env, data),
        redis_url=_url(env, "REDIS_URL", ("redis", "rediss", "unix")),
        host=host,
        port=port,
        url=_url(env, "FACTUUR_URL", ("http", "https")).rstrip("/"),
        secret_key=_secret_key(env, data),
        proxy_hops=_number(env, "FACTUUR_PROXY_HOPS", 0, 0, 9),
        language=_one_of(env, "FACTUUR_LANGUAGE", "nl", LANGUAGES),
        demo=demo,
        mail=MailSettings() if demo else _mail(env),
    )


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadSetting(
            f"FACTUUR_DATA: the folder {path} cannot be made ({error.strerror}); "
            "choose one that this user may write in."
        ) from None
    if not os.access(path, os.W_OK):
        raise BadSetting(f"FACTUUR_DATA: the folder {path} cannot be written in; choose another.")
    return path


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadSetting(f"{name}: “{text}” is not a whole number from {low} to {high}.")
    return int(text)


def _one_of(env: Mapping[str, str], name: str, default: str, choices: tuple[str, ...]) -> str:
    text = env.get(name) or default
    if text not in choices:
        raise BadSetting(f"{name}: “{text}” is none of {', '.join(choices)}.")
    return text


def _yes(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    choices = ("1", "0", "true", "false", "yes", "no")
    text = _one_of(env, name, "1" if default else "0", choices)
    return text in ("1", "true", "yes")


def _demo(env: Mapping[str, str], host: str) -> bool:
    demo = _yes(env, "FACTUUR_DEMO", default=False)
    if demo and host not in LOOPBACK:
        raise BadSetting(f"FACTUUR_DEMO: HOST={host} would let anybody in; leave HOST out.")
    return demo


EXAMPLES = {
    "DATABASE_URL": "postgresql://user:password@localhost/factuur",
    "REDIS_URL": "redis://localhost:6379/0",
    "FACTUUR_URL": "https://factuur.example.nl",
}


def _url(env: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    text = env.get(name) or ""
    if not text:
        return ""
    if not text.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        wanted = " or ".join(f"{scheme}://" for scheme in schemes)
        raise BadSetting(f"{name}: “{text}” does not begin with {wanted}.")
    if not _names_a_place(text):
        raise BadSetting(f"{name}: “{text}” is not complete; write it as {EXAMPLES[name]}.")
    return text


def _names_a_place(text: str) -> bool:
    """Tell whether an address names a host, and a database its name or file."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return False
    name = parts.path.strip("/")
    if parts.scheme in ("postgresql", "postgres", "sqlite", "unix"):
        return bool(name)
    return bool(parts.hostname)


def _database_url(env: Mapping[str, str], data: Path) -> str:
    text = _url(env, "DATABASE_URL", ("sqlite", "postgresql", "postgres"))
    return text or f"sqlite:///{data / 'factuur.db'}"


def _secret_key(env: Mapping[str, str], data: Path) -> str:
    given = env.get("FACTUUR_SECRET_KEY") or ""
    if given:
        if len(given) < 32:  # noqa: PLR2004 - bytes of a key that cannot be guessed
            raise BadSetting("FACTUUR_SECRET_KEY: shorter than 32 characters; make a longer one.")
        return given
    return kept_secret(data / "secret.key")


def kept_secret(path: Path) -> str:
    """Give the secret kept in a file that only its owner may read; made when it is first asked."""
    if not path.exists():
        _write_key(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def _write_key(path: Path, key: str) -> None:
    """Write the key so that of two processes starting at once, one wins and both read it."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(key)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def _mail(env: Mapping[str, str]) -> MailSettings:
    ssl = _yes(env, "MAIL_USE_SSL", default=False)
    return MailSettings(
        server=env.get("MAIL_SERVER") or "",
        port=_number(env, "MAIL_PORT", 465 if ssl else 587, 1, 65535),
        username=env.get("MAIL_USERNAME") or "",
        password=env.get("MAIL_PASSWORD") or "",
        use_tls=_yes(env, "MAIL_USE_TLS", default=not ssl),
        use_ssl=ssl,
        sender=_address(env, "MAIL_SENDER"),
    )


def _address(env: Mapping[str, str], name: str) -> str:
    text = env.get(name) or ""
    if text and not all(text.strip().partition("@")):
        raise BadSetting(f"{name}: “{text}” is not an e-mail address.")
    return text.strip()

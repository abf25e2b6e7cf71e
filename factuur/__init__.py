"""Factuur: from a timesheet to a paid invoice."""

import importlib
import logging
import socket
from datetime import timedelta

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from factuur import cli, db, faults, filters, languages, navigation, queue, web
from factuur.access import guard
from factuur.settings import LOOPBACK, ROOT, Settings, read_settings

ROOMS = (
    "access",
    "company",
    "clients",
    "projects",
    "hours",
    "invoices",
    "documents",
    "mailing",
    "intake",
    "payments",
    "board",
    "insight",
)

MEGABYTE = 1024 * 1024
STATIC = ROOT / "static"


def create_app(settings: Settings | None = None, *, testing: bool = False) -> Flask:
    """Build the app for these settings, or for those of the environment."""
    settings = settings or read_settings()
    app = Flask(
        "factuur",
        template_folder=str(ROOT / "templates"),
        static_folder=str(STATIC),
        static_url_path=f"/static/{_edition()}",
    )
    app.testing = testing
    app.config.from_mapping(_config(settings))
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)  # it tells of each call, every minute
    db.connect(settings.database_url)
    Htmx(app)
    CSRFProtect(app)
    for part in (db, web, faults, guard, languages, filters, navigation, cli):
        part.init_app(app)
    queue.init_app(app, settings)
    _open_rooms(app)
    return app


def _edition() -> str:
    """Give a word that changes with scripts and styles, so that browsers may keep them."""
    newest = max(path.stat().st_mtime_ns for path in STATIC.rglob("*") if path.is_file())
    return f"{newest:x}"


def _config(settings: Settings) -> dict[str, object]:
    mail = settings.mail
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "__Host-session" if settings.secure else "session",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "TRUSTED_HOSTS": _trusted_hosts(settings),
        "MAX_CONTENT_LENGTH": 12 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 12 * MEGABYTE,
        "MAX_FORM_PARTS": 5000,
        "WTF_CSRF_TIME_LIMIT": None,  # an hour of typing must not end in a refusal
        "WTF_CSRF_HEADERS": ["X-CSRFToken"],
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "MAIL_SERVER": mail.server,
        "MAIL_PORT": mail.port,
        "MAIL_USERNAME": mail.username or None,
        "MAIL_PASSWORD": mail.password or None,
        "MAIL_USE_TLS": mail.use_tls,
        "MAIL_USE_SSL": mail.use_ssl,
        "MAIL_DEFAULT_SENDER": mail.sender or None,
    }


def _trusted_hosts(settings: Settings) -> list[str]:
    """Give the names by which people may ask for us; a forged Host header gets a 400."""
    if settings.url:
        return [settings.url.split("://")[1].split("/")[0].rsplit(":", 1)[0], *LOOPBACK]
    if settings.on_loopback:
        return [*LOOPBACK, "[::1]"]
    name = socket.gethostname()
    try:
        addresses = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except OSError:
        addresses = set()
    return [*LOOPBACK, "[::1]", settings.host, name, *addresses]


def _open_rooms(app: Flask) -> None:
    """Register each room's pages and put its jobs on the timetable."""
    for room in ROOMS:
        views = importlib.import_module(f"factuur.{room}.views")
        app.register_blueprint(views.bp)
        if importlib.util.find_spec(f"factuur.{room}.jobs"):
            importlib.import_module(f"factuur.{room}.jobs")

    @app.context_processor
    def _common() -> dict[str, object]:
        theme = request.cookies.get("theme", "system") if request else "system"
        return {
            "administration": g.get("administration"),
            "theme": theme,
            "locale": languages.selected(),
        }

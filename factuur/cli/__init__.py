"""The `flask` commands: they call the same actions as the screens and hold no logic."""

import importlib

from flask import Flask

MODULES = (
    "serving",
    "health",
    "demo",
    "machine",
    "imports",
    "invoices",
    "outbox",
    "payments",
    "board",
)


def init_app(app: Flask) -> None:
    """Add every command to the app."""
    for name in MODULES:
        module = importlib.import_module(f"factuur.cli.{name}")
        for command in module.COMMANDS:
            app.cli.add_command(command)

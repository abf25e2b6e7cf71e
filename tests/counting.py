"""How many statements a piece of work sends to the database."""

import logging
from types import TracebackType
from typing import Self


class Queries(logging.Handler):
    """Counts what peewee sends, inside a `with` block; `texts` says what it was."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []
        self._log = logging.getLogger("peewee")
        self._level = self._log.level

    def emit(self, record: logging.LogRecord) -> None:
        said = record.msg[0] if isinstance(record.msg, tuple) else str(record.msg)
        if not str(said).startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")):
            self.texts.append(str(said))

    @property
    def count(self) -> int:
        return len(self.texts)

    def __enter__(self) -> Self:
        self._log.setLevel(logging.DEBUG)
        self._log.addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._log.removeHandler(self)
        self._log.setLevel(self._level)

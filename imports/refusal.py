"""Why a file as a whole is not read: a code and figures, never a sentence."""


class Refusal(Exception):  # noqa: N818 - it says what happened, as Unreadable does
    """A file that is refused before a row of it is taken over.

    Codes: too_big, empty, password, old_excel, other_program, not_a_spreadsheet,
    damaged, too_many_parts, unpacks_too_big, doctype, too_many_rows, too_many_columns,
    cell_too_long, broken_quotes, took_too_long, reader_died, cancelled.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the pipe between processes with the values by name."""
        return _rebuilt, (type(self), self.code, self.values)


def _rebuilt(kind: type[Refusal], code: str, values: dict[str, str | int]) -> Refusal:
    return kind(code, **values)

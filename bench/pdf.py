"""How long an invoice takes to print: CPU of the printer, warm. Run it by python -m bench.pdf."""

import statistics
import tempfile
from pathlib import Path

from factuur import create_app
from factuur.documents import press
from factuur.documents.layout import sheet_html
from factuur.settings import read_settings
from tests.documents.papers import line, paper


def cpu_ms(pid: int) -> int:
    """Give the CPU time of a process in milliseconds."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) * 10


def measure(lines: int, rounds: int) -> None:
    """Print one invoice so many times and give a line of figures."""
    description = "Ontwerp van de startpagina, met twee ronden van wijzigingen"
    html = sheet_html(paper(*(line(f"{description} {number}") for number in range(lines))))
    size = len(press.print_pdf(html))
    pid = press._press.child.pid  # type: ignore[union-attr]  # noqa: SLF001
    figures = []
    for _ in range(5):
        began = cpu_ms(pid)
        for _ in range(rounds):
            press.print_pdf(html)
        figures.append((cpu_ms(pid) - began) / rounds)
    print(
        f"{lines} lines: {min(figures):.0f} ms CPU at best, "
        f"{statistics.median(figures):.0f} ms median, {size // 1024} KB"
    )


def main() -> None:
    """Measure one page and a long one."""
    with tempfile.TemporaryDirectory() as data:
        app = create_app(read_settings({"FACTUUR_DATA": data}), testing=True)
        with app.app_context():
            measure(10, 10)
            measure(500, 1)


if __name__ == "__main__":
    main()

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from factuur.documents.layout import paper_html, stylesheet, supplied
from factuur.documents.paper import Paper, Party
from factuur.documents.press import Proof
from factuur.documents.qr import epc_payload
from tests.documents.conftest import text_of
from tests.documents.papers import SELLER, line, paper

Print = Callable[[Paper], Proof]
TEN = paper(*(line(f"Werk {number}", 15_000 + number, unit="hour") for number in range(10)))


def amounts(text: str) -> list[str]:
    return re.findall(r"−?\d[\d,]*\.\d\d\b", text)


def pages(pdf: bytes, tmp_path: Path) -> list[str]:
    return text_of(pdf, tmp_path).split("\f")[:-1]


def test_ten_lines_with_code_and_terms_fit_on_one_page(proof: Print, tmp_path: Path) -> None:
    full = replace(TEN, terms="Our terms apply.", intro="Dear all,", buyer_reference="PO-1")
    assert len(pages(proof(full).pdf, tmp_path)) == 1


def test_the_amounts_of_the_pdf_are_those_of_the_screen(
    proof: Print, printing_app: Flask, tmp_path: Path
) -> None:
    screen = re.sub(r"<[^>]+>", " ", paper_html(TEN))
    assert sorted(amounts(text_of(proof(TEN).pdf, tmp_path))) == sorted(amounts(screen))
    assert "€1,724.79" in screen


def test_the_same_paper_gives_the_same_bytes(proof: Print) -> None:
    assert proof(TEN).pdf == proof(TEN).pdf


def test_every_letter_of_our_clients_is_in_the_fonts(proof: Print, tmp_path: Path) -> None:
    words = "Łódź żółw Straße Ça va ő ñ ø Ελληνικά Žluťoučký кот ✓ → ½ “–” €"
    printed = proof(paper(line(words + " שלום")))
    assert printed.complaints == ()
    text = " ".join(text_of(printed.pdf, tmp_path).split())
    assert all(word in text for word in words.split())


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<pdf:nextpage>",
        "<td colspan=9999999>",
        "{{ 7*7 }}",
        "</td></tr></table>",
        "&lt;b&gt;",
        "<!-- -->",
    ],
)
def test_what_looks_like_code_is_printed_as_it_was_typed(
    proof: Print, tmp_path: Path, payload: str
) -> None:
    buyer = Party(payload, payload, payload, payload, contact=payload)
    printed = proof(paper(line(payload), buyer=buyer, intro=payload, terms=payload))
    text = text_of(printed.pdf, tmp_path)
    assert "".join(text.split()).count("".join(payload.split())) == 8
    assert text.count("\f") == 1


def test_a_long_word_stays_in_its_column(proof: Print, tmp_path: Path) -> None:
    text = text_of(proof(paper(line("W" * 300))).pdf, tmp_path)
    assert max(len(run) for run in re.findall("W+", text)) < 60
    assert re.search(r"W+ +1 hour +95\.00 +21% +95\.00", text)


def test_words_break_only_between_words(proof: Print, tmp_path: Path) -> None:
    text = text_of(proof(paper(line("onderliggende wijzigingen " * 20))).pdf, tmp_path)
    assert text.count("onderliggende") == text.count("wijzigingen") == 20


def test_the_heading_and_the_page_stand_on_every_following_page(
    proof: Print, tmp_path: Path
) -> None:
    long = paper(*(line(f"Werk {number}") for number in range(100)))
    first, *following = pages(proof(long).pdf, tmp_path)
    assert len(following) == 3
    assert "Page" not in first
    for number, page in enumerate(following, 2):
        assert f"Page {number}" in page
        assert "Studio Noord · Invoice 2026-0041" in page
    assert all("Description" in page for page in following)


def test_a_line_longer_than_a_page_goes_on_over_several(proof: Print, tmp_path: Path) -> None:
    printed = proof(paper(line("kort"), line("veel woorden " * 1500)))
    assert text_of(printed.pdf, tmp_path).count("woorden") == 1500
    assert len(pages(printed.pdf, tmp_path)) > 3


@pytest.mark.parametrize("count", range(12, 26))
def test_the_sums_never_stand_alone(proof: Print, tmp_path: Path, count: int) -> None:
    lines = (line(f"Werk {number:02}") for number in range(count))
    with_sums = next(
        page for page in pages(proof(paper(*lines)).pdf, tmp_path) if "Subtotal" in page
    )
    assert f"Werk {count - 2:02}" in with_sums
    assert "To pay" in with_sums


def test_a_part_paid_invoice_asks_for_the_rest(proof: Print, tmp_path: Path) -> None:
    text = text_of(proof(replace(TEN, open_cents=650_00)).pdf, tmp_path)
    assert re.search(r"Already paid +−1,074\.79", text)
    assert re.search(r"To pay +€650\.00", text)


@pytest.mark.parametrize("open_cents", [0, -100])
def test_nothing_to_pay_asks_for_nothing(
    proof: Print, printing_app: Flask, open_cents: int
) -> None:
    html = paper_html(replace(TEN, open_cents=open_cents))
    assert "Please pay" not in html
    assert "data:image" not in html


def test_a_credit_note_names_the_invoice_and_asks_for_nothing(proof: Print, tmp_path: Path) -> None:
    credit = paper(
        line("Werk", -10_000), kind="credit_note", number="C2026-0003", credited_number="2026-0040"
    )
    text = text_of(proof(credit).pdf, tmp_path)
    assert "Credit note C2026-0003" in text
    assert "2026-0040" in text
    assert re.search(r"Total credited +−€114\.95", text)
    assert "Please pay" not in text


def test_without_vat_there_is_no_column_and_no_line_of_it(proof: Print, tmp_path: Path) -> None:
    text = text_of(proof(paper(line("Werk", vat_bp=0), vat=(), seller=Party("Eva"))).pdf, tmp_path)
    assert "VAT" not in text
    assert "%" not in text


def test_a_draft_says_so_across_the_page_and_cannot_be_paid_by_code(
    proof: Print, tmp_path: Path
) -> None:
    draft = replace(TEN, number="", issued_on=None, due_on=None, payment_reference="")
    printed = proof(draft)
    assert printed.complaints == ()
    assert "Draft" in text_of(printed.pdf, tmp_path)
    assert "data:image" not in paper_html(draft)


def test_a_bank_app_reads_the_open_amount_from_the_page(proof: Print, tmp_path: Path) -> None:
    if shutil.which("zbarimg") is None or shutil.which("pdftoppm") is None:
        pytest.skip("zbarimg (zbar-tools) or pdftoppm (poppler-utils) is not installed")
    (tmp_path / "page.pdf").write_bytes(proof(replace(TEN, open_cents=650_00)).pdf)
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-singlefile", "page.pdf", "page"],
        cwd=tmp_path,
        check=True,
    )
    run = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "page.png"], cwd=tmp_path, capture_output=True, check=True
    )
    wanted = epc_payload(SELLER.name, SELLER.iban, 650_00, TEN.payment_reference)
    assert run.stdout.decode().strip() == wanted


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (None, dt.date(2026, 10, 31), "31 October 2026"),
        (dt.date(2026, 10, 31), dt.date(2026, 10, 31), "31 October 2026"),
        (dt.date(2026, 10, 1), dt.date(2026, 10, 31), "October 2026"),
        (dt.date(2026, 10, 5), dt.date(2026, 10, 30), "5–30 Oct 2026"),
        (dt.date(2026, 9, 28), dt.date(2026, 10, 4), "28 Sept – 4 Oct 2026"),
    ],
)
def test_when_the_work_was_done(
    printing_app: Flask, first: dt.date | None, last: dt.date | None, words: str
) -> None:
    with printing_app.app_context(), force_locale("en"):
        said = supplied(replace(TEN, supply_from=first, supply_on=last))
    assert said.replace("\u2009", " ") == words


def test_the_page_carries_no_style_or_script_of_its_own(proof: Print) -> None:
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", paper_html(TEN))


def test_the_stylesheet_is_in_the_house_colour_made_legible(printing_app: Flask) -> None:
    with printing_app.app_context():
        css = stylesheet("#ffd400", fonts="/static/vendor/fonts/")
    assert 'url("/static/vendor/fonts/Inter-Regular.ttf")' in css
    assert "#8c7400" in css
    assert "{{" not in css

from reportlab.pdfbase.ttfonts import TTFont

from factuur.documents.figures import tabular_shapes
from factuur.documents.press import FONTS

FACES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def widths(name: str, *, tabular: bool) -> set[int]:
    face = TTFont(name, str(FONTS / name)).face
    twins = tabular_shapes((FONTS / name).read_bytes())
    glyphs = [face.charToGlyph[ord(figure)] for figure in "0123456789"]
    return {face.hmetrics[twins[glyph] if tabular else glyph][0] for glyph in glyphs}


def test_every_figure_has_a_twin_of_one_width() -> None:
    for name in FACES:
        assert len(widths(name, tabular=False)) > 1
        assert len(widths(name, tabular=True)) == 1


def test_a_font_without_the_feature_has_no_twins() -> None:
    assert tabular_shapes((FONTS / "DejaVuSans.ttf").read_bytes()) == {}

"""Figures of equal width, found in a font.

ReportLab takes the first shape that a font offers for each digit, and in Inter a 1
is two thirds of a 0: columns of amounts would not stand under each other. The font
has the other shapes too, behind its OpenType feature `tnum`; this reads which they
are. Source: OpenType 1.9, GSUB, lookup type 1 (single substitution) and 7 (extension).
"""

import struct

SINGLE, EXTENSION = 1, 7


def tabular_shapes(font: bytes) -> dict[int, int]:
    """Map each glyph that has a tabular twin to that twin; empty without the feature."""
    start = _table(font, b"GSUB")
    if start is None:
        return {}
    features, lookups = (start + offset for offset in _shorts(font, start + 6, 2))
    shapes: dict[int, int] = {}
    for index in sorted(_lookups_of(font, features, b"tnum")):
        lookup = lookups + _shorts(font, lookups + 2 + 2 * index, 1)[0]
        kind, _flags, count = _shorts(font, lookup, 3)
        for offset in _shorts(font, lookup + 6, count):
            shapes |= _substitutions(font, lookup + offset, kind)
    return shapes


def _shorts(font: bytes, at: int, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}H", font, at)


def _table(font: bytes, tag: bytes) -> int | None:
    for index in range(_shorts(font, 4, 1)[0]):
        name, _sum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    return None


def _lookups_of(font: bytes, features: int, tag: bytes) -> set[int]:
    found: set[int] = set()
    for index in range(_shorts(font, features, 1)[0]):
        name, offset = struct.unpack_from(">4sH", font, features + 2 + 6 * index)
        if name == tag:
            count = _shorts(font, features + offset + 2, 1)[0]
            found.update(_shorts(font, features + offset + 4, count))
    return found


def _substitutions(font: bytes, at: int, kind: int) -> dict[int, int]:
    if kind == EXTENSION:
        _form, kind, offset = struct.unpack_from(">HHL", font, at)
        at += offset
    if kind != SINGLE:
        return {}
    form, coverage, third = _shorts(font, at, 3)
    glyphs = _covered(font, at + coverage)
    if form == 1:  # one distance for all; the third number is that distance
        return {glyph: (glyph + third) % 65_536 for glyph in glyphs}
    return dict(zip(glyphs, _shorts(font, at + 6, third), strict=True))


def _covered(font: bytes, at: int) -> list[int]:
    form, count = _shorts(font, at, 2)
    if form == 1:
        return list(_shorts(font, at + 4, count))
    ranges = (_shorts(font, at + 4 + 6 * index, 3) for index in range(count))
    return [glyph for first, last, _index in ranges for glyph in range(first, last + 1)]

"""The provincial units as equal tiles, each where it lies among the others: a list that looks like a map, and draws no borders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook.link.library import Library
from casebook.model.names import page_path

# Code → (row, column). The order is the register's, and that of the keyboard.
PLACES: dict[str, tuple[int, int]] = {
    "110000": (2, 5), "120000": (3, 6), "130000": (3, 5), "140000": (3, 4), "150000": (2, 4),
    "210000": (3, 7), "220000": (2, 7), "230000": (1, 7),
    "310000": (5, 7), "320000": (5, 6), "330000": (6, 6), "340000": (5, 5), "350000": (7, 5), "360000": (6, 5), "370000": (4, 5),
    "410000": (4, 4), "420000": (5, 4), "430000": (6, 4), "440000": (7, 4), "450000": (7, 3), "460000": (8, 3),
    "500000": (5, 3), "510000": (5, 2), "520000": (6, 3), "530000": (6, 2), "540000": (5, 1),
    "610000": (4, 3), "620000": (3, 2), "630000": (4, 2), "640000": (3, 3), "650000": (3, 1),
    "710000": (7, 6), "810000": (8, 5), "820000": (8, 4),
}  # fmt: skip
_SHADES = 3
_BREAK = re.compile("(?=维吾尔|壮族|回族|自治区|特别|行政区)")  # where a long name may go on in the next line


@dataclass(frozen=True, slots=True)
class Tile:
    """`parts` of the name, which may break between them; `path` is below the site root, '' for a unit without records; `shade` is 0 there, else 1 to 3 by its share of the most."""

    parts: tuple[str, ...]
    path: str
    total: int
    shade: int
    row: int
    column: int


def tiles_of(library: Library) -> tuple[Tile, ...]:
    """All provincial units, also those without records; () for a library whose register knows none of them."""
    names = {code: region.name for code in PLACES if (region := library.vocab.regions.get(code)) is not None}
    totals = {code: len(library.by_spot.get(code, ())) if code in library.spots else 0 for code in names}
    most = max(totals.values(), default=0)
    return tuple(
        Tile(
            parts=tuple(_BREAK.split(name)),
            path=page_path("region", code) if totals[code] else "",
            total=totals[code],
            shade=-(-_SHADES * totals[code] // most) if most else 0,
            row=PLACES[code][0],
            column=PLACES[code][1],
        )
        for code, name in names.items()
    )

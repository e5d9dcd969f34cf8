"""What hits are filtered, counted and sorted by: a column a facet, read when the reader opens the filters.

Columns are blank-separated cells, one a document; a cell is the varint numbers of its values, in order, mostly none or one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casebook.index.documents import SearchDoc
from casebook.index.postings import digits
from casebook.model.choices import Evidence, Level

# Documents of a file: one changed record changes one file, and 10,000 records are three of them.
CHUNK = 4096
LEVELS = tuple(level.value for level in Level)
GRADES = tuple(grade.value for grade in Evidence)


@dataclass(frozen=True, slots=True)
class Labels:
    """Values that columns number: themes and settings as (id, label), regions as (id, label, number of the parent or -1)."""

    themes: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str, int], ...]

    def as_data(self) -> dict[str, object]:
        return {
            "theme": [list(pair) for pair in self.themes],
            "setting": [list(pair) for pair in self.settings],
            "region": [list(triple) for triple in self.regions],
            "level": [[level, level] for level in LEVELS],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Labels:
        """The inverse of as_data(), from what JSON made of it."""
        themes, settings, regions = (tuple(map(tuple, data[name])) for name in ("theme", "setting", "region"))
        return cls(themes, settings, regions)


def labels(docs: Sequence[SearchDoc]) -> Labels:
    """From the documents of themes and regions themselves; settings, which have no page of search, by id."""
    themes = tuple((doc.id, doc.title) for doc in docs if doc.kind == "theme")
    settings = ((setting, label) for setting, label, _ in settings_of(docs))
    spots = [doc for doc in docs if doc.kind == "region"]
    order = {doc.id: at for at, doc in enumerate(spots)}
    regions = tuple((doc.id, doc.title, order.get(doc.regions[1], -1) if len(doc.regions) > 1 else -1) for doc in spots)
    return Labels(themes, tuple(settings), regions)


def settings_of(docs: Iterable[SearchDoc]) -> tuple[tuple[str, str, int], ...]:
    """(id, label, how many documents have it), sorted."""
    found = Counter((doc.setting, doc.setting_label or doc.setting) for doc in docs if doc.setting)
    return tuple((setting, label, count) for (setting, label), count in sorted(found.items()))


def columns(docs: Sequence[SearchDoc], known: Labels) -> dict[str, str]:
    """Column name → cells of these documents. `date` is year × 372 + month × 31 + day, month and day from 0; `evidence` 0 for A … 4 for E."""
    themes = {theme: at for at, (theme, _) in enumerate(known.themes)}
    settings = {setting: at for at, (setting, _) in enumerate(known.settings)}
    regions = {region: at for at, (region, _, _) in enumerate(known.regions)}
    rows = {
        "theme": ([themes[theme] for theme in doc.themes if theme in themes] for doc in docs),
        "region": ([regions[spot] for spot in doc.spots if spot in regions] for doc in docs),
        "level": ([LEVELS.index(doc.level)] if doc.level in LEVELS else [] for doc in docs),
        "setting": ([settings[doc.setting]] if doc.setting else [] for doc in docs),
        "note": ([1] if doc.has_note else [] for doc in docs),
        "date": ([_day(doc.date)] if doc.date else [] for doc in docs),
        "evidence": ([GRADES.index(doc.evidence)] if doc.evidence in GRADES else [] for doc in docs),
    }
    return {name: _cells(cells) for name, cells in rows.items()}


def _day(day: date) -> int:
    return day.year * 372 + (day.month - 1) * 31 + day.day - 1


def _cells(cells: Iterable[Iterable[int]]) -> str:
    return " ".join("".join(map(digits, cell)) for cell in cells).rstrip()

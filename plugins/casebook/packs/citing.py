"""Citations as footnotes and as a reference list, both by GB/T 7714—2015."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casebook.packs.outline import Reference, Text


def reference_list(cited: Iterable[Text], texts: Mapping[str, str]) -> tuple[Reference, ...]:
    """The sources of `cited`, numbered in the order of first citing; `texts` are source id → entry of a reference list."""
    ids = dict.fromkeys(source_of(cite) for text in cited for cite in text.cites)
    return tuple(Reference(no, source, texts[source]) for no, source in enumerate(ids, 1))


def source_of(cite: str) -> str:
    """'hubei-2019' of 'hubei-2019 一(二)'."""
    return cite.split(" ", 1)[0]


class Footnotes:
    """Makes footnotes in reading order: a source's whole entry where it is first cited, later its number in the list."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._known = {reference.source: reference for reference in references}
        self._told: set[str] = set()

    def text(self, cites: Sequence[str]) -> str:
        """'[1] 民政厅. 答复[Z]. 一(二)，二(三)；[2] 三', '' for no citation."""
        places: dict[str, list[str]] = {}
        for cite in cites:
            places.setdefault(source_of(cite), []).append(cite.split(" ", 1)[1])
        return "；".join(self._one(source, "，".join(locators)) for source, locators in places.items())

    def _one(self, source: str, locators: str) -> str:
        reference = self._known[source]
        entry = "" if source in self._told else f"{reference.text} "
        self._told.add(source)
        return f"[{reference.no}] {entry}{locators}"

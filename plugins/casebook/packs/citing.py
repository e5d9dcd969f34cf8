"""Citations as footnotes and as a reference list, both by GB/T 7714—2015."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casebook.packs.outline import Reference, Text


def reference_list(cited: Iterable[Text], texts: Mapping[str, str]) -> tuple[Reference, ...]:
    """The sources of `cited`, numbered in the order of first citing; `texts` are source id → entry of a reference list."""
    ids = dict.fromkeys(source_of(cite) for text in cited for cite in text.cites)
    return tuple(Reference(no, source, texts[source]) for no, source in enumerate(ids, 1))


def source_of(cite: str) -> str:
    """'hubei-2019' of 'hubei-2019 一(二)'."""
    return cite.split(" ", 1)[0]


@dataclass(frozen=True, slots=True)
class Citation:
    """`mark` stands raised behind the words: '[1]一(二)，二(三)'; `note` is the footnote that goes with it: whole entries, or ''."""

    mark: str
    note: str


NONE = Citation("", "")


class Footnotes:
    """Makes marks and footnotes in reading order. A source has one footnote a section, where it is first cited there, so that a
    page tells what its numbers mean and is not half full of notes; the mark always says which place of the source is meant."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._known = {reference.source: reference for reference in references}
        self._told: set[str] = set()

    def begin_section(self) -> None:
        """Sources are told anew from here on."""
        self._told.clear()

    def cite(self, cites: Sequence[str]) -> Citation:
        """For the citations of one Text; NONE without any."""
        if not cites:
            return NONE
        places: dict[str, list[str]] = {}
        for cite in cites:
            places.setdefault(source_of(cite), []).append(cite.split(" ", 1)[1])
        mark = "；".join(f"[{self._known[source].no}]{'，'.join(found)}" for source, found in places.items())
        new = [self._known[source] for source in places if source not in self._told]
        self._told.update(places)
        return Citation(mark, "；".join(f"[{reference.no}] {reference.text}" for reference in new))

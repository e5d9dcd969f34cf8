"""Other records that a record resembles, by name or by text, with the runs of text that stand in both; and runs that stand in a
source's own text, which records may not repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from casebook.index.texts import steps_and_body
from casebook.index.words import fold
from casebook.link.library import Entry
from casebook.model.plain import plain

RUN = 24  # signs that two people do not write alike by chance; titles and quotations are facts and do not count
_GRAM = 8
_SHARE = 0.3
_NAME = 82  # of 100
_NAMED = re.compile(r"《[^》]*》|[“\"「『][^”\"」』]{1,40}[”\"」』]")
_SIGNS = re.compile(r"[^\u3400-\u9fff0-9a-z%|]+")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Another record: `name` is the likeness of the names, 0 to 100, `share` how much of the text of the one under review
    stands there too, 0.0 to 1.0, `runs` what stands in both, the longest first."""

    id: str
    title: str
    path: str
    name: int
    share: float
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A run of at least RUN signs that stands in the archived text of a source."""

    source: str
    run: str


class Text:
    """A text without titles, quotations and signs, and its windows."""

    def __init__(self, text: str) -> None:
        self.plain = _SIGNS.sub("", _NAMED.sub("|", fold(text)))
        self._windows = [self.plain[at : at + _GRAM] for at in range(len(self.plain) - _GRAM + 1)]
        self.known = {window for window in self._windows if "|" not in window}

    def held_by(self, other: Text) -> tuple[float, tuple[str, ...]]:
        """How much of the text stands in another, and the runs of at least RUN signs, the longest first."""
        shared = self.known & other.known
        if not shared:
            return 0.0, ()
        covered = [window in shared for window in self._windows]
        runs = dict.fromkeys(self._stretches(covered, other))
        return sum(covered) / len(covered), tuple(sorted(runs, key=lambda run: (-len(run), run)))

    @cached_property
    def runs(self) -> frozenset[str]:
        """Its windows of RUN signs."""
        return frozenset(self.plain[at : at + RUN] for at in range(len(self.plain) - RUN + 1))

    def _stretches(self, covered: list[bool], other: Text) -> Iterator[str]:
        """Stretches of which every piece of RUN signs stands in the other text. In time of the length: a stranger's text may be
        one sign ten thousand times."""
        least = RUN - _GRAM + 1
        ends = [at for at, is_there in enumerate((*covered, False)) if not is_there]
        start = 0
        for end in ends:
            if end - start >= least:
                yield from _kept(self.plain[start : end + _GRAM - 1], other.runs)
            start = end + 1


def _kept(piece: str, runs: frozenset[str]) -> Iterator[str]:
    start: int | None = None
    for at in range(len(piece) - RUN + 2):
        is_there = at + RUN <= len(piece) and piece[at : at + RUN] in runs
        if is_there and start is None:
            start = at
        elif not is_there and start is not None:
            yield piece[start : at + RUN - 1]
            start = None


def text_of(entry: Entry) -> str:
    """What the record says in its own words; no run reaches from one statement into the next."""
    steps, body = steps_and_body(entry.record, lambda _ref: "")
    return f"{plain(entry.card.summary)}\n{steps}\n{body}".replace("\n", "|")


def resembling(entries: Iterable[Entry], others: Iterable[Entry]) -> dict[str, tuple[Alike, ...]]:
    """By id of each entry at most five other records that are like it, the likest first. Bibliographies are like each other by
    nature: of sources only the names are compared."""
    own = {entry: Text("" if entry.kind == "source" else text_of(entry)) for entry in entries}
    found: dict[str, list[Alike]] = {entry.id: [] for entry in own}
    for other in others if own else ():
        text = Text("" if other.kind == "source" else text_of(other))
        for entry, said in own.items():
            if other.id == entry.id:
                continue
            name = _likeness(entry, other) if other.kind == entry.kind else 0
            share, runs = said.held_by(text)
            if name >= _NAME or share >= _SHARE or runs:
                found[entry.id].append(Alike(other.id, other.title, other.path, name, round(share, 2), runs))
    return {
        one: tuple(sorted(alike, key=lambda each: (-each.share, -each.name, each.id))[:_SHOWN])
        for one, alike in found.items()
    }


def _likeness(one: Entry, other: Entry) -> int:
    return max(round(fuzz.ratio(first, second)) for first in one.card.folded for second in other.card.folded)


def copied(entry: Entry, archive: Mapping[str, Text]) -> tuple[Copied, ...]:
    """Runs that stand in an archived text; `archive` is by source id."""
    own = Text(text_of(entry))
    return tuple(Copied(source, run) for source, text in archive.items() for run in own.held_by(text)[1])

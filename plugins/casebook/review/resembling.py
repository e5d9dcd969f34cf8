"""Other records that a record resembles, by name or by text, with the runs of text that stand in both; and runs that stand in a
source's own text, which records may not repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from casebook.check.privacy import masked
from casebook.index.parallel import Spread
from casebook.index.texts import steps_and_body
from casebook.index.words import fold
from casebook.link.library import Entry
from casebook.model.plain import plain
from casebook.review.near import GRAM, WALL, Common

RUN = 24  # signs that two people do not write alike by chance; titles and quotations are facts and do not count
_SHARE = 0.3
_NAME = 82  # of 100
_NAMED = re.compile(r"《[^》]*》|[“\"「『][^”\"」』]{1,40}[”\"」』]")
_SIGNS = re.compile(r"[^\u3400-\u9fff0-9a-z%|]+")
_SHOWN = 5
_SHORT = 50
_READ = 20  # records that are compared with one word by word: those that share most of its text
_PORTION = 200


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


def _bare(text: str) -> str:
    return _SIGNS.sub("", _NAMED.sub(WALL, fold(text)))


class Text:
    """A text without titles, quotations and signs, and its windows."""

    def __init__(self, text: str) -> None:
        self.plain = _bare(text)
        self._windows = [self.plain[at : at + GRAM] for at in range(len(self.plain) - GRAM + 1)]
        self.known = {window for window in self._windows if WALL not in window}
        # Statements that are shorter than a window count for nothing; a few words in common make no short text alike.
        self.length = max(_SHORT, sum(window in self.known for window in self._windows))

    def held_by(self, other: Text) -> tuple[float, tuple[str, ...]]:
        """How much of the text stands in another, and the runs of at least RUN signs, the longest first."""
        shared = self.known & other.known
        if not shared:
            return 0.0, ()
        covered = [window in shared for window in self._windows]
        runs = dict.fromkeys(self._stretches(covered, other))
        return sum(covered) / self.length, tuple(sorted(runs, key=lambda run: (-len(run), run)))

    @cached_property
    def runs(self) -> frozenset[str]:
        """Its windows of RUN signs."""
        return frozenset(self.plain[at : at + RUN] for at in range(len(self.plain) - RUN + 1))

    def _stretches(self, covered: list[bool], other: Text) -> Iterator[str]:
        """Stretches of which every piece of RUN signs stands in the other text. In time of the length: a stranger's text may be
        one sign ten thousand times."""
        least = RUN - GRAM + 1
        ends = [at for at, is_there in enumerate((*covered, False)) if not is_there]
        start = 0
        for end in ends:
            if end - start >= least:
                yield from _kept(self.plain[start : end + GRAM - 1], other.runs)
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
    return f"{plain(entry.card.summary)}\n{steps}\n{body}".replace("\n", WALL)


def resembling(entries: Iterable[Entry], others: Sequence[Entry], spread: Spread = map) -> dict[str, tuple[Alike, ...]]:
    """By id of each entry at most five other records that are like it, the likest first. Bibliographies are like each other by
    nature: of sources only the names are compared."""
    wanted = _Wanted(entries)
    near: list[list[_Near]] = [[] for _ in wanted.own]
    portions = [others[start : start + _PORTION] for start in range(0, len(others), _PORTION)] if near else []
    for found in spread(wanted.near, portions):
        for number, more in enumerate(found):
            near[number] += more
    by_id = {other.id: other for other in others}
    read = lru_cache(_READ * 10)(lambda one: Text(_compared(by_id[one])))
    return {
        entry.id: _alike(entry, text, [(by_id[one], read(one)) for _, _, one in _most(found)])
        for (entry, text), found in zip(wanted.own, near, strict=True)
    }


# How many windows a record has in common with one, whether a name is alike too, and its id.
_Near = tuple[int, bool, str]


def _most(found: Iterable[_Near]) -> list[_Near]:
    """Those that share most, and those of them that are alike by name."""
    ranked = sorted(found, key=lambda one: (-one[0], one[2]))
    return list(dict.fromkeys((*ranked[:_READ], *[one for one in ranked if one[1]][:_READ])))


def _alike(entry: Entry, text: Text, near: Iterable[tuple[Entry, Text]]) -> tuple[Alike, ...]:
    found = []
    for other, said in near:
        name = _likeness(entry, other) if other.kind == entry.kind else 0
        share, runs = text.held_by(said)
        if name >= _NAME or share >= _SHARE or runs:
            found.append(Alike(other.id, other.title, other.path, name, round(share, 2), runs))
    return tuple(sorted(found, key=lambda each: (-each.share, -each.name, each.id))[:_SHOWN])


def newly_alike(entry: Entry, before: Entry | None, alike: tuple[Alike, ...]) -> tuple[Alike, ...]:
    """Without the records that it was like before the change already: what they had in common is no news."""
    if before is None:
        return alike
    said = _bare(masked(_compared(before)))
    is_renamed = entry.card.folded != before.card.folded
    return tuple(one for one in alike if any(run not in said for run in one.runs) or (is_renamed and one.name >= _NAME))


def _compared(entry: Entry) -> str:
    return "" if entry.kind == "source" else text_of(entry)


class _Wanted:
    """The records under review, to be held against all others, however many there are of both."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.own = tuple((entry, Text(masked(_compared(entry)))) for entry in entries)
        self._common = Common([text.plain for _, text in self.own])
        # Windows that must be in common for a share or a run to be found.
        self._least = np.array([max(1, min(_SHARE * text.length, RUN - GRAM + 1)) for _, text in self.own])
        self._names: dict[str, list[tuple[int, str]]] = {}
        for number, (entry, _) in enumerate(self.own):
            self._names.setdefault(entry.kind, []).extend((number, name) for name in entry.card.folded)

    def near(self, others: Sequence[Entry]) -> list[list[_Near]]:
        """For each of them those of a portion of the others that may be like it; never the record itself."""
        found: list[list[_Near]] = [[] for _ in self.own]
        for other in others:
            counts = self._common.counts(_bare(_compared(other)))
            named = self._named(other)
            for number in named.union(np.flatnonzero(counts >= self._least).tolist()):
                if self.own[number][0].id != other.id:
                    found[number].append((int(counts[number]), number in named, other.id))
        return [_most(near) for near in found]

    def _named(self, other: Entry) -> set[int]:
        names = self._names.get(other.kind, [])
        alike = (
            process.extract(name, [one for _, one in names], scorer=fuzz.ratio, score_cutoff=_NAME - 0.5, limit=None)
            for name in (other.card.folded if names else ())
        )
        return {names[at][0] for each in alike for _, _, at in each}


def _likeness(one: Entry, other: Entry) -> int:
    return max(round(fuzz.ratio(first, second)) for first in one.card.folded for second in other.card.folded)


def copied(entry: Entry, archive: Mapping[str, Text]) -> tuple[Copied, ...]:
    """Runs that stand in an archived text; `archive` is by source id."""
    own = Text(masked(text_of(entry)))
    return tuple(Copied(source, run) for source, text in archive.items() for run in own.held_by(text)[1])

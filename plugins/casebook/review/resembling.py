"""Other records that a record resembles, by name or by text, with the runs of text that stand in both; and runs that stand in a
source's own text, which records may not repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from casebook.check.privacy import masked
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
        self.length = len(self._windows)
        self.known = {window for window in self._windows if "|" not in window}

    @property
    def counted(self) -> Counter[str]:
        """How often each of its windows stands in it."""
        return Counter(window for window in self._windows if window in self.known)

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
    wanted = _Wanted((entry, _compared(entry, masked)) for entry in entries)
    found: dict[str, list[Alike]] = {entry.id: [] for entry, _ in wanted.own}
    for other in others if found else ():
        text = _compared(other)
        for entry, said in wanted.near(other, text):
            name = _likeness(entry, other) if other.kind == entry.kind else 0
            share, runs = said.held_by(text)
            if name >= _NAME or share >= _SHARE or runs:
                found[entry.id].append(Alike(other.id, other.title, other.path, name, round(share, 2), runs))
    return {
        one: tuple(sorted(alike, key=lambda each: (-each.share, -each.name, each.id))[:_SHOWN])
        for one, alike in found.items()
    }


def _compared(entry: Entry, shown: Callable[[str], str] = str) -> Text:
    return Text("" if entry.kind == "source" else shown(text_of(entry)))


class _Wanted:
    """The records under review by what they hold, so that every other record is looked at once, however many they are."""

    def __init__(self, own: Iterable[tuple[Entry, Text]]) -> None:
        self.own = tuple(own)
        self._holders: dict[str, list[tuple[int, int]]] = {}  # window → which of them hold it, and how often
        self._least: list[float] = []  # windows that must be in common for a share or a run to be found
        self._names: dict[str, list[tuple[int, str]]] = {}
        for number, (entry, text) in enumerate(self.own):
            for window, times in text.counted.items():
                self._holders.setdefault(window, []).append((number, times))
            self._least.append(min(_SHARE * text.length, RUN - _GRAM + 1))
            self._names.setdefault(entry.kind, []).extend((number, name) for name in entry.card.folded)

    def near(self, other: Entry, text: Text) -> Iterator[tuple[Entry, Text]]:
        """Those that may be like another record; never that record itself."""
        common = [0] * len(self.own)
        for window in text.known & self._holders.keys():
            for number, times in self._holders[window]:
                common[number] += times
        near = {number for number, count in enumerate(common) if count and count >= self._least[number]}
        names = self._names.get(other.kind, [])
        for name in other.card.folded if names else ():
            alike = process.extract(
                name, [one for _, one in names], scorer=fuzz.ratio, score_cutoff=_NAME - 0.5, limit=None
            )
            near.update(names[at][0] for _, _, at in alike)
        return (self.own[number] for number in sorted(near) if self.own[number][0].id != other.id)


def _likeness(one: Entry, other: Entry) -> int:
    return max(round(fuzz.ratio(first, second)) for first in one.card.folded for second in other.card.folded)


def copied(entry: Entry, archive: Mapping[str, Text]) -> tuple[Copied, ...]:
    """Runs that stand in an archived text; `archive` is by source id."""
    own = Text(masked(text_of(entry)))
    return tuple(Copied(source, run) for source, text in archive.items() for run in own.held_by(text)[1])

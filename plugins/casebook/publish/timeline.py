"""时间线: policies by the day they were issued, practice by its period and its points in time, a year at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.link.library import Entry, Library
from casebook.model.choices import Status
from casebook.model.dates import Edtf
from casebook.model.names import SECTION, listing_path, page_path
from casebook.publish.pages import html_of

_KINDS = ("policy", "case", "method")
# A year of a library of thousands would be a page of its own: the lists can be filtered by year.
_A_KIND_A_YEAR = 40


@dataclass(frozen=True, slots=True)
class Event:
    """`mark` is 推断 for a date that no source says, `paper` 计划 and the like for what was not done."""

    when: str
    what: str
    title: str
    path: str
    mark: str
    paper: str


@dataclass(frozen=True, slots=True)
class Lane:
    """`rest` is the filtered list's site path when not all are shown, else ''."""

    label: str
    events: tuple[Event, ...]
    total: int
    rest: str


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """`undated`: policies of which no source says when they were issued."""

    years: tuple[Year, ...]
    undated: int
    policies: str


def timeline_part(library: Library) -> str:
    """HTML for the comment 'timeline' of a hand-written page at the root."""
    found: defaultdict[int, dict[str, list[tuple[Edtf, Event]]]] = defaultdict(lambda: {kind: [] for kind in _KINDS})
    undated = 0
    for entry in library.dated():
        if entry.kind in _KINDS and entry.card.status != Status.WITHDRAWN.value:
            for on, event in _events(entry):
                found[on.year][entry.kind].append((on, event))
            undated += not entry.card.times  # of these kinds only policies come without a date
    years = tuple(Year(year, tuple(_lanes(year, found[year]))) for year in sorted(found))
    return html_of("timeline.html.j2", TimelineView(years, undated, listing_path("policy")))


def _events(entry: Entry) -> Iterator[tuple[Edtf, Event]]:
    path = page_path(entry.kind, entry.id)
    for time in entry.card.times:
        on = Edtf(time.on)
        when = on.label.replace("（推断）", "")
        yield on, Event(when, time.what, entry.title, path, "推断" if on.inferred else "", time.paper)


def _lanes(year: int, found: dict[str, list[tuple[Edtf, Event]]]) -> Iterator[Lane]:
    """Lanes that hold something. Within one: by first day, wide spans before the points in them, then by title."""
    for kind in _KINDS:
        own = sorted(found[kind], key=lambda pair: (pair[0].start, -pair[0].end.toordinal(), pair[1].title))
        if own:
            rest = f"{listing_path(kind)}?year={year}" if len(own) > _A_KIND_A_YEAR else ""
            yield Lane(SECTION[kind].label, tuple(event for _, event in own[:_A_KIND_A_YEAR]), len(own), rest)

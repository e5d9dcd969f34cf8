"""What the home page shows below its hand-written words: search, figures, and the ways in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casebook.link.library import Library
from casebook.model.names import RECORD_KINDS, SECTION, listing_path, page_path
from casebook.publish.items import Item, Items
from casebook.publish.pages import html_of
from casebook.publish.taxonomy import Way

# The three that the project is named for; one that is missing is passed over.
FEATURED = ("tian-tian-qiao-men-shi-ba-fa", "wu-shi-gong-zuo-fa", "you-min-zuo-zhu")
_ASKS_AT_MOST, _CHANGES_AT_MOST = 24, 8
_FIGURES = ("method", "case", "policy", "term", "source")


@dataclass(frozen=True, slots=True)
class Figure:
    total: int
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A problem in a reader's words, and the page of the theme it belongs to."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Change:
    date: str
    title: str
    kind_label: str
    path: str


@dataclass(frozen=True, slots=True)
class HomeView:
    figures: tuple[Figure, ...]
    asks: tuple[Ask, ...]
    featured: tuple[Item, ...]
    themes: tuple[Way, ...]
    regions: tuple[Way, ...]
    changed: tuple[Change, ...]


def home_part(library: Library, items: Items, changed: Mapping[str, str]) -> str:
    """HTML of the home page's ways in."""
    view = HomeView(
        figures=_figures(library),
        asks=_asks(library),
        featured=tuple(items[record_id] for record_id in FEATURED if record_id in items),
        themes=_themes(library),
        regions=_regions(library),
        changed=_changes(items, changed),
    )
    return html_of("home.html.j2", view)


def _figures(library: Library) -> tuple[Figure, ...]:
    """Numbers of the main kinds, and of the provinces they come from."""
    counts = library.counts()
    kinds = [Figure(counts[kind], SECTION[kind].label, listing_path(kind)) for kind in _FIGURES if counts[kind]]
    provinces = len(library.children_of(None))
    return (*kinds, *((Figure(provinces, "省级地区", listing_path("region")),) if provinces else ()))


def _asks(library: Library) -> tuple[Ask, ...]:
    """Problems of themes that have records, each theme's first before any theme's second; at most 24."""
    used = [theme for theme in library.vocab.themes if library.by_theme.get(theme.id)]
    most = max((len(theme.problems) for theme in used), default=0)
    ranked = [
        Ask(theme.problems[rank], page_path("theme", theme.id))
        for rank in range(most)
        for theme in used
        if rank < len(theme.problems)
    ]
    return tuple(ranked[:_ASKS_AT_MOST])


def _themes(library: Library) -> tuple[Way, ...]:
    return tuple(
        Way(theme.label, page_path("theme", theme.id), total=len(library.by_theme.get(theme.id, ())))
        for theme in library.vocab.themes
    )


def _regions(library: Library) -> tuple[Way, ...]:
    return tuple(
        Way(spot.label, page_path("region", spot.id), total=len(library.by_spot.get(spot.id, ())))
        for spot in library.children_of(None)
    )


def _changes(items: Items, changed: Mapping[str, str]) -> tuple[Change, ...]:
    """Newest first; of one day in site order. Nothing when every record bears the same day: then nothing is news."""
    dated: Sequence[Item] = [item for item in items.of_kind() if item.id in changed and not item.status]
    if len({changed[item.id] for item in dated}) < 2:
        return ()
    kinds = {kind: rank for rank, kind in enumerate(RECORD_KINDS)}
    newest = sorted(
        sorted(dated, key=lambda item: (kinds[item.kind], item.id)), key=lambda item: changed[item.id], reverse=True
    )
    return tuple(Change(changed[item.id], item.title, item.kind_label, item.path) for item in newest[:_CHANGES_AT_MOST])

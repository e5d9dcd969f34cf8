"""What the home page shows below its hand-written words: search, figures, and the ways in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.link.library import Library
from casebook.model.method import Method
from casebook.model.names import SECTION, listing_path, page_path
from casebook.publish.items import Items
from casebook.publish.news import Change, newest
from casebook.publish.pages import html_of
from casebook.publish.prose import plain
from casebook.publish.taxonomy import Way
from casebook.publish.tiles import PLACES, Tile, tiles_of

# The three that the project is named for; one that is missing is passed over.
FEATURED = ("tian-tian-qiao-men-shi-ba-fa", "wu-shi-gong-zuo-fa", "you-min-zuo-zhu")
_CHANGES_AT_MOST = 8
_FIGURES = ("method", "case", "policy", "term", "source")


@dataclass(frozen=True, slots=True)
class Figure:
    total: int
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a record under the question it answers; `mark` tells that no source says it."""

    label: str
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A method to be understood in three minutes; `others` are to be read next."""

    title: str
    path: str
    summary: str
    steps: tuple[str, ...]
    said: tuple[Said, ...]
    others: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    figures: tuple[Figure, ...]
    situations: tuple[Way, ...]
    feature: Feature | None
    themes: tuple[Way, ...]
    tiles: tuple[Tile, ...]
    regions: tuple[Way, ...]  # those that have no tile
    has_places: bool
    changed: tuple[Change, ...]


def home_part(library: Library, items: Items, changed: Mapping[str, str]) -> str:
    """HTML of the home page's ways in."""
    view = HomeView(
        figures=_figures(library),
        situations=_situations(library),
        feature=_feature(library),
        themes=_themes(library),
        tiles=tiles_of(library),
        regions=_regions(library),
        has_places=bool(library.spots),
        changed=newest(items, changed, _CHANGES_AT_MOST),
    )
    return html_of("home.html.j2", view)


def _figures(library: Library) -> tuple[Figure, ...]:
    """Numbers of the main kinds, and of the provinces they come from."""
    counts = library.counts()
    kinds = [Figure(counts[kind], SECTION[kind].label, listing_path(kind)) for kind in _FIGURES if counts[kind]]
    provinces = sum(spot.region is not None for spot in library.children_of(None))
    return (*kinds, *((Figure(provinces, "省级地区", listing_path("region")),) if provinces else ()))


def _feature(library: Library) -> Feature | None:
    """The first of the named methods whose steps are known, else the first that is there."""
    methods = [library.get(one, Method) for one in FEATURED if one in library.entries]
    if not methods:
        return None
    method = next((one for one in methods if one.steps), methods[0])
    asked = (
        ("解决什么问题", method.problem_solved),
        ("什么时候用", method.preconditions),
        ("什么时候不用", method.not_suitable_when),
    )
    said = tuple(
        Said(label, plain(claims[0].text), "" if claims[0].cite else "编者归纳") for label, claims in asked if claims
    )
    others = tuple(Way(one.title, page_path("method", one.id)) for one in methods if one is not method)
    steps = tuple(step.name for step in method.steps)
    return Feature(method.title, page_path("method", method.id), plain(method.summary), steps, said, others)


def _situations(library: Library) -> tuple[Way, ...]:
    return tuple(Way(one.label, page_path("situation", one.id), one.scope_note) for one in library.vocab.situations)


def _themes(library: Library) -> tuple[Way, ...]:
    return tuple(
        Way(theme.label, page_path("theme", theme.id), total=len(library.by_theme.get(theme.id, ())))
        for theme in library.vocab.themes
    )


def _regions(library: Library) -> tuple[Way, ...]:
    return tuple(
        Way(spot.label, page_path("region", spot.id), total=len(library.by_spot.get(spot.id, ())))
        for spot in library.children_of(None)
        if spot.id not in PLACES
    )

"""What a list can be filtered by: for each facet the values that occur, with Chinese labels and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casebook.link.facts import LENGTHS, choice_id, level_name
from casebook.link.library import Library
from casebook.model.choices import (
    Choice,
    ClaimStage,
    Difficulty,
    Form,
    Instrument,
    Level,
    Participation,
    SourceType,
    Stage,
    Status,
    Validity,
)
from casebook.model.names import RECORD_KINDS, SECTION
from casebook.publish.items import Item


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet; `parent` is set in trees only."""

    value: str
    label: str
    count: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """`name` is the key in addresses and data attributes; a tree's options come parents first."""

    name: str
    label: str
    options: tuple[Option, ...]
    tree: bool = False


_CHOICES: dict[str, tuple[str, type[Choice]]] = {
    "level": ("层级", Level),
    "instrument": ("文种", Instrument),
    "form": ("类型", Form),
    "progress": ("进展", ClaimStage),
    "difficulty": ("难度", Difficulty),
    "participation": ("居民参与程度", Participation),
    "stage": ("阶段", Stage),
    "validity": ("效力", Validity),
    "type": ("文献类型", SourceType),
    "status": ("状态", Status),
}
# In the order of the form: the tree has a row of its own and comes first. Everything that asks of one kind only stays out of the list of all kinds.
_ORDER = (
    "region", "kind", "theme", "level", "instrument", "form", "progress", "difficulty", "participation",
    "setting", "stage", "validity", "type", "length", "year", "status",
)  # fmt: skip
_OF_ALL = ("region", "kind", "theme", "level", "form", "year", "status")


def _labels(library: Library, name: str, found: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(value, label, parent) of a facet in the order people expect, values that do not occur included."""
    if name == "kind":
        yield from ((kind, SECTION[kind].label, "") for kind in RECORD_KINDS)
    elif name == "theme":
        yield from ((theme.id, theme.label, "") for theme in library.vocab.themes)
    elif name == "setting":
        yield from ((setting.id, setting.label, "") for setting in library.vocab.settings)
    elif name == "region":
        yield from ((spot.id, spot.label, spot.parent or "") for spot in library.spots.values())
    elif name == "year":
        yield from ((year, f"{year}年", "") for year in sorted(found, reverse=True))
    elif name == "length":
        yield from ((length, label, "") for length, _, label in LENGTHS)
    elif name == "level":
        yield from ((choice_id(level), level_name(level), "") for level in Level)
    else:
        yield from ((choice_id(choice), choice.value, "") for choice in _CHOICES[name][1])


_NAMES = {"kind": "栏目", "theme": "主题", "region": "地区", "setting": "场景", "length": "课时", "year": "年份"}


def facets_of(library: Library, items: Sequence[Item], *, all_kinds: bool) -> tuple[Facet, ...]:
    """Facets that can tell these items apart: at least two different values, or one that some items lack."""
    return tuple(
        facet for name in (_OF_ALL if all_kinds else _ORDER) if (facet := _facet(library, name, items)) is not None
    )


def _facet(library: Library, name: str, items: Sequence[Item]) -> Facet | None:
    counts = Counter(value for item in items for value in item.values.get(name, ()))
    if not any(count < len(items) for count in counts.values()):
        return None
    options = tuple(
        Option(value, label, counts[value], parent)
        for value, label, parent in _labels(library, name, counts)
        if counts[value]
    )
    label = _NAMES.get(name) or _CHOICES[name][0]
    return Facet(name, label, options, tree=name == "region")

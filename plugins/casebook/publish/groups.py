"""Records of one theme or place, kind by kind, for pages that gather several kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casebook.model.names import RECORD_KINDS, SECTION, listing_path
from casebook.publish.items import Item
from casebook.publish.toc import Toc


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind."""

    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind under a heading; `rest` is the site path of the filtered list when not all are shown, else ''."""

    anchor: str
    label: str
    total: int
    items: tuple[Item, ...]
    note: str = ""
    rest: str = ""


def groups_of(
    items: Sequence[Item], *, limit: int, query: str, notes: Mapping[str, str] | None = None
) -> tuple[Group, ...]:
    """Groups in site order, items in the order given, at most `limit` a kind; `query` is 'theme=…' or 'region=…'."""
    found = []
    for kind in RECORD_KINDS:
        own = tuple(item for item in items if item.kind == kind)
        if own:
            rest = f"{listing_path(kind)}?{query}" if len(own) > limit else ""
            found.append(
                Group(
                    SECTION[kind].folder, SECTION[kind].label, len(own), own[:limit], (notes or {}).get(kind, ""), rest
                )
            )
    return tuple(found)


def toc_of(groups: Iterable[Group]) -> Toc:
    """Contents entries of the groups."""
    return tuple((group.anchor, group.label, ()) for group in groups)


def counts_of(kinds: Iterable[str]) -> tuple[Count, ...]:
    """Numbers by kind in site order, kinds without records left out."""
    totals = Counter(kinds)
    return tuple(Count(SECTION[kind].label, totals[kind]) for kind in RECORD_KINDS if totals[kind])

"""Titles and aliases that two records would share, so that a reader could not tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.link.library import Entry
from casebook.link.spots import SpotFinder
from casebook.problem import Finding, Loc


@dataclass(frozen=True, slots=True)
class _Use:
    """One title or alias where it stands. `group` is what tells documents of one title apart: their region."""

    entry: Entry
    at: Loc
    name: str
    group: tuple[str, str]

    @property
    def is_alias(self) -> bool:
        return self.at[0] == "aliases"


def name_collisions(entries: Mapping[str, Entry], finder: SpotFinder) -> Iterator[tuple[str, Finding]]:
    """A title must be unique within its kind, an alias everywhere. Documents of different regions may share both
    (各省都有《关于加强和完善城乡社区治理的实施意见》). Both sides are told, for nobody knows which one is new."""
    uses: dict[str, list[tuple[Entry, int]]] = {}
    for entry in entries.values():
        card = entry.card
        for index, name in enumerate(card.folded):
            uses.setdefault(name, []).append((entry, index))
    for several in uses.values():
        if len(several) > 1:
            yield from _collisions([_use(entry, index, finder) for entry, index in several])


def _use(entry: Entry, index: int, finder: SpotFinder) -> _Use:
    card = entry.card
    at: Loc = ("aliases", index - 1) if index else ("title",)
    return _Use(entry, at, (card.title, *card.aliases)[index], (entry.kind, _region(entry, finder)))


def _collisions(several: list[_Use]) -> Iterator[tuple[str, Finding]]:
    """Of each group and kind two representatives are enough to find one that is not the record itself."""
    in_group: dict[tuple[str, str], list[_Use]] = {}
    of_kind: dict[tuple[str, bool], list[_Use]] = {}
    for use in several:
        _add(in_group.setdefault(use.group, []), use)
        _add(of_kind.setdefault((use.entry.kind, use.is_alias), []), use)
    for use in several:
        others = list(in_group[use.group])
        for (kind, is_alias), found in of_kind.items():
            if (use.is_alias or is_alias) and not kind == use.entry.kind == "policy":
                others += found
        other = next((one.entry for one in others if one.entry is not use.entry), None)
        if other is not None:
            yield use.entry.path, _finding(use.at, use.name, other)


def _add(found: list[_Use], use: _Use) -> None:
    if len(found) < 2 and all(one.entry is not use.entry for one in found):
        found.append(use)


def _region(entry: Entry, finder: SpotFinder) -> str:
    region = entry.card.places[0].region if entry.kind == "policy" and entry.card.places else ""
    return (finder.find(region) or region) if region else ""


def _finding(at: Loc, name: str, other: Entry) -> Finding:
    return Finding("CB406", at, {"name": name.strip("“”‘’《》'\""), "other": other.path, "title": other.title})

"""A record as lists show it: title, a line of facts, themes, place, and the values that filters ask for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.link.card import Card
from casebook.link.facts import choice_id
from casebook.link.library import Entry, Library
from casebook.link.reads import ALL, note, noting, plainly
from casebook.model.choices import Status
from casebook.model.names import RECORD_KINDS, SECTION, page_path

# Lists show about three lines; the page has the rest.
_SUMMARY_AT_MOST = 110
_STATUS_ORDER = {
    status.value: rank
    for rank, status in enumerate((Status.PUBLISHED, Status.DRAFT, Status.SUPERSEDED, Status.WITHDRAWN))
}
_STATUS_ID = {status.value: choice_id(status) for status in Status}


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme label with the site path of its page."""

    id: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record in a list. `path` and the tags' paths are below the site root; `values` is facet name → ids."""

    id: str
    kind: str
    kind_label: str
    path: str
    title: str
    summary: str
    facts: tuple[str, ...]
    tags: tuple[Tag, ...]
    status: str  # empty for a published record: only the exception is worth a label
    values: Mapping[str, tuple[str, ...]]


def relative(from_path: str, to_path: str) -> str:
    """`to_path` as a link on the page `from_path`, both below the site root: works under any folder and on file://."""
    return posixpath.relpath(to_path, posixpath.dirname(from_path) or ".")


def _cut(text: str) -> str:
    return text if len(text) <= _SUMMARY_AT_MOST else text[: _SUMMARY_AT_MOST - 1].rstrip("，、；：。 ") + "…"


def _case_of(card: Card) -> str:
    return next(target.id for target in card.targets if target.field == "case")


def _place_in_list(entry: Entry) -> tuple[int, int, str]:
    return _STATUS_ORDER[entry.card.status], RECORD_KINDS.index(entry.kind), entry.id


class Items(Mapping[str, Item]):
    """Every record's item by record id, each made when it is first asked for, in the order that lists keep: usable records
    first, then by kind in site order and by id, which is the order of the pinyin. Reads are noted as reads of the library."""

    def __init__(self, library: Library, before: Items | None = None) -> None:
        """`before`: the items of the library of which this one was relinked; those of unchanged records are taken over."""
        self._library = library
        self._order = tuple(entry.id for entry in sorted(library.entries.values(), key=_place_in_list))
        self._made = before.kept(library) if before is not None else {}
        self._tags = {
            theme.id: Tag(theme.id, theme.label, page_path("theme", theme.id)) for theme in library.vocab.themes
        }
        self._above: dict[tuple[str, ...], tuple[str, ...]] = {}

    def kept(self, library: Library) -> dict[str, Item]:
        """What is the same in a library that this one was relinked to; nothing for any other."""
        if library.spot_of is not self._library.spot_of:
            return {}
        old, new = plainly(self._library.entries), plainly(library.entries)
        # A note's item tells the title of its case.
        return {one: item for one, item in self._made.items() if new[one] is old[one] and item.kind != "note"}

    def __getitem__(self, record_id: str) -> Item:
        card = self._library.entries[record_id].card
        note("spot-of", record_id)
        if card.kind == "note":
            note("entry", _case_of(card))
        return self._item(record_id)

    def _item(self, record_id: str) -> Item:
        if record_id not in self._made:
            with noting():
                self._made[record_id] = self._of(self._library.entries[record_id])
        return self._made[record_id]

    def _of(self, entry: Entry) -> Item:
        card = entry.card
        values = {
            **card.values,
            "kind": (entry.kind,),
            "theme": card.themes,
            "region": self._regions(self._library.spot_of.get(entry.id, ())),
            "status": (_STATUS_ID[card.status],),
        }
        return Item(
            id=entry.id,
            kind=entry.kind,
            kind_label=SECTION[entry.kind].label,
            path=page_path(entry.kind, entry.id),
            title=card.title,
            summary=_cut(card.summary),
            facts=tuple(fact for fact in self._facts(card) if fact),
            tags=tuple(self._tags[theme] for theme in card.themes),
            status="" if card.status == Status.PUBLISHED.value else card.status,
            values={name: found for name, found in values.items() if found},
        )

    def _facts(self, card: Card) -> Iterator[str]:
        """The card's facts with what only the library knows: the full name of the place, or the case that a note goes with."""
        for fact in card.facts:
            if fact is not None:
                yield fact
            elif card.kind == "note":
                yield f"配合案例：{self._library.entries[_case_of(card)].title}"
            else:
                yield self._library.place_name(card.id, card.place)

    def _regions(self, spots: tuple[str, ...]) -> tuple[str, ...]:
        """The spots and all above them, each once; many records lie in the same ones."""
        if spots not in self._above:
            paths = map(self._library.spot_path, spots)
            self._above[spots] = tuple(dict.fromkeys(spot.id for path in paths for spot in path))
        return self._above[spots]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    def kinds(self, ids: Iterable[str]) -> list[str]:
        """The kind of each."""
        note("listed", ALL)
        entries = plainly(self._library.entries)
        return [entries[one].kind for one in ids]

    def usable(self) -> list[str]:
        """Ids of all that is published, in order."""
        note("listed", ALL)
        entries = plainly(self._library.entries)
        return [one for one in self._order if entries[one].card.status == Status.PUBLISHED.value]

    def listed(self) -> list[Item]:
        """All items, in order, for what orders and filters them: who shows one asks for it by its id."""
        note("listed", ALL)
        return [self._item(one) for one in self._order]

    def of_kind(self, kind: str | None = None) -> list[Item]:
        """All items, or those of a kind, in order."""
        note(*(("kind", kind) if kind else ("entry", ALL)))
        note("spot-of", ALL)
        with noting():
            entries = self._library.entries
            ids = [one for one in self._order if kind is None or entries[one].kind == kind]
        # A teaching note's item tells the title of its case.
        return [self[one] if kind == "note" else self._item(one) for one in ids]


def items_of(library: Library) -> Items:
    """The items of a library."""
    return Items(library)

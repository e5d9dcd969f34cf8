"""A record as lists show it: title, a line of facts, themes, place, and the values that filters ask for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.link.card import Card
from casebook.link.facts import choice_id
from casebook.link.library import Entry, Library
from casebook.link.reads import ALL, note, noting
from casebook.model.choices import Status
from casebook.model.names import RECORD_KINDS, SECTION, page_path

# Lists show about three lines; the page has the rest.
_SUMMARY_AT_MOST = 110
_STATUS_ORDER = {
    status.value: rank
    for rank, status in enumerate((Status.PUBLISHED, Status.DRAFT, Status.SUPERSEDED, Status.WITHDRAWN))
}


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


def item_of(library: Library, entry: Entry) -> Item:
    """The record of `entry` as lists show it."""
    card, labels = entry.card, {theme.id: theme.label for theme in library.vocab.themes}
    spots = [spot.id for own in library.spot_of.get(entry.id, ()) for spot in library.spot_path(own)]
    status = Status(card.status)
    values = {
        **card.values,
        "kind": (entry.kind,),
        "theme": card.themes,
        "region": tuple(dict.fromkeys(spots)),
        "status": (choice_id(status),),
    }
    return Item(
        id=entry.id,
        kind=entry.kind,
        kind_label=SECTION[entry.kind].label,
        path=page_path(entry.kind, entry.id),
        title=card.title,
        summary=_cut(card.summary),
        facts=tuple(fact for fact in _facts(library, card) if fact),
        tags=tuple(Tag(theme, labels[theme], page_path("theme", theme)) for theme in card.themes),
        status="" if status is Status.PUBLISHED else status.value,
        values={name: found for name, found in values.items() if found},
    )


def _facts(library: Library, card: Card) -> Iterator[str]:
    """The card's facts with what only the library knows: the full name of the place, or the case that a note goes with."""
    for fact in card.facts:
        if fact is not None:
            yield fact
        elif card.kind == "note":
            yield f"配合案例：{library.entries[_case_of(card)].title}"
        else:
            yield library.place_name(card.id, card.place)


def _case_of(card: Card) -> str:
    return next(target.id for target in card.targets if target.field == "case")


def _place_in_list(entry: Entry) -> tuple[int, int, str]:
    return _STATUS_ORDER[entry.card.status], RECORD_KINDS.index(entry.kind), entry.id


class Items(Mapping[str, Item]):
    """Every record's item by record id, each made when it is first asked for, in the order that lists keep: usable records
    first, then by kind in site order and by id, which is the order of the pinyin. Reads are noted as reads of the library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._order = tuple(entry.id for entry in sorted(library.entries.values(), key=_place_in_list))
        self._made: dict[str, Item] = {}

    def __getitem__(self, record_id: str) -> Item:
        card = self._library.entries[record_id].card
        note("spot-of", record_id)
        if card.kind == "note":
            note("entry", _case_of(card))
        return self._item(record_id)

    def _item(self, record_id: str) -> Item:
        if record_id not in self._made:
            with noting():
                self._made[record_id] = item_of(self._library, self._library.entries[record_id])
        return self._made[record_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

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

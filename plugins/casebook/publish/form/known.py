"""What a form must know of the records there are, in files of a few dozen each: the browser asks for the one that would have a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.files import OutFile, compact_json
from casebook.link.card import Card
from casebook.link.library import Entry, Library
from casebook.link.reads import Noted, plainly
from casebook.link.spots import SpotFinder
from casebook.model.choices import Status
from casebook.publish.desk import Desk
from casebook.publish.shelves import shelf_count, shelf_of

# About 100 bytes a key: a record that links to ten others asks for 60 kB in a library of any size.
_A_SHARD = 64


def shelves(library: Library) -> Noted[tuple[str, ...]]:
    """'3/8' → ids of the records of which shard 3 of 8 knows something (web/src/form/known.ts finds the shard of a key)."""
    keys = {entry.id: tuple(_keys(entry.card)) for entry in plainly(library.entries).values()}
    count = shelf_count(sum(map(len, keys.values())), _A_SHARD)
    held: dict[str, dict[str, None]] = {f"{number}/{count}": {} for number in range(count)}
    for record_id, several in keys.items():
        for key in several:
            held[f"{shelf_of(key, count)}/{count}"][record_id] = None
    return Noted("known", {name: tuple(ids) for name, ids in held.items()})


def _keys(card: Card) -> Iterator[str]:
    """Under which a record is looked for: its id, its old ids, and its names after '='."""
    yield card.id
    yield from card.redirect_from
    yield from (f"={name}" for name in card.folded)


def shard(desk: Desk, shelf: Mapping[str, tuple[str, ...]], name: str) -> OutFile:
    """form/3.js: a classic script, which file:// allows; what stands in it is `Shard` in web/src/form/known.ts."""
    number, count = map(int, name.split("/"))
    records: dict[str, object] = {}
    old: dict[str, list[str]] = {}
    names: dict[str, list[object]] = {}
    for record_id in shelf[name]:
        entry = desk.library.entries[record_id]
        for key in _keys(entry.card):
            if shelf_of(key, count) != number:
                continue
            if key == entry.id:
                records[key] = _record(entry)
            elif key.startswith("="):
                names.setdefault(key[1:], []).append(_use(entry, key[1:], desk.finder))
            else:
                old[key] = [entry.kind, entry.id]
    told = compact_json([records, old, names])
    return OutFile(f"form/{number}.js", b"(window.casebookKnown=window.casebookKnown||{})[%d]=%s;\n" % (number, told))


def _record(entry: Entry) -> list[object]:
    """[kind, title, withdrawn, steps of a method, what it is on paper, sections of a source]"""
    card = entry.card
    return [
        entry.kind,
        card.title,
        int(card.status == Status.WITHDRAWN.value),
        list(card.steps),
        card.on_paper,
        list(card.locators),
    ]


def _use(entry: Entry, name: str, finder: SpotFinder) -> list[object]:
    """[kind, id, title, whether it is only an alias, the region of a document]"""
    card = entry.card
    region = card.places[0].region if entry.kind == "policy" and card.places else ""
    return [
        entry.kind,
        entry.id,
        card.title,
        int(card.folded[0] != name),
        (finder.find(region) or region) if region else "",
    ]

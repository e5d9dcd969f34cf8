"""Records to a Library, in linear time: resolve every reference, compute every reverse side, report what does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.link.circles import circles
from casebook.link.holds import Holder, Pointers, Unread
from casebook.link.library import Entry, Library, Vocab
from casebook.link.names import name_collisions
from casebook.link.references import references
from casebook.link.reverse import ReverseSides, by_section
from casebook.link.spots import SpotFinder
from casebook.link.vocabulary import Found, check_vocabularies
from casebook.model.names import RECORD_KINDS
from casebook.problem import Finding

_NOT_A_LINK = {"theme", "setting", "region", "place", "source"}


def link(entries: Iterable[Entry], vocab: Vocab, unread: Unread = Unread()) -> tuple[Library, tuple[Found, ...]]:  # noqa: B008 - frozen
    """The Library, and what does not hold in it, by file. References that resolve nowhere are left out of every reverse side.

    What could not be read is named in `unread`: links to it are no problem, and nobody is told that nothing links to him.
    """
    found: list[Found] = []
    unique = _unique(entries, found)
    found.extend(_old_ids(unique))
    finder = SpotFinder(vocab)
    pointers = [Pointers(entry, *references(entry.record)) for entry in unique.values()]
    holder = Holder(unique, vocab, finder, unread)
    for pointer in pointers:
        found.extend((pointer.entry.path, finding) for finding in holder.record(pointer))
    found.extend(check_vocabularies(holder))
    found.extend(name_collisions(unique, finder))
    found.extend(circles(unique))
    library = _library(unique, vocab, finder, pointers)
    if not unread:
        found.extend(_loose_ends(pointers, library))
    return library, tuple(found)


def _unique(entries: Iterable[Entry], found: list[Found]) -> dict[str, Entry]:
    """Entries by id in site order; of two with the same id the first path stays, and both are told."""
    unique: dict[str, Entry] = {}
    told: set[str] = set()
    for entry in sorted(entries, key=lambda entry: (RECORD_KINDS.index(entry.kind), entry.path)):
        other = unique.setdefault(entry.id, entry)
        if other is not entry:
            pairs = [(entry, other)] if entry.id in told else [(entry, other), (other, entry)]
            found.extend((one.path, Finding("CB405", ("id",), {"id": one.id, "other": two.path})) for one, two in pairs)
            told.add(entry.id)
    return unique


def _old_ids(entries: dict[str, Entry]) -> Iterator[Found]:
    """Old ids that a record bears today, or that two records claim: both are told."""
    claims: dict[str, list[tuple[Entry, int]]] = {}
    for entry in entries.values():
        for index, old in enumerate(entry.record.redirect_from):
            claims.setdefault(old, []).append((entry, index))
    for old, claimants in claims.items():
        for entry, index in claimants:
            owner = entries.get(old) or next((other for other, _ in claimants[:2] if other is not entry), None)
            if owner is not None:
                yield entry.path, Finding("CB407", ("redirect_from", index), {"id": old, "other": owner.path})


def _library(entries: dict[str, Entry], vocab: Vocab, finder: SpotFinder, pointers: list[Pointers]) -> Library:
    sides = ReverseSides(entries, finder)
    for pointer in pointers:
        sides.add(pointer)
    order = {record_id: index for index, record_id in enumerate(entries)}
    ranked = {
        theme: sorted(pairs, key=lambda pair: (pair[0], order[pair[1]])) for theme, pairs in sides.by_theme.items()
    }
    tree = finder.spots(spot for spots in sides.spot_of.values() for spot in spots)
    return Library(
        entries=entries,
        vocab=vocab,
        spots=tree,
        spot_of=sides.spot_of,
        by_spot={spot_id: tuple(sides.by_spot.get(spot_id, ())) for spot_id in tree},
        by_theme={theme.id: tuple(record_id for _, record_id in ranked.get(theme.id, ())) for theme in vocab.themes},
        by_setting={setting.id: tuple(sides.by_setting.get(setting.id, ())) for setting in vocab.settings},
        backlinks={
            record_id: tuple(sides.backlinks[record_id]) for record_id in entries if record_id in sides.backlinks
        },
        cited={source: by_section(entries[source], sides.cited[source]) for source in entries if source in sides.cited},
        redirects={old: entry.id for entry in entries.values() for old in entry.record.redirect_from},
    )


def _loose_ends(pointers: list[Pointers], library: Library) -> Iterator[Found]:
    """Warnings for records that stand alone and for sources that nothing cites."""
    used = {cite.source for place in library.vocab.places for cite in place.cite}
    for pointer in pointers:
        me = pointer.entry
        if me.kind == "source":
            if me.id not in used and not any(locator for locator, _ in library.cited.get(me.id, ())):
                yield me.path, Finding("CB416", ("id",))
            continue
        outgoing = any(not set(ref.target.kinds) <= _NOT_A_LINK for ref in pointer.refs)
        if not outgoing and me.id not in library.backlinks:
            yield me.path, Finding("CB409", ("id",))

"""Records to a Library, in linear time: resolve every reference, compute every reverse side, report what does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.link.card import Card
from casebook.link.circles import circles
from casebook.link.holds import Holder, Pointers, Unread
from casebook.link.library import Entry, Library, Vocab
from casebook.link.names import name_collisions
from casebook.link.reads import Noted, plainly
from casebook.link.references import references
from casebook.link.reverse import ReverseSides, by_section
from casebook.link.spots import SpotFinder
from casebook.link.vocabulary import Found, check_vocabularies
from casebook.model.names import RECORD_KINDS
from casebook.problem import Finding

_NOT_A_LINK = frozenset(("theme", "setting", "source"))


def link(entries: Iterable[Entry], vocab: Vocab, unread: Unread = Unread()) -> tuple[Library, tuple[Found, ...]]:  # noqa: B008 - frozen
    """The Library, and what does not hold in it, by file. References that resolve nowhere are left out of every reverse side.

    What could not be read is named in `unread`: links to it are no problem, and nobody is told that nothing links to him.
    """
    found: list[Found] = []
    unique = _unique(entries, found)
    found.extend(_old_ids(unique))
    finder = SpotFinder(vocab)
    holder = Holder(unique, vocab, finder, unread)
    for entry in unique.values():
        if not holder.is_sound(entry.card):
            pointers = Pointers(entry, *references(entry.record))
            found.extend((entry.path, finding) for finding in holder.record(pointers))
    found.extend(check_vocabularies(holder))
    found.extend(name_collisions(unique, finder))
    found.extend(circles(unique))
    library = _library(unique, vocab, finder)
    if not unread:
        found.extend(_loose_ends(library))
    return library, tuple(found)


# What no other record and no table of the library depends on.
_OWN_AFFAIR = frozenset(
    (
        "summary",
        "keywords",
        "reviewed_on",
        "facts",
        "line",
        "values",
        "figures_mark",
        "notes_mark",
        "times",
        "next_review",
    )
)
_LINKED = tuple(name for name in Card.__struct_fields__ if name not in _OWN_AFFAIR)


def concerns_others(old: Entry, new: Entry) -> bool:
    """Whether a record that changed points elsewhere than before, or is called otherwise, so that others have to be linked again."""
    # What a pack says of its units is held against the record itself.
    if new.kind == "pack" or old.path != new.path:
        return True
    return any(getattr(old.card, name) != getattr(new.card, name) for name in _LINKED)


def relinked(library: Library, changed: Iterable[Entry]) -> Library | None:
    """A library in which everything holds, with some records as they are now; None when all has to be linked again, because
    one of them points elsewhere than before, or is called otherwise."""
    entries = dict(plainly(library.entries))
    for entry in changed:
        old = entries.get(entry.id)
        if old is None or concerns_others(old, entry):
            return None
        entries[entry.id] = entry
    return replace(library, entries=Noted("entry", entries))


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
        for index, old in enumerate(entry.card.redirect_from):
            claims.setdefault(old, []).append((entry, index))
    for old, claimants in claims.items():
        for entry, index in claimants:
            owner = entries.get(old) or next((other for other, _ in claimants[:2] if other is not entry), None)
            if owner is not None:
                yield entry.path, Finding("CB407", ("redirect_from", index), {"id": old, "other": owner.path})


def _library(entries: dict[str, Entry], vocab: Vocab, finder: SpotFinder) -> Library:
    sides = ReverseSides(entries, finder)
    for entry in entries.values():
        sides.add(entry)
    order = {record_id: index for index, record_id in enumerate(entries)}
    ranked = {
        theme: sorted(pairs, key=lambda pair: (pair[0], order[pair[1]])) for theme, pairs in sides.by_theme.items()
    }
    tree = finder.spots(spot for spots in sides.spot_of.values() for spot in spots)
    return Library(
        entries=Noted("entry", entries),
        vocab=vocab,
        spots=Noted("spots", tree),
        spot_of=Noted("spot-of", sides.spot_of),
        by_spot=Noted("by-spot", {spot_id: tuple(sides.by_spot.get(spot_id, ())) for spot_id in tree}),
        by_theme=Noted(
            "by-theme", {theme.id: tuple(one for _, one in ranked.get(theme.id, ())) for theme in vocab.themes}
        ),
        by_setting=Noted("by-setting", {one.id: tuple(sides.by_setting.get(one.id, ())) for one in vocab.settings}),
        backlinks=Noted("backlinks", {one: tuple(sides.backlinks[one]) for one in entries if one in sides.backlinks}),
        cited=Noted(
            "cited", {one: by_section(entries[one], sides.cited[one]) for one in entries if one in sides.cited}
        ),
        redirects=Noted("redirects", {old: entry.id for entry in entries.values() for old in entry.card.redirect_from}),
        figures_at=Noted("figures-at", {cite: tuple(found) for cite, found in sides.figures_at.items()}),
        figures_of=Noted("figures-of", {one: tuple(found) for one, found in sides.figures_of.items()}),
    )


def _loose_ends(library: Library) -> Iterator[Found]:
    """Warnings for records that stand alone and for sources that nothing cites."""
    used = {cite.source for place in library.vocab.places for cite in place.cite}
    for me in library.entries.values():
        if me.kind == "source":
            if me.id not in used and not any(locator for locator, _ in library.cited.get(me.id, ())):
                yield me.path, Finding("CB416", ("id",))
            continue
        outgoing = any(target.kinds not in _NOT_A_LINK for target in me.card.targets)
        if not outgoing and me.id not in library.backlinks:
            yield me.path, Finding("CB409", ("id",))

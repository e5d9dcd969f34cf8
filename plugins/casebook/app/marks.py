"""Short digests of what sheets read, by the names that reads are noted under: two builds compare them to see what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from casebook.link.checked import Checked
from casebook.link.reads import ALL
from casebook.publish.press import Press

_NONE = "-"
USES = "uses "  # of a term: who mentions it is known only after the records' own sheets are made


def digest(value: object) -> str:
    """Of anything that MessagePack can say."""
    return hashlib.blake2b(msgspec.msgpack.encode(value), digest_size=8).hexdigest()


class Marks:
    """The digest of each noted read, as the library is now. A read that no table explains is a bug of ours: KeyError."""

    def __init__(self, checked: Mapping[str, Checked], press: Press) -> None:
        library = press.library
        self._verdicts = {entry.id: checked[entry.path] for entry in library.entries.values()}
        self._tables: dict[str, Mapping[str, object]] = {
            "spots": {spot.id: (spot.label, spot.parent) for spot in library.spots.values()},
            "spot-of": dict(library.spot_of.items()),
            "by-spot": dict(library.by_spot.items()),
            "by-theme": dict(library.by_theme.items()),
            "by-setting": dict(library.by_setting.items()),
            "backlinks": dict(library.backlinks.items()),
            "cited": dict(library.cited.items()),
            "figures-at": dict(library.figures_at.items()),
            "figures-of": dict(library.figures_of.items()),
            "redirects": dict(library.redirects),
            "tip": press.desk.words.tips,
            "date": press.dates,
            "hand": press.hand,
            "compared": press.compared,
            "cards": press.course.cards,
            "parts": press.course.parts,
            "answers": press.course.answers,
            "known": press.known,
            "offer": {pack_id: repr(offer) for pack_id, offer in press.desk.offers.items()},
        }
        self._proved = library.proved
        self._wholes: dict[str, str] = {}
        self._told: dict[str, str] = {}

    def changed(self, before: Mapping[str, str]) -> set[str]:
        """Which of the reads that the last build noted have other digests now, but for uses of terms. Of a table that is as it was
        then, no key is looked at."""
        same = {table for table in self._tables if self.of(f"{table} {ALL}") == before.get(f"{table} {ALL}")}
        changed: set[str] = set()
        for read, old in before.items():
            if read.partition(" ")[0] in same:
                self._told[read] = old
            elif not read.startswith(USES) and self.of(read) != old:
                changed.add(read)
        return changed

    def noted(self, reads: Iterable[str]) -> dict[str, str]:
        """The digests of these reads, and of the tables as wholes."""
        told = self._told
        wholes = (f"{table} {ALL}" for table in self._tables)
        return {read: told.get(read) or self.of(read) for read in (*wholes, *reads)}

    def of(self, read: str) -> str:
        """The digest of 'table key'; each is worked out once, for a build asks before and after it makes its sheets."""
        if read not in self._told:
            self._told[read] = self._of(read)
        return self._told[read]

    def _of(self, read: str) -> str:
        table, _, key = read.partition(" ")
        if table in _OF_VERDICT:
            return self._of_records(table) if key == ALL else self._of_record(table, key)
        if table == "kind":
            return digest(
                [(one.path, one.mark) for one in self._verdicts.values() if one.card and one.card.kind == key]
            )
        if table == "listed":
            return self._of_lists(key)
        if table == "proved":
            return digest(self._places.get(key))
        held = self._tables[table]
        if key == ALL:
            if table not in self._wholes:
                self._wholes[table] = digest(list(held.items()))
            return self._wholes[table]
        return digest(held[key]) if key in held else _NONE

    def _of_record(self, table: str, record_id: str) -> str:
        verdict = self._verdicts.get(record_id)
        return _OF_VERDICT[table](verdict) if verdict else _NONE

    def _of_records(self, table: str) -> str:
        if table not in self._wholes:
            told = _OF_ALL[table]
            self._wholes[table] = digest([told(one) for one in self._verdicts.values()])
        return self._wholes[table]

    def _of_lists(self, kind: str) -> str:
        """What decides how records of a kind, or all, are ordered and filtered in lists."""
        spot_of = self._tables["spot-of"]
        return digest(
            [
                (card.id, card.kind, card.status, card.themes, card.values, spot_of.get(card.id))
                for one in self._verdicts.values()
                if (card := one.card) and kind in (ALL, card.kind)
            ]
        )

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        return self._proved.by_place()

    def with_uses(self, uses: Mapping[str, tuple[str, ...]]) -> None:
        """Who mentions which term."""
        self._tables["uses"] = dict(uses.items())


def _card_mark(verdict: Checked) -> str:
    return verdict.mark


def _bytes_mark(verdict: Checked) -> str:
    return verdict.digest[:16]


def _figures_mark(verdict: Checked) -> str:
    return verdict.card.figures_mark if verdict.card else _NONE


def _notes_mark(verdict: Checked) -> str:
    return verdict.card.notes_mark if verdict.card else _NONE


def _figures_told(verdict: Checked) -> tuple[object, ...] | None:
    """What the page of all figures says of a case beside its figures."""
    card = verdict.card
    return (card.id, card.figures_mark, card.title, card.themes, card.place) if card and card.figures_mark else None


def _notes_told(verdict: Checked) -> tuple[object, ...] | None:
    card = verdict.card
    return (card.kind, card.id, card.notes_mark, card.title) if card and card.notes_mark else None


def _times_told(verdict: Checked) -> tuple[object, ...] | None:
    """What the timeline says of a record."""
    card = verdict.card
    if card is None or not (card.times or card.kind == "policy"):
        return None
    return card.kind, card.id, card.title, card.status, card.times


def _entry_told(verdict: Checked) -> tuple[object, ...]:
    return verdict.path, verdict.mark


_OF_ALL = {"entry": _entry_told, "figures": _figures_told, "notes": _notes_told, "times": _times_told}
_OF_VERDICT = {
    "entry": _card_mark,
    "record": _bytes_mark,
    "figures": _figures_mark,
    "notes": _notes_mark,
    "times": _card_mark,
}

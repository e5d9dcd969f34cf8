"""The Library: all records with every reference resolved and every reverse side computed. Read-only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from casebook.link.card import Card, card_of
from casebook.link.reads import ALL, note, noting, plainly
from casebook.link.sealed import opened, part, seal
from casebook.model.fields import Cite
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.parts import EditorNote, Figure, Record
from casebook.model.regions import Region, Regions
from casebook.model.vocab import Place, Setting, Situation, Theme

R = TypeVar("R", bound=Record)
P = TypeVar("P")
_KIND_OF_MODEL = {model: kind for kind, model in MODEL_OF_KIND.items()}


class Entry:
    """A record with its kind and the file it came from (posix, relative to the repository root).

    A library of 100,000 cannot hold all records open: what most readers ask stands on the `card`; `record` opens the rest
    from `sealed`, the record as JSON, and forgets it again when others are wanted.
    """

    __slots__ = ("_record", "_sealed", "card", "kind", "path")

    def __init__(
        self, kind: str, path: str, record: Record | None = None, *, card: Card | None = None, sealed: bytes = b""
    ) -> None:
        if card is None:
            if record is None:
                raise ValueError(path)
            card = card_of(kind, record)
        self.kind, self.path, self.card = kind, path, card
        self._record, self._sealed = record, sealed

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entry):
            return NotImplemented
        return (self.kind, self.path, self.card) == (other.kind, other.path, other.card) and self.said == other.said

    def __hash__(self) -> int:
        return hash((self.kind, self.path))

    @property
    def said(self) -> bytes:
        """The record as JSON."""
        return self._sealed if self._record is None else seal(self._record)

    @property
    def id(self) -> str:
        return self.card.id

    @property
    def title(self) -> str:
        return self.card.title

    @property
    def record(self) -> Record:
        note("record", self.card.id)
        return self._record if self._record is not None else opened(self.kind, self._sealed)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """A case's figures; () for other kinds."""
        note("figures", self.card.id)
        return self._part("results") if self.card.figures_mark else ()

    @property
    def editor_notes(self) -> tuple[EditorNote, ...]:
        note("notes", self.card.id)
        return self._part("editor_notes") if self.card.notes_mark else ()

    def part(self, field: str) -> Any:
        """One field of the record, read without the rest."""
        note("record", self.card.id)
        return self._part(field)

    def _part(self, field: str) -> Any:
        return part(self.kind, field, self._sealed) if self._record is None else getattr(self._record, field)


class Backlink(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`source` (a record id) names the target in `field`, e.g. 'policy_basis', with an optional reason."""

    source: str
    field: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Vocab:
    """Themes, settings and situations in file order, places, and the register of GB/T 2260 codes."""

    themes: tuple[Theme, ...]
    settings: tuple[Setting, ...]
    places: tuple[Place, ...]
    regions: Regions
    situations: tuple[Situation, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the region tree: a unit with a code, or a place below it. `id` is the code or the place id."""

    id: str
    label: str
    parent: str | None
    region: Region | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Proved:
    """What was found in the archived text of its source and has not changed since; see casebook.proof.

    Sentences go with their citations; the same words cited from the same place are proved wherever they stand.
    """

    figures: frozenset[Figure] = frozenset()
    texts: frozenset[tuple[str, tuple[Cite, ...]]] = frozenset()

    def has_figure(self, figure: Figure) -> bool:
        note("proved", _place_of(figure.indicator))
        return figure in self.figures

    def has_text(self, said: str, cites: tuple[Cite, ...]) -> bool:
        if not (said and cites):
            return False
        note("proved", _place_of(said))
        return (said, cites) in self.texts

    def by_place(self) -> dict[str, list[str]]:
        """What is proved in 1,024 portions, as notes of reads name them: what changes in one portion touches few pages."""
        found: dict[str, list[str]] = {}
        for figure in self.figures:
            found.setdefault(_place_of(figure.indicator), []).append(figure.model_dump_json())
        for said, cites in self.texts:
            found.setdefault(_place_of(said), []).append(f"{said}\n{cites}")
        return {place: sorted(told) for place, told in found.items()}


def _place_of(text: str) -> str:
    return str(crc32(text.encode()) % 1024)


@dataclass(frozen=True, slots=True)
class Library:
    """Entries sorted by kind (site order) and id; all mappings have sorted or file order, never set order."""

    entries: Mapping[str, Entry]
    vocab: Vocab
    spots: Mapping[str, Spot]  # units and places that a record or a record's ancestor region names, root first
    spot_of: Mapping[str, tuple[str, ...]]  # record id → its own spots (code or place id), as written order
    by_spot: Mapping[str, tuple[str, ...]]  # spot id → record ids there and below, sorted
    by_theme: Mapping[str, tuple[str, ...]]  # theme id → record ids, ranked use: first theme first, then kind and id
    by_setting: Mapping[str, tuple[str, ...]]  # setting id → case ids
    backlinks: Mapping[str, tuple[Backlink, ...]]  # record id → who names it, sorted
    cited: Mapping[
        str, tuple[tuple[str, str], ...]
    ]  # source id → (locator, record id) in order of the source's sections
    redirects: Mapping[str, str]  # old id → record id
    figures_at: Mapping[str, tuple[tuple[str, int], ...]]  # citation → (case id, number of the figure) cited from there
    figures_of: Mapping[
        str, tuple[tuple[str, int], ...]
    ]  # method id → (case id, number of the figure) that speaks of it
    proved: Proved = Proved()

    def all_figures(self) -> Iterator[tuple[Entry, Figure]]:
        """Every figure with its case. What is read of these cases besides, titles and themes, counts as one with them."""
        return self._each("figures", lambda entry: entry.figures)

    def all_notes(self) -> Iterator[tuple[Entry, EditorNote]]:
        """Every editor's note with its record, likewise."""
        return self._each("notes", lambda entry: entry.editor_notes)

    def dated(self) -> tuple[Entry, ...]:
        """Every record with a date on its card, and every policy. What is read of these cards besides, titles and status, counts
        as one with the dates."""
        note("times", ALL)
        return tuple(one for one in plainly(self.entries).values() if one.card.times or one.kind == "policy")

    def _each(self, table: str, parts_of: Callable[[Entry], tuple[P, ...]]) -> Iterator[tuple[Entry, P]]:
        note(table, ALL)
        for entry in plainly(self.entries).values():
            with noting():
                held = parts_of(entry)
            for one in held:
                yield entry, one

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind, by id."""
        note("kind", kind)
        return tuple(entry for entry in plainly(self.entries).values() if entry.kind == kind)

    def of_model(self, model: type[R]) -> Iterator[tuple[Entry, R]]:
        """Entries with their records, typed: `for entry, case in library.of_model(Case)`."""
        for entry in self.of_kind(_KIND_OF_MODEL[model]):
            if isinstance(record := entry.record, model):
                yield entry, record

    def get(self, record_id: str, model: type[R]) -> R:
        """The record of that id. KeyError for an unknown id, TypeError for another kind: our bug, links are checked."""
        record = self.entries[record_id].record
        if not isinstance(record, model):
            raise TypeError(record_id)
        return record

    def who_names(self, record_id: str, *fields: str) -> tuple[Backlink, ...]:
        """Backlinks to a record, of the given fields or of all."""
        found = self.backlinks.get(record_id, ())
        return tuple(link for link in found if not fields or link.field in fields)

    def cases_of(self, method_id: str) -> tuple[str, ...]:
        """Ids of the cases whose procedure uses the method, sorted."""
        return tuple(sorted({link.source for link in self.who_names(method_id, "procedure")}))

    def spot_path(self, spot_id: str) -> tuple[Spot, ...]:
        """From the province down to the spot itself."""
        chain: list[Spot] = []
        here: str | None = spot_id
        while here is not None:
            chain.append(self.spots[here])
            here = self.spots[here].parent
        return tuple(reversed(chain))

    def place_name(self, record_id: str, detail: str | None = None) -> str:
        """Where a record belongs, from the province down, e.g. '山东省潍坊市奎文区苇湾社区'; '' when it has no place.

        `detail` is the record's own words for the place below the unit; left out when the unit's name already says it.
        """
        spots = self.spot_of.get(record_id, ())
        name = "".join(spot.label for spot in self.spot_path(spots[0])) if spots else ""
        return name if not detail or detail in name else name + detail

    def children_of(self, spot_id: str | None) -> tuple[Spot, ...]:
        """Spots directly below (None: the provinces)."""
        return tuple(spot for spot in self.spots.values() if spot.parent == spot_id)

    def counts(self) -> dict[str, int]:
        """Number of records of each kind, in site order; kinds without records are 0."""
        counts = dict.fromkeys(MODEL_OF_KIND, 0)
        for entry in self.entries.values():
            counts[entry.kind] += 1
        return counts

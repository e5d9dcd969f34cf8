"""The Library: all records with every reference resolved and every reverse side computed. Read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from casebook.model.case import Case
from casebook.model.fields import Cite
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.parts import Figure, Record
from casebook.model.regions import Region, Regions
from casebook.model.vocab import Place, Setting, Theme

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its kind and the file it came from (posix, relative to the repository root)."""

    kind: str
    path: str
    record: Record

    @property
    def id(self) -> str:
        return self.record.id


@dataclass(frozen=True, slots=True)
class Backlink:
    """`source` (a record id) names the target in `field`, e.g. 'policy_basis', with an optional reason."""

    source: str
    field: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Vocab:
    """Themes and settings in file order, places, and the register of GB/T 2260 codes."""

    themes: tuple[Theme, ...]
    settings: tuple[Setting, ...]
    places: tuple[Place, ...]
    regions: Regions


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
    proved: Proved = Proved()

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind, by id."""
        return tuple(entry for entry in self.entries.values() if entry.kind == kind)

    def of_model(self, model: type[R]) -> Iterator[tuple[Entry, R]]:
        """Entries with their records, typed: `for entry, case in library.of_model(Case)`."""
        for entry in self.entries.values():
            if isinstance(entry.record, model):
                yield entry, entry.record

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

    def cases_of(self, method_id: str) -> tuple[Case, ...]:
        """Cases whose procedure uses the method, by id."""
        ids = sorted({link.source for link in self.who_names(method_id, "procedure")})
        return tuple(self.get(case_id, Case) for case_id in ids)

    def spot_path(self, spot_id: str) -> tuple[Spot, ...]:
        """From the province down to the spot itself."""
        chain: list[Spot] = []
        here: str | None = spot_id
        while here is not None:
            chain.append(self.spots[here])
            here = self.spots[here].parent
        return tuple(reversed(chain))

    def children_of(self, spot_id: str | None) -> tuple[Spot, ...]:
        """Spots directly below (None: the provinces)."""
        return tuple(spot for spot in self.spots.values() if spot.parent == spot_id)

    def counts(self) -> dict[str, int]:
        """Number of records of each kind, in site order; kinds without records are 0."""
        counts = dict.fromkeys(MODEL_OF_KIND, 0)
        for entry in self.entries.values():
            counts[entry.kind] += 1
        return counts

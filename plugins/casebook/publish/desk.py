"""What all record pages share, made once for a library: term pattern, source labels, region finder, who is used where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from casebook.link.library import Entry, Library, Spot
from casebook.link.reads import Noted, Remembered
from casebook.link.spots import SpotFinder
from casebook.model.gbt7714 import reference
from casebook.model.names import page_path
from casebook.model.parts import Record
from casebook.model.roles import ROLE_OF, Role
from casebook.model.source import Source
from casebook.publish.citation import Marks, source_labels
from casebook.publish.glossary import Glossary, TermName, glossary
from casebook.publish.prose import Lights, plain
from casebook.publish.site import Site
from casebook.publish.views.links import href_of, link_to
from casebook.publish.views.parts import Link, Offer


@dataclass(frozen=True)
class Desk:
    """Made by `desk_for`; all pages of one build are written at the same desk."""

    library: Library
    site: Site
    words: Glossary
    marks: Marks
    finder: SpotFinder
    uses: Mapping[str, tuple[str, ...]] | None = None
    offers: Mapping[str, Offer] = field(default_factory=dict)  # by id of the pack

    def href(self, record_id: str) -> str:
        """Address of a record's page from any other record's page."""
        return href_of(self.library.entries[record_id])

    @cached_property
    def links(self) -> Remembered[Link]:
        """Links to records by id."""
        return Remembered(partial(link_to, self.library))

    @cached_property
    def references(self) -> Remembered[str]:
        """Entries of reference lists by the source's id."""
        return Remembered(lambda source_id: reference(self.library.get(source_id, Source)))

    def lights(self, own: str) -> Lights:
        """Fresh lights for the page of the record `own`."""
        return Lights(self.words, self.term_pages, never=frozenset((own,)))

    def spot(self, region: str, place: str | None = None) -> Spot | None:
        """Where a region field points, down to the registered place of that name; None for what the register does not know."""
        found = self.finder.find(region)
        return self.library.spots.get(self.finder.below(found, place)) if found else None

    @cached_property
    def term_pages(self) -> Mapping[str, str]:
        """Term id → address of its page."""
        return {term_id: f"../{page_path('term', term_id)}" for term_id in self.words.tips}

    def mentions(self, entry: Entry) -> tuple[str, ...]:
        """Ids of the terms that a record's text names; a source's own text is not ours."""
        if entry.kind == "source":
            return ()
        return tuple(term_id for term_id in self.words.ids_in(text_of(entry.record)) if term_id != entry.id)

    @cached_property
    def term_uses(self) -> Mapping[str, tuple[str, ...]]:
        """Term id → records whose text names it, in site order: as given, or else from one pass over the whole library."""
        if self.uses is not None:
            return self.uses
        return uses_of(self.words, {entry.id: self.mentions(entry) for entry in self.library.entries.values()})


def uses_of(words: Glossary, mentions: Mapping[str, tuple[str, ...]]) -> Noted[tuple[str, ...]]:
    """The other way round: term id → records, in the order given."""
    uses: dict[str, list[str]] = {term_id: [] for term_id in words.tips}
    for record_id, terms in mentions.items():
        for term_id in terms:
            uses[term_id].append(record_id)
    return Noted("uses", {term_id: tuple(ids) for term_id, ids in uses.items()})


def desk_for(library: Library, site: Site, offers: Mapping[str, Offer] | None = None) -> Desk:
    """A desk; about a millisecond for each hundred terms and sources."""
    sources = [source for _, source in library.of_model(Source)]
    cards = [entry.card for entry in library.of_kind("term")]
    # The summary, not the first definition: a term may mean one thing in one place and another elsewhere.
    terms = (TermName(card.id, (card.title, *card.aliases), plain(card.summary)) for card in cards)
    marks = Marks(source_labels(sources), {source.id: source.title for source in sources})
    return Desk(library, site, glossary(terms), marks, SpotFinder(library.vocab), offers=Noted("offer", offers or {}))


def text_of(record: Record) -> str:
    """All the text of a record that people read, a line a value; ids and citations are left out."""
    lines: list[str] = []
    _gather(record.__dict__.values(), lines)
    return "\n".join(lines)


def _gather(parts: Iterable[Any], lines: list[str]) -> None:
    for part in parts:
        role = ROLE_OF[type(part)]
        if role in _TEXTS:
            lines.append(part)
        elif role is Role.LIST:
            _gather(part, lines)
        elif role is Role.PART:
            _gather(part.__dict__.values(), lines)


_TEXTS = (Role.TEXT, Role.WORD)

"""What all record pages share, made once for a library: term pattern, source labels, region finder, who is used where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from casebook.link.library import Library, Spot
from casebook.link.spots import SpotFinder
from casebook.model.case import Case
from casebook.model.fields import Cite, Frozen, Ref
from casebook.model.names import page_path
from casebook.model.parts import Figure, Record
from casebook.model.source import Source
from casebook.model.term import Term
from casebook.publish.citation import Marks, source_labels
from casebook.publish.glossary import Glossary, TermName, glossary
from casebook.publish.prose import Lights, plain
from casebook.publish.site import Site


@dataclass(frozen=True)
class Desk:
    """Made by `desk_for`; all pages of one build are written at the same desk."""

    library: Library
    site: Site
    words: Glossary
    marks: Marks
    finder: SpotFinder

    def href(self, record_id: str) -> str:
        """Address of a record's page from any other record's page: all lie one folder deep."""
        return "../" + page_path(self.library.entries[record_id].kind, record_id)

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

    @cached_property
    def figures_at(self) -> Mapping[tuple[str, str], tuple[tuple[str, Figure], ...]]:
        """(source, locator) → figures cited from there, with the id of their case, in site order."""
        found: dict[tuple[str, str], list[tuple[str, Figure]]] = {}
        for entry, case in self.library.of_model(Case):
            for figure in case.results:
                for cite in dict.fromkeys(figure.cite):
                    found.setdefault((cite.source, cite.locator), []).append((entry.id, figure))
        return {place: tuple(figures) for place, figures in found.items()}

    @cached_property
    def figures_of(self) -> Mapping[str, Mapping[str, tuple[Figure, ...]]]:
        """Method id → case id → the case's figures that speak of the method, in site order."""
        found: dict[str, dict[str, list[Figure]]] = {}
        for entry, case in self.library.of_model(Case):
            for figure in case.results:
                for method_id in dict.fromkeys(figure.methods):
                    found.setdefault(method_id, {}).setdefault(entry.id, []).append(figure)
        return {
            method_id: {case_id: tuple(figures) for case_id, figures in by_case.items()}
            for method_id, by_case in found.items()
        }

    @cached_property
    def term_uses(self) -> Mapping[str, tuple[str, ...]]:
        """Term id → records whose text holds one of its names, in site order. One pass over the whole library, on first use."""
        uses: dict[str, list[str]] = {term_id: [] for term_id in self.words.tips}
        for entry in self.library.entries.values():
            if entry.kind == "source":
                continue
            for term_id in self.words.ids_in(text_of(entry.record)):
                if term_id != entry.id:
                    uses[term_id].append(entry.id)
        return {term_id: tuple(ids) for term_id, ids in uses.items()}


def desk_for(library: Library, site: Site) -> Desk:
    """A desk; about a millisecond for each hundred terms and sources."""
    sources = [source for _, source in library.of_model(Source)]
    # The summary, not the first definition: a term may mean one thing in one place and another elsewhere.
    terms = (TermName(term.id, (term.title, *term.aliases), plain(term.summary)) for _, term in library.of_model(Term))
    marks = Marks(source_labels(sources), {source.id: source.title for source in sources})
    return Desk(library, site, glossary(terms), marks, SpotFinder(library.vocab))


def text_of(record: Record) -> str:
    """All the text of a record that people read, a line a value; ids and citations are left out."""
    lines: list[str] = []
    _gather(record, lines)
    return "\n".join(lines)


def _gather(value: Any, lines: list[str]) -> None:
    if isinstance(value, Frozen):
        for part in value.__dict__.values():
            _gather(part, lines)
    elif isinstance(value, tuple):
        for part in value:
            _gather(part, lines)
    elif isinstance(value, str) and not isinstance(value, Ref | Cite):
        lines.append(value)

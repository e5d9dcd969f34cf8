"""原文疑点: all editor's notes in one place, doubts first, then by source and section. Part of a hand-written page in data/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from casebook.link.library import Entry, Library
from casebook.model.choices import NoteKind
from casebook.model.names import SECTION, page_path
from casebook.model.parts import EditorNote
from casebook.model.source import Source
from casebook.publish.citation import section_anchor
from casebook.publish.desk import Desk
from casebook.publish.pages import html_of
from casebook.publish.views.links import href_of
from casebook.publish.views.writer import Writer

_NO_SECTION = "没有注明节号"
_Notes = list[tuple[Entry, EditorNote]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note with the record it stands on; addresses lead from a page one folder deep."""

    text: Markup
    href: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class SectionDoubts:
    locator: str
    about: str
    href: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class SourceDoubts:
    anchor: str
    title: str
    href: str
    total: int
    sections: tuple[SectionDoubts, ...]


@dataclass(frozen=True, slots=True)
class KindDoubts:
    """Notes of one kind; `about` says what the kind is."""

    anchor: str
    title: str
    about: str
    total: int
    sources: tuple[SourceDoubts, ...]


@dataclass(frozen=True, slots=True)
class DoubtsView:
    total: int
    records: int
    kinds: tuple[KindDoubts, ...]


def doubts_part(library: Library, desk: Desk) -> str:
    """HTML for the comment 'doubts'. A note on several sections stands at the first; its marks name the others."""
    # Sources' own first: they speak of the whole text.
    notes = sorted(library.all_notes(), key=lambda told: told[0].kind != "source")
    sources = [source for _, source in library.of_model(Source)]
    kinds = tuple(group for kind in NoteKind if (group := _of_kind(kind, notes, sources, desk)).total)
    return html_of("doubts.html.j2", DoubtsView(len(notes), len({entry.id for entry, _ in notes}), kinds))


def _of_kind(kind: NoteKind, notes: _Notes, sources: Sequence[Source], desk: Desk) -> KindDoubts:
    own = [(entry, note) for entry, note in notes if note.kind is kind]
    by_source: dict[str, _Notes] = {}
    for entry, note in own:
        by_source.setdefault(note.cite[0].source if note.cite else "", []).append((entry, note))
    anchor = kind.name.lower()
    loose = by_source.pop("", [])
    groups = tuple(_of_source(one, by_source[one.id], desk, anchor) for one in sources if one.id in by_source)
    if loose:
        section = SectionDoubts("", "", "", tuple(_doubt(entry, note, desk) for entry, note in loose))
        groups = (*groups, SourceDoubts(f"{anchor}-other", _NO_SECTION, "", len(loose), (section,)))
    return KindDoubts(anchor, str(kind), kind.note, len(own), groups)


def _of_source(source: Source, notes: _Notes, desk: Desk, kind: str) -> SourceDoubts:
    href = f"../{page_path('source', source.id)}"
    titles = {section.locator: section.title or "" for section in source.sections}
    held: dict[str, list[Doubt]] = {locator: [] for locator in titles}
    for entry, note in notes:
        held.setdefault(note.cite[0].locator, []).append(_doubt(entry, note, desk))
    sections = tuple(
        SectionDoubts(locator, titles.get(locator, ""), f"{href}#{section_anchor(locator)}", tuple(found))
        for locator, found in held.items()
        if found
    )
    return SourceDoubts(f"{kind}-{source.id}", source.title, href, len(notes), sections)


def _doubt(entry: Entry, note: EditorNote, desk: Desk) -> Doubt:
    pen = Writer(desk, entry, desk.lights(entry.id))
    text = pen.prose(note.text, note.cite, label=False)
    return Doubt(text, f"{href_of(entry)}#doubts", entry.title, SECTION[entry.kind].label)

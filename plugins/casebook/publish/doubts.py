"""原文疑点: all editor's notes in one place, doubts first, then by source and section. Part of a hand-written page in data/."""

from __future__ import annotations

from collections.abc import Iterator
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
    notes = list(_notes(library))
    kinds = tuple(group for kind in NoteKind if (group := _of_kind(kind, notes, library, desk)).total)
    return html_of("doubts.html.j2", DoubtsView(len(notes), len({entry.id for entry, _ in notes}), kinds))


def _notes(library: Library) -> Iterator[tuple[Entry, EditorNote]]:
    """Every editor's note, sources' own first: they speak of the whole text."""
    for entry in sorted(library.entries.values(), key=lambda entry: entry.kind != "source"):
        for note in entry.editor_notes:
            yield entry, note


def _of_kind(kind: NoteKind, notes: _Notes, library: Library, desk: Desk) -> KindDoubts:
    own = [(entry, note) for entry, note in notes if note.kind is kind]
    anchor = kind.name.lower()
    sources = [source for _, source in library.of_model(Source)]
    groups = tuple(group for source in sources if (group := _of_source(source, own, desk, anchor)).total)
    loose = [(entry, note) for entry, note in own if not note.cite]
    if loose:
        section = SectionDoubts("", "", "", tuple(_doubt(entry, note, desk) for entry, note in loose))
        groups = (*groups, SourceDoubts(f"{anchor}-other", _NO_SECTION, "", len(loose), (section,)))
    return KindDoubts(anchor, str(kind), kind.note, len(own), groups)


def _of_source(source: Source, notes: _Notes, desk: Desk, kind: str) -> SourceDoubts:
    href = f"../{page_path('source', source.id)}"
    titles = {section.locator: section.title or "" for section in source.sections}
    held: dict[str, list[Doubt]] = {locator: [] for locator in titles}
    for entry, note in notes:
        if note.cite and note.cite[0].source == source.id:
            held.setdefault(note.cite[0].locator, []).append(_doubt(entry, note, desk))
    sections = tuple(
        SectionDoubts(locator, titles.get(locator, ""), f"{href}#{section_anchor(locator)}", tuple(found))
        for locator, found in held.items()
        if found
    )
    return SourceDoubts(f"{kind}-{source.id}", source.title, href, sum(len(one.doubts) for one in sections), sections)


def _doubt(entry: Entry, note: EditorNote, desk: Desk) -> Doubt:
    pen = Writer(desk, entry, desk.lights(entry.id))
    text = pen.prose(note.text, note.cite, label=False)
    return Doubt(text, f"{desk.href(entry.id)}#doubts", entry.title, SECTION[entry.kind].label)

"""Quiz questions of teaching notes, once, for every question format: text without Markdown, answers, where to look them up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.link.library import Library
from casebook.model.choices import QuizType, Status
from casebook.model.fields import Cite
from casebook.model.gbt7714 import reference
from casebook.model.note import Note, QuizItem
from casebook.model.pack import Pack
from casebook.model.plain import plain
from casebook.model.source import Source

_JUDGEMENTS = ("对", "错")


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `options` in the record's order, 对 and 错 for a judgement, none for a short answer, which people grade:
    `points` is what it should say. `explanation` and `sources` are for after the answer."""

    id: str
    name: str
    type: QuizType
    stem: str
    options: tuple[Option, ...]
    points: tuple[str, ...]
    explanation: str
    sources: tuple[str, ...]

    @property
    def right(self) -> tuple[int, ...]:
        """Places of the right options, from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.is_right)

    @property
    def feedback(self) -> str:
        """All there is to say after the answer, a paragraph a line; '' for nothing."""
        expected = f"参考答案：{'；'.join(self.points)}" if self.points else ""
        sources = (f"出处：{source}" for source in self.sources)
        return "\n".join(line for line in (expected, self.explanation, *sources) if line)


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of a pack or of one note, whose id and title it has."""

    id: str
    title: str
    items: tuple[Item, ...]


NO_QUESTIONS = Bank("", "", ())


def bank_of(library: Library, record: Pack | Note) -> Bank:
    """The questions of a pack's notes, each note once, or those of one note."""
    notes = _notes_of(library, record) if isinstance(record, Pack) else [record]
    return Bank(record.id, record.title, tuple(item for note in notes for item in _items(library, note)))


def _notes_of(library: Library, pack: Pack) -> Iterator[Note]:
    """Notes that a unit names, and those of cases that a unit names, in the units' order."""
    found: dict[str, None] = {}
    for ref in (unit.ref for unit in pack.units if unit.ref in library.entries):
        found.update(dict.fromkeys((str(ref), *(link.source for link in library.who_names(str(ref), "case")))))
    for record_id in found:
        entry = library.entries[record_id]
        if entry.kind == "note" and entry.card.status != Status.WITHDRAWN.value:
            yield library.get(record_id, Note)


def _items(library: Library, note: Note) -> Iterator[Item]:
    for no, item in enumerate(note.quiz, 1):
        yield Item(
            id=f"{note.id}-{no}",
            name=f"{note.title} 第 {no} 题",
            type=item.type,
            stem=plain(item.stem),
            options=_options(item),
            points=item.answer if item.type is QuizType.SHORT else (),
            explanation=plain(item.explanation) if item.explanation else "",
            sources=tuple(_sources(library, item.cite)),
        )


def _options(item: QuizItem) -> tuple[Option, ...]:
    if item.type is QuizType.SHORT:
        return ()
    texts = _JUDGEMENTS if item.type is QuizType.JUDGE else item.options
    return tuple(Option(text, text in item.answer) for text in texts)


def _sources(library: Library, cites: Iterable[Cite]) -> Iterator[str]:
    """Each source once, with the sections: 'GB/T 7714 reference 一(二)、二(四)'."""
    sections: dict[str, list[str]] = {}
    for cite in cites:
        sections.setdefault(cite.source, []).append(cite.locator)
    for source, locators in sections.items():
        if source in library.entries:
            yield f"{reference(library.get(source, Source))} {'、'.join(locators)}"

"""What stands where in a course pack, as plain data: made once, set by every format (Word, slides, PDF, EPUB, SCORM, the browser).

An Outline is a list of sections, a section a list of blocks; `asdict` of it is JSON. Every block says in `kind` what it is.
Text is never cut and never empty; what a format cannot set (a chart in a PDF) it may leave out, for the table says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, Literal

LETTERS = "ABCDEFGH"
_HALF_A_PAGE = 8  # blocks


class Edition(StrEnum):
    """Who a document is for. The student's holds nothing that answers a question of a teaching note."""

    STUDENT = "student"
    TEACHER = "teacher"

    @property
    def label(self) -> str:
        return "学员版" if self is Edition.STUDENT else "教师版"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; `href` is an address, '' for none."""

    text: str
    strong: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the places they rest on, 'hubei-2019 一(二)'; a format makes one footnote of them (casebook.packs.citing)."""

    runs: tuple[Run, ...]
    cites: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


def words(text: str, *cites: str) -> Text:
    """Text without marks."""
    return Text((Run(text),), cites)


# ---- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """Below the title of its section; level 2 for the parts of a record that has a heading of its own within a unit."""

    text: str
    level: int = 1
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`look`: 'lead' is a summary, 'notice' what must not be overlooked (withdrawn, a draft), 'note' a remark in small print."""

    text: Text
    look: Literal["body", "lead", "notice", "note"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `ordered` counts from 1."""

    items: tuple[Text, ...]
    ordered: bool = False
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values in two columns."""

    rows: tuple[tuple[str, Text], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are the columns' shares of the full width, in percent; `right` the columns of numbers, from 0."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...]
    right: tuple[int, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Step:
    """`stage` is '' or what has not happened yet ('计划'); `facts` are who, output, pitfall, as far as told."""

    no: int
    name: str
    stage: str
    how: tuple[Text, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of a method; a format may draw their names (`summary` says in words what a drawing shows) and then lists them.
    A heading of the same `title` stands before it.

    `parallel`: parts of equal rank. `missing`: how many more the method's name promises than its sources give.
    """

    title: str
    summary: str
    items: tuple[Step, ...]
    parallel: bool
    missing: str
    kind: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of content/media/."""

    file: str
    alt: str
    caption: str
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Answer:
    """`right` are the numbers of the right options, from 0; `texts` the answer in words; only ever in a teacher's edition."""

    right: tuple[int, ...]
    texts: tuple[str, ...]
    explanation: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`type`: 思考, 单选, 多选, 判断, 简答. `hint` and `answer` are there in a teacher's edition only."""

    no: int
    type: str
    stem: tuple[Text, ...]
    options: tuple[str, ...] = ()
    hint: tuple[Text, ...] = ()
    answer: Answer | None = None
    kind: Literal["question"] = "question"

    @property
    def choices(self) -> tuple[str, ...]:
        """The options as printed: 'A．居民自治'; 对 and 错 need no letter."""
        if not self.has_letters:
            return self.options
        return tuple(f"{letter}．{option}" for letter, option in zip(LETTERS, self.options, strict=False))

    @property
    def answer_line(self) -> str:
        """'A、C' for lettered options, else the answer's words; '' without an answer."""
        if self.answer is None:
            return ""
        if self.has_letters:
            return "、".join(LETTERS[index] for index in self.answer.right)
        return "；".join(self.answer.texts)

    @property
    def has_letters(self) -> bool:
        """Whether the options are named by letters."""
        return self.type in ("单选", "多选")


@dataclass(frozen=True, slots=True)
class Lines:
    """Room for a student to write."""

    count: int
    kind: Literal["lines"] = "lines"


Block = Heading | Paragraph | Items | Facts | Table | Steps | Picture | Question | Lines


# ---- slides


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars of numbers that can be compared; `values` are as written ('94.08'), `summary` says the same in words."""

    title: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Slide:
    """`points` are from a note's slide_points, or names, objectives, questions as they stand; `facts`, `table` or `chart` stand in
    their place. `first` is the number of the first point, 0 for bullets. `speaker` are the paragraphs for who speaks; empty in a
    student's edition. `look`: 'unit' opens a unit, 'question' has a single point, 'choices' points that need no bullet."""

    title: str
    subtitle: str = ""
    points: tuple[str, ...] = ()
    first: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    speaker: tuple[Text, ...] = ()
    look: Literal["plain", "unit", "break", "question", "choices"] = "plain"


# ---- the whole


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the agenda has it; `begin` and `until` are '0:45' after the start, `section` its section's id."""

    no: int
    type: str
    title: str
    minutes: int
    begin: str
    until: str
    purpose: str
    section: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Section:
    """A break has no blocks, only a slide."""

    id: str
    kind: Literal["about", "agenda", "reading", "unit", "break", "outputs"]
    title: str
    blocks: tuple[Block, ...]
    slides: tuple[Slide, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether it begins on a page of its own: not what takes half a page."""
        return self.kind == "about" or len(self.blocks) > _HALF_A_PAGE


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the reference list by GB/T 7714, numbered in the order of first citing."""

    no: int
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """What the pack was printed from: `mark` changes when a record in it does (8 hex digits), `date` is the latest date that
    the records bear ('2022-08-18', '' for none)."""

    mark: str
    date: str
    line: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A pack in one edition. `site` is the site's name, `url` the address of the pack's page or ''."""

    id: str
    title: str
    edition: Edition
    edition_label: str
    site: str
    url: str
    summary: str
    keywords: tuple[str, ...]
    minutes: int
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    version: Version


def texts(value: Any) -> Iterator[Text]:
    """Every Text in the order in which a reader meets it, slides left out: they show again what the blocks say."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, Slide):
        for field in fields(value):
            yield from texts(getattr(value, field.name))

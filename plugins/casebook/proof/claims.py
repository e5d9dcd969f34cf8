"""What records say that can be looked up: figures, names, and numbers inside cited sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casebook.link.library import Entry
from casebook.link.references import references
from casebook.model.case import Case, Honour
from casebook.model.choices import PlaceLevel
from casebook.model.dates import Edtf
from casebook.model.fields import Cite, Frozen, Ref
from casebook.model.method import Method, Practice, Step
from casebook.model.note import QuizItem
from casebook.model.parts import EditorNote, Figure, Milestone, Origin, Party, Record
from casebook.model.policy import Policy
from casebook.model.source import Source
from casebook.model.term import Term
from casebook.model.vocab import Place
from casebook.problem import Loc
from casebook.proof.dates import dated_fields, points


class Kind(StrEnum):
    FIGURE = "figure"  # results of a case
    NUMBER = "number"  # digits inside a cited sentence
    DATE = "date"  # a point in time that no editor inferred
    NAME = "name"  # must stand in the source as it is
    WORDING = "wording"  # may be the editors' own word for it: a step, an actor


@dataclass(frozen=True, slots=True)
class Claim:
    """`words` are ways to write a name (one is enough), or number and unit, or a point such as 2016-12. `at` is its place in the record.

    `beside` is the text around a number or date in the record, by which one of several is told from the others.
    """

    record: str
    at: Loc
    kind: Kind
    words: tuple[str, ...]
    cites: tuple[Cite, ...]
    beside: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        """As a reader sees it: '28.7%' or '由民做主'."""
        return f"{self.words[0]}{self.unit}"


WHOLE = "*"  # in place of a locator: any section
_TITLE = re.compile(r"《([^》]+)》")
_QUOTE = re.compile(r"“([^”]+)”")
# Saying that a word is not in the source, or how a reader might misread it, is not citing it.
_DENIED = re.compile(
    r"(?:没有|未|不)(?:写|说|用|提|出现|交代|叫|能读成|能写成|当作|等于|作|是)[^，。；“”]{0,6}$|(?:本库|页面)[^，。；“”]{0,8}$"
)
_DIGITS = re.compile(
    r"(?<![\d.A-Za-z+×-])\d[\d,.]*\d|(?<![\d.A-Za-z+×-])\d"
    # 八十一个 and 百分之二十八点七 count as 81个 and 28.7% do; 三方, 十步 and 第十九次 are words.
    r"|百分之[一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?"
    r"|(?<![第\d零一二三四五六七八九十百千])(?=[一二三四五六七八九]*[十百千])[零一二三四五六七八九十百千]{2,}(?=[个名人家户次项类件份级年月天元期届所处万亿])"
)
# 中共湖北省委办公厅 is 省委办公厅 in a text of that province.
_OFFICE = re.compile(r"^(?:中共)?(?P<where>[^省市区县]{1,6})(?P<rank>省|市|自治区|区|县)(?P<rest>.+)$")
_SHORTER = (
    ("中共中央办公厅", "中办"),
    ("国务院办公厅", "国办"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("人民政府", "政府"),
)
_WITHHELD = re.compile("名称被删|名称隐去|未具名|隐名|匿名")
_COINED = re.compile("(?:编者|本库)[^，。；]{0,8}拟|拟名|名称[^，。；]{0,6}拟")
# A year that the editors worked out is not the source's.
_INFERRED = re.compile(r"推断[^，。；]{0,8}$")


def claims_of(entry: Entry) -> tuple[Claim, ...]:
    """Everything in a record that can be looked up, in field order; the same words in the same place once."""
    record = entry.record
    found = [*_own(record), *_walk(record, (), record)]
    return tuple(dict.fromkeys(found))


def place_claims(places: Iterable[Place]) -> tuple[Claim, ...]:
    """Names of places that say where they are cited from; `record` is the place's id."""
    return tuple(
        Claim(place.id, ("places", no, "label"), Kind.NAME, (place.label, *place.aliases), place.cite)
        for no, place in enumerate(places)
        if place.cite and place.level is not PlaceLevel.UNNAMED
    )


def _own(record: Record) -> Iterator[Claim]:
    """Names that a record bears itself: they stand somewhere in what it cites."""
    everywhere = tuple(dict.fromkeys(cite for _, cite in references(record)[1]))
    names = (record.title, *record.aliases)
    if isinstance(record, Source):
        here = tuple(Cite(f"{record.id} {section.locator}") for section in record.sections)
        for field in ("author", "publisher"):
            yield from _names(record, (field,), getattr(record, field), here, Kind.NAME)
        yield from _dates(record, (), record, here)
        return
    if not everywhere:
        return
    # A summary sums up all sections: what it says stands anywhere in them.
    whole = tuple(Cite(f"{source} {WHOLE}") for source in dict.fromkeys(cite.source for cite in everywhere))
    yield from _quoted(record, ("summary",), record.summary, whole, Kind.NAME)
    yield from _numbers(record, ("summary",), record.summary, whole)
    if isinstance(record, Method | Term):
        origin = getattr(record, "origin", None)
        yield Claim(record.id, ("title",), _kind_of_title(record), names, origin.cite if origin else everywhere)
    yield from _dates(record, (), record, everywhere)
    if isinstance(record, Policy):
        words = (*names, *_untitled(record.title))
        yield Claim(record.id, ("title",), _kind_of_title(record), words, everywhere)
        yield from _names(record, ("document_number",), record.document_number, everywhere, Kind.NAME)
        yield from _names(record, ("issuers",), record.issuers, everywhere, Kind.NAME)
    if isinstance(record, Case):
        yield from _names(record, ("place",), record.place, everywhere, Kind.NAME)
    if isinstance(record, Term):
        yield from _names(record, ("expansion",), record.expansion, everywhere, Kind.WORDING)


def _kind_of_title(record: Record) -> Kind:
    """A name that the editors made for something the source leaves unnamed is theirs, if they say so."""
    told = (record.summary, *(note.text for note in record.editor_notes))
    return Kind.WORDING if any(_COINED.search(text) for text in told) else Kind.NAME


def _names(record: Record, at: Loc, value: Any, cites: tuple[Cite, ...], kind: Kind) -> Iterator[Claim]:
    values = value if isinstance(value, tuple) else (value,) if value else ()
    for place, name in enumerate(values):
        where = (*at, place) if isinstance(value, tuple) else at
        if not _WITHHELD.search(name):
            yield Claim(record.id, where, kind, (str(name), *_local(str(name))), cites)


def _local(name: str) -> tuple[str, ...]:
    """How a document of the same province or city writes an office: 湖北省人民政府办公厅 → 省政府办公厅, 中共湖北省委 → 省委."""
    forms = [name]
    for long, short in _SHORTER:
        forms += [form.replace(long, short) for form in forms if long in form]
    for form in tuple(forms):
        found = _OFFICE.match(form)
        if found is not None:
            forms += [f"{found['where']}{found['rank']}{found['rest']}", f"{found['rank']}{found['rest']}"]
    return tuple(dict.fromkeys(form for form in forms if form != name))


def _untitled(title: str) -> tuple[str, ...]:
    """The title without the province or city that the editors put in front to tell it from others of the same name."""
    found = _OFFICE.match(title)
    rest = found["rest"].removeprefix("《") if found else ""
    return (rest,) if len(rest) >= 8 else ()


def _walk(value: Any, at: Loc, record: Record) -> Iterator[Claim]:
    if isinstance(value, Frozen):
        cites: tuple[Cite, ...] = getattr(value, "cite", ())
        if cites:
            yield from _cited(value, at, record, cites)
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*at, name), record)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _walk(item, (*at, place), record)


def _cited(value: Frozen, at: Loc, record: Record, cites: tuple[Cite, ...]) -> Iterator[Claim]:
    if isinstance(value, Figure):
        for field, number in (("before", value.before), ("after", value.after)):
            if number:
                beside = f"{value.indicator}，{value.note or ''}"
                yield Claim(record.id, (*at, field), Kind.FIGURE, (number,), cites, beside, value.unit)
    yield from _dates(record, at, value, cites)
    for field, name, kind in _named(value):
        yield from _names(record, (*at, field), name, cites, kind)
    for where, text in _texts(value):
        kind = (
            Kind.WORDING if isinstance(value, EditorNote) else Kind.NAME
        )  # a note also says what should have stood there
        yield from _quoted(record, (*at, *where), text, cites, kind)
        if not isinstance(value, EditorNote | Figure):
            yield from _numbers(record, (*at, *where), text, cites)


def _dates(record: Record, at: Loc, value: Frozen, cites: tuple[Cite, ...]) -> Iterator[Claim]:
    """The dates that stand in fields of the part itself. A milestone or an honour also says what happened then."""
    beside = {Milestone: "what", Honour: "title"}.get(type(value))
    told = getattr(value, beside) if beside else ""
    for field, date in dated_fields(value):
        yield from (Claim(record.id, (*at, field), Kind.DATE, (point,), cites, told) for point in points(date))


def _named(value: Frozen) -> Iterator[tuple[str, Any, Kind]]:
    """Fields that hold a name. Steps and actors may bear the editors' words: 三张清单 becomes three lists, each named."""
    match value:
        case Honour():
            yield "by", value.by, Kind.NAME
        case Origin() | Practice():
            yield "place", value.place, Kind.WORDING
            if isinstance(value, Origin):
                yield "organisation", value.organisation, Kind.WORDING
        case Step() | Party():
            yield "name", value.name, Kind.WORDING


def _texts(value: Frozen) -> Iterator[tuple[Loc, str]]:
    """The sentences beside the citation. A quiz asks with wrong answers; only what it explains is the source's."""
    fields = ("explanation",) if isinstance(value, QuizItem) else tuple(type(value).model_fields)
    for field in fields:
        held = getattr(value, field)
        if isinstance(held, str) and not isinstance(held, Ref | Cite | Edtf | StrEnum):
            yield (field,), held
        elif isinstance(held, tuple):
            for place, item in enumerate(held):
                if isinstance(item, str) and not isinstance(item, Ref | Cite):
                    yield (field, place), item


def _quoted(record: Record, at: Loc, text: str, cites: tuple[Cite, ...], kind: Kind) -> Iterator[Claim]:
    titles = _TITLE.findall(text)
    rest = _TITLE.sub("《》", text)
    quotes = [found[1] for found in _QUOTE.finditer(rest) if not _DENIED.search(rest[: found.start()])]
    for name in (*titles, *quotes):
        if len(name) > 1 and "《》" not in name:
            yield Claim(record.id, at, kind, (name,), cites)


def _numbers(record: Record, at: Loc, text: str, cites: tuple[Cite, ...]) -> Iterator[Claim]:
    """Arabic numbers of a sentence, titles aside. The sentence itself tells unit and kind, so it goes along whole."""
    plain = _TITLE.sub("", text)
    for found in _DIGITS.finditer(plain):
        if _INFERRED.search(plain[: found.start()]):
            continue
        yield Claim(record.id, (*at, f"@{found.start()}"), Kind.NUMBER, (found[0],), cites, plain)

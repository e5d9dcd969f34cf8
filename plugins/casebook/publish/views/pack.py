"""A course pack's page: units in order with the clock running, what can be put in their place, what to read before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casebook.model.pack import Pack, Unit
from casebook.publish.trusted import NOTHING
from casebook.publish.views.frame import closing, head, section
from casebook.publish.views.parts import Download, Head, Link, Offer, Preview, Row, Section
from casebook.publish.views.writer import Writer


@dataclass(frozen=True, slots=True)
class UnitView:
    """`begin` and `until` are hours and minutes from the start: '0:00', '0:45'."""

    no: int
    session: str  # the name of the session that it opens, or ''
    kind: str
    title: str
    href: str
    minutes: int
    begin: str
    until: str
    purpose: Markup
    text: Markup
    alternative: Link | None


@dataclass(frozen=True, slots=True)
class Units:
    rows: tuple[UnitView, ...]
    minutes: int
    total: str


@dataclass(frozen=True, slots=True)
class FileGroup:
    title: str
    whole: Download
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """What a pack is taken away as, for students first; `why` there is nothing."""

    groups: tuple[FileGroup, ...] = ()
    why: str = ""


def pack_view(pen: Writer, pack: Pack) -> tuple[Head, tuple[Section, ...]]:
    """The pack: facts, files, goals, units."""
    offer = pen.desk.offers.get(pack.id)
    return head(pen, _facts(pen, pack)), tuple(_sections(pen, offer.pack if offer else pack, offer))


def _facts(pen: Writer, pack: Pack) -> tuple[Row, ...]:
    return pen.rows(
        ("适用对象", "、".join(pack.audience)),
        ("时长", f"{pack.hours:g} 小时"),
        ("单元", f"{len(pack.units)} 个"),
    )


def _sections(pen: Writer, pack: Pack, offer: Offer | None) -> Iterator[Section]:
    if offer:
        yield Section("downloads", "下载", "pack", "downloads", _files(offer))
    yield Section("objectives", "教学目标", "pack", "goals", tuple(pen.line(goal) for goal in pack.objectives))
    yield from section("reading", "课前阅读", "shared", "links", pen.reasons(pack.pre_reading))
    yield Section("units", "单元", "pack", "units", _units(pen, pack))
    yield from section("outputs", "学员产出", "pack", "goals", tuple(pen.line(output) for output in pack.outputs))
    if offer and offer.previews:
        # Far down: what is not looked at is not loaded.
        yield Section("previews", "文件的样子", "pack", "previews", _previews(offer))
    yield from closing(pen)


def _files(offer: Offer) -> Files:
    if offer.why:
        return Files(why=offer.why)
    return Files((_group(offer, "学员用", is_teacher=False), _group(offer, "教师用，含答案", is_teacher=True)))


def _previews(offer: Offer) -> tuple[tuple[Preview, ...], tuple[Preview, ...]]:
    """Pages of files, slides."""
    return tuple(one for one in offer.previews if one.href), tuple(one for one in offer.previews if not one.href)


def _group(offer: Offer, title: str, *, is_teacher: bool) -> FileGroup:
    own = [file for file in offer.files if file.is_teacher is is_teacher]
    return FileGroup(
        title, next(file for file in own if file.is_whole), tuple(file for file in own if not file.is_whole)
    )


def _units(pen: Writer, pack: Pack) -> Units:
    rows: list[UnitView] = []
    spent = 0
    for no, unit in enumerate(pack.units, 1):
        rows.append(_unit(pen, no, unit, spent))
        spent += unit.minutes
    return Units(tuple(rows), spent, clock(spent))


def _unit(pen: Writer, no: int, unit: Unit, begin: int) -> UnitView:
    record = pen.library.entries.get(unit.ref) if unit.ref else None
    return UnitView(
        no=no,
        session=unit.session or "",
        kind=str(unit.type),
        title=unit.title or (record.title if record else str(unit.type)),
        href=pen.desk.href(record.id) if record else "",
        minutes=unit.minutes,
        begin=clock(begin),
        until=clock(begin + unit.minutes),
        purpose=pen.line(unit.purpose) if unit.purpose else NOTHING,
        text=_told(pen, unit),
        alternative=pen.link(unit.alternative_ref)
        if unit.alternative_ref and unit.alternative_ref in pen.library.entries
        else None,
    )


def _told(pen: Writer, unit: Unit) -> Markup:
    """What to do; of a unit that is chosen by a query, how."""
    if unit.query:
        chosen = f"做文件时按“{unit.query}”从库里挑选，最多 {unit.most or 1} 条。"
        return pen.prose(f"{chosen}\n\n{unit.text}" if unit.text else chosen, label=False)
    return pen.prose(unit.text, label=False) if unit.text else NOTHING


def clock(minutes: int) -> str:
    """'1:05' for 65."""
    return f"{minutes // 60}:{minutes % 60:02d}"

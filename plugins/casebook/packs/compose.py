"""A pack and the parts of its records → the Outline of one edition. The browser does the same in TypeScript
(web/src/pack/compose.ts): what is decided here is decided there, and a test holds the two against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from casebook.link.library import Library
from casebook.model.choices import UnitType
from casebook.model.pack import MINUTES_ROUNDED, Pack
from casebook.model.pack import Unit as PackUnit
from casebook.packs.citing import reference_list
from casebook.packs.outline import (
    Block,
    Edition,
    Facts,
    Heading,
    Items,
    Lines,
    Outline,
    Paragraph,
    Run,
    Section,
    Slide,
    Table,
    Text,
    Unit,
    Version,
    texts,
    words,
)
from casebook.packs.part import Part, Side, part_of
from casebook.packs.parts.shared import status_notice
from casebook.packs.prose import paragraphs

_LINES = 6


def outline_of(library: Library, pack: Pack, edition: Edition, site: str, url: str) -> Outline:
    """The pack in one edition. `site` is the site's name, `url` its address, ending in '/', or ''."""
    notices = tuple(status_notice(library, pack))
    return compose(pack, parts_for(library, pack), edition, site, url, notices=notices)


def parts_for(library: Library, pack: Pack) -> dict[str, Part]:
    """Parts of all that a pack names, and of the notes and cases that go with them; what is not in the library is left out."""
    named = [ref for unit in pack.units for ref in (unit.ref, unit.alternative_ref) if ref]
    parts = _parts(library, [*named, *(link.ref for link in pack.pre_reading)])
    return parts | _parts(library, [part.companion for part in parts.values()])


def _parts(library: Library, ids: list[str]) -> dict[str, Part]:
    return {
        one: part_of(library, library.entries[one]) for one in dict.fromkeys(map(str, ids)) if one in library.entries
    }


def compose(
    pack: Pack, parts: Mapping[str, Part], edition: Edition, site: str, url: str, *, notices: tuple[Block, ...] = ()
) -> Outline:
    """The outline from parts alone; `notices` say what is the matter with the pack itself."""
    hand = _Hand(pack, parts, edition, url)
    units = tuple(hand.units())
    minutes = sum(unit.minutes for unit in units)
    version = _version(hand.used())
    sections = (
        hand.about(units, minutes, version, notices),
        hand.agenda(units, minutes),
        *hand.reading(),
        *(hand.section(unit, one) for unit, one in zip(units, pack.units, strict=True)),
        *hand.outputs(),
    )
    known = {source: text for part in parts.values() for source, text in part.sources.items()}
    return Outline(
        id=pack.id,
        title=pack.title,
        edition=edition,
        edition_label=edition.label,
        site=site,
        url=f"{url}packs/{pack.id}.html" if url else "",
        summary=pack.summary,
        keywords=pack.keywords,
        minutes=minutes,
        units=units,
        sections=sections,
        references=reference_list(texts(sections), known),
        version=version,
    )


@dataclass(slots=True)
class _Hand:
    """Puts a pack together; everything it needs to know while doing so."""

    pack: Pack
    parts: Mapping[str, Part]
    edition: Edition
    url: str

    @property
    def for_teacher(self) -> bool:
        return self.edition is Edition.TEACHER

    def used(self) -> tuple[Part, ...]:
        """The parts in order of id."""
        return tuple(self.parts[one] for one in sorted(self.parts))

    def side(self, part: Part) -> Side:
        """What this edition gets of a record. Only a teacher's slides have words for who speaks."""
        if self.for_teacher:
            return part.teacher or part.student
        quiet = tuple(replace(slide, speaker=()) for slide in part.student.slides)
        return replace(part.student, slides=quiet)

    # ---- before and after the units

    def about(self, units: tuple[Unit, ...], minutes: int, version: Version, notices: tuple[Block, ...]) -> Section:
        """For whom, how long, what for."""
        pack = self.pack
        own = "本教师版含参考思路、课堂计划和测验答案，请不要发给学员。"
        goals = tuple(map(words, pack.objectives))
        blocks: tuple[Block | None, ...] = (
            *notices,
            Paragraph(words(own), "notice") if self.for_teacher else None,
            Facts(
                (
                    ("适用对象", words("、".join(pack.audience))),
                    ("时长", words(duration(minutes))),
                    ("单元", words(f"{len(units)} 个")),
                )
            ),
            Paragraph(words(pack.summary), "lead"),
            Heading("教学目标"),
            Items(goals, ordered=True),
            Paragraph(words(version.line), "note"),
        )
        slide = Slide("教学目标", points=pack.objectives, first=1)
        return Section("about", "about", "课程说明", tuple(block for block in blocks if block), (slide,))

    def agenda(self, units: tuple[Unit, ...], minutes: int) -> Section:
        """Units with the clock running."""
        if not units:
            return Section("agenda", "agenda", "日程", (Paragraph(words("还没有排进单元。"), "notice"),))
        blocks: list[Block] = []
        for session, held in self._sessions(units):
            rows = tuple(
                (words(f"{unit.begin}—{unit.until}"), words(str(unit.minutes)), words(unit.type), self._entry(unit))
                for unit in held
            )
            if session:
                blocks.append(Heading(f"{session}（{duration(sum(unit.minutes for unit in held))}）"))
            blocks.append(Table("日程", ("时间", "分钟", "类型", "内容"), rows, (18, 9, 13, 60), right=(1,)))
        blocks.append(Paragraph(words(f"合计 {minutes} 分钟（{duration(minutes)}）。")))
        wanted = self.pack.hours * 60
        if abs(wanted - minutes) > MINUTES_ROUNDED:
            told = f"各单元合计 {minutes} 分钟，课程包写的是 {wanted:g} 分钟，上课前请调整。"
            blocks.append(Paragraph(words(told), "notice"))
        return Section("agenda", "agenda", "日程", tuple(blocks))

    def _sessions(self, units: tuple[Unit, ...]) -> list[tuple[str, list[Unit]]]:
        """Units by session, each with its name; '' for those before the first that has one."""
        sessions: list[tuple[str, list[Unit]]] = []
        for unit, given in zip(units, self.pack.units, strict=True):
            if given.session or not sessions:
                sessions.append((given.session or "", []))
            sessions[-1][1].append(unit)
        return sessions

    def _entry(self, unit: Unit) -> Text:
        purpose = f"　{unit.purpose}" if unit.purpose else ""
        other = f"　可换成：{unit.alternative}" if unit.alternative else ""
        return Text(tuple(run for run in (Run(unit.title, strong=True), Run(purpose), Run(other)) if run.text))

    def reading(self) -> Iterator[Section]:
        """What to read before, with what it says in brief."""
        blocks: list[Block] = []
        for link in self.pack.pre_reading:
            part = self.parts.get(link.ref)
            if part is None:
                blocks.append(_missing(link.ref))
                continue
            address = f"{self.url}{part.page}" if self.url else ""
            blocks += (Heading(f"{part.title}（{part.label}）"), *part.notices)
            if link.note:
                blocks.append(Paragraph(words(link.note), "note"))
            if not _is_gone(part):
                blocks.append(Paragraph(words(part.summary)))
            if address:
                blocks.append(Paragraph(Text((Run("网页："), Run(address, href=address))), "note"))
        if blocks:
            yield Section("reading", "reading", "课前阅读", tuple(blocks))

    def outputs(self) -> Iterator[Section]:
        """What students hand in."""
        if self.pack.outputs:
            items = Items(tuple(map(words, self.pack.outputs)), ordered=True)
            slide = Slide("学员产出", points=self.pack.outputs, first=1)
            yield Section("outputs", "outputs", "学员产出", (items,), (slide,))

    # ---- units

    def units(self) -> Iterator[Unit]:
        """The units with their place in time."""
        spent = 0
        for no, unit in enumerate(self.pack.units, 1):
            part = self.parts.get(unit.ref or "")
            other = self.parts.get(unit.alternative_ref or "")
            yield Unit(
                no=no,
                type=str(unit.type),
                title=unit.title or (part.title if part and unit.type is not UnitType.QUIZ else str(unit.type)),
                minutes=unit.minutes,
                begin=clock(spent),
                until=clock(spent + unit.minutes),
                purpose=unit.purpose or "",
                section=f"unit-{no}",
                alternative=f"《{other.title}》（{other.label}）" if other and self.for_teacher else "",
            )
            spent += unit.minutes

    def section(self, unit: Unit, given: PackUnit) -> Section:
        """One unit: when and why, what to do, then the record."""
        if given.type is UnitType.BREAK:
            slide = Slide(unit.title, f"{unit.minutes} 分钟", look="break")
            return Section(unit.section, "break", f"第{unit.no}单元　{unit.title}", (), (slide,))
        told = paragraphs(given.text) if given.text else ()
        # What students are to do in a discussion; of other units how to teach them, which may give away what comes.
        shown = told if self.for_teacher or given.type is UnitType.DISCUSSION else ()
        blocks, slides = self._of_record(unit, given)
        facts = (
            ("单元类型", words(unit.type)),
            ("时间", words(f"{unit.begin}—{unit.until}，{unit.minutes} 分钟")),
            *((("目的", words(unit.purpose)),) if unit.purpose else ()),
            *((("可换成", words(unit.alternative)),) if unit.alternative else ()),
        )
        said = (*((words(unit.purpose),) if unit.purpose else ()), *told) if self.for_teacher else ()
        opening = Slide(unit.title, f"第{unit.no}单元　{unit.type}　{unit.minutes} 分钟", speaker=said, look="unit")
        return Section(
            unit.section,
            "unit",
            f"第{unit.no}单元　{unit.title}",
            (Facts(facts), *map(Paragraph, shown), *blocks),
            (opening, *slides),
        )

    def _of_record(self, unit: Unit, given: PackUnit) -> tuple[tuple[Block, ...], tuple[Slide, ...]]:
        if given.ref is None:
            room = (Lines(_LINES),) if given.type is UnitType.DISCUSSION and not self.for_teacher else ()
            return room, ()
        part = self.parts.get(given.ref)
        if part is None:
            return (_missing(given.ref),), ()
        side = self.side(part)
        if given.type is UnitType.QUIZ:
            blocks: tuple[Block, ...] = side.quiz or (Paragraph(words("这份教学说明里没有测验题。"), "notice"),)
            return (*part.notices, *blocks), side.quiz_slides
        before = self._first_unit_of(part.id, unit.no)
        if before:
            return (Paragraph(words(f"内容见第{before}单元。")),), ()
        return self._with_companion(part, side)

    def _with_companion(self, part: Part, side: Side) -> tuple[tuple[Block, ...], tuple[Slide, ...]]:
        """A case brings its note along, a note its case, unless that is a unit of its own."""
        own = (*part.notices, *side.blocks)
        other = self.parts.get(part.companion)
        if part.kind == "case" and not part.companion and self.for_teacher and not _is_gone(part):
            none = Paragraph(words("这个案例还没有教学说明，讨论题请教师自备。"), "notice")
            return (*own, none), side.slides
        if other is None or self._first_unit_of(other.id, len(self.pack.units) + 1):
            return own, side.slides
        more = self.side(other)
        brought = (*other.notices, *more.blocks)
        if part.kind == "note":
            return (*_titled(other, brought), *_titled(part, own)), (*more.slides, *side.slides)
        return (*own, *_titled(other, brought)), (*side.slides, *more.slides)

    def _first_unit_of(self, record_id: str, before: int) -> int:
        """Number of the first unit before that one which prints the record; 0 for none."""
        for no, unit in enumerate(self.pack.units[: before - 1], 1):
            if unit.ref == record_id and unit.type is not UnitType.QUIZ:
                return no
        return 0


def _titled(part: Part, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """A record under a heading of its own, those of its parts one lower."""
    yield Heading(f"{part.label}：{part.title}")
    yield from (replace(one, level=one.level + 1) if isinstance(one, Heading) else one for one in blocks)


def _is_gone(part: Part) -> bool:
    """Withdrawn: notices, and nothing below them."""
    return bool(part.notices) and not part.student.blocks


def _missing(ref: str) -> Paragraph:
    return Paragraph(words(f"编号为 {ref} 的记录不在库里，没有印出。"), "notice")


def _version(used: tuple[Part, ...]) -> Version:
    """Of the records in order of id: a CRC-32 of their marks, which a browser reckons as well."""
    marks = "".join(f"{part.id} {part.mark}\n" for part in used)
    mark = f"{crc32(marks.encode()):08x}"
    date = max((part.date for part in used), default="")
    dated = f"，记录和来源的最新日期 {date}" if date else ""
    return Version(mark, date, f"内容版本 {mark}{dated}。版本不变，印出来的就一样。")


def clock(minutes: int) -> str:
    """'1:05' for 65."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def duration(minutes: int) -> str:
    """'3 小时 30 分钟' for 210, '45 分钟' for 45."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} 小时" if hours else "", f"{rest} 分钟" if rest or not hours else "") if part
    )

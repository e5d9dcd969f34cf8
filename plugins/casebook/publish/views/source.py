"""A source's page: its reference, what it is, and what was taken from each of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casebook.model.source import Source
from casebook.publish.citation import section_anchor
from casebook.publish.trusted import trusted
from casebook.publish.views.figures import value_of
from casebook.publish.views.frame import closing, head
from casebook.publish.views.parts import Head, LinkGroup, Row, Section
from casebook.publish.views.writer import Writer


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure taken from a section: '参会率 94.08%', with its stage, what must be known to read it, and the case that holds it."""

    text: str
    stage: Markup
    note: Markup
    proved: bool
    href: str
    case: str


@dataclass(frozen=True, slots=True)
class SectionUse:
    """A section of the source, the records that cite it and the figures taken from it."""

    anchor: str
    locator: str
    title: str
    groups: tuple[LinkGroup, ...]
    figures: tuple[FigureUse, ...]


def source_view(pen: Writer, source: Source) -> tuple[Head, tuple[Section, ...]]:
    """The source: facts, reference, sections with their users."""
    return head(pen, _facts(pen, source)), tuple(_sections(pen, source))


def _facts(pen: Writer, source: Source) -> tuple[Row, ...]:
    address = source.url and trusted('<a href="{0}" rel="noopener">{0}</a>').format(source.url)
    checksum = source.sha256 and trusted('<code class="cb-hash">{}</code>').format(source.sha256)
    return pen.rows(
        ("文献类型", str(source.type)),
        ("作者", "、".join(source.author) or "未署名"),
        ("载于", source.container),
        ("发布单位", source.publisher),
        ("发表日期", pen.date(source.published) or "未注明"),
        ("文字", str(source.script)),
        ("网址", address or None),
        ("查阅日期", pen.date(source.accessed)),
        ("版权", source.licence_note),
        ("存档校验值", checksum or None),
    )


def _sections(pen: Writer, source: Source) -> Iterator[Section]:
    yield Section("reference", "怎样引用这份来源", "source", "reference", pen.desk.references(source.id))
    uses = _uses(pen, source)
    children = tuple((use.anchor, f"{use.locator} {use.title}".strip()) for use in uses if use.anchor != "s-whole")
    yield Section("taken", "取用了什么", "source", "taken", uses, children)
    yield from closing(pen)


def _uses(pen: Writer, source: Source) -> tuple[SectionUse, ...]:
    """Sections in the source's order, also those that nothing cites yet; at the end records that name no section."""
    users: dict[str, list[str]] = {section.locator: [] for section in source.sections}
    for locator, record_id in pen.library.cited.get(source.id, ()):
        if record_id != source.id:  # its own editor's notes take nothing from it
            users.setdefault(locator, []).append(record_id)
    titles = {section.locator: section.title or "" for section in source.sections}
    whole = users.pop("", [])
    uses = [
        SectionUse(
            section_anchor(locator), locator, titles.get(locator, ""), pen.by_kind(ids), _figures(pen, source, locator)
        )
        for locator, ids in users.items()
    ]
    if whole:
        uses.append(SectionUse("s-whole", "整篇", "没有注明节号的引用", pen.by_kind(whole), ()))
    return tuple(uses)


def _figures(pen: Writer, source: Source, locator: str) -> tuple[FigureUse, ...]:
    """A reader with the source at hand can hold the two side by side, number by number."""
    entries = pen.library.entries
    found = pen.library.figures_at.get(f"{source.id} {locator}", ())
    taken = [(case_id, entries[case_id].figures[number]) for case_id, number in found]
    return tuple(
        FigureUse(
            f"{figure.indicator} {value_of(figure)}",
            pen.stage(figure.stage),
            pen.line(figure.note or ""),
            pen.library.proved.has_figure(figure),
            f"{pen.desk.href(case_id)}#figures",
            entries[case_id].title,
        )
        for case_id, figure in taken
    )

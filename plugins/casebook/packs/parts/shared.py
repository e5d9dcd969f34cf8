"""What the kinds share: statements with their stage and citations, facts, links, editors' notes, the life of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from casebook.link.library import Library
from casebook.model.choices import ClaimStage, Evidence, Status
from casebook.model.dates import Edtf
from casebook.model.fields import Cite
from casebook.model.names import SECTION
from casebook.model.parts import EditorNote, Figure, Link, Party, Record
from casebook.packs.outline import Block, Facts, Heading, Items, Paragraph, Table, Text, words
from casebook.packs.prose import paragraphs

_EDITORS = "（编者归纳）"


class Cited(Protocol):
    """Anything with text and citations: a claim, a passage."""

    @property
    def text(self) -> str: ...
    @property
    def cite(self) -> tuple[Cite, ...]: ...
    @property
    def stage(self) -> ClaimStage | None: ...


def statements(title: str, claims: Sequence[Cited]) -> Iterator[Block]:
    """A heading and a paragraph a statement. What no source says is labelled: in the heading, when that is all of them."""
    if not claims:
        return
    none_cited = not any(claim.cite for claim in claims)
    yield Heading(title + (_EDITORS if none_cited else ""))
    for claim in claims:
        tail = "" if claim.cite or none_cited else _EDITORS
        yield from (Paragraph(text) for text in paragraphs(claim.text, claim.cite, on_paper(claim.stage), tail))


def on_paper(stage: ClaimStage | None) -> str:
    """'〔计划〕' for what nobody has done yet; ''."""
    return f"〔{stage}〕" if stage is not None and not stage.happened else ""


def own_stage(stage: ClaimStage | None, whole: ClaimStage | None) -> str:
    """As `on_paper`, and also for what differs from the method as a whole."""
    stage = stage or whole
    return f"〔{stage}〕" if stage is not None and (stage is not whole or not stage.happened) else ""


def facts(*rows: tuple[str, Text | str | None]) -> Facts:
    """The rows that have a value."""
    return Facts(tuple((name, words(value) if isinstance(value, str) else value) for name, value in rows if value))


def date(value: Edtf | None) -> str:
    """'2018年11月'; '' for no date."""
    return value.label if value else ""


def place(library: Library, record_id: str, below: str | None = None) -> str:
    """'山东省潍坊市奎文区', with the name of a place below it; '' for a record without a place."""
    spots = library.spot_of.get(record_id, ())
    found = "".join(spot.label for spot in library.spot_path(spots[0])) if spots else ""
    return found + (below if below and below not in found else "")


def title_of(library: Library, record_id: str) -> str:
    """'《奎文区…》（案例，已撤回）'; the id itself for a record that is not there, which a Problem has told of."""
    entry = library.entries.get(record_id)
    if entry is None:
        return record_id
    status = "" if entry.card.status == Status.PUBLISHED.value else f"，{entry.card.status}"
    return f"《{entry.title}》（{SECTION[entry.kind].label}{status}）"


def links(library: Library, title: str, given: Iterable[Link]) -> Iterator[Block]:
    """A list of records, each with the reason why it is there."""
    items = tuple(_link(library, link) for link in given)
    if items:
        yield Heading(title)
        yield Items(items)


def _link(library: Library, link: Link) -> Text:
    reason = f"：{link.note}" if link.note else ""
    return words(title_of(library, link.ref) + reason, *map(str, link.cite))


def parties(title: str, given: Sequence[Party], whole: ClaimStage | None = None) -> Iterator[Block]:
    """Who takes part and as what."""
    if not given:
        return
    yield Heading(title)
    if any(party.role for party in given):
        rows = tuple(
            (words(own_stage(one.stage, whole) + one.name), words(one.role or "—", *map(str, one.cite)))
            for one in given
        )
        yield Table(title, ("谁", "做什么"), rows, (34, 66))
    else:
        yield Items(tuple(words(own_stage(one.stage, whole) + one.name, *map(str, one.cite)) for one in given))


def editor_notes(notes: Sequence[EditorNote]) -> Iterator[Block]:
    """What a reader must know of the sources and the editing."""
    if notes:
        yield Heading("编者注")
        for note in notes:
            for text in paragraphs(note.text, note.cite, f"{note.kind}　"):
                yield Paragraph(text, "note")


def status_notice(library: Library, record: Record) -> Iterator[Block]:
    """What stands above a record that is not simply published."""
    if record.status is Status.DRAFT:
        yield notice("这条记录还是草稿，没有核对完，引用前请看网页上的最新内容。")
    elif record.status is Status.SUPERSEDED:
        successor = title_of(library, record.superseded_by) if record.superseded_by else "别的记录"
        yield notice(f"这条记录已被{successor}替代。")
    elif record.status is Status.WITHDRAWN:
        reason = f"原因：{record.withdrawn_reason}" if record.withdrawn_reason else "没有写明原因"
        yield notice(f"这条记录已撤回，内容不再印出。{reason}。")


def notice(text: str) -> Paragraph:
    """What must not be overlooked."""
    return Paragraph(words(text), "notice")


def figure_table(figures: Sequence[Figure]) -> Table:
    """The figures with what they mean; columns that none fills are left out."""
    columns: list[tuple[str, int, list[Text]]] = [("指标", 44, [_indicator(figure) for figure in figures])]
    if any(figure.before for figure in figures):
        columns.append(("之前", 14, [words(_with_unit(figure, figure.before) or "—") for figure in figures]))
    columns.append(("数值", 16, [words(_with_unit(figure, figure.after)) for figure in figures]))
    right = tuple(range(1, len(columns)))
    if any(figure.period for figure in figures):
        columns.append(("时间", 18, [words(date(figure.period) or "—") for figure in figures]))
    columns.append(("性质", 9, [words(str(figure.nature)) for figure in figures]))
    columns.append(("证据", 9, [words(str(figure.evidence)) for figure in figures]))
    names, shares, cells = zip(*columns, strict=True)
    widths = tuple(round(share * 100 / sum(shares)) for share in shares)
    return Table("数字", names, tuple(zip(*cells, strict=True)), widths, right)


def _indicator(figure: Figure) -> Text:
    remark = f"（{figure.note}）" if figure.note else ""
    return words(on_paper(figure.stage) + figure.indicator + remark, *map(str, figure.cite))


def _with_unit(figure: Figure, value: str | None) -> str:
    return value + ("" if figure.unit == "-" else figure.unit) if value else ""


def grades(figures: Iterable[Figure]) -> str:
    """What the grades in a table mean: 'A 独立评估…；D …'."""
    present = {figure.evidence for figure in figures}
    return "；".join(f"{grade} {grade.note}" for grade in Evidence if grade in present)

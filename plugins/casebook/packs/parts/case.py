"""A case in a pack: facts, the four blocks, which methods it used, figures, limits."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.link.library import Library
from casebook.model.case import Case, Procedure
from casebook.model.choices import Nature
from casebook.model.comparisons import comparisons
from casebook.model.method import Method
from casebook.model.parts import NOT_REPORTED
from casebook.packs.outline import Block, Chart, Heading, Items, Paragraph, Picture, Run, Slide, Text, words
from casebook.packs.parts.shared import (
    date,
    editor_notes,
    facts,
    figure_table,
    grades,
    links,
    on_paper,
    parties,
    place,
    statements,
)
from casebook.packs.prose import paragraphs

_BLOCKS = (
    ("background", "背景与起因"),
    ("process", "做法与经过"),
    ("outcome", "成效与反响"),
    ("reflection", "探讨与评论"),
)
_RESOURCES = (("people", "人"), ("money", "钱"), ("material", "物"), ("rules", "制度"))
_ROWS = 7  # of a list or table on a slide


def case_blocks(library: Library, case: Case) -> Iterator[Block]:
    """All that the page of the case says of it."""
    yield facts(*_facts(library, case))
    yield Paragraph(words(case.summary), "lead")
    for field, title in _BLOCKS:
        yield from statements(title, getattr(case.narrative, field))
        if field == "process":
            yield from (Picture(one.file, one.alt, f"{one.alt}（{one.credit}，{one.licence}）") for one in case.media)
            yield from _procedure(library, case)
    if case.results:
        yield Heading("数字")
        yield figure_table(case.results)
        yield Paragraph(words(f"证据等级：{grades(case.results)}。"), "note")
    for field, title in _RESOURCES:
        yield from statements(f"投入：{title}", getattr(case.resources, field) if case.resources else ())
    if case.limits == NOT_REPORTED:
        yield Heading("不足与局限")
        yield Paragraph(words(NOT_REPORTED))
    else:
        yield from statements("不足与局限", [claim for claim in case.limits if not isinstance(claim, str)])
    yield from statements("搬到别处的条件", case.transfer_conditions)
    if any(party.role for party in case.partners):
        yield from parties("参与单位", case.partners)
    yield from _honours(case)
    yield from links(library, "政策依据", case.policy_basis)
    yield from editor_notes(case.editor_notes)


def case_slides(library: Library, case: Case) -> Iterator[Slide]:
    """Facts, methods and what came of it in figures; who speaks has the narrative below."""
    told = tuple(
        text for field, _ in _BLOCKS[:2] for one in getattr(case.narrative, field) for text in paragraphs(one.text)
    )
    known = tuple((name, str(value)) for name, value in _facts(library, case) if value)
    yield Slide(case.title, facts=known, speaker=told)
    named = dict.fromkeys(one.method for one in case.procedure if one.method in library.entries)
    used = [library.entries[method].title for method in named]
    for start in range(0, len(used), _ROWS):
        yield Slide("用了哪些工作法", case.title, points=tuple(used[start : start + _ROWS]))
    after = tuple(text for one in case.narrative.outcome for text in paragraphs(one.text))
    results = [figure for figure in case.results if figure.nature is Nature.RESULT]
    for start in range(0, len(results), _ROWS):
        table = figure_table(results[start : start + _ROWS])
        yield Slide("成效数字", case.title, table=table, speaker=after if not start else ())
    for one in comparisons(results):
        labels, values = zip(*one.rows, strict=True)
        yield Slide("成效数字", case.title, chart=Chart(one.title, one.unit, labels, values, one.summary))


def _facts(library: Library, case: Case) -> tuple[tuple[str, str], ...]:
    partners = "" if any(party.role for party in case.partners) else "、".join(party.name for party in case.partners)
    return (
        ("地点", place(library, case.id, case.place)),
        ("时间", date(case.period)),
        ("阶段", str(case.stage or "")),
        ("规模", case.scale or ""),
        ("牵头单位", case.lead or ""),
        ("参与单位", partners),
        ("服务对象", "、".join(case.target_groups)),
    )


def _procedure(library: Library, case: Case) -> Iterator[Block]:
    if case.procedure:
        yield Heading("用了哪些工作法")
        yield Items(tuple(_used(library, one) for one in case.procedure))


def _used(library: Library, one: Procedure) -> Text:
    entry = library.entries.get(one.method)
    method = entry.record if entry is not None and isinstance(entry.record, Method) else None
    name = method.title if method else str(one.method)
    step = ""
    if method and one.step_no is not None:
        named = next((step.name for step in method.steps if step.no == one.step_no), "")
        step = f"第 {one.step_no} {method.steps_order.unit}“{named}”"
    way = f"（{one.fidelity}）" if one.stage is None or one.stage.happened else on_paper(one.stage)
    told = paragraphs(one.what_happened, one.cite)
    runs = tuple(run for text in told for run in text.runs)
    return Text((Run(f"{name}{step}{way}：", strong=True), *runs), told[-1].cites)


def _honours(case: Case) -> Iterator[Block]:
    if case.honours:
        yield Heading("荣誉")
        yield Items(
            tuple(
                words(
                    one.title
                    + (
                        f"（{'，'.join(part for part in (one.by or '', date(one.on)) if part)}）"
                        if one.by or one.on
                        else ""
                    ),
                    *map(str, one.cite),
                )
                for one in case.honours
            )
        )

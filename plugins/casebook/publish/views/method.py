"""A method's page: what it is, its steps, when to use it, who does, what it rests on, what resembles it, the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from casebook.link.library import Backlink
from casebook.model.case import Procedure
from casebook.model.choices import Choice, ClaimStage, Fidelity, Order
from casebook.model.method import Method, Practice, Step
from casebook.model.parts import Figure, Party
from casebook.publish.trusted import NOTHING
from casebook.publish.views.figures import FigureTable, figure_table, grades
from casebook.publish.views.frame import closing, head, section, times
from casebook.publish.views.parts import Head, Link, LinkGroup, Row, Section, Statements, once
from casebook.publish.views.writer import EDITORS, MISSING, Writer

# Side by side on a desktop screen a step is a column: so many of them, and so many characters in all if each were as long as
# the longest.
_COLUMNS = 5
_ROOM = 360


@dataclass(frozen=True, slots=True)
class StepView:
    no: int
    anchor: str
    name: str
    stage: Markup
    how: Markup
    rows: tuple[Row, ...]
    mark: Markup


@dataclass(frozen=True, slots=True)
class Steps:
    """`row`: few and short enough to stand side by side; `parallel`: parts of equal rank, not one after the other; `bare`: there is nothing to tell but names; `missing`: how many the sources do not give."""

    items: tuple[StepView, ...]
    row: bool
    bare: bool
    editors: bool
    declared: int
    missing: int
    parallel: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Fit:
    use: Statements
    avoid: Statements


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part, and what it takes."""

    parties: tuple[tuple[Markup, Markup, Markup], ...]  # name, role, marks
    editors: bool
    facts: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Practised:
    cases: tuple[Link, ...]
    places: tuple[tuple[Markup, Markup], ...]  # where, remark with marks


@dataclass(frozen=True, slots=True)
class EvidenceView:
    claims: Statements
    tables: tuple[tuple[Link, FigureTable], ...]  # a table for each case
    grades: tuple[tuple[str, str], ...]


def method_view(pen: Writer, method: Method) -> tuple[Head, tuple[Section, ...]]:
    """The method from what it is to who teaches it."""
    return head(pen, _facts(pen, method)), tuple(_sections(pen, method))


def _facts(pen: Writer, method: Method) -> tuple[Row, ...]:
    origin, effort = method.origin, method.effort
    rows = pen.rows(
        ("类型", pen.choice(method.form)),
        ("进展", pen.choice(method.stage) if method.stage else None),
        (
            "来历",
            pen.place(origin.region, origin.place)
            if origin and origin.region
            else (origin.place if origin and origin.place else MISSING),
        ),
        ("提出单位", origin.organisation if origin else None),
        ("最早见于", pen.date(origin.first_seen) if origin else None),
        ("居民参与程度", pen.choice(method.participation) if method.participation else None),
        ("难度", pen.choice(effort.difficulty, pen.source_of(effort.cite)) if effort and effort.difficulty else None),
    )
    if not (origin and origin.cite):
        return rows
    marks = pen.marks(origin.cite)
    return tuple(Row(row.label, row.value + marks) if row.label == "来历" else row for row in rows)


def _sections(pen: Writer, method: Method) -> Iterator[Section]:
    problems = pen.statements(method.problem_solved)
    yield Section("problem", "解决什么问题", "shared", "statements_or_none", problems, lead=True)
    title = "组成" if method.steps and method.steps_order is Order.PARALLEL else "步骤"
    yield Section("steps", title, "method", "steps", _steps(pen, method))
    fit = Fit(pen.statements(method.preconditions), pen.statements(method.not_suitable_when))
    yield Section("fit", "什么时候用，什么时候不用", "method", "fit", fit)
    yield from section("people", "谁来做，要投入什么", "method", "people", _people(pen, method))
    yield from section("support", "保障", "shared", "statements", method.support and pen.statements(method.support))
    yield Section("practised", "谁在用", "method", "practised", _practised(pen, method))
    yield from times(pen, method)
    yield from section("basis", "政策依据", "shared", "links", pen.reasons(method.policy_basis))
    yield from section("related", "相关的工作法", "shared", "groups", _related(pen, method))
    yield from section("evidence", "证据", "method", "evidence", _evidence(pen, method))
    yield from section("teaching", "教学材料", "shared", "groups", _teaching(pen, method))
    yield from closing(pen)


def _steps(pen: Writer, method: Method) -> Steps:
    told = [step for step in method.steps if _is_told(step)]
    editors = len(told) > 1 and not any(step.cite for step in method.steps)
    items = tuple(_step(pen, step, label=not editors and _is_told(step)) for step in method.steps)
    declared = method.declared_steps or 0
    missing = max(0, declared - len(items))
    return Steps(
        items,
        row=not missing and _fit_side_by_side(method.steps),
        bare=not told,
        editors=editors,
        declared=declared,
        missing=missing,
        parallel=method.steps_order is Order.PARALLEL,
        unit=method.steps_order.unit,
    )


def _fit_side_by_side(steps: tuple[Step, ...]) -> bool:
    longest = max((len("".join((step.name, step.how or "", *_facts_of(step)))) for step in steps), default=0)
    return 1 < len(steps) <= _COLUMNS and longest * len(steps) <= _ROOM


def _facts_of(step: Step) -> tuple[str, str, str]:
    """Who, output, pitfall; '' for what is not told."""
    return "、".join(step.who), step.output or "", step.pitfall or ""


def _is_told(step: Step) -> bool:
    return bool(step.how or step.who or step.output or step.pitfall)


def _step(pen: Writer, step: Step, *, label: bool) -> StepView:
    mark = pen.marks(step.cite, step.name) or (EDITORS if label else NOTHING)
    how = pen.prose(step.how, step.cite, label=label) if step.how else NOTHING
    rows = pen.rows(
        ("谁来做", pen.line("、".join(step.who))),
        ("产出", pen.line(step.output) if step.output else None),
        ("容易出的问题", pen.line(step.pitfall) if step.pitfall else None),
    )
    stage = pen.stage(step.stage, practice=True)
    return StepView(step.no, f"step-{step.no}", step.name, stage, how, rows, NOTHING if step.how else mark)


def _people(pen: Writer, method: Method) -> People | None:
    effort = method.effort
    parties, editors = parties_of(pen, method.participants)
    facts = pen.rows(("人手", effort.people), ("时间", effort.time)) if effort else ()
    if effort and facts:
        facts = (*facts, Row("依据", pen.source_of(effort.cite)))
    return People(parties, editors, facts) if parties or facts else None


def parties_of(pen: Writer, parties: Iterable[Party]) -> tuple[tuple[tuple[Markup, Markup, Markup], ...], bool]:
    """(name, role, marks) of each, and whether none of several has a source."""
    given = tuple(parties)
    editors = len(given) > 1 and not any(party.cite for party in given)
    rows = (
        (
            pen.line(party.name) + pen.stage(party.stage, practice=True),
            pen.line(party.role or ""),
            NOTHING if editors else pen.source_of(party.cite, party.name),
        )
        for party in given
    )
    return tuple(rows), editors


def _practised(pen: Writer, method: Method) -> Practised:
    entries = pen.library.entries
    cases = tuple(
        pen.link(case_id, _usage(pen, method, entries[case_id].part("procedure")))
        for case_id in pen.library.cases_of(method.id)
    )
    return Practised(cases, tuple(_practice(pen, practice) for practice in method.practised_in))


def _usage(pen: Writer, method: Method, procedure: Sequence[Procedure]) -> Markup:
    """'照用第 1、2 步；计划第 3 步' or '照用整套'. Of a method known by name only nothing can be copied: only that it is a plan is said."""
    used: dict[Choice, list[Procedure]] = defaultdict(list)
    for item in procedure:
        if item.method == method.id:
            on_paper = item.stage is not None and not item.stage.happened
            used[item.stage if on_paper and item.stage else item.fidelity].append(item)
    ways = [way for way in (*Fidelity, *ClaimStage) if way in used]
    if not method.steps:
        return NOTHING.join(pen.stage(way) for way in ways if isinstance(way, ClaimStage) and len(ways) == 1)
    return pen.line("；".join(_steps_used(way, used[way], method.steps_order) for way in ways))


def _steps_used(way: Choice, items: list[Procedure], order: Order) -> str:
    numbers = sorted({item.step_no for item in items if item.step_no is not None})
    if numbers and len(numbers) == len(items):
        return f"{way}第 {_ranges(numbers)} {order.unit}"
    return f"{way}整套" if way is not Fidelity.ADDED else "有本地新增的环节"


def _ranges(numbers: list[int]) -> str:
    """[1, 2, 3, 5, 8, 9] → '1 至 3、5、8、9': three and more in a row are a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]} 至 {run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)


def _practice(pen: Writer, practice: Practice) -> tuple[Markup, Markup]:
    stage = pen.stage(practice.stage, practice=True)
    remark = stage + (pen.line(practice.note) if practice.note else NOTHING)
    return pen.place(practice.region, practice.place), remark + pen.marks(practice.cite, practice.note or "")


def _related(pen: Writer, method: Method) -> tuple[LinkGroup, ...]:
    name = pen.library.who_names
    elsewhere = {*(link.ref for link in method.policy_basis), *pen.library.cases_of(method.id)}
    return once(
        ("相近的工作法", (*pen.reasons(method.similar_to), *_similar_back(pen, method))),
        ("脱胎于", pen.reasons(method.derived_from)),
        ("由它发展出来", pen.backward(name(method.id, "derived_from"))),
        ("属于", pen.reasons(method.part_of)),
        ("包含", pen.backward(name(method.id, "part_of"))),
        ("另见", pen.reasons(method.see_also)),
        ("提到它的记录", pen.mentions("see_also", elsewhere)),
    )


def _similar_back(pen: Writer, method: Method) -> Iterator[Link]:
    """The other side of 'similar': its reason and citation stand in the other record."""
    for back in pen.library.who_names(method.id, "similar_to"):
        similar = pen.library.entries[back.source].part("similar_to")
        yield from (
            pen.link(back.source, pen.reason(link.note, link.cite)) for link in similar if link.ref == method.id
        )


def _evidence(pen: Writer, method: Method) -> EvidenceView | None:
    """What sources say of it, and the figures that speak of it; other figures of its cases are on the cases' pages."""
    by_case: dict[str, list[Figure]] = defaultdict(list)
    for case_id, number in pen.library.figures_of.get(method.id, ()):
        by_case[case_id].append(pen.library.entries[case_id].figures[number])
    if not by_case and not method.claims:
        return None
    claims = pen.statements(method.claims)
    tables = tuple(
        (link := pen.link(case_id), figure_table(pen, found, f"{link.text}：数字"))
        for case_id, found in by_case.items()
    )
    return EvidenceView(claims, tables, grades([figure for found in by_case.values() for figure in found]))


def _teaching(pen: Writer, method: Method) -> tuple[LinkGroup, ...]:
    links: list[Backlink] = list(pen.library.who_names(method.id, "units", "pre_reading", "attachments"))
    for case_id in pen.library.cases_of(method.id):
        links.extend(pen.library.who_names(case_id, "case"))
    return pen.by_kind(back.source for back in links)

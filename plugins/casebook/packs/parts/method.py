"""A method in a pack: what it solves, its steps, when to use it, who does it, what its sources say."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.link.library import Library
from casebook.model.choices import Order
from casebook.model.method import Method
from casebook.model.method import Step as MethodStep
from casebook.packs.outline import Block, Heading, Paragraph, Slide, Step, Steps, Text, words
from casebook.packs.parts.shared import date, editor_notes, facts, links, own_stage, parties, place, statements
from casebook.packs.prose import paragraphs

_ON_A_SLIDE = 7


def method_blocks(library: Library, method: Method) -> Iterator[Block]:
    """All that the page of the method says of it, but for who else uses it."""
    yield facts(*_facts(library, method))
    yield Paragraph(words(method.summary), "lead")
    yield from statements("解决什么问题", method.problem_solved)
    if method.steps:
        steps = steps_of(method)
        yield from (Heading(steps.title), steps)
    yield from statements("什么时候用", method.preconditions)
    yield from statements("什么时候不用", method.not_suitable_when)
    yield from parties("谁来做", method.participants, method.stage)
    yield from statements("保障", method.support)
    yield from statements("来源怎么说", method.claims)
    yield from links(library, "政策依据", method.policy_basis)
    yield from links(library, "相近的工作法", method.similar_to)
    yield from editor_notes(method.editor_notes)


def method_slides(library: Library, method: Method) -> Iterator[Slide]:
    """The names of its steps as they stand, or what is known of a method without; who speaks has how each is done."""
    solved = tuple(text for claim in method.problem_solved for text in paragraphs(claim.text))
    if not method.steps:
        known = tuple((name, str(value)) for name, value in _facts(library, method) if value)
        yield Slide(method.title, facts=known, speaker=(words(method.summary), *solved))
        return
    whole = steps_of(method)
    subtitle = method.title
    for start in range(0, len(whole.items), _ON_A_SLIDE):
        shown = whole.items[start : start + _ON_A_SLIDE]
        points = tuple(f"{step.name}{step.stage}" for step in shown)
        told = tuple(_told(step) for step in shown)
        yield Slide(whole.title, subtitle, points, first=shown[0].no, speaker=(*(solved if not start else ()), *told))


def steps_of(method: Method) -> Steps:
    """The steps, with the words that a drawing of them needs."""
    unit = method.steps_order.unit
    parallel = method.steps_order is Order.PARALLEL
    missing = max(0, (method.declared_steps or 0) - len(method.steps))
    names = ("、" if parallel else " → ").join(f"{step.name}" for step in method.steps)
    return Steps(
        title="组成" if parallel else "步骤",
        summary=f"{method.title}的{len(method.steps)}{unit}：{names}",
        items=tuple(_step(method, step) for step in method.steps),
        parallel=parallel,
        missing=f"名称说有 {method.declared_steps} {unit}，其余 {missing} {unit}来源未载。" if missing else "",
    )


def _step(method: Method, step: MethodStep) -> Step:
    how = paragraphs(step.how, step.cite) if step.how else ()
    told = (("谁来做", "、".join(step.who)), ("产出", step.output or ""), ("容易出的问题", step.pitfall or ""))
    return Step(step.no, step.name, own_stage(step.stage, method.stage), how, tuple(fact for fact in told if fact[1]))


def _told(step: Step) -> Text:
    facts_ = "；".join(f"{name}：{value}" for name, value in step.facts)
    how = "".join(map(str, step.how))
    return words(
        f"{step.no}．{step.name}{step.stage}："
        + ("　".join(part for part in (how, facts_) if part) or "来源没有展开。")
    )


def _facts(library: Library, method: Method) -> tuple[tuple[str, str | Text], ...]:
    origin, effort = method.origin, method.effort
    where = place(library, method.id, origin.place) if origin else ""
    return (
        ("类型", str(method.form)),
        ("进展", str(method.stage or "")),
        ("来历", words(where, *map(str, origin.cite)) if origin and where else "未见记载"),
        ("提出单位", origin.organisation or "" if origin else ""),
        ("最早见于", date(origin.first_seen) if origin else ""),
        ("居民参与程度", f"{method.participation}：{method.participation.note}" if method.participation else ""),
        ("难度", f"{effort.difficulty}：{effort.difficulty.note}" if effort and effort.difficulty else ""),
        ("人手", effort.people or "" if effort else ""),
        ("所需时间", effort.time or "" if effort else ""),
    )

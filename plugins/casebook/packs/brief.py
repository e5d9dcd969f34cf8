"""A method or a case on one page: what matters of it, in lengths from which the template takes the longest that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from casebook.link.library import Entry, Library
from casebook.model.case import Case
from casebook.model.choices import ClaimStage, Nature, Order, Status
from casebook.model.gbt7714 import reference
from casebook.model.method import Method, Step
from casebook.model.names import SECTION, page_path
from casebook.model.parts import NOT_REPORTED, Claim, Figure
from casebook.model.plain import plain
from casebook.model.source import Source
from casebook.packs.qr import qr_svg
from casebook.packs.typst import pdf

_SOURCES = 3
_CUT = 160  # characters
_SENTENCE = re.compile(r"[^。！？]*[。！？]|[^。！？]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `name` stands out, `text` follows; one of them may be ''."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section in several `lengths`, longest first; an empty one leaves it out."""

    title: str
    lengths: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the template sets; text without Markdown. `qr` is an SVG, '' when the site has no address."""

    site: str
    label: str
    title: str
    facts: str
    banner: str
    summary: str
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    more: str
    url: str
    qr: str


def brief_pdf(library: Library, entry: Entry, site: str, url: str) -> bytes:
    """The page as PDF. `site` is the site's name, `url` its address, ending in '/', or ''."""
    return pdf("brief.typ", asdict(brief_of(library, entry, site, url)))


def brief_of(library: Library, entry: Entry, site: str, url: str) -> Brief:
    """The brief of a method or a case. KeyError for another kind: our bug."""
    record: Any = entry.record
    facts, parts = _OF_KIND[entry.kind]
    address = url + page_path(entry.kind, entry.id) if url else ""
    sources = [library.get(source, Source) for source in entry.card.sources if source in library.entries]
    return Brief(
        site=site,
        label=SECTION[entry.kind].label,
        title=entry.title,
        facts="　".join(fact for fact in facts(library, record) if fact),
        banner=_banner(entry),
        summary=plain(entry.card.summary),
        parts=tuple(part for part in parts(library, record) if part.lengths[0]),
        sources=tuple(reference(source) for source in sources[:_SOURCES]),
        more=f"另有 {len(sources) - _SOURCES} 份来源。" if len(sources) > _SOURCES else "",
        url=address,
        qr=qr_svg(address) if address else "",
    )


def _banner(entry: Entry) -> str:
    status = entry.card.status
    return "" if status == Status.PUBLISHED.value else f"〔{status}〕"


# ---- methods


def _method_facts(library: Library, method: Method) -> Iterator[str]:
    yield str(method.form)
    if method.origin and method.origin.region:
        yield library.place_name(method.id)
    if method.origin and method.origin.first_seen:
        yield f"{method.origin.first_seen.label}提出"
    if method.stage:
        yield str(method.stage)


def _method_parts(library: Library, method: Method) -> Iterator[Part]:
    problems, use, avoid = (
        _claims(claims) for claims in (method.problem_solved, method.preconditions, method.not_suitable_when)
    )
    yield Part("解决什么问题", (problems, problems, _few(problems, 3), _few(problems, 2), (), ()))
    yield Part("组成" if method.steps_order is Order.PARALLEL else "步骤", _steps(method))
    yield Part(_headed("什么时候用", method.preconditions), (use, use, use, _few(use, 3), _few(use, 2), _cut(use)))
    yield Part(
        _headed("什么时候不用", method.not_suitable_when),
        (avoid, avoid, avoid, _few(avoid, 2), _few(avoid, 1), _cut(avoid)),
    )
    people = tuple(Line(party.name, party.role or "") for party in method.participants)
    yield Part("谁来做", (people, _few(people, 4), ()))
    cases = tuple(
        Line(
            library.entries[case].title,
            library.place_name(case) + ("" if _is_done(library, case, method) else "〔未实施〕"),
        )
        for case in library.cases_of(method.id)
    )
    yield Part("谁在用", (_few(cases, 3), _few(cases, 2), ()))


def _is_done(library: Library, case: str, method: Method) -> bool:
    return any(use.method == method.id and use.happened for use in library.entries[case].card.uses)


def _steps(method: Method) -> tuple[tuple[Line, ...], ...]:
    """All that is told, then without how, then with who alone, then names in a row, more and more of them left to the page."""
    missing = max(0, (method.declared_steps or 0) - len(method.steps))
    unit = method.steps_order.unit
    tail = (
        (Line("待补充", f"名称说有 {method.declared_steps} {unit}，其余 {missing} {unit}来源未载。"),)
        if missing
        else ()
    )
    full, short, names = (
        tuple(Line(f"{step.no}．{step.name}{_stage_of(method, step)}", say(step)) for step in method.steps)
        for say in (_all, _first_sentence, _who)
    )
    row = (Line("", "；".join(line.name for line in full) + "。"),) if full else ()
    return tuple((*lines, *tail) for lines in (full, short, names, row, row, _cut(row)))


def _all(step: Step) -> str:
    output = f"产出：{step.output}。" if step.output else ""
    pitfall = f"容易出的问题：{step.pitfall}。" if step.pitfall else ""
    return _who(step) + _closed(plain(step.how or "")) + output + pitfall


def _first_sentence(step: Step) -> str:
    found = _SENTENCE.match(plain(step.how or ""))
    return _who(step) + (_closed(found[0]) if found else "")


def _who(step: Step) -> str:
    return f"（{'、'.join(step.who)}）" if step.who else ""


def _stage_of(method: Method, step: Step) -> str:
    """'〔计划〕' for a step that is not done where the method is, or that nobody has done."""
    stage = step.stage or method.stage
    return f"〔{stage}〕" if stage is not None and (stage is not method.stage or not stage.happened) else ""


# ---- cases


def _case_facts(library: Library, case: Case) -> Iterator[str]:
    yield library.place_name(case.id)
    yield case.period.label if case.period else ""
    yield str(case.stage) if case.stage else ""
    yield f"牵头：{case.lead}" if case.lead else ""


def _case_parts(library: Library, case: Case) -> Iterator[Part]:
    story = case.narrative
    background, process, outcome = (_claims(block) for block in (story.background, story.process, story.outcome))
    yield Part("背景与起因", (background, _few(background, 1), ()))
    yield Part("做法与经过", (process, process, process, _few(process, 3), _few(process, 1), _cut(process)))
    methods = tuple(
        Line(library.entries[method].title) for method in dict.fromkeys(one.method for one in case.procedure)
        if method in library.entries
    )  # fmt: skip
    row = (Line("", "、".join(line.name for line in methods) + "。"),) if methods else ()
    yield Part("用了哪些工作法", (row, row, row, row, ()))
    yield Part("成效与反响", (outcome, _few(outcome, 2), ()))
    figures = tuple(Line("", _figure(figure)) for figure in case.results if figure.nature is Nature.RESULT)
    yield Part("成效数字", tuple(_few(figures, most) for most in (8, 6, 4, 3, 2, 1)))
    limits = (Line("", NOT_REPORTED),) if case.limits == NOT_REPORTED else _claims(case.limits)
    yield Part("不足与局限", (limits, limits, _few(limits, 2), _few(limits, 1), _few(limits, 1), _cut(limits)))
    transfer = _claims(case.transfer_conditions)
    yield Part(
        _headed("搬到别处的条件", case.transfer_conditions),
        (transfer, transfer, transfer, _few(transfer, 2), _few(transfer, 1), _cut(transfer)),
    )


def _figure(figure: Figure) -> str:
    before = f"{figure.before} → " if figure.before else ""
    when = f"（{figure.period.label}）" if figure.period else ""
    stage = f"〔{figure.stage}〕" if figure.stage is not None and not figure.stage.happened else ""
    return f"{stage}{figure.indicator}{when}：{before}{figure.after}{figure.unit}，证据等级 {figure.evidence}"


_OF_KIND: dict[str, tuple[Callable[[Library, Any], Iterable[str]], Callable[[Library, Any], Iterator[Part]]]] = {
    "method": (_method_facts, _method_parts),
    "case": (_case_facts, _case_parts),
}


# ---- shared


def _claims(claims: Iterable[Any]) -> tuple[Line, ...]:
    return tuple(Line("", _staged(claim)) for claim in claims if not isinstance(claim, str))


def _headed(title: str, claims: Sequence[Claim]) -> str:
    """With the label of what no source says."""
    return title if any(claim.cite for claim in claims) else f"{title}（编者归纳）"


def _staged(claim: Claim) -> str:
    stage: ClaimStage | None = claim.stage
    label = f"〔{stage}〕" if stage is not None and not stage.happened else ""
    return label + _closed(plain(claim.text))


def _closed(text: str) -> str:
    """With a full stop where it has none."""
    return text if not text or text[-1] in "。！？；…”）" else f"{text}。"


def _few(lines: tuple[Line, ...], most: int) -> tuple[Line, ...]:
    """The first ones, and how many more the page has."""
    rest = len(lines) - most
    return lines if rest <= 0 else (*lines[:most], Line("", f"另有 {rest} 条见网页。"))


def _cut(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The first one, and of that no more than fits even below a dozen others: the last resort."""
    return _few(tuple(Line(line.name, _shortened(line.text)) for line in lines), 1)


def _shortened(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[:_CUT]}……（未完，见网页）"

"""A case's page: facts, four blocks of narrative, which steps it carried out, figures, limits, what it takes elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from casebook.model.case import Case, Honour, Media, Passage, Procedure
from casebook.model.method import Method
from casebook.model.parts import NOT_REPORTED
from casebook.publish.trusted import trusted
from casebook.publish.views.figures import figures
from casebook.publish.views.frame import closing, head, section, times
from casebook.publish.views.method import parties_of
from casebook.publish.views.parts import Head, Link, LinkGroup, Row, Section, Statements, once
from casebook.publish.views.writer import Writer

_BLOCKS = (
    ("background", "背景与起因"),
    ("process", "做法与经过"),
    ("outcome", "成效与反响"),
    ("reflection", "探讨与评论"),
)
_RESOURCES = (("people", "人"), ("money", "钱"), ("material", "物"), ("rules", "制度"))


@dataclass(frozen=True, slots=True)
class Passages:
    """Paragraphs, one a passage."""

    items: tuple[Markup, ...]
    editors: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A step of a method as this place did it; `step` is '' for a method known by name only, `fidelity` for what is only on paper."""

    step: str
    step_href: str
    fidelity: str
    fidelity_note: str
    text: Markup


@dataclass(frozen=True, slots=True)
class MethodUsed:
    method: Link
    items: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """`unreported`: the sources say nothing about limits, which is itself worth knowing."""

    statements: Statements
    unreported: bool


@dataclass(frozen=True, slots=True)
class Picture:
    src: str
    alt: str
    caption: str


def case_view(pen: Writer, case: Case) -> tuple[Head, tuple[Section, ...]]:
    """The case from what and where to who teaches it."""
    return head(pen, _facts(pen, case)), tuple(_sections(pen, case))


def _facts(pen: Writer, case: Case) -> tuple[Row, ...]:
    setting = next((setting for setting in pen.library.vocab.settings if setting.id == case.setting), None)
    where = trusted('<a href="index.html?setting={}">{}</a>').format(setting.id, setting.label) if setting else None
    return pen.rows(
        ("地点", pen.place(case.region, case.place)),
        ("还涉及", trusted("<br>").join(pen.place(region) for region in case.more_regions)),
        ("时间", pen.date(case.period)),
        ("阶段", pen.choice(case.stage) if case.stage else None),
        ("场景", where),
        ("规模", case.scale),
        ("牵头单位", case.lead),
        # With roles they have a section of their own.
        ("参与单位", None if _have_roles(case) else "、".join(party.name for party in case.partners)),
        ("服务对象", "、".join(case.target_groups)),
    )


def _sections(pen: Writer, case: Case) -> Iterator[Section]:
    for field, title in _BLOCKS:
        yield from section(field, title, "case", "passages", _passages(pen, getattr(case.narrative, field)))
        if field == "process":
            yield from section("media", "图片", "case", "pictures", tuple(_picture(media) for media in case.media))
            yield from section("procedure", "用了哪些工作法", "case", "procedure", _procedure(pen, case.procedure))
    yield from times(pen, case)
    yield from section("figures", "数字", "case", "figures", figures(pen, case.results))
    yield from section("resources", "投入", "case", "resources", tuple(_resources(pen, case)))
    yield Section("limits", "不足与局限", "case", "limits", _limits(pen, case))
    yield from section(
        "transfer",
        "搬到别处的条件",
        "shared",
        "statements",
        case.transfer_conditions and pen.statements(case.transfer_conditions),
    )
    if _have_roles(case):
        yield Section("partners", "参与单位", "shared", "parties", parties_of(pen, case.partners))
    yield from section("honours", "荣誉", "case", "honours", tuple(_honour(pen, honour) for honour in case.honours))
    yield from section("basis", "政策依据", "shared", "links", pen.reasons(case.policy_basis))
    yield from section("related", "另见", "shared", "groups", _related(pen, case))
    backward = pen.library.who_names(case.id, "case", "units", "pre_reading", "attachments")
    yield from section("teaching", "教学材料", "shared", "groups", pen.by_kind(back.source for back in backward))
    yield from closing(pen)


def _have_roles(case: Case) -> bool:
    return any(party.role for party in case.partners)


def _passages(pen: Writer, passages: Sequence[Passage]) -> Passages | None:
    if not passages:
        return None
    statements = pen.statements(passages)
    return Passages(statements.items, statements.editors)


def _procedure(pen: Writer, procedure: Sequence[Procedure]) -> tuple[MethodUsed, ...]:
    """By method, in the order in which the case first names them."""
    ids = dict.fromkeys(item.method for item in procedure)
    return tuple(_used(pen, method_id, [item for item in procedure if item.method == method_id]) for method_id in ids)


def _used(pen: Writer, method_id: str, items: Sequence[Procedure]) -> MethodUsed:
    link = pen.link(method_id)
    entry = pen.library.entries.get(method_id)
    method = entry.record if entry and isinstance(entry.record, Method) else None
    return MethodUsed(link, tuple(_done(pen, item, method, link.href) for item in items))


def _done(pen: Writer, item: Procedure, method: Method | None, href: str) -> Done:
    step, anchor = "", href
    if method and method.steps and item.step_no is None:
        step, anchor = "整套", f"{href}#steps"
    elif method and item.step_no is not None:
        name = next((step.name for step in method.steps if step.no == item.step_no), "")
        step, anchor = f"第 {item.step_no} {method.steps_order.unit} {name}".strip(), f"{href}#step-{item.step_no}"
    text = pen.prose(item.what_happened, item.cite, stage=item.stage)
    fidelity = str(item.fidelity) if item.stage is None or item.stage.happened else ""
    return Done(step, anchor, fidelity, item.fidelity.note, text)


def _resources(pen: Writer, case: Case) -> Iterator[tuple[str, Statements]]:
    for field, title in _RESOURCES:
        claims = getattr(case.resources, field) if case.resources else ()
        if claims:
            yield title, pen.statements(claims)


def _limits(pen: Writer, case: Case) -> Limits:
    if case.limits == NOT_REPORTED:
        return Limits(Statements(()), unreported=True)
    return Limits(pen.statements([claim for claim in case.limits if not isinstance(claim, str)]), unreported=False)


def _honour(pen: Writer, honour: Honour) -> Markup:
    facts = "，".join(part for part in (honour.by, honour.on.label if honour.on else "") if part)
    return pen.line(honour.title) + (escape(f"（{facts}）") if facts else "") + pen.marks(honour.cite, honour.title)


def _related(pen: Writer, case: Case) -> tuple[LinkGroup, ...]:
    elsewhere = {item.method for item in case.procedure} | {link.ref for link in case.policy_basis}
    return once(("", pen.reasons(case.see_also)), ("提到它的记录", pen.mentions("see_also", elsewhere)))


def _picture(media: Media) -> Picture:
    return Picture(f"../media/{media.file}", media.alt, f"{media.alt}（{media.credit}，{media.licence}）")

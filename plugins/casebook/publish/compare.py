"""并排对比: methods and cases by the same fields, as data for the browser; and the pairs whose difference an editor wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.files import OutFile, compact_json
from casebook.link.library import Entry, Library
from casebook.link.reads import Noted
from casebook.model.case import Case, Passage
from casebook.model.choices import ClaimStage
from casebook.model.method import Method
from casebook.model.names import page_path
from casebook.model.parts import Claim, Party
from casebook.publish.desk import Desk
from casebook.publish.pages import html_of
from casebook.publish.prose import plain
from casebook.publish.shelves import shelved

COMPARED = ("method", "case")
# About 3 kB a record: what a comparison of four loads stays below 200 kB in a library of any size.
_A_SHARD = 16
_PAIRS_AT_MOST = 200
_COLUMNS = 4  # as many as a sheet of A4 across can hold

Item = str | tuple[str, str]  # a text, or a text and the small mark behind it
Field = tuple[str, list[Item]]


def shelves(library: Library) -> Noted[tuple[str, ...]]:
    """'7/16' → the ids that shard 7 of 16 holds."""
    return Noted("compared", shelved(library, COMPARED, _A_SHARD))


def shard(desk: Desk, shelf: Mapping[str, tuple[str, ...]], name: str) -> OutFile:
    """compare/7.js: a classic script, which file:// allows; window.casebookCompare[id] is `Compared` in web/src/compare/data.ts."""
    lines = [b"window.casebookCompare=window.casebookCompare||{};"]
    for record_id in shelf[name]:
        data = compact_json(_compared(desk, desk.library.entries[record_id]))
        lines.append(b"casebookCompare[%s]=%s;" % (compact_json(record_id), data))
    return OutFile(f"compare/{name.partition('/')[0]}.js", b"\n".join((*lines, b"")))


def _compared(desk: Desk, entry: Entry) -> dict[str, object]:
    fields = _method_fields(desk, entry) if entry.kind == "method" else _case_fields(desk, entry)
    return {
        "kind": entry.kind,
        "title": entry.title,
        "path": page_path(entry.kind, entry.id),
        "fields": [[label, items] for label, items in fields],
    }


def _method_fields(desk: Desk, entry: Entry) -> Iterator[Field]:
    library, method = desk.library, desk.library.get(entry.id, Method)
    origin, effort = method.origin, method.effort
    yield "类型", [method.form]
    yield "进展", _some(method.stage)
    yield "来历", _some(_origin(library, method), origin.organisation if origin else None)
    yield "最早见于", _some(origin.first_seen.label if origin and origin.first_seen else None)
    yield "主题", _themes(library, entry)
    yield "解决什么问题", _claims(method.problem_solved)
    yield "步骤", list(_steps(method))
    yield "谁来做", _parties(method.participants)
    yield "投入", _some(effort.people, effort.time, effort.difficulty) if effort else []
    yield "居民参与程度", _some(method.participation)
    yield "什么时候用", _claims(method.preconditions)
    yield "什么时候不用", _claims(method.not_suitable_when)
    yield "保障", _claims(method.support)
    cases = dict.fromkeys(back.source for back in library.who_names(entry.id, "procedure"))
    yield "写到它的案例", _titles(library, cases)
    yield "政策依据", _titles(library, (link.ref for link in method.policy_basis))
    yield "来源", [desk.marks.labels.get(source, source) for source in method.sources]


def _origin(library: Library, method: Method) -> str:
    """The place it comes from; a method that is only practised somewhere comes from nowhere that is known."""
    if method.origin is None:
        return ""
    if method.origin.region is None:
        return method.origin.place or ""
    return library.place_name(method.id, method.origin.place)


def _case_fields(desk: Desk, entry: Entry) -> Iterator[Field]:
    library, case = desk.library, desk.library.get(entry.id, Case)
    settings = {setting.id: setting.label for setting in library.vocab.settings}
    yield "地点", _some(library.place_name(entry.id, case.place))
    yield "时间", _some(case.period.label if case.period else None)
    yield "阶段", _some(case.stage)
    yield "场景", _some(settings.get(case.setting or ""))
    yield "规模", _some(case.scale)
    yield "牵头单位", _some(case.lead)
    yield "参与单位", _parties(case.partners)
    yield "服务对象", list(case.target_groups)
    yield "主题", _themes(library, entry)
    yield "背景与起因", _claims(case.narrative.background)
    yield "用了哪些工作法", _titles(library, dict.fromkeys(use.method for use in case.procedure))
    spent = case.resources
    yield "投入", _claims((*spent.people, *spent.money, *spent.material, *spent.rules)) if spent else []
    yield "成效与反响", _claims(case.narrative.outcome)
    yield "数字", [_figure(figure.indicator, figure.after, figure.unit, figure.evidence) for figure in case.results]
    yield "不足与局限", [case.limits] if isinstance(case.limits, str) else _claims(case.limits)
    yield "搬到别处的条件", _claims(case.transfer_conditions)
    yield "荣誉", [honour.title for honour in case.honours]
    yield "政策依据", _titles(library, (link.ref for link in case.policy_basis))
    yield "来源", [desk.marks.labels.get(source, source) for source in case.sources]


def _some(*values: str | None) -> list[Item]:
    return [value for value in values if value]


def _themes(library: Library, entry: Entry) -> list[Item]:
    labels = {theme.id: theme.label for theme in library.vocab.themes}
    return [labels.get(theme, theme) for theme in entry.card.themes]


def _claims(claims: Iterable[Claim | Passage]) -> list[Item]:
    """Each with what a reader must not miss: that it is only on paper, or that no source says it."""
    return [_marked(plain(claim.text), _mark(claim)) for claim in claims]


def _mark(claim: Claim | Passage) -> str:
    stage: ClaimStage | None = claim.stage
    told = [str(stage)] if stage and not stage.happened else []
    return "，".join([*told, *([] if claim.cite else ["编者归纳"])])


def _marked(text: str, mark: str) -> Item:
    return (text, mark) if mark else text


def _steps(method: Method) -> Iterator[Item]:
    for step in method.steps:
        yield f"{step.no} {step.name}"
    missing = (method.declared_steps or 0) - len(method.steps)
    if missing > 0:
        yield f"其余 {missing} {method.steps_order.unit}来源未载"


def _parties(parties: Iterable[Party]) -> list[Item]:
    return [f"{party.name}：{party.role}" if party.role else party.name for party in parties]


def _titles(library: Library, ids: Iterable[str]) -> list[Item]:
    return [library.entries[one].title for one in ids if one in library.entries]


def _figure(indicator: str, after: str, unit: str, evidence: str) -> Item:
    return f"{indicator} {after} {unit}", f"证据 {evidence}"


@dataclass(frozen=True, slots=True)
class End:
    """One of two methods that are told apart."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Pair:
    one: End
    two: End
    difference: str
    compare: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """`shards`: in how many files the data lies; `rest`: how many pairs are not shown."""

    shards: int
    pairs: tuple[Pair, ...]
    rest: int


def compare_part(library: Library, shards: int) -> str:
    """HTML for the comment 'compare' of a hand-written page at the root."""
    pairs = list(_pairs(library))
    return html_of(
        "compare.html.j2", CompareView(shards, tuple(pairs[:_PAIRS_AT_MOST]), max(0, len(pairs) - _PAIRS_AT_MOST))
    )


def address_of(ids: Sequence[str]) -> str:
    """Where the first of these are laid side by side, below the site root."""
    return f"compare.html?ids={','.join(ids[:_COLUMNS])}"


def _pairs(library: Library) -> Iterator[Pair]:
    """Methods of which one says how it differs from the other, each pair once, by theme and id of the first."""
    order = [theme.id for theme in library.vocab.themes]
    methods = sorted(library.of_kind("method"), key=lambda entry: (order.index(entry.card.themes[0]), entry.id))
    known = {entry.id: entry for entry in methods}
    seen: set[frozenset[str]] = set()
    for entry in methods:
        for target in entry.card.targets:
            other, both = known.get(target.id), frozenset((entry.id, target.id))
            if target.field == "similar_to" and target.note and other is not None and both not in seen:
                seen.add(both)
                yield Pair(_end(entry), _end(other), target.note, address_of([entry.id, other.id]))


def _end(entry: Entry) -> End:
    return End(entry.title, page_path("method", entry.id))

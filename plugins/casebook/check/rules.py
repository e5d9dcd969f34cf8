"""Editorial rules that one record can be held to alone. A rule is a function from a record to Findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from casebook.model.case import Case
from casebook.model.choices import Nature, QuizType, Status, UnitType, Validity
from casebook.model.fields import Cite
from casebook.model.method import Method
from casebook.model.note import Note, QuizItem
from casebook.model.pack import MINUTES_ROUNDED, Pack
from casebook.model.parts import Record, Sourced
from casebook.model.policy import Policy
from casebook.model.roles import ROLE_OF, Role
from casebook.model.source import Source
from casebook.problem import Finding, Loc

_CHOSEN = {UnitType.CASE, UnitType.METHOD, UnitType.POLICY}
_NEEDS_REF = {UnitType.CASE, UnitType.METHOD, UnitType.POLICY, UnitType.NOTE}


def check_rules(record: Record) -> tuple[Finding, ...]:
    """All rules of the record's kind."""
    return tuple(finding for rule in _RULES for finding in rule(record))


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every leaf of a record with its path of keys, in field order."""
    role = ROLE_OF[type(value)]
    if role is Role.PART:
        for name, part in value.__dict__.items():
            yield from walk(part, (*loc, name))
    elif role is Role.LIST:
        for index, item in enumerate(value):
            yield from walk(item, (*loc, index))
    elif value is not None:
        yield loc, value


def status_is_explained(record: Record) -> Iterator[Finding]:
    """A superseded record names its successor, a withdrawn one its reason."""
    if record.status is Status.SUPERSEDED and record.superseded_by is None:
        yield Finding("CB302", ("status",))
    if record.status is Status.WITHDRAWN and record.withdrawn_reason is None:
        yield Finding("CB303", ("status",))


def nothing_is_listed_twice(record: Record) -> Iterator[Finding]:
    """Titles, aliases, keywords, themes and sources stand once each."""
    names = [record.title, *record.aliases]
    yield from _repeated(names, ("aliases",), -1)
    yield from _repeated(record.keywords, ("keywords",))
    yield from _repeated(getattr(record, "themes", ()), ("themes",))
    yield from _repeated(getattr(record, "sources", ()), ("sources",))
    yield from _repeated(record.redirect_from, ("redirect_from",))
    if isinstance(record, Case):
        yield from _repeated((record.region, *record.more_regions), ("more_regions",), -1)


def _repeated(values: Iterable[str], at: Loc, offset: int = 0, inside: Loc = ()) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Finding("CB304", (*at, index + offset, *inside), {"value": value})
        seen.add(value)


def cited_sources_are_listed(record: Record) -> Iterator[Finding]:
    """Every citation's source is among the record's sources."""
    if isinstance(record, Sourced) and not set(record.sources).issuperset(_cited(record)):
        for loc, value in walk(record):
            if isinstance(value, Cite) and value.source not in record.sources:
                yield Finding("CB308", loc, {"source": value.source})


def _cited(value: Any) -> Iterator[str]:
    """Sources of all citations, without their places: nearly every record only needs to be asked this."""
    role = ROLE_OF[type(value)]
    if role is Role.CITE:
        yield value.source
    elif role in (Role.PART, Role.LIST):
        for part in value if role is Role.LIST else value.__dict__.values():
            if part and type(part) is not str:
                yield from _cited(part)


def steps_are_in_order(record: Record) -> Iterator[Finding]:
    """Steps and objectives count 1, 2, 3 …; steps are not more than the name declares."""
    if isinstance(record, Note):
        yield from _numbered([objective.no for objective in record.objectives], "objectives")
    if not isinstance(record, Method):
        return
    yield from _numbered([step.no for step in record.steps], "steps")
    if record.declared_steps is not None and record.declared_steps < len(record.steps):
        yield Finding(
            "CB306", ("declared_steps",), {"declared": str(record.declared_steps), "count": str(len(record.steps))}
        )


def _numbered(numbers: Iterable[int], field: str) -> Iterator[Finding]:
    for index, no in enumerate(numbers):
        if no != index + 1:
            yield Finding("CB305", (field, index, "no"), {"no": str(no), "expected": str(index + 1)})


def dates_are_in_order(record: Record) -> Iterator[Finding]:
    """What comes later in a document's life is not dated earlier."""
    pairs: tuple[tuple[str, str], ...] = ()
    if isinstance(record, Policy):
        pairs = (("issued", "effective_from"), ("issued", "effective_to"), ("effective_from", "effective_to"))
    elif isinstance(record, Source):
        pairs = (("published", "accessed"),)
    for earlier, later in pairs:
        first, second = getattr(record, earlier), getattr(record, later)
        if first is not None and second is not None and first.start > second.end:
            labels = {
                "first": type(record).model_fields[earlier].title or "",
                "second": type(record).model_fields[later].title or "",
            }
            yield Finding("CB307", (later,), {**labels, "value": second, "before": first})


def validity_matches_chain(record: Record) -> Iterator[Finding]:
    """A replaced document is not in force."""
    if isinstance(record, Policy) and record.replaced_by is not None and record.validity is Validity.IN_FORCE:
        yield Finding("CB314", ("validity",))


def sections_are_unique(record: Record) -> Iterator[Finding]:
    """A locator names one section of a source."""
    if isinstance(record, Source):
        yield from _repeated([section.locator for section in record.sections], ("sections",), inside=("locator",))


def note_adds_up(record: Record) -> Iterator[Finding]:
    """Minutes add up, questions name objectives that exist, answers stand among the options."""
    if not isinstance(record, Note):
        return
    total = sum(item.minutes for item in record.plan)
    if total != record.class_minutes:
        yield Finding("CB309", ("plan",), {"total": str(total), "wanted": str(record.class_minutes)})
    numbers = {objective.no for objective in record.objectives}
    for index, question in enumerate(record.questions):
        if question.objective is not None and question.objective not in numbers:
            yield Finding("CB310", ("questions", index, "objective"), {"no": str(question.objective)})
    for index, item in enumerate(record.quiz):
        yield from _quiz_item(item, ("quiz", index))


def _quiz_item(item: QuizItem, at: Loc) -> Iterator[Finding]:
    if item.type is QuizType.JUDGE and set(item.answer) - {"对", "错"}:
        yield Finding("CB311", (*at, "answer"), {"what": "判断题的答案只能是 对 或 错"})
    if item.type in (QuizType.SINGLE, QuizType.MULTIPLE):
        if len(item.options) < 2:
            yield Finding("CB311", at, {"what": "选择题至少要有两个选项"})
        for answer in item.answer:
            if answer not in item.options:
                yield Finding("CB311", (*at, "answer"), {"what": f"答案“{answer}”不在选项里"})
    if item.type in (QuizType.SINGLE, QuizType.JUDGE) and len(item.answer) != 1:
        yield Finding("CB311", (*at, "answer"), {"what": f"{item.type}题只能有一个答案"})


def pack_adds_up(record: Record) -> Iterator[Finding]:
    """Minutes add up to the hours, and every unit says what it is."""
    if not isinstance(record, Pack):
        return
    total = sum(unit.minutes for unit in record.units)
    if abs(total - record.hours * 60) > MINUTES_ROUNDED:
        yield Finding("CB312", ("units",), {"total": str(total), "wanted": f"{record.hours * 60:g}"})
    for index, unit in enumerate(record.units):
        if unit.query is not None and (unit.ref is not None or unit.type not in _CHOSEN):
            yield Finding("CB319", ("units", index, "query"))
        elif unit.type in _NEEDS_REF and unit.ref is None and unit.query is None:
            yield Finding("CB313", ("units", index), {"type": unit.type})
        elif unit.query is None and unit.ref is None and unit.title is None:
            yield Finding("CB315", ("units", index), {"type": unit.type})


def practice_is_told(record: Record) -> Iterator[Finding]:
    """A published method says how far it has come; what is only on paper has no result yet, and what happened is no target."""
    if isinstance(record, Method) and record.status is Status.PUBLISHED and record.stage is None:
        yield Finding("CB316", ("stage",))
    if isinstance(record, Case):
        for index, figure in enumerate(record.results):
            if figure.stage is not None and figure.stage.happened is (figure.nature is Nature.TARGET):
                values = {"stage": str(figure.stage), "nature": str(figure.nature)}
                yield Finding("CB317", ("results", index, "nature"), values)


def inferred_dates_say_from_what(record: Record) -> Iterator[Finding]:
    """A date that an editor worked out is of no use to who cannot follow how."""
    for index, milestone in enumerate(record.milestones if isinstance(record, Sourced) else ()):
        if milestone.on.inferred and not milestone.note:
            yield Finding("CB318", ("milestones", index, "on"), {"on": milestone.on})


def the_next_review_is_later(record: Record) -> Iterator[Finding]:
    """Nobody is asked to look again before he looked."""
    reviewed = record.reviewed
    if reviewed is not None and reviewed.next_review is not None and reviewed.on.start > reviewed.next_review.end:
        values = {"first": "审核日期", "second": "下次复核", "value": reviewed.next_review, "before": reviewed.on}
        yield Finding("CB307", ("reviewed", "next_review"), values)


def media_are_shown_once(record: Record) -> Iterator[Finding]:
    """A picture is shown once a case."""
    if isinstance(record, Case):
        yield from _repeated([media.file for media in record.media], ("media",), inside=("file",))


_RULES: tuple[Callable[[Record], Iterator[Finding]], ...] = (
    status_is_explained,
    nothing_is_listed_twice,
    cited_sources_are_listed,
    steps_are_in_order,
    dates_are_in_order,
    validity_matches_chain,
    sections_are_unique,
    note_adds_up,
    pack_adds_up,
    practice_is_told,
    inferred_dates_say_from_what,
    the_next_review_is_later,
    media_are_shown_once,
)

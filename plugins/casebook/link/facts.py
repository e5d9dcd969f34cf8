"""What lists and links say of a record beside its title: a line of facts, a shorter one, and the values that filters ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from casebook.model.case import Case
from casebook.model.choices import Choice, Level, UnitType
from casebook.model.dates import Edtf
from casebook.model.method import Method
from casebook.model.note import Note
from casebook.model.pack import Pack
from casebook.model.parts import Record
from casebook.model.policy import Policy
from casebook.model.source import Source

# A span such as 2001/2015 puts a record under each of its years; past this many it is a typing slip or an era.
_YEARS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """`facts` for lists, `line` for links; None stands where the name of the record's place goes, which only the library knows.

    `place` is the record's own word for the place below the unit. `values` is facet name → ids, of the kind's own facets.
    """

    facts: tuple[str | None, ...] = ()
    line: tuple[str | None, ...] = ()
    place: str | None = None
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


def choice_id(choice: Choice) -> str:
    """The id that addresses and data attributes carry for a choice: Form.METHOD → 'method'."""
    return choice.name.lower().replace("_", "-")


def level_name(level: Level) -> str:
    """'县级' for 县: alone in a line of facts the bare word would be read as part of a name."""
    return f"{level.value}级" if len(level.value) == 1 else level.value


def facts_of(record: Record) -> Facts:
    """The facts of a record of any kind."""
    of_kind = _OF_MODEL.get(type(record))
    return of_kind(record) if of_kind else Facts()


def _told(*facts: str | None) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)


def _label(date: Edtf | None) -> str | None:
    return date.label if date else None


def _years(date: Edtf | None) -> tuple[str, ...]:
    if date is None:
        return ()
    first, last = date.start.year, date.end.year
    return tuple(str(year) for year in range(first, min(last, first + _YEARS_AT_MOST - 1) + 1))


def _ids(*choices: Choice | None) -> tuple[str, ...]:
    return tuple(choice_id(choice) for choice in choices if choice)


def _method(method: Method) -> Facts:
    origin, form = method.origin, method.form.value
    seen = origin.first_seen if origin else None
    # Without a region the record's spots are places that practise it, not the place it comes from.
    here: tuple[str | None, ...] = (None,) if origin and origin.region else ()
    named = _told(origin.place) if origin and not here else ()
    paper = _told(method.on_paper)
    return Facts(
        (form, *paper, *here, *named, *_told(_label(seen))),
        (form, *paper, *here),
        origin.place if origin and here else None,
        {
            "form": _ids(method.form),
            "progress": _ids(method.stage),
            "difficulty": _ids(method.effort.difficulty if method.effort else None),
            "participation": _ids(method.participation),
            "year": _years(seen),
        },
    )


def _case(case: Case) -> Facts:
    told = _told(_label(case.period), case.stage.value if case.stage else None)
    return Facts(
        (None, *told),
        (None, *told),
        case.place,
        {
            "setting": _told(case.setting and str(case.setting)),
            "stage": _ids(case.stage),
            "year": _years(case.period),
        },
    )


def _policy(policy: Policy) -> Facts:
    level, issued = level_name(policy.level), _label(policy.issued)
    validity = None if policy.validity.name == "UNKNOWN" else policy.validity.value
    where: tuple[str | None, ...] = (None,) if policy.region else _told("、".join(policy.issuers[:2]))
    return Facts(
        (level, *where, *_told(policy.document_number, issued, validity)),
        _told(level, policy.on_paper, policy.document_number, issued),
        None,
        {
            "level": _ids(policy.level),
            "instrument": _ids(policy.instrument),
            "validity": _ids(policy.validity),
            "year": _years(policy.issued),
        },
    )


def _source(source: Source) -> Facts:
    by = source.author or _told(source.publisher)
    published = _label(source.published)
    return Facts(
        _told(source.type.value, "、".join(by), published),
        _told(source.type.value, published),
        None,
        {"type": _ids(source.type), "year": _years(source.published)},
    )


def _note(note: Note) -> Facts:
    minutes = f"{note.class_minutes} 分钟"
    # None: the case's title, which stands in another record.
    return Facts((None, minutes, "、".join(note.audience[:3])), ("、".join(note.audience), minutes), None, {})


# (id, hours at most, label) of how long a course takes.
LENGTHS = (("short", 2.0, "两小时以内"), ("half-day", 4.0, "半天"), ("day", 8.0, "一天"), ("days", inf, "一天以上"))
_COUNTED = {
    UnitType.METHOD: "种工作法",
    UnitType.CASE: "个案例",
    UnitType.POLICY: "份政策",
    UnitType.DISCUSSION: "次讨论",
}


def _pack(pack: Pack) -> Facts:
    hours, audience = f"{pack.hours:g} 小时", "、".join(pack.audience)
    sessions = sum(unit.session is not None for unit in pack.units)
    counts = Counter(unit.type for unit in pack.units)
    held = "、".join(f"{counts[kind]} {name}" for kind, name in _COUNTED.items() if counts[kind])
    length = next(name for name, most, _ in LENGTHS if pack.hours <= most)
    return Facts(
        _told(hours, f"{sessions} 场" if sessions > 1 else None, f"{len(pack.units)} 个单元", held, f"讲给{audience}"),
        (audience, hours),
        None,
        {"length": (length,)},
    )


_OF_MODEL: dict[type[Record], Callable[..., Facts]] = {
    Method: _method,
    Case: _case,
    Policy: _policy,
    Source: _source,
    Note: _note,
    Pack: _pack,
}

"""A record as lists show it: title, a line of facts, themes, place, and the values that filters ask for."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from casebook.link.library import Entry, Library
from casebook.model.case import Case
from casebook.model.choices import Choice, Level, Status
from casebook.model.dates import Edtf
from casebook.model.method import Method
from casebook.model.names import RECORD_KINDS, SECTION, page_path
from casebook.model.note import Note
from casebook.model.pack import Pack
from casebook.model.parts import Record
from casebook.model.policy import Policy
from casebook.model.source import Source
from casebook.model.term import Term

# A span such as 2001/2015 puts a record under each of its years; past this many it is a typing slip or an era.
_YEARS_AT_MOST = 40
# Lists show about three lines; the page has the rest.
_SUMMARY_AT_MOST = 110
_STATUS_ORDER = (Status.PUBLISHED, Status.DRAFT, Status.SUPERSEDED, Status.WITHDRAWN)
_Own = tuple[list[str | None], dict[str, tuple[str, ...]]]  # the line of facts, and values of the kind's own facets


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme label with the site path of its page."""

    id: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record in a list. `path` and the tags' paths are below the site root; `values` is facet name → ids."""

    id: str
    kind: str
    kind_label: str
    path: str
    title: str
    summary: str
    facts: tuple[str, ...]
    tags: tuple[Tag, ...]
    status: str  # empty for a published record: only the exception is worth a label
    values: Mapping[str, tuple[str, ...]]


def relative(from_path: str, to_path: str) -> str:
    """`to_path` as a link on the page `from_path`, both below the site root: works under any folder and on file://."""
    return posixpath.relpath(to_path, posixpath.dirname(from_path) or ".")


def choice_id(choice: Choice) -> str:
    """The id that addresses and data attributes carry for a choice: Form.METHOD → 'method'."""
    return choice.name.lower().replace("_", "-")


def level_name(level: Level) -> str:
    """'县级' for 县: alone in a line of facts the bare word would be read as part of a name."""
    return f"{level.value}级" if len(level.value) == 1 else level.value


def place_name(library: Library, record_id: str, detail: str | None = None) -> str:
    """Where a record belongs, from the province down, e.g. '山东省潍坊市奎文区苇湾社区'; '' when it has no place.

    `detail` is the record's own words for the place below the unit; left out when the unit's name already says it.
    """
    spots = library.spot_of.get(record_id, ())
    name = "".join(spot.label for spot in library.spot_path(spots[0])) if spots else ""
    return name if not detail or detail in name else name + detail


def _years(date: Edtf | None) -> tuple[str, ...]:
    if date is None:
        return ()
    first, last = date.start.year, date.end.year
    return tuple(str(year) for year in range(first, min(last, first + _YEARS_AT_MOST - 1) + 1))


def _method(library: Library, method: Method) -> _Own:
    origin, effort = method.origin, method.effort
    difficulty = effort.difficulty if effort else None
    facts = [
        method.form.value,
        method.on_paper,
        # Without an origin the record's spots are places that practise it, not the place it comes from.
        place_name(library, method.id, origin.place) if origin and origin.region else origin.place if origin else None,
        origin.first_seen.label if origin and origin.first_seen else None,
    ]
    values = {
        "form": (choice_id(method.form),),
        "progress": (choice_id(method.stage),) if method.stage else (),
        "difficulty": (choice_id(difficulty),) if difficulty else (),
        "participation": (choice_id(method.participation),) if method.participation else (),
        "year": _years(origin.first_seen if origin else None),
    }
    return facts, values


def _case(library: Library, case: Case) -> _Own:
    facts = [
        place_name(library, case.id, case.place),
        case.period.label if case.period else None,
        case.stage.value if case.stage else None,
    ]
    values = {
        "setting": (str(case.setting),) if case.setting else (),
        "stage": (choice_id(case.stage),) if case.stage else (),
        "year": _years(case.period),
    }
    return facts, values


def _policy(library: Library, policy: Policy) -> _Own:
    facts = [
        level_name(policy.level),
        place_name(library, policy.id) or "、".join(policy.issuers[:2]),
        policy.document_number,
        policy.issued.label if policy.issued else None,
        None if policy.validity.name == "UNKNOWN" else policy.validity.value,
    ]
    values = {
        "level": (choice_id(policy.level),),
        "instrument": (choice_id(policy.instrument),),
        "validity": (choice_id(policy.validity),),
        "year": _years(policy.issued),
    }
    return facts, values


def _source(_library: Library, source: Source) -> _Own:
    by = source.author or ((source.publisher,) if source.publisher else ())
    facts = [source.type.value, "、".join(by), source.published.label if source.published else None]
    return facts, {"type": (choice_id(source.type),), "year": _years(source.published)}


def _term(_library: Library, _term: Term) -> _Own:
    return [], {}


def _note(library: Library, note: Note) -> _Own:
    case = library.entries[note.case].record.title
    return [f"配合案例：{case}", f"{note.class_minutes} 分钟", "、".join(note.audience[:3])], {}


def _pack(_library: Library, pack: Pack) -> _Own:
    return [f"{pack.hours:g} 小时", f"{len(pack.units)} 个单元", "、".join(pack.audience[:3])], {}


_OF_MODEL: tuple[tuple[type[Record], Callable[..., _Own]], ...] = (
    (Method, _method),
    (Case, _case),
    (Policy, _policy),
    (Source, _source),
    (Term, _term),
    (Note, _note),
    (Pack, _pack),
)


def _own(library: Library, record: Record) -> _Own:
    for model, read in _OF_MODEL:
        if isinstance(record, model):
            return read(library, record)
    raise TypeError(type(record).__name__)


def themes_of(record: Record) -> tuple[str, ...]:
    """Theme ids of a record, first theme first; empty for kinds and records that have none."""
    return tuple(getattr(record, "themes", ()))


def _cut(text: str) -> str:
    return text if len(text) <= _SUMMARY_AT_MOST else text[: _SUMMARY_AT_MOST - 1].rstrip("，、；：。 ") + "…"


def item_of(library: Library, entry: Entry) -> Item:
    """The record of `entry` as lists show it."""
    record, labels = entry.record, {theme.id: theme.label for theme in library.vocab.themes}
    facts, values = _own(library, record)
    spots = [spot.id for own in library.spot_of.get(entry.id, ()) for spot in library.spot_path(own)]
    themes = themes_of(record)
    values |= {
        "kind": (entry.kind,),
        "theme": themes,
        "region": tuple(dict.fromkeys(spots)),
        "status": (choice_id(record.status),),
    }
    return Item(
        id=entry.id,
        kind=entry.kind,
        kind_label=SECTION[entry.kind].label,
        path=page_path(entry.kind, entry.id),
        title=record.title,
        summary=_cut(record.summary),
        facts=tuple(fact for fact in facts if fact),
        tags=tuple(Tag(theme, labels[theme], page_path("theme", theme)) for theme in themes),
        status="" if record.status is Status.PUBLISHED else record.status.value,
        values={name: found for name, found in values.items() if found},
    )


def _place_in_list(entry: Entry) -> tuple[int, int, str]:
    return _STATUS_ORDER.index(entry.record.status), RECORD_KINDS.index(entry.kind), entry.id


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Usable records first, then by kind in site order and by id, which is the order of the pinyin."""
    return sorted(entries, key=_place_in_list)


def items_of(library: Library) -> dict[str, Item]:
    """Every record's item by record id, made once for all lists, in the order that lists keep."""
    return {entry.id: item_of(library, entry) for entry in in_order(library.entries.values())}

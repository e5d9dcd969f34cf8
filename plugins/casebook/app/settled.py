"""A pack as it is printed now: its queries answered, its lock held against what the records are today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from casebook.app.search import Found, Request, search_library
from casebook.files import SourceText
from casebook.link.library import Entry, Library
from casebook.load.places import place
from casebook.model.choices import Status
from casebook.model.fields import Ref
from casebook.model.pack import Pack, Unit
from casebook.packs.compose import outline_of
from casebook.packs.outline import Edition
from casebook.problem import Finding, Outcome
from casebook.search.parse import Fault

_KIND = {"案例": "case", "工作法": "method", "政策": "policy"}
_MOST = 20  # of one query, as in model/pack.py
_SPARE = 20  # found beyond what is wanted, for some may be withdrawn


Answers = Mapping[str, tuple[str, ...] | Fault]
"""What was asked ('工作法 主题:协商议事') → ids, best first, as many as a unit may want and none withdrawn; or why it cannot be read."""


def ask(root: Path, library: Library, packs: Iterable[Pack]) -> Answers:
    """The answers to every query of these packs. The index is made only when there is one, and kept for the next build."""
    units = {_asked(unit): unit for pack in packs for unit in pack.units if unit.query is not None}
    requests = [
        Request(text=unit.query or "", chosen=(("kind", (_KIND[unit.type],)),), limit=_MOST + _SPARE)
        for unit in units.values()
    ]
    told = search_library(root / "build" / ".cache" / "queries", library, requests)
    return {asked: _ids(library, one) for asked, one in zip(units, told, strict=True)}


def settled(root: Path, library: Library, entry: Entry, answers: Answers) -> Outcome[Pack]:
    """The pack without queries. CB701 when its lock does not hold any more, CB702 for a query that cannot be read, CB703 for one
    that finds nothing."""
    pack = library.get(entry.id, Pack)
    found: list[Finding] = []
    units: list[Unit] = []
    for index, unit in enumerate(pack.units):
        if unit.query is None:
            units.append(unit)
            continue
        answer = _answer(answers[_asked(unit)], unit)
        if isinstance(answer, Finding):
            found.append(Finding(answer.code, ("units", index, "query"), answer.values))
        else:
            units += shared_out(unit, answer)
    ready = pack.model_copy(update={"units": tuple(units)})
    if not found:
        found += _lock(library, ready)
    return Outcome(ready, place(SourceText(entry.path, (root / entry.path).read_bytes()), found))


def _asked(unit: Unit) -> str:
    return f"{unit.type} {unit.query}"


def _answer(found: tuple[str, ...] | Fault, unit: Unit) -> tuple[str, ...] | Finding:
    query = unit.query or ""
    if isinstance(found, Fault):
        return Finding("CB702", (), {"query": query, "why": found.message})
    chosen = found[: min(unit.most or 1, unit.minutes)]
    return chosen or Finding("CB703", (), {"query": query, "type": str(unit.type)})


def _ids(library: Library, told: Found | Fault) -> tuple[str, ...] | Fault:
    if isinstance(told, Fault):
        return told
    ids = [result.row.doc.id for result in told.answer.results]
    return tuple(one for one in ids if library.entries[one].card.status != Status.WITHDRAWN.value)[:_MOST]


def shared_out(unit: Unit, ids: tuple[str, ...]) -> Iterator[Unit]:
    """A unit a record; the minutes shared out, the odd ones to the first. As web/src/pack/settled.ts."""
    share, odd = divmod(unit.minutes, len(ids))
    for place_, record_id in enumerate(ids):
        changes = {"ref": Ref(record_id), "query": None, "title": None, "minutes": share + (place_ < odd)}
        later = {"session": None, "text": None} if place_ else {}
        yield unit.model_copy(update={**changes, **later})


def _lock(library: Library, pack: Pack) -> Iterator[Finding]:
    if pack.lock is None:
        return
    mark = outline_of(library, pack, Edition.STUDENT, "", "").version.mark
    if mark != pack.lock.mark:
        values = {"wanted": pack.lock.mark, "got": mark, "on": pack.lock.on.label}
        yield Finding("CB701", ("lock", "mark"), values)

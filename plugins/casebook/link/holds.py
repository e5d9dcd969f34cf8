"""Whether what a record says of other records holds: ids, steps, section numbers, units."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.link.card import Card, Target, Use, kinds_of
from casebook.link.library import Entry, Vocab
from casebook.link.references import Reference
from casebook.link.spots import SpotFinder
from casebook.link.suggest import Names
from casebook.model.case import Case
from casebook.model.choices import Status, UnitType
from casebook.model.fields import Cite, Ref, RegionRef
from casebook.model.method import Method
from casebook.model.names import RECORD_KINDS, SECTION
from casebook.model.pack import Pack
from casebook.model.source import Source
from casebook.model.vocab import Concept
from casebook.problem import Finding, Loc

LABEL = {**{kind: SECTION[kind].label for kind in RECORD_KINDS}, "theme": "主题", "setting": "场景", "place": "地方"}
_UNIT_KIND = {UnitType.CASE: "case", UnitType.METHOD: "method", UnitType.POLICY: "policy", UnitType.NOTE: "note"}


@dataclass(frozen=True, slots=True)
class Unread:
    """What is there but could not be read, with problems of its own: a link to it is no further problem."""

    ids: frozenset[tuple[str, str]] = frozenset()  # (kind, id of the file name)
    kinds: frozenset[str] = frozenset()  # vocabularies: theme, setting, place, region

    def covers(self, target: Ref) -> bool:
        """Whether the target may be among what could not be read."""
        return any(kind in self.kinds or (kind, str(target)) in self.ids for kind in target.kinds)

    def __bool__(self) -> bool:
        return bool(self.ids or self.kinds)


@dataclass(frozen=True, slots=True)
class Pointers:
    """An entry with what it points at."""

    entry: Entry
    refs: tuple[Reference, ...]
    cites: tuple[tuple[Loc, Cite], ...]


class Holder:
    """All that references are held against."""

    def __init__(self, entries: Mapping[str, Entry], vocab: Vocab, finder: SpotFinder, unread: Unread) -> None:
        self.entries, self.vocab, self.finder, self.unread = entries, vocab, finder, unread
        self.names = Names(entries, vocab)
        groups = (("theme", vocab.themes), ("setting", vocab.settings), ("place", vocab.places))
        self._stopped: dict[tuple[str, str], Concept] = {
            (kind, one.id): one for kind, concepts in groups for one in concepts if one.valid_to is not None
        }
        self._locators: dict[str, tuple[str, ...]] = {}
        self._known_targets: dict[tuple[str, str], bool] = {}
        self._known_places: dict[str, bool] = {}
        self._known_cites: set[str] = set()

    def is_sound(self, card: Card) -> bool:
        """Whether a look at the card is enough to say that everything holds. If not, `record` has to say what does not."""
        return (
            card.kind != "pack"
            and all(self._is_target(target, card) for target in card.targets)
            and all(self._is_place(here.region) for here in card.places)
            and all(cite in self._known_cites or self._is_cite(cite) for cite in card.cites)
            and all(self._is_usable(use) for use in card.uses)
        )

    def _is_target(self, target: Target, card: Card) -> bool:
        key = (target.kinds, target.id)
        known = self._known_targets.get(key)
        if known is None:
            kinds = kinds_of(target.kinds)
            entry = self.entries.get(target.id)
            known = self._known_targets[key] = (
                self.names.has(target.id, kinds)
                and not any((kind, target.id) in self._stopped for kind in kinds)
                and (entry is None or entry.card.status != Status.WITHDRAWN.value)
            )
        if target.field == "superseded_by" and target.id in self.entries:
            known = known and self.entries[target.id].kind == card.kind
        return known and not (target.id == card.id and card.kind in kinds_of(target.kinds))

    def _is_place(self, region: str) -> bool:
        """Whether a region is known and in use; each is looked up once."""
        if region not in self._known_places:
            stopped = ("place", region) in self._stopped
            self._known_places[region] = not stopped and self.finder.finding(RegionRef(region), ()) is None
        return self._known_places[region]

    def _is_cite(self, cite: str) -> bool:
        source, locator = cite.split(" ", 1)
        entry = self.entries.get(source)
        if entry is not None and entry.kind == "source" and locator not in entry.card.locators:
            return False
        self._known_cites.add(cite)
        return True

    def _is_usable(self, use: Use) -> bool:
        entry = self.entries.get(use.method)
        if entry is None or entry.kind != "method":
            return True
        return (use.step == 0 or use.step in entry.card.steps) and not (use.happened and entry.card.on_paper)

    def record(self, pointer: Pointers) -> Iterator[Finding]:
        """What does not hold in one record."""
        me = pointer.entry
        for ref in pointer.refs:
            yield from self.reference(ref.target, ref.at, me.id if me.kind in ref.target.kinds else None)
        for at, cite in pointer.cites:
            yield from self.citation(cite, at)
        if isinstance(me.record, Case):
            yield from self._steps(me.record)
        if isinstance(me.record, Pack):
            yield from self._units(me.record)
        successor = self.entries.get(me.record.superseded_by or "")
        if successor is not None and successor.kind != me.kind:
            values = {"label": LABEL[me.kind], "id": successor.id, "got": LABEL[successor.kind]}
            yield Finding("CB413", ("superseded_by",), values)

    def reference(self, target: Ref, at: Loc, me: str | None) -> Iterator[Finding]:
        """Whether the target is there, is of the right kind, is not the record itself and is still in use."""
        kinds = target.kinds
        if target == me:
            yield Finding("CB417", at)
        elif isinstance(target, RegionRef):
            yield from self._region(target, at)
        elif self.names.has(target, kinds):
            yield from self._still_used(target, at)
        elif self.unread.covers(target):
            return
        elif target in self.entries:
            got = LABEL[self.entries[target].kind]
            yield Finding("CB402", at, {"id": target, "got": got, "label": _labels(kinds)})
        else:
            values = {"id": target, "label": _labels(kinds), "suggestion": self.names.suggestion(target, kinds)}
            yield Finding("CB401", at, values)

    def _region(self, target: RegionRef, at: Loc) -> Iterator[Finding]:
        if ("place", str(target)) in self._stopped:
            yield from self._still_used(target, at)
            return
        finding = self.finder.finding(target, at)
        unknown = finding is not None and finding.code == "CB410"
        if finding is not None and not (unknown and self.unread.covers(target)):
            yield finding

    def _still_used(self, target: Ref, at: Loc) -> Iterator[Finding]:
        entry = self.entries.get(target)
        if entry is not None and entry.kind in target.kinds and entry.record.status is Status.WITHDRAWN:
            yield Finding("CB414", at, {"id": target, "title": entry.record.title})
        for kind in target.kinds:
            concept = self._stopped.get((kind, str(target)))
            if concept is not None and concept.valid_to is not None:
                successor = getattr(concept, "successor", None)
                hint = f"现在用 {successor}" if successor else "核对是不是要换一个"
                values = {"value": f"{target}（{concept.label}）", "year": concept.valid_to[:4], "suggestion": hint}
                yield Finding("CB412", at, values)

    def citation(self, cite: Cite, at: Loc) -> Iterator[Finding]:
        """Whether the source has that section. A source that is not there is told where sources are listed."""
        source = self.entries.get(cite.source)
        if source is None or not isinstance(source.record, Source):
            return
        if cite.source not in self._locators:
            self._locators[cite.source] = tuple(section.locator for section in source.record.sections)
        locators = self._locators[cite.source]
        if cite.locator not in locators:
            near = difflib.get_close_matches(cite.locator, locators, 3, 0.3) or locators[:6]
            hint = f"有的节号：{'、'.join(near)}" if near else "先在来源记录的 sections 里列出各节"
            values = {"source": cite.source, "locator": cite.locator, "suggestion": hint}
            yield Finding("CB404", at, values)

    def _steps(self, case: Case) -> Iterator[Finding]:
        for index, item in enumerate(case.procedure):
            entry = self.entries.get(item.method)
            if entry is None or not isinstance(entry.record, Method):
                continue
            method = entry.record
            if item.step_no is not None and item.step_no not in {step.no for step in method.steps}:
                values = {"method": method.title, "no": str(item.step_no), "count": str(len(method.steps))}
                yield Finding("CB403", ("procedure", index, "step_no"), values)
            if method.on_paper and (item.stage is None or item.stage.happened):
                values = {"title": method.title, "stage": method.on_paper}
                yield Finding("CB419", ("procedure", index), values)

    def _units(self, pack: Pack) -> Iterator[Finding]:
        for index, unit in enumerate(pack.units):
            wanted = _UNIT_KIND.get(unit.type)
            for name, ref in (("ref", unit.ref), ("alternative_ref", unit.alternative_ref)):
                entry = self.entries.get(ref or "")
                if wanted and entry is not None and entry.kind != wanted:
                    values = {"type": str(unit.type), "id": entry.id, "got": LABEL[entry.kind]}
                    yield Finding("CB415", ("units", index, name), values)


def _labels(kinds: tuple[str, ...]) -> str:
    return "、".join(dict.fromkeys(LABEL[kind] for kind in kinds)) if len(kinds) < 4 else "记录"

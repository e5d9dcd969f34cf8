"""Records to a Library, in linear time: resolve every reference, compute every reverse side, report what does not hold."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.link.circles import circles
from casebook.link.library import Backlink, Entry, Library, Vocab
from casebook.link.names import name_collisions
from casebook.link.references import Reference, references
from casebook.link.spots import SpotFinder
from casebook.model.case import Case
from casebook.model.choices import Status, UnitType
from casebook.model.fields import Cite, Ref, RegionRef
from casebook.model.method import Method
from casebook.model.names import RECORD_KINDS, SECTION
from casebook.model.pack import Pack
from casebook.model.source import Source
from casebook.problem import Finding, Loc

Found = tuple[str, Finding]  # path of the file, what was found in it
VOCAB_PATH = {
    "theme": "content/vocab/themes.yaml",
    "setting": "content/vocab/settings.yaml",
    "place": "content/vocab/places.yaml",
}
_LABEL = {**{kind: SECTION[kind].label for kind in RECORD_KINDS}, "theme": "主题", "setting": "场景", "place": "地方"}
_UNIT_KIND = {UnitType.CASE: "case", UnitType.METHOD: "method", UnitType.POLICY: "policy", UnitType.NOTE: "note"}
_NOT_A_LINK = {"theme", "setting", "region", "place", "source"}


@dataclass(frozen=True, slots=True)
class _Pointers:
    """An entry with what it points at."""

    entry: Entry
    refs: tuple[Reference, ...]
    cites: tuple[tuple[Loc, Cite], ...]


def link(
    entries: Iterable[Entry], vocab: Vocab, unread: Mapping[str, str] | None = None
) -> tuple[Library, tuple[Found, ...]]:
    """The Library, and what does not hold in it, by file. References that resolve nowhere are left out of every reverse side.

    `unread` are ids, with their kind, of files that have problems of their own: links to them are not wrong, they wait.
    """
    found: list[Found] = []
    unique = _unique(entries, found)
    finder = SpotFinder(vocab)
    pointers = [_Pointers(entry, *references(entry.record)) for entry in unique.values()]
    names = _Names(unique, vocab, unread or {})
    for pointer in pointers:
        found.extend((pointer.entry.path, finding) for finding in _check(pointer, unique, names, finder))
    found.extend(_check_vocab(vocab, names, finder))
    found.extend(name_collisions(unique, finder))
    found.extend(circles(unique))
    library = _library(unique, vocab, finder, pointers)
    if not unread:  # an unread record may be the one that holds the link
        found.extend(_loose_ends(pointers, library))
    return library, tuple(found)


def _unique(entries: Iterable[Entry], found: list[Found]) -> dict[str, Entry]:
    """Entries by id in site order; of two with the same id the first path stays."""
    unique: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (RECORD_KINDS.index(entry.kind), entry.path)):
        other = unique.setdefault(entry.id, entry)
        if other is not entry:
            found.append((entry.path, Finding("CB405", ("id",), {"id": entry.id, "other": other.path})))
    for entry in list(unique.values()):
        for index, old in enumerate(entry.record.redirect_from):
            owner = unique.get(old) or next(
                (e for e in unique.values() if e is not entry and old in e.record.redirect_from), None
            )
            if owner is not None:
                found.append((entry.path, Finding("CB407", ("redirect_from", index), {"id": old, "other": owner.path})))
    return unique


class _Names:
    """What an id or a title may have meant: for did-you-mean."""

    def __init__(self, entries: Mapping[str, Entry], vocab: Vocab, unread: Mapping[str, str]) -> None:
        self.of_kind: dict[str, dict[str, str]] = defaultdict(dict)  # kind → id or name → id
        for entry in entries.values():
            for name in (entry.id, entry.record.title, *entry.record.aliases):
                self.of_kind[entry.kind].setdefault(name, entry.id)
        for kind, concepts in (("theme", vocab.themes), ("setting", vocab.settings), ("place", vocab.places)):
            for concept in concepts:
                for name in (concept.id, concept.label, *concept.aliases):
                    self.of_kind[kind].setdefault(name, concept.id)
        for record_id, kind in unread.items():
            self.of_kind[kind].setdefault(record_id, record_id)
        self.title = {record_id: record_id for record_id in unread}
        self.title |= {entry.id: entry.record.title for entry in entries.values()}
        self.title |= {concept.id: concept.label for concept in (*vocab.themes, *vocab.settings, *vocab.places)}

    def suggestion(self, text: str, kinds: tuple[str, ...]) -> str:
        names = {name: record_id for kind in kinds for name, record_id in self.of_kind[kind].items()}
        # Ids share hyphens and syllables by nature: only a close one is worth offering.
        near = [text] if text in names else difflib.get_close_matches(text, names, 3, 0.75 if text.isascii() else 0.5)
        ids = dict.fromkeys(names[name] for name in near)
        if ids:
            return "是不是：" + "、".join(f"{record_id}（{self.title[record_id]}）" for record_id in ids)
        return "先建立这条记录，或删去这个链接"


def _check(pointer: _Pointers, entries: Mapping[str, Entry], names: _Names, finder: SpotFinder) -> Iterator[Finding]:
    me = pointer.entry
    for ref in pointer.refs:
        yield from _check_reference(ref.target, ref.at, me, entries, names, finder)
    for at, cite in pointer.cites:
        source = entries.get(cite.source)
        if source is None or not isinstance(source.record, Source):
            continue  # told already: cited sources stand in `sources`
        locators = [section.locator for section in source.record.sections]
        if cite.locator not in locators:
            near = difflib.get_close_matches(cite.locator, locators, 3, 0.3) or locators[:6]
            values = {
                "source": cite.source,
                "locator": cite.locator,
                "suggestion": f"有的节号：{'、'.join(near)}" if near else "先在来源记录的 sections 里列出各节",
            }
            yield Finding("CB404", at, values)
    if isinstance(me.record, Case):
        yield from _check_steps(me.record, entries)
    if isinstance(me.record, Pack):
        yield from _check_units(me.record, entries)
    successor = me.record.superseded_by
    if successor is not None and successor in entries and entries[successor].kind != me.kind:
        got = _LABEL[entries[successor].kind]
        yield Finding("CB413", ("superseded_by",), {"label": _LABEL[me.kind], "id": successor, "got": got})


def _check_reference(  # noqa: PLR0917 - what it is held against
    target: Ref, at: Loc, me: Entry | None, entries: Mapping[str, Entry], names: _Names, finder: SpotFinder
) -> Iterator[Finding]:
    if isinstance(target, RegionRef):
        finding = finder.finding(target, at)
        if finding is not None:
            yield finding
        return
    label = "、".join(dict.fromkeys(_LABEL[kind] for kind in target.kinds)) if len(target.kinds) < 4 else "记录"
    if any(names.of_kind[kind].get(target) == target for kind in target.kinds):
        if me is not None and target == me.id:
            yield Finding("CB417", at)
        elif target in entries and entries[target].record.status is Status.WITHDRAWN:
            yield Finding("CB414", at, {"id": target, "title": names.title[target]})
    elif target in entries:
        yield Finding("CB402", at, {"id": target, "got": _LABEL[entries[target].kind], "label": label})
    else:
        yield Finding("CB401", at, {"id": target, "label": label, "suggestion": names.suggestion(target, target.kinds)})


def _check_steps(case: Case, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    for index, item in enumerate(case.procedure):
        entry = entries.get(item.method)
        if item.step_no is None or entry is None or not isinstance(entry.record, Method):
            continue
        if item.step_no not in {step.no for step in entry.record.steps}:
            values = {"method": entry.record.title, "no": str(item.step_no), "count": str(len(entry.record.steps))}
            yield Finding("CB403", ("procedure", index, "step_no"), values)


def _check_units(pack: Pack, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    for index, unit in enumerate(pack.units):
        wanted = _UNIT_KIND.get(unit.type)
        entry = entries.get(unit.ref) if unit.ref else None
        if wanted and entry is not None and entry.kind != wanted:
            yield Finding(
                "CB415", ("units", index, "ref"), {"type": unit.type, "id": entry.id, "got": _LABEL[entry.kind]}
            )


def _check_vocab(vocab: Vocab, names: _Names, finder: SpotFinder) -> Iterator[Found]:
    """References inside the vocabularies, and ids and names that stand there twice."""
    for kind, field, concepts in (
        ("theme", "themes", vocab.themes),
        ("setting", "settings", vocab.settings),
        ("place", "places", vocab.places),
    ):
        path = VOCAB_PATH[kind]
        seen: dict[str, str] = {}
        for index, concept in enumerate(concepts):
            for ref in references(concept)[0]:
                if ref.target.kinds != ("source",):
                    at = (field, index, *ref.at)
                    yield from (
                        (path, finding) for finding in _check_reference(ref.target, at, None, {}, names, finder)
                    )
            if concept.id in seen:
                yield path, Finding("CB405", (field, index, "id"), {"id": concept.id, "other": path})
            seen[concept.id] = concept.label


class _ReverseSides:
    """Who names whom, gathered record by record."""

    def __init__(self, entries: Mapping[str, Entry], finder: SpotFinder) -> None:
        self.entries, self.finder = entries, finder
        self.backlinks: dict[str, dict[Backlink, None]] = defaultdict(dict)
        self.spot_of: dict[str, tuple[str, ...]] = {}
        self.by_spot: dict[str, list[str]] = defaultdict(list)
        self.by_theme: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.by_setting: dict[str, list[str]] = defaultdict(list)
        self.cited: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)

    def add(self, pointer: _Pointers) -> None:
        me = pointer.entry
        spots: dict[str, None] = {}
        for ref in pointer.refs:
            if isinstance(ref.target, RegionRef):
                spot_id = self.finder.find(ref.target)
                if spot_id is not None:
                    spots[self.finder.below(spot_id, ref.place)] = None
            else:
                self._add_reference(me.id, ref)
        self.spot_of[me.id] = tuple(spots)
        for spot_id in dict.fromkeys(up for spot in spots for up in self.finder.chain(spot)):
            self.by_spot[spot_id].append(me.id)
        for source in getattr(me.record, "sources", ()):
            self.cited[source].setdefault(("", me.id))
        for _, cite in pointer.cites:
            self.cited[cite.source].setdefault((cite.locator, me.id))

    def _add_reference(self, me: str, ref: Reference) -> None:
        target, kinds = str(ref.target), ref.target.kinds
        if kinds == ("theme",) and ref.at[0] == "themes":
            self.by_theme[target].append((int(ref.at[1]), me))
        elif kinds == ("setting",):
            self.by_setting[target].append(me)
        elif kinds != ("source",) and target != me and target in self.entries and self.entries[target].kind in kinds:
            self.backlinks[target].setdefault(Backlink(me, str(ref.at[0]), ref.note))


def _library(entries: dict[str, Entry], vocab: Vocab, finder: SpotFinder, pointers: list[_Pointers]) -> Library:
    sides = _ReverseSides(entries, finder)
    for pointer in pointers:
        sides.add(pointer)
    order = {record_id: index for index, record_id in enumerate(entries)}
    ranked = {
        theme: sorted(pairs, key=lambda pair: (pair[0], order[pair[1]])) for theme, pairs in sides.by_theme.items()
    }
    tree = finder.spots(spot for spots in sides.spot_of.values() for spot in spots)
    return Library(
        entries=entries,
        vocab=vocab,
        spots=tree,
        spot_of=sides.spot_of,
        by_spot={spot_id: tuple(sides.by_spot.get(spot_id, ())) for spot_id in tree},
        by_theme={theme.id: tuple(record_id for _, record_id in ranked.get(theme.id, ())) for theme in vocab.themes},
        by_setting={setting.id: tuple(sides.by_setting.get(setting.id, ())) for setting in vocab.settings},
        backlinks={
            record_id: tuple(sides.backlinks[record_id]) for record_id in entries if record_id in sides.backlinks
        },
        cited={
            source: _by_section(entries[source], sides.cited[source]) for source in entries if source in sides.cited
        },
        redirects={old: entry.id for entry in entries.values() for old in entry.record.redirect_from},
    )


def _by_section(entry: Entry, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(locator, record id) in the order of the source's sections; '' (the source as a whole) only for records that name no section."""
    sections = entry.record.sections if isinstance(entry.record, Source) else ()
    order = {section.locator: index for index, section in enumerate(sections)}
    pairs = list(pairs)
    precise = {record_id for locator, record_id in pairs if locator}
    kept = [(locator, record_id) for locator, record_id in pairs if locator or record_id not in precise]
    return tuple(sorted(kept, key=lambda pair: (order.get(pair[0], len(order)), pair[0])))


def _loose_ends(pointers: list[_Pointers], library: Library) -> Iterator[Found]:
    """Warnings for records that stand alone and for sources that nothing cites."""
    for pointer in pointers:
        me = pointer.entry
        if me.kind == "source":
            if not any(locator for locator, _ in library.cited.get(me.id, ())):
                yield me.path, Finding("CB416", ("id",))
            continue
        outgoing = any(not set(ref.target.kinds) <= _NOT_A_LINK for ref in pointer.refs)
        if not outgoing and me.id not in library.backlinks:
            yield me.path, Finding("CB409", ("id",))

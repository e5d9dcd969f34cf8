"""The reverse sides of links: who names whom, what lies where, which sections are cited by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from casebook.link.holds import Pointers
from casebook.link.library import Backlink, Entry
from casebook.link.references import Reference
from casebook.link.spots import SpotFinder
from casebook.model.fields import RegionRef
from casebook.model.source import Source


class ReverseSides:
    """Who names whom, gathered record by record."""

    def __init__(self, entries: Mapping[str, Entry], finder: SpotFinder) -> None:
        self.entries, self.finder = entries, finder
        self.backlinks: dict[str, dict[Backlink, None]] = defaultdict(dict)
        self.spot_of: dict[str, tuple[str, ...]] = {}
        self.by_spot: dict[str, list[str]] = defaultdict(list)
        self.by_theme: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.by_setting: dict[str, list[str]] = defaultdict(list)
        self.cited: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)

    def add(self, pointer: Pointers) -> None:
        """Take in what one record points at."""
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
            if cite.source != me.id:  # a source's own notes cite itself: nothing was taken from it there
                self.cited[cite.source].setdefault((cite.locator, me.id))

    def _add_reference(self, me: str, ref: Reference) -> None:
        target, kinds = str(ref.target), ref.target.kinds
        if kinds == ("theme",) and ref.at[0] == "themes":
            self.by_theme[target].append((int(ref.at[1]), me))
        elif kinds == ("setting",):
            self.by_setting[target].append(me)
        elif kinds != ("source",) and target != me and target in self.entries and self.entries[target].kind in kinds:
            self.backlinks[target].setdefault(Backlink(me, str(ref.at[0]), ref.note))


def by_section(entry: Entry, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(locator, record id) in the order of the source's sections; '' (the source as a whole) only for records that name no section."""
    sections = entry.record.sections if isinstance(entry.record, Source) else ()
    order = {section.locator: index for index, section in enumerate(sections)}
    pairs = list(pairs)
    precise = {record_id for locator, record_id in pairs if locator}
    kept = [(locator, record_id) for locator, record_id in pairs if locator or record_id not in precise]
    return tuple(sorted(kept, key=lambda pair: (order.get(pair[0], len(order)), pair[0])))

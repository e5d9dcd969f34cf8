"""The reverse sides of links: who names whom, what lies where, which sections are cited by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from casebook.link.card import Card, kinds_of
from casebook.link.library import Backlink, Entry
from casebook.link.spots import SpotFinder

_NO_BACKLINK = frozenset(("theme", "source"))  # their reverse sides are tables of their own


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
        self.figures_at: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.figures_of: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        """Take in what one record points at."""
        card, me = entry.card, entry.id
        spots: dict[str, None] = {}
        for here in card.places:
            spot_id = self.finder.find(here.region)
            if spot_id is not None:
                spots[self.finder.below(spot_id, here.place)] = None
        self.spot_of[me] = tuple(spots)
        for spot_id in dict.fromkeys(up for spot in spots for up in self.finder.chain(spot)):
            self.by_spot[spot_id].append(me)
        for rank, theme in enumerate(card.themes):
            self.by_theme[theme].append((rank, me))
        self._add_targets(card, me)
        self._add_cites(card, me)
        for number, figure in enumerate(card.figures):
            for cite in figure.cites:
                self.figures_at[cite].append((me, number))
            for method in figure.methods:
                self.figures_of[method].append((me, number))

    def _add_targets(self, card: Card, me: str) -> None:
        for target in card.targets:
            if target.kinds == "setting":
                self.by_setting[target.id].append(me)
            elif target.kinds not in _NO_BACKLINK and target.id != me:
                named = self.entries.get(target.id)
                if named is not None and named.kind in kinds_of(target.kinds):
                    self.backlinks[target.id][Backlink(me, target.field, target.note)] = None

    def _add_cites(self, card: Card, me: str) -> None:
        for source in card.sources:
            self.cited[source]["", me] = None
        for cite in card.cites:
            source, _, locator = cite.partition(" ")
            if source != me:  # a source's own notes cite itself: nothing was taken from it there
                self.cited[source][locator, me] = None


def by_section(entry: Entry, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(locator, record id) in the order of the source's sections; '' (the source as a whole) only for records that name no section."""
    order = {locator: index for index, locator in enumerate(entry.card.locators)}
    pairs = list(pairs)
    precise = {record_id for locator, record_id in pairs if locator}
    kept = [(locator, record_id) for locator, record_id in pairs if locator or record_id not in precise]
    return tuple(sorted(kept, key=lambda pair: (order.get(pair[0], len(order)), pair[0])))

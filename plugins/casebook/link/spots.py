"""The region tree: units of the register and the places below them, found by code, id or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casebook.link.library import Spot, Vocab
from casebook.model.regions import Region
from casebook.model.vocab import Place
from casebook.problem import Finding, Loc


@dataclass(slots=True)
class SpotFinder:
    """Resolves region references against one vocabulary; remembers what it resolved, since records repeat regions."""

    vocab: Vocab
    places: Mapping[str, Place] = field(init=False)
    by_name: Mapping[str, tuple[Place, ...]] = field(init=False)
    _known: dict[str, Region | None] = field(init=False, default_factory=dict)
    _faults: dict[str, tuple[str, dict[str, str]] | None] = field(init=False, default_factory=dict)
    _looped: frozenset[str] = field(init=False)
    _chains: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {place.id: place for place in self.vocab.places}
        names: dict[str, tuple[Place, ...]] = {}
        for place in self.vocab.places:
            for name in dict.fromkeys((place.label, *place.aliases)):
                names[name] = (*names.get(name, ()), place)
        self.by_name = names
        self._looped = _looped(self.places)

    def find(self, text: str) -> str | None:
        """Place id or code, or None for a name that the register does not know or knows twice."""
        if text in self.places:
            return str(text)
        region = self._region(text)
        return region.code if region else None

    def _region(self, text: str) -> Region | None:
        """The dated row that the text means: an old name of a code in use is still an old name."""
        if text not in self._known:
            self._known[text] = self.vocab.regions.resolve(text)
        return self._known[text]

    def below(self, spot_id: str, name: str | None) -> str:
        """The registered place of that name in or below the spot; the spot itself when there is none."""
        for place in self.by_name.get(name or "", ()):
            if spot_id in self.chain(place.id):
                return place.id
        return spot_id

    def parent(self, spot_id: str) -> str | None:
        """The spot right above; None for a province, a place that its source does not locate, and places that lie in each other."""
        place = self.places.get(spot_id)
        if place is not None:
            return None if place.region is None or spot_id in self._looped else self.find(place.region)
        region = self.vocab.regions.get(spot_id)
        return region.parent if region else None

    def chain(self, spot_id: str) -> tuple[str, ...]:
        """From the spot itself up to the province."""
        if spot_id not in self._chains:
            parent = self.parent(spot_id)
            self._chains[spot_id] = (spot_id, *(self.chain(parent) if parent is not None else ()))
        return self._chains[spot_id]

    def finding(self, text: str, at: Loc) -> Finding | None:
        """Why a region reference cannot be used, with the nearest names; a warning for an abolished unit."""
        if text in self.places:
            return None
        if text not in self._faults:
            self._faults[text] = self._fault(text)
        fault = self._faults[text]
        return Finding(fault[0], at, fault[1]) if fault else None

    def _fault(self, text: str) -> tuple[str, dict[str, str]] | None:
        region = self._region(text)
        if region is None:
            return self._unknown(text)
        if region.valid_to is None:
            return None
        heirs = self._named(self.vocab.regions.heirs(region))
        hint = f"现在是 {heirs}；记的是当时的事可以不改" if heirs else "核对是不是要用现在的区划"
        return "CB412", {"value": f"{text}（{region.name}）", "year": region.valid_to[:4], "suggestion": hint}

    def _unknown(self, text: str) -> tuple[str, dict[str, str]]:
        regions = self.vocab.regions
        several = regions.candidates(text)
        if len(several) > 1:
            return "CB411", {"value": text, "choices": self._named(several[:6])}
        places = "、".join(f"{place.id}（{place.label}）" for place in self.by_name.get(text, ())[:3])
        near = places or self._named(regions.nearest(text))
        return "CB410", {"value": text, "suggestion": f"最接近的：{near}" if near else "写六位区划代码或省市县全名"}

    def _named(self, several: Iterable[Region]) -> str:
        return "、".join(f"{one.code}（{self.vocab.regions.full_name(one.code)}）" for one in several)

    def spots(self, used: Iterable[str]) -> dict[str, Spot]:
        """The tree that is needed to reach the used spots and all registered places, parents before children, by code then id."""
        needed = {spot_id for start in (*used, *self.places) for spot_id in self.chain(start)}
        ordered = sorted(needed, key=lambda spot_id: tuple(reversed(self.chain(spot_id))))
        return {spot_id: self._spot(spot_id) for spot_id in ordered}

    def _spot(self, spot_id: str) -> Spot:
        place = self.places.get(spot_id)
        region = None if place else self.vocab.regions.get(spot_id)
        label = place.label if place else (region.name if region else spot_id)
        return Spot(spot_id, label, self.parent(spot_id), region, place)


def _looped(places: Mapping[str, Place]) -> frozenset[str]:
    """Ids of places that lie in themselves by way of others."""
    looped: set[str] = set()
    done: set[str] = set()
    for start in places:
        path: dict[str, None] = {}
        here = start
        while here in places and here not in done and here not in path:
            path[here] = None
            here = str(places[here].region)
        if here in path:
            walked = list(path)
            looped.update(walked[walked.index(here) :])
        done.update(path)
    return frozenset(looped)

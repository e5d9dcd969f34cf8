"""The region tree: units of the register and the places below them, found by code, id or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casebook.link.library import Spot, Vocab
from casebook.model.vocab import Place
from casebook.problem import Finding, Loc


@dataclass(slots=True)
class SpotFinder:
    """Resolves region references against one vocabulary; remembers what it resolved, since records repeat regions."""

    vocab: Vocab
    places: Mapping[str, Place] = field(init=False)
    by_name: Mapping[str, tuple[Place, ...]] = field(init=False)
    known: dict[str, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {place.id: place for place in self.vocab.places}
        names: dict[str, tuple[Place, ...]] = {}
        for place in self.vocab.places:
            for name in dict.fromkeys((place.label, *place.aliases)):
                names[name] = (*names.get(name, ()), place)
        self.by_name = names

    def find(self, text: str) -> str | None:
        """Place id or code, or None for a name that the register does not know or knows twice."""
        if text in self.places:
            return text
        if text not in self.known:
            region = self.vocab.regions.resolve(text)
            self.known[text] = region.code if region else None
        return self.known[text]

    def below(self, spot_id: str, name: str | None) -> str:
        """The registered place of that name in or below the spot; the spot itself when there is none."""
        for place in self.by_name.get(name or "", ()):
            if spot_id in self.chain(place.id):
                return place.id
        return spot_id

    def parent(self, spot_id: str) -> str | None:
        place = self.places.get(spot_id)
        if place is not None:
            return self.find(place.region)
        region = self.vocab.regions.get(spot_id)
        return region.parent if region else None

    def chain(self, spot_id: str) -> tuple[str, ...]:
        """From the spot itself up to the province. A circle of places ends where it closes."""
        chain: list[str] = []
        here: str | None = spot_id
        while here is not None and here not in chain:
            chain.append(here)
            here = self.parent(here)
        return tuple(chain)

    def finding(self, text: str, at: Loc) -> Finding | None:
        """Why a region reference cannot be used, with the nearest names; a warning for an abolished unit."""
        if text in self.places:
            return None
        regions = self.vocab.regions
        spot_id = self.find(text)
        if spot_id is None:
            several = regions.candidates(text)
            if len(several) > 1:
                choices = "、".join(f"{region.code} {regions.full_name(region.code)}" for region in several[:6])
                return Finding("CB411", at, {"value": text, "choices": choices})
            near = regions.nearest(text)
            names = "、".join(f"{region.code}（{regions.full_name(region.code)}）" for region in near)
            return Finding(
                "CB410",
                at,
                {"value": text, "suggestion": f"最接近的：{names}" if names else "写六位区划代码或省市县全名"},
            )
        region = regions.resolve(
            text
        )  # the dated row that the text means: an old name of a code in use is still an old name
        if region is not None and region.valid_to is not None:
            names = "、".join(f"{heir.code}（{regions.full_name(heir.code)}）" for heir in regions.heirs(region))
            hint = f"现在是 {names}；记的是当时的事可以不改" if names else "核对是不是要用现在的区划"
            return Finding(
                "CB412", at, {"value": f"{text}（{region.name}）", "year": region.valid_to[:4], "suggestion": hint}
            )
        return None

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

"""Administrative divisions by GB/T 2260 code, with their years: content/vocab/regions.tsv as an index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from casebook.model.region_names import explains, forms, squeeze

CODE = re.compile(r"[1-8][0-9]{5}")
NEAR_ENOUGH = 45.0  # of 100; two-character names that share one character score 50
LONGEST = 60  # characters of a chain; the longest full name has 25, and a stranger's text must not cost time
Level = Literal["省级", "地级", "县级"]


@dataclass(frozen=True, slots=True)
class Region:
    """One name of one code, for the years it was in the register.

    `valid_from` '' means 1980 or earlier, or not stated; `valid_to` None means current. Years are inclusive.
    """

    code: str
    name: str
    parent: str | None
    valid_from: str
    valid_to: str | None
    successors: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        if self.code.endswith("0000"):
            return "省级"
        return "地级" if self.code.endswith("00") else "县级"

    @property
    def is_current(self) -> bool:
        return self.valid_to is None

    def overlaps(self, other: Region) -> bool:
        """Whether the two were in the register in the same year."""
        return (self.valid_from <= (other.valid_to or "9999")) and (other.valid_from <= (self.valid_to or "9999"))


class Regions:
    """The register: immutable, sorted by code and first year. An abolished code is still found, with its successors."""

    def __init__(self, rows: Iterable[Region] = ()) -> None:
        self._rows = tuple(sorted(rows, key=lambda row: (row.code, row.valid_from)))
        history: dict[str, list[Region]] = {}
        for row in self._rows:
            history.setdefault(row.code, []).append(row)
        self._history = {code: tuple(several) for code, several in history.items()}

    def __iter__(self) -> Iterator[Region]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, code: object) -> bool:
        return code in self._history

    def get(self, code: str, year: str | None = None) -> Region | None:
        """The latest row of a code, or the one valid in `year` ('2009'); None when there is none."""
        several = self._history.get(code, ())
        if year is not None:
            several = tuple(row for row in several if row.valid_from <= year <= (row.valid_to or "9999"))
        return several[-1] if several else None

    def history(self, code: str) -> tuple[Region, ...]:
        """Every row of a code, oldest first; empty for an unknown code."""
        return self._history.get(code, ())

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """Province first, then the prefecture if there is one, as they were named while the code was valid."""
        row = self.get(code)
        return self._above(row) if row else ()

    def children(self, code: str) -> tuple[Region, ...]:
        """The current units right below, by code; for an abolished code those that were below it to the last."""
        parent = self.get(code)
        if parent is None:
            return ()
        return tuple(row for row in self._below.get(code, ()) if row.valid_to == parent.valid_to)

    def full_name(self, code: str) -> str:
        """'湖北省武汉市江岸区'; the code itself when it is unknown."""
        row = self.get(code)
        return self._full_name(row) if row else code

    def heirs(self, region: Region) -> tuple[Region, ...]:
        """The current units that an abolished one ended in, as far as the register tells; () when it does not tell.

        Follows `successors` year by year, for codes were given to other places later: 太仓 was 322725, 320522, 329022 and
        is 320585, while 320522 alone would not say whose code it was when. A current unit is its own heir.
        """
        heirs: list[Region] = []
        seen: set[Region] = set()
        waiting = [region]
        while waiting:
            row = waiting.pop(0)
            if row in seen:
                continue
            seen.add(row)
            if row.valid_to is None:
                heirs.append(row)
                continue
            following = (self.get(code, str(int(row.valid_to) + 1)) for code in row.successors)
            waiting.extend(one for one in following if one is not None)
        return tuple(heirs)

    def resolve(self, text: str) -> Region | None:
        """The one unit that a code or a chain of names means; None when there is none or there are several.

        Names may be short (湖北武汉江岸) and levels left out (湖北江岸区). Current units come before abolished ones, whole
        names before short ones, a province before whatever shares its short name, a unit before those inside it.
        """
        found = self.candidates(text)
        return found[0] if len(found) == 1 else None

    def candidates(self, text: str) -> tuple[Region, ...]:
        """All units that `text` can mean after the preferences of `resolve`, by code."""
        chain = squeeze(text)
        if CODE.fullmatch(chain):
            row = self.get(chain)
            return (row,) if row else ()
        if len(chain) > LONGEST:
            return ()
        whole, short = self._matches(chain)
        # A current unit by its short name is likelier than an abolished one by its whole name.
        for rows in (whole, short):
            if current := [row for row in rows if row.is_current]:
                return _preferred(current)
        return _latest(whole or short)

    def nearest(self, text: str, limit: int = 3) -> tuple[Region, ...]:
        """Did-you-mean for a code or a chain that does not resolve: current units, best first, at most `limit`.

        Codes: by edit distance (two at most), common prefix, and nearness of the number. Names: by likeness of the last
        name within the unit that the rest of the chain means; ties: common prefix, the larger unit, the code.
        Empty when nothing is near.
        """
        chain = squeeze(text)
        if not chain or len(chain) > LONGEST:
            return ()
        if chain.isascii() and chain.isdigit():
            return self._nearest_codes(chain)[:limit]
        several = tuple(row for row in self.candidates(chain) if row.is_current)
        return several[:limit] if several else self._nearest_names(chain)[:limit]

    # ---- inside

    @cached_property
    def _current(self) -> tuple[Region, ...]:
        return tuple(row for row in self._rows if row.is_current)

    @cached_property
    def _below(self) -> dict[str, list[Region]]:
        below: dict[str, list[Region]] = {}
        for several in self._history.values():
            if (parent := several[-1].parent) is not None:
                below.setdefault(parent, []).append(several[-1])
        return below

    @cached_property
    def _by_form(self) -> dict[str, list[Region]]:
        by_form: dict[str, list[Region]] = {}
        for row in self._rows:
            for form in forms(row.name):
                by_form.setdefault(form, []).append(row)
        return by_form

    def _above(self, row: Region) -> tuple[Region, ...]:
        chain: list[Region] = []
        # A register with a loop is refused when it is read; the code's shape bounds the depth all the same.
        while row.parent is not None and len(chain) < 2:
            several = self.history(row.parent)
            if not several:
                break
            row = next((upper for upper in reversed(several) if upper.overlaps(row)), several[-1])
            chain.append(row)
        return tuple(reversed(chain))

    def _full_name(self, row: Region) -> str:
        return "".join(upper.name for upper in self._above(row)) + row.name

    def _matches(self, chain: str) -> tuple[list[Region], list[Region]]:
        """Rows whose name ends the chain while their ancestors' names explain the rest: by whole name, by short name."""
        whole: list[Region] = []
        short: list[Region] = []
        for start in range(len(chain)):
            last = chain[start:]
            for row in self._by_form.get(last, ()):
                if explains(chain[:start], [self._upper_forms(upper, row) for upper in self._above(row)]):
                    (whole if row.name == last else short).append(row)
        return whole, short

    def _upper_forms(self, upper: Region, row: Region) -> list[str]:
        """Every form of every name that the ancestor's code bore while the row was valid."""
        return [form for one in self.history(upper.code) if one.overlaps(row) for form in forms(one.name)]

    def _nearest_codes(self, digits: str) -> tuple[Region, ...]:
        def far(row: Region) -> tuple[int, int, int]:
            return (
                DamerauLevenshtein.distance(row.code, digits),
                -_common_prefix(row.code, digits),
                abs(int(row.code) - int(digits)),
            )

        ranked = sorted((far(row), row.code, row) for row in self._current if _common_prefix(row.code, digits))
        return tuple(row for (distance, _, _), _, row in ranked if distance <= 2)

    def _nearest_names(self, chain: str) -> tuple[Region, ...]:
        scope, rest = self._scope(chain)
        # The last name may be right and the unit before it wrong: 湖南省武汉市.
        elsewhere = [row for row in self.candidates(rest) if row.is_current] if scope else []
        scored: list[tuple[float, int, int, str, Region]] = []
        for row in self._current:
            if scope is None or _inside(row, scope):
                likeness = max(fuzz.ratio(rest, form) for form in forms(row.name))
                if likeness >= NEAR_ENOUGH:
                    size = ("省级", "地级", "县级").index(row.level)
                    scored.append((-likeness, -_common_prefix(row.name, rest), size, row.code, row))
        near = [*elsewhere, *(one[-1] for one in sorted(scored, key=lambda one: one[:4]) if one[-1] not in elsewhere)]
        return tuple(near) or ((scope,) if scope else ())

    def _scope(self, chain: str) -> tuple[Region | None, str]:
        """The longest head of the chain that resolves to a province or prefecture, and what is left of the chain."""
        for end in range(len(chain) - 1, 1, -1):
            head = self.resolve(chain[:end])
            if head is not None and head.is_current and head.level != "县级":
                return head, chain[end:]
        return None, chain


def _common_prefix(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _inside(row: Region, scope: Region) -> bool:
    """Whether the row lies in the province or prefecture; a code begins with that of its unit."""
    return row.code != scope.code and row.code.startswith(scope.code[: 2 if scope.level == "省级" else 4])


def _preferred(rows: Sequence[Region]) -> tuple[Region, ...]:
    """The province if there is one, else the unit that all others lie in, else all of them."""
    codes = {row.code: row for row in rows}
    for row in rows:
        if row.level == "省级":
            return (row,)
    for row in rows:
        if row.level == "地级" and all(other[:4] == row.code[:4] for other in codes):
            return (row,)
    return tuple(codes[code] for code in sorted(codes))


def _latest(rows: Sequence[Region]) -> tuple[Region, ...]:
    """Of abolished rows those that lasted longest: a place that changed its code was one place."""
    last = max((row.valid_to or "" for row in rows), default="")
    return _preferred([row for row in rows if row.valid_to == last])

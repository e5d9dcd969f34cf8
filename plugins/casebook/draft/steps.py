"""The steps of a method whose name counts them: 四步工作法 has four, and a list of four behind the name tells them."""

from __future__ import annotations

import re

from casebook.draft.report import Report
from casebook.proof.fold import bare
from casebook.proof.numbers import value_of

_COUNT = re.compile(r"([二三四五六七八九十]{1,3}|\d{1,2})(?:步|法|事|心|议|评|访|民主|公开|问|环)")
_DECLARES = re.compile(r"([二三四五六七八九十]{1,3}|\d{1,2})(?:步|法)")
_LIST = re.compile(r"(?:[^、,。;:“”()《》\n]{1,16}、)+[^、,。;:“”()《》\n]{1,16}")
_REACH = 90


def declared(name: str) -> int | None:
    """How many steps the name says, 四步工作法 → 4; None when it does not count steps."""
    return _value(_DECLARES.search(name))


def steps(report: Report, name: str, locators: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(name, locator) of each; the name is '' where the report only has a point for it, () where it does not tell them."""
    count = _value(_COUNT.search(name))
    if count is None:
        return ()
    for locator in locators:
        listed = _listed(report.sections.get(locator, ""), name, count)
        if listed:
            return tuple((one, locator) for one in listed)
        points = report.below(locator)
        if len(points) == count:
            return tuple(("", point) for point in points)
    return ()


def _listed(text: str, name: str, count: int) -> tuple[str, ...]:
    at = _after(text, name)
    for match in _LIST.finditer(text, at, min(len(text), at + _REACH)) if at >= 0 else ():
        parts = [part.strip() for part in re.sub(r"^(?:即|包括|分为|分别是|就是)|等$", "", match[0]).split("、")]
        if len(parts) == count and all(parts):
            return tuple(parts)
    return ()


def _after(text: str, name: str) -> int:
    """Where the name ends in the text, quotes or not; -1 when it is not there."""
    loose = r"[“”()\s]*".join(map(re.escape, bare(name)))
    found = re.search(loose, text, re.IGNORECASE)
    return found.end() if found else -1


def _value(match: re.Match[str] | None) -> int | None:
    value = value_of(match[1]) if match else None
    return int(value) if value and 2 <= value <= 40 else None

"""Figures to small bar charts, only where the values can be compared.

Three cases, and nothing else makes a chart:
- one indicator before and after;
- one indicator (the same words, what stands in brackets aside), one unit, one nature, at several times or for several groups;
- shares of a whole: results in %, 0–100, each bar against a full 100 %. A rise or a fall in % is a change, not a share.
Only exact numbers count: '760余' is no bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from casebook.model.choices import Nature
from casebook.model.parts import Figure

_NUMBER = re.compile(r"^\d+(\.\d+)?$")
_CHANGE = re.compile("增|减|升|降|提高|下滑|压缩|缩短|节约|节省|同比|环比|比上年|比去年|较上年|较去年")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_LABEL = 18
_ROW = 40
_BAR_TOP = 21


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` is the length in percent of the full width, `y` where its row begins."""

    label: str
    value: str
    share: str
    y: int
    text_y: int
    bar_y: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """`summary` says in words what the bars show."""

    title: str
    summary: str
    bars: tuple[Bar, ...]
    height: int


def exact(text: str | None) -> Decimal | None:
    """A number that is written as one, not negative; None for '3万多' and for nothing."""
    if text is None or not _NUMBER.match(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern allows nothing that Decimal refuses
        return None


def charts(figures: Sequence[Figure]) -> tuple[Chart, ...]:
    """Charts for the figures of one case, in the order of their first figure within each rule."""
    made = [_before_after(figure) for figure in figures if _has_both(figure)]
    families = _families(figures)
    made.extend(_family(stem, family) for stem, family in families)
    told = {id(figure) for _, family in families for figure in family}
    shares = [figure for figure in figures if id(figure) not in told and not _has_both(figure) and _is_share(figure)]
    if len(shares) > 1:
        made.append(
            _chart(
                "占比（满格为 100%，各条分别看）",
                [(figure.indicator, _written(figure), figure.after) for figure in shares],
                Decimal(100),
            )
        )
    return tuple(made)


def _has_both(figure: Figure) -> bool:
    return exact(figure.before) is not None and exact(figure.after) is not None


def _is_share(figure: Figure) -> bool:
    number = exact(figure.after)
    if figure.nature is not Nature.RESULT or figure.unit not in ("%", "％") or number is None or number > 100:
        return False
    return not _CHANGE.search(figure.indicator) and not _CHANGE.search(figure.note or "")


def _families(figures: Iterable[Figure]) -> list[tuple[str, list[Figure]]]:
    """Figures that count the same thing at other times or for other groups."""
    groups: dict[tuple[str, str, Nature], list[Figure]] = {}
    for figure in figures:
        if exact(figure.after) is not None and not _has_both(figure):
            groups.setdefault((_BRACKET.sub("", figure.indicator), figure.unit, figure.nature), []).append(figure)
    return [(stem, group) for (stem, _, _), group in groups.items() if len(group) > 1 and _told_apart(group)]


def _told_apart(group: list[Figure]) -> bool:
    """False when two bars would carry the same label: then the reader cannot know what is compared."""
    return len({_member(figure) for figure in group}) == len(group)


def _member(figure: Figure) -> str:
    bracket = _BRACKET.search(figure.indicator)
    parts = [bracket[0][1:-1] if bracket else "", figure.period.label if figure.period else ""]
    return "，".join(part for part in parts if part) or figure.indicator


def _before_after(figure: Figure) -> Chart:
    rows = [("之前", f"{figure.before}{figure.unit}", figure.before or "0"), ("之后", _written(figure), figure.after)]
    return _chart(figure.indicator, rows, _full(figure.unit, [figure.before or "0", figure.after]))


def _family(stem: str, group: list[Figure]) -> Chart:
    rows = [(_member(figure), _written(figure), figure.after) for figure in group]
    return _chart(stem, rows, _full(group[0].unit, [figure.after for figure in group]))


def _full(unit: str, values: Iterable[str]) -> Decimal:
    """What a full bar means: 100 for percentages, else the largest value."""
    largest = max(Decimal(value) for value in values)
    return Decimal(100) if unit in ("%", "％") and largest <= 100 else largest


def _written(figure: Figure) -> str:
    return f"{figure.after}{figure.unit}"


def _chart(title: str, rows: Sequence[tuple[str, str, str]], full: Decimal) -> Chart:
    bars = tuple(
        Bar(
            label if len(label) <= _LABEL else label[: _LABEL - 1] + "…",
            value,
            _percent(Decimal(number), full),
            index * _ROW,
            index * _ROW + 15,
            index * _ROW + _BAR_TOP,
            index == len(rows) - 1,
        )
        for index, (label, value, number) in enumerate(rows)
    )
    return Chart(title, "；".join(f"{label} {value}" for label, value, _ in rows), bars, len(rows) * _ROW - 4)


def _percent(number: Decimal, full: Decimal) -> str:
    """'63.2': one decimal, so that the same content gives the same bytes."""
    return f"{number * 100 / full:.1f}" if full else "0"

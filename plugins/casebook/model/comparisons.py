"""Figures that can be set beside each other, and no others.

Four cases:
- one indicator before and after;
- one indicator (the same words, what stands in brackets aside), one unit, one nature, at several times or for several groups;
- one measure of change in % (信访总量同比降幅, 到省上访同比降幅) in the same period: rates of the same kind;
- shares of a whole: results in %, 0–100, each bar against a full 100 %. A rise or a fall in % is a change, not a share.
Only exact numbers count: '760余' is no bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casebook.model.choices import Nature
from casebook.model.parts import Figure

_NUMBER = re.compile(r"^\d+(\.\d+)?$")
_CHANGE = re.compile("增|减|升|降|提高|下滑|压缩|缩短|节约|节省|同比|环比|比上年|比去年|较上年|较去年")
_MEASURE = re.compile("(?:同比|环比)?(?:降幅|增幅|增速|增长率|下降率|上升率)$")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
PERCENT = ("%", "％")


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` are (label, number as written); the first `quiet` are what was before."""

    title: str
    unit: str
    rows: tuple[tuple[str, str], ...]
    quiet: int = 0

    @property
    def summary(self) -> str:
        """In words: '之前 20天；之后 5天'."""
        return "；".join(f"{label} {number}{self.unit}" for label, number in self.rows)


def exact(text: str | None) -> Decimal | None:
    """A number that is written as one, not negative; None for '3万多' and for nothing."""
    if text is None or not _NUMBER.match(text):
        return None
    return Decimal(text)


def comparisons(figures: Sequence[Figure]) -> tuple[Comparison, ...]:
    """Of the figures of one nature in one case: before and after first, then families, changes, shares."""
    pairs = [figure for figure in figures if _has_both(figure)]
    single = [figure for figure in figures if not _has_both(figure) and exact(figure.after) is not None]
    families = _groups(single, _stem, _member)
    single = [figure for figure in single if not any(figure in group for _, group in families)]
    changes = _groups(single, _measure, _subject)
    shares = [figure for figure in single if _is_share(figure)]
    made = [_before_after(figure) for figure in pairs]
    made += [_of_group(title, group, _member) for title, group in families]
    made += [_of_group(title, group, _subject) for title, group in changes]
    if len(shares) > 1:
        made.append(_of_group("占比（满格为 100%，各条分别看）", shares, lambda figure: figure.indicator))
    return tuple(made)


def _has_both(figure: Figure) -> bool:
    return exact(figure.before) is not None and exact(figure.after) is not None


def _is_share(figure: Figure) -> bool:
    number = exact(figure.after)
    if figure.nature is not Nature.RESULT or figure.unit not in PERCENT or number is None or number > 100:
        return False
    return not _CHANGE.search(figure.indicator) and not _CHANGE.search(figure.note or "")


def _groups(
    figures: Iterable[Figure], key: Callable[[Figure], str], label: Callable[[Figure], str]
) -> list[tuple[str, list[Figure]]]:
    """Figures that `key` puts together, with the same unit. Two bars of one label would not tell what is compared: no chart."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if key(figure):
            groups.setdefault((key(figure), figure.unit), []).append(figure)
    return [
        (name.split("|")[0], group)
        for (name, _), group in groups.items()
        if len(group) > 1 and len({label(figure) for figure in group}) == len(group)
    ]


def _stem(figure: Figure) -> str:
    return _BRACKET.sub("", figure.indicator)


def _member(figure: Figure) -> str:
    bracket = _BRACKET.search(figure.indicator)
    parts = [bracket[0][1:-1] if bracket else "", figure.period.label if figure.period else ""]
    return "，".join(part for part in parts if part) or figure.indicator


def _measure(figure: Figure) -> str:
    """'同比降幅|2018' for a change in %; empty for anything else. Changes of different periods are not alike."""
    found = _MEASURE.search(figure.indicator) if figure.unit in PERCENT else None
    return f"{found[0]}|{figure.period or ''}" if found else ""


def _subject(figure: Figure) -> str:
    return _MEASURE.sub("", figure.indicator)


def _before_after(figure: Figure) -> Comparison:
    return Comparison(figure.indicator, figure.unit, (("之前", figure.before or ""), ("之后", figure.after)), quiet=1)


def _of_group(title: str, group: Sequence[Figure], label: Callable[[Figure], str]) -> Comparison:
    return Comparison(title, group[0].unit, tuple((label(figure), figure.after) for figure in group))

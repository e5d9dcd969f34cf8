"""Comparisons of figures as small bar charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from casebook.model.comparisons import PERCENT, Comparison, comparisons
from casebook.model.parts import Figure

_LABEL = 18
_ROW = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` is the length in percent of the full width, `y` where its row begins, in pixels."""

    label: str
    value: str
    share: str
    y: int
    quiet: bool

    @property
    def text_y(self) -> int:
        """The baseline of its words."""
        return self.y + 15

    @property
    def bar_y(self) -> int:
        """The upper edge of its bar."""
        return self.y + 21


@dataclass(frozen=True, slots=True)
class Chart:
    """`summary` says in words what the bars show."""

    title: str
    summary: str
    bars: tuple[Bar, ...]
    height: int


def charts(figures: Sequence[Figure]) -> tuple[Chart, ...]:
    """Charts for the figures of one nature in one case."""
    return tuple(_chart(one) for one in comparisons(figures))


def _chart(one: Comparison) -> Chart:
    """A full bar is 100 for percentages, else the largest value."""
    largest = max(Decimal(number) for _, number in one.rows)
    full = Decimal(100) if one.unit in PERCENT and largest <= 100 else largest
    bars = (
        Bar(_shortened(label), number + one.unit, _percent(number, full), place * _ROW, place < one.quiet)
        for place, (label, number) in enumerate(one.rows)
    )
    return Chart(one.title, one.summary, tuple(bars), len(one.rows) * _ROW - 4)


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"


def _percent(number: str, full: Decimal) -> str:
    """'63.2': one decimal, so that the same content gives the same bytes."""
    return f"{Decimal(number) * 100 / full:.1f}" if full else "0"

"""Figures as tables, grouped by nature, with the grades explained and charts where values can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from casebook.model.choices import Evidence, Nature
from casebook.model.parts import Figure
from casebook.publish.charts import Chart, charts
from casebook.publish.trusted import NOTHING
from casebook.publish.views.writer import Writer

_NO_UNIT = {"比例", "占比"}  # 三分之一以上 needs none


@dataclass(frozen=True, slots=True)
class FigureRow:
    indicator: str
    stage: Markup
    note: Markup
    before: str
    after: str
    unit: str
    period: str
    grade: str
    grade_note: str
    marks: Markup


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Columns that no row fills are left out: `before` and `period`. `label` names the table to those who hear it."""

    label: str
    rows: tuple[FigureRow, ...]
    before: bool
    period: bool


@dataclass(frozen=True, slots=True)
class FigureGroup:
    title: str
    note: str
    table: FigureTable
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    groups: tuple[FigureGroup, ...]
    grades: tuple[tuple[str, str], ...]


def figures(pen: Writer, results: Sequence[Figure]) -> Figures | None:
    """None for a case without figures."""
    if not results:
        return None
    groups = ((nature, [figure for figure in results if figure.nature is nature]) for nature in Nature)
    return Figures(
        tuple(
            FigureGroup(str(nature), nature.note, figure_table(pen, found, f"{nature}数字"), charts(found))
            for nature, found in groups
            if found
        ),
        grades(results),
    )


def grades(results: Sequence[Figure]) -> tuple[tuple[str, str], ...]:
    """The grades that occur, best first, with what they mean."""
    present = {figure.evidence for figure in results}
    return tuple((str(grade), grade.note) for grade in Evidence if grade in present)


def figure_table(pen: Writer, results: Sequence[Figure], label: str) -> FigureTable:
    """The figures in the order given, under one name: a page with several tables names each differently."""
    rows = tuple(_row(pen, figure) for figure in results)
    return FigureTable(label, rows, before=any(row.before for row in rows), period=any(row.period for row in rows))


def value_of(figure: Figure) -> str:
    """'20%到28.7%', '3万多人': the value with its unit, as people say it."""
    unit = "" if figure.unit in _NO_UNIT else figure.unit
    before = f"{figure.before}{unit}到" if figure.before else ""
    return f"{before}{figure.after}{unit}"


def _row(pen: Writer, figure: Figure) -> FigureRow:
    return FigureRow(
        indicator=figure.indicator,
        stage=pen.stage(figure.stage),
        note=pen.line(figure.note) if figure.note else NOTHING,
        before=figure.before or "",
        after=figure.after,
        unit=figure.unit,
        period=figure.period.label if figure.period else "",
        grade=str(figure.evidence),
        grade_note=figure.evidence.note,
        marks=pen.marks(figure.cite, figure),
    )

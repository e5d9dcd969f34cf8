"""数据: every figure of every case in one table that can be filtered and sorted, and the same as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from casebook.files import OutFile
from casebook.link.facts import choice_id
from casebook.link.library import Entry, Library
from casebook.model.choices import Choice, ClaimStage, Evidence, Nature
from casebook.model.names import page_path
from casebook.model.parts import Figure
from casebook.publish.desk import Desk
from casebook.publish.facets import Facet, Option
from casebook.publish.pages import html_of
from casebook.publish.site import Site
from casebook.publish.views.writer import Writer

CSV_PATH = "data/figures.csv"
# About 1.5 kB a row. No browser is quick with a table of more, and the CSV has them all.
ROWS_AT_MOST = 2000
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TIMES = (("亿", 10**8), ("万", 10**4))


@dataclass(frozen=True, slots=True)
class DataRow:
    """A figure as the table shows it; a column `before` that no row fills is left out. `values` are what filters ask for; `size` orders numbers, '' where there is none."""

    href: str
    case: str
    place: str
    indicator: str
    stage: Markup
    note: Markup | str
    before: str
    after: str
    unit: str
    period: str
    nature: str
    grade: str
    grade_note: str
    marks: Markup
    size: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DataView:
    total: int
    cases: int
    proved: int
    before: bool
    rows: Sequence[DataRow]
    facets: tuple[Facet, ...]
    grades: tuple[tuple[str, str], ...]


def data_part(library: Library, desk: Desk) -> str:
    """HTML for the comment 'figures' of a hand-written page in data/."""
    figures = list(library.all_figures())
    rows = [_row(library, desk, entry, figure) for entry, figure in figures[:ROWS_AT_MOST]]
    found = {figure.evidence for _, figure in figures}
    proved = sum(library.proved.has_figure(figure) for _, figure in figures)
    grades = tuple((str(grade), grade.note) for grade in Evidence if grade in found)
    cases = len({entry.id for entry, _ in figures})
    before = any(row.before for row in rows)
    return html_of("data.html.j2", DataView(len(figures), cases, proved, before, rows, _facets(library, rows), grades))


def _row(library: Library, desk: Desk, entry: Entry, figure: Figure) -> DataRow:
    pen = Writer(desk, entry, desk.lights(entry.id))
    # The case's own place only: a figure of the whole city is not one of each district that the case touches.
    spots = [spot.id for own in library.spot_of.get(entry.id, ())[:1] for spot in library.spot_path(own)]
    values = {
        "theme": entry.card.themes,
        "region": tuple(spots),
        "unit": (figure.unit,),
        "nature": (choice_id(figure.nature),),
        "evidence": (choice_id(figure.evidence),),
    }
    return DataRow(
        href=f"../{page_path('case', entry.id)}#figures",
        case=entry.title,
        place=library.place_name(entry.id, entry.card.place),
        indicator=figure.indicator,
        stage=pen.stage(figure.stage),
        note=pen.line(figure.note) if figure.note else "",
        before=figure.before or "",
        after=figure.after,
        unit=figure.unit,
        period=figure.period.label if figure.period else "",
        nature=str(figure.nature),
        grade=str(figure.evidence),
        grade_note=figure.evidence.note,
        marks=pen.marks(figure.cite, figure),
        size=_size(figure),
        # A unit may hold a blank, which divides values in the page.
        values={name: tuple(value.replace(" ", "") for value in found) for name, found in values.items() if found},
    )


def _size(figure: Figure) -> str:
    """The number that rows are sorted by, 万 and 亿 worked out: '3万多' → 30000; '' for 三分之一."""
    number = _NUMBER.search(figure.after.replace(",", ""))
    if number is None:
        return ""
    rest = figure.after[number.end() :] + figure.unit
    times = next((value for sign, value in _TIMES if rest.lstrip("多余几").startswith(sign)), 1)
    return f"{(Decimal(number[0]) * times).normalize():f}"


def _facets(library: Library, rows: Sequence[DataRow]) -> tuple[Facet, ...]:
    """Theme, region, unit (most used first), nature, evidence: those that can tell the rows apart."""
    units = Counter(unit for row in rows for unit in row.values["unit"])
    labels: dict[str, tuple[str, Iterable[tuple[str, str, str]]]] = {
        "region": ("地区", ((spot.id, spot.label, spot.parent or "") for spot in library.spots.values())),
        "theme": ("主题", ((theme.id, theme.label, "") for theme in library.vocab.themes)),
        "unit": ("单位", ((unit, unit, "") for unit in sorted(units, key=lambda unit: (-units[unit], unit)))),
        "nature": ("性质", _choices(Nature)),
        "evidence": ("证据等级", _choices(Evidence)),
    }
    found = (_facet(name, label, options, rows) for name, (label, options) in labels.items())
    return tuple(facet for facet in found if len(facet.options) > 1)


def _choices(choices: type[Choice]) -> Iterator[tuple[str, str, str]]:
    return ((choice_id(choice), choice.value, "") for choice in choices)


def _facet(name: str, label: str, options: Iterable[tuple[str, str, str]], rows: Sequence[DataRow]) -> Facet:
    counts = Counter(value for row in rows for value in row.values.get(name, ()))
    held = tuple(Option(value, text, counts[value], parent) for value, text, parent in options if counts[value])
    return Facet(name, label, held, tree=name == "region")


_COLUMNS = (
    "案例编号", "案例", "地区", "主题", "指标", "之前", "数值", "单位", "时间", "性质", "进展", "证据等级", "证据说明", "出处", "说明",
    "已核对原文", "网页",
)  # fmt: skip


def data_files(library: Library, site: Site) -> Iterator[OutFile]:
    """data/figures.csv: UTF-8 with a byte order mark and CRLF, which Excel needs to read Chinese."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    labels = {theme.id: theme.label for theme in library.vocab.themes}
    for entry, figure in library.all_figures():
        cells = (
            entry.id,
            entry.title,
            library.place_name(entry.id, entry.card.place),
            "、".join(labels.get(theme, theme) for theme in entry.card.themes),
            figure.indicator,
            figure.before or "",
            figure.after,
            figure.unit,
            figure.period or "",
            figure.nature,
            figure.stage or ClaimStage.DONE,
            figure.evidence,
            figure.evidence.note,
            "；".join(figure.cite),
            figure.note or "",
            "是" if library.proved.has_figure(figure) else "",
            site.url + page_path("case", entry.id),
        )
        writer.writerow(_harmless(str(cell)) for cell in cells)
    yield OutFile(CSV_PATH, b"\xef\xbb\xbf" + text.getvalue().encode())


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers below zero stay numbers."""
    if _FORMULA.match(cell) and not re.fullmatch(r"-\d+(\.\d+)?", cell):
        return f"'{cell}"
    return cell

"""content/vocab/regions.tsv → Regions: the dated register of GB/T 2260 codes, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from casebook.model.regions import CODE, Region, Regions
from casebook.problem import Outcome, Problem

COLUMNS = ("code", "name", "parent", "valid_from", "valid_to", "successor")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,}")


class Line(NamedTuple):
    """One data line: its number and its six cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, name: str) -> str:
        return self.cells[COLUMNS.index(name)]

    def column(self, name: str) -> int:
        """Where the cell begins, 1-based."""
        return 1 + sum(len(cell) + 1 for cell in self.cells[: COLUMNS.index(name)])


@dataclass
class _Reading:
    """What is known while one file is read."""

    path: str
    codes: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: Line, column: str, code: str, values: Mapping[str, str]) -> None:
        width = max(1, len(line.cell(column)))
        self.problems.append(Problem(self.path, line.number, line.column(column), code, values, width))


def parse_regions(path: str, text: str) -> Outcome[Regions]:
    """The register, without the lines that have a problem; problems sorted by line.

    The text is tab-separated: comment lines (#), one header line with COLUMNS, then one line a name of a code.
    """
    reading = _Reading(path)
    lines = list(_lines(reading, text))
    reading.codes = frozenset(line.cells[0] for line in lines)
    rows: dict[str, list[tuple[Line, Region]]] = {}
    for line in lines:
        region = _region(reading, line)
        if region is not None:
            rows.setdefault(region.code, []).append((line, region))
    kept = [region for several in rows.values() for region in _apart(reading, several)]
    return Outcome(Regions(kept), tuple(sorted(reading.problems)))


def _lines(reading: _Reading, text: str) -> Iterator[Line]:
    header_seen = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.removesuffix("\r")
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if not header_seen:
            header_seen = True
            if cells != COLUMNS:
                values = {"columns": " ".join(COLUMNS)}
                reading.problems.append(Problem(reading.path, number, 1, "CB151", values, len(line)))
        elif len(cells) != len(COLUMNS):
            values = {"got": str(len(cells)), "wanted": str(len(COLUMNS))}
            reading.problems.append(Problem(reading.path, number, 1, "CB152", values, len(line)))
        else:
            yield Line(number, cells)
    if not header_seen:
        reading.problems.append(Problem(reading.path, 0, 0, "CB151", {"columns": " ".join(COLUMNS)}))


def _region(reading: _Reading, line: Line) -> Region | None:
    """The row, or None when any of its cells has a problem."""
    before = len(reading.problems)
    code, name, parent, valid_from, valid_to, successor = line.cells
    if not CODE.fullmatch(code):
        reading.report(line, "code", "CB153", {"value": code})
        return None
    if not NAME.fullmatch(name):
        reading.report(line, "name", "CB159", {"value": name})
    if why := _parent_fault(code, parent, reading.codes):
        reading.report(line, "parent", "CB155", {"value": parent, "code": code, "what": why})
    _check_years(reading, line)
    successors = tuple(successor.split(";")) if successor else ()
    for one in successors:
        if one not in reading.codes:
            reading.report(line, "successor", "CB158", {"value": one})
    if len(reading.problems) > before:
        return None
    return Region(code, name, parent or None, valid_from, valid_to or None, successors)


def _parent_fault(code: str, parent: str, codes: frozenset[str]) -> str | None:
    """Why this parent cannot be, in Chinese; None when it can."""
    province, prefecture = code[:2] + "0000", code[:4] + "00"
    if code == province:
        return "省级没有上级" if parent else None
    if parent not in {province, prefecture} - {code}:
        return "代码前几位不相符" if parent else "没有写上级"
    return None if parent in codes else "表里没有这个代码"


def _check_years(reading: _Reading, line: Line) -> None:
    _, _, _, valid_from, valid_to, _ = line.cells
    good = True
    for column, label, year in (("valid_from", "起始年", valid_from), ("valid_to", "截止年", valid_to)):
        if year and not YEAR.fullmatch(year):
            good = False
            reading.report(line, column, "CB156", {"label": label, "value": year, "what": "不是四位年份"})
    if good and valid_to and valid_to < valid_from:
        values = {"label": "截止年", "value": valid_to, "what": f"早于起始年 {valid_from}"}
        reading.report(line, "valid_to", "CB156", values)


def _apart(reading: _Reading, several: Iterable[tuple[Line, Region]]) -> Iterator[Region]:
    """The rows of one code that do not share a year with an earlier one."""
    last: tuple[Line, Region] | None = None
    for line, region in sorted(several, key=lambda one: (one[1].valid_from, one[0].number)):
        if last is None or not last[1].overlaps(region):
            last = line, region
            yield region
            continue
        first = str(last[0].number)
        if last[1].valid_from == region.valid_from:
            year = f" {region.valid_from} 年" if region.valid_from else "最初"
            reading.report(line, "code", "CB154", {"code": region.code, "year": year, "first": first})
        else:
            reading.report(line, "valid_from", "CB157", {"code": region.code, "first": first})

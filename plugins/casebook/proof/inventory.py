"""An inventory of what the sources name: a table in Markdown for people, the same as JSON with ids, spellings and figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.link.library import Library
from casebook.link.references import references
from casebook.model.case import Case
from casebook.model.dates import Edtf
from casebook.model.fields import Cite, Frozen
from casebook.model.parts import Record
from casebook.model.source import Source
from casebook.proof.coverage import Row, quotes
from casebook.proof.dates import dated_fields, dates
from casebook.proof.fold import bare, simplified
from casebook.proof.numbers import Amount, amounts, stated

_CELLS = re.compile(r"\s*\|\s*")
_RELATIVE = re.compile("[今去前明]年")
_SPELLING = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the inventory: as written ('1.796亿元'), of which row and what it counts."""

    row: str
    source: str
    locator: str
    written: str
    unit: str
    what: str


def read_items(text: str) -> tuple[Mapping[str, Any], ...]:
    """The items of the JSON file; () when it is none."""
    try:
        data = json.loads(text)
    except ValueError:
        return ()
    return tuple(item for item in data if isinstance(item, dict)) if isinstance(data, list) else ()


def rows_of(items: Iterable[Mapping[str, Any]], table: str) -> tuple[Row, ...]:
    """The rows of the Markdown table with the ids and spellings of the items; every item is a row where there is no table."""
    rows = {str(item["id"]): _row(item) for item in items}
    asked = list(_table(table))
    if not asked:
        return tuple(rows.values())
    by_name: dict[tuple[str, str], Row] = {}
    for depth in range(
        max(len(row.names) for row in rows.values())
    ):  # 由民作主 is a row of its own and a spelling of another
        for row in rows.values():
            for name in row.names[depth : depth + 1]:
                by_name.setdefault((row.source, _key(name)), row)
    return tuple(
        by_name.get((source, _key(name)))
        or by_name.get((source, _key(_SPELLING.sub("", name))))
        or Row(f"{source} {name}", (name,), source, locator)
        for name, source, locator in asked
    )


def _row(item: Mapping[str, Any]) -> Row:
    spellings = (item["name"], item.get("orig", ""), *item.get("variants", ()))
    names = tuple(dict.fromkeys(str(name) for name in spellings if name))
    return Row(str(item["id"]), names, str(item["source"]), str(item["locator"]))


def _table(text: str) -> Iterator[tuple[str, str, str]]:
    """(name, source, locator) of each line '| name | kind | source | locator | … |' below a heading of such columns."""
    columns: list[str] = []
    for line in text.splitlines():
        cells = _CELLS.split(line.strip())[1:-1] if line.startswith("|") else []
        if not cells:
            columns = []
        elif not columns:
            columns = cells if {"名称", "source", "locator"} <= set(cells) else ["-"]
        elif len(cells) == len(columns) and columns[0] != "-" and not set("".join(cells)) <= set("-: "):
            told = dict(zip(columns, cells, strict=True))
            yield told["名称"], told["source"], told["locator"]


def _key(name: str) -> str:
    return bare(simplified(name))


def figures_of(items: Iterable[Mapping[str, Any]]) -> tuple[Counted, ...]:
    """All figures of the items, in order."""
    return tuple(
        Counted(
            str(item["id"]),
            str(item["source"]),
            str(item["locator"]),
            str(one["fig"]),
            str(one.get("unit", "")),
            str(one.get("what", "")),
        )
        for item in items
        for one in item.get("figures", ())
    )


@dataclass(frozen=True, slots=True)
class Told:
    """Figures of the inventory, each once by source and writing: in tables of figures, in fields for dates and document
    numbers, in sentences only, nowhere."""

    tabled: tuple[Counted, ...]
    dated: tuple[Counted, ...]
    written: tuple[Counted, ...]
    absent: tuple[Counted, ...]


def told(counted: Iterable[Counted], library: Library) -> Told:
    """Where each figure is, in a record that cites its source: the number with its unit, a date as a date, 去年 in the note of
    a date that was inferred from it."""
    once: dict[tuple[str, str], Counted] = {}
    for one in counted:
        once.setdefault((one.source, one.written), one)
    tables = _tables(library)
    texts = {source: tuple(_texts(library, source)) for source in {one.source for one in once.values()}}
    sentences = {source: [amount for text in found for amount in amounts(text)] for source, found in texts.items()}
    moments = tuple(_moments(library))
    tabled, dated, written, absent = [], [], [], []
    for one in once.values():
        # A bare 2013 with the unit 年度 is a year.
        text = simplified(one.written + (one.unit if one.written.isdigit() else ""))
        every = list(amounts(text))
        wanted = [amount for amount in every if amount.arabic] or every  # 200户一职 counts households, not posts
        if wanted and _all_in(wanted, tables.get(one.source, ())):
            tabled.append(one)
        elif any(moment.tells(one, text) for moment in moments):
            dated.append(one)
        elif _all_in(wanted, sentences[one.source]) if wanted else any(text in said for said in texts[one.source]):
            written.append(one)
        else:
            absent.append(one)
    return Told(tuple(tabled), tuple(dated), tuple(written), tuple(absent))


def why_written(one: Counted) -> str:
    """Why a figure can be no value of a field, in Chinese; or that it could be one and is not."""
    ends = [amount.value for amount in amounts(simplified(one.written))]
    if "年代" in one.written:
        return "只说到年代，时间最粗写到年"
    if one.written.startswith("每") and not ends:
        return "只有频率，来源没有给次数"
    if _RELATIVE.search(simplified(one.written)):
        return "从“今年”“去年”数起，成文的年份定不下来"
    if len(ends) == 2 and ends[0] > ends[1]:
        return "前大后小，是不可能的值，只在编者注里照录"
    return "可以写进数字、时间点或文号，还没有写"


@dataclass(frozen=True, slots=True)
class _Moment:
    """A field that holds a date or a document number, what it is cited from, and what is said beside it."""

    cites: tuple[Cite, ...]
    on: Edtf | None
    number: str
    beside: str

    def tells(self, one: Counted, text: str) -> bool:
        """True when the field holds the date or number `text` of a section that it is cited from."""
        if not quotes(self.cites, one.source, one.locator):
            return False
        if self.on is None:
            return text.endswith("号") and bare(text) in bare(simplified(self.number))
        said = dates(text)
        if not said:
            return self.on.inferred and _RELATIVE.search(text) is not None and text in simplified(self.beside)
        points = self.on.replace("?", "").split("/")
        return all(any(each.says(point) for point in points) for each in said)


def _moments(library: Library) -> Iterator[_Moment]:
    for entry in library.entries.values():
        record = entry.record
        own = (
            (Cite(f"{entry.id} {section.locator}") for section in record.sections) if isinstance(record, Source) else ()
        )
        every = (*(cite for _, cite in references(record)[1]), *own)
        number = getattr(record, "document_number", None)
        if number:
            yield _Moment(every, None, number, "")
        yield from _dated_parts(record, every)


def _dated_parts(value: object, cites: tuple[Cite, ...]) -> Iterator[_Moment]:
    """Dates of a part, with its own citations or else those of what it is part of."""
    if isinstance(value, tuple):
        for item in value:
            yield from _dated_parts(item, cites)
    elif isinstance(value, Frozen):
        here = getattr(value, "cite", ()) or cites
        beside = str(value.editor_notes) if isinstance(value, Record) else value.model_dump_json()
        yield from (_Moment(here, date, "", beside) for _, date in dated_fields(value))
        for name in type(value).model_fields:
            yield from _dated_parts(getattr(value, name), here)


def _all_in(wanted: Iterable[Amount], held: Iterable[Amount]) -> bool:
    there = tuple(held)
    return all(any(_same(each, other) for other in there) for each in wanted)


def _same(one: Amount, other: Amount) -> bool:
    dated = {"year", "date", "ordinal"}
    if one.value != other.value or (one.role in dated) != (other.role in dated) or one.vague != other.vague:
        return False
    return one.role in dated or not one.unit or not other.unit or one.has_unit(other.unit) or other.has_unit(one.unit)


def _tables(library: Library) -> dict[str, list[Amount]]:
    """Source id → figures of cases that cite it."""
    found: dict[str, list[Amount]] = {}
    for _, case in library.of_model(Case):
        for figure in case.results:
            for number in (figure.before, figure.after):
                amount = stated(number, figure.unit) if number else None
                for source in {cite.source for cite in figure.cite} if amount else ():
                    found.setdefault(source, []).append(amount)  # type: ignore[arg-type]
    return found


def _texts(library: Library, source: str) -> Iterator[str]:
    """What the records that rest on a source say, and its own record: folded."""
    for entry in library.entries.values():
        cites = {cite.source for _, cite in references(entry.record)[1]}
        if source in cites or entry.id == source:
            yield simplified(entry.record.model_dump_json())

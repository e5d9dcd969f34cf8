"""content/coverage.tsv: where each thing that a source names is found in the library; and the proof that it is there.

A row of the inventory ends as a record of its own, as a term, or as words in another record: an alias, a step, a listed item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from casebook.link.library import Library
from casebook.link.references import references
from casebook.model.choices import Choice
from casebook.model.fields import Cite, Frozen, Ref
from casebook.problem import Problem
from casebook.proof.fold import bare, simplified

PATH = "content/coverage.tsv"
COLUMNS = ("row", "name", "source", "locator", "record", "how", "part")
RECORD, TERM, PART = "record", "term", "part"
HOWS = {RECORD: "有自己的记录", TERM: "有自己的术语", PART: "在别的记录里，part 栏写它在那里的说法，几处用；隔开"}
_HEAD = (
    "# 清单里的每个条目收在哪条记录里。how：record 有自己的记录，term 有自己的术语，part 是别的记录的一部分；\n"
    "# part：记录里的说法，几处用；隔开。检查：casebook coverage\n" + "\t".join(COLUMNS) + "\n"
)
_QUOTED = re.compile("[“《]([^”》]+)[”》]")
_SUFFIX = re.compile("(?:省|市|县|区|镇|乡|街道)$")
_ITEM_FIELDS = {"name", "title", "aliases", "expansion", "place", "by", "indicator", "output", "issuers"}
_ORDER = {
    kind: rank for rank, kind in enumerate(("method", "term", "policy", "case", "place", "note", "pack", "source"))
}


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A line of the file. `part` is what the record calls it, or the several words it says of it."""

    row: str
    name: str
    source: str
    locator: str
    record: str
    how: str
    part: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word in re.split("[；;]", self.part) if word.strip()) or (self.name,)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the inventory; `names` are its spellings, the first the one it goes by."""

    row: str
    names: tuple[str, ...]
    source: str
    locator: str

    @property
    def name(self) -> str:
        return self.names[0]


def read_mappings(text: str) -> tuple[tuple[tuple[int, Placed], ...], tuple[Problem, ...]]:
    """Lines with their numbers, and what is no line."""
    lines: list[tuple[int, Placed]] = []
    problems: list[Problem] = []
    for number, row in enumerate(text.splitlines(), start=1):
        if not row or row.startswith(("#", f"{COLUMNS[0]}\t")):
            continue
        cells = row.split("\t")
        if len(cells) == len(COLUMNS):
            lines.append((number, Placed(*cells)))
        else:
            values = {"got": str(len(cells)), "wanted": str(len(COLUMNS))}
            problems.append(Problem(PATH, number, 0, "CB811", values))
    return tuple(lines), tuple(problems)


def write_mappings(lines: Iterable[Placed]) -> bytes:
    """The file, in order of the inventory."""
    return (_HEAD + "".join("\t".join(astuple(line)) + "\n" for line in sorted(lines))).encode()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A record, or a unit or place that has a page, folded for comparison.

    `names` it bears itself, `items` it lists (steps, actors, places, quoted names), `text` is all it says.
    """

    kind: str
    names: frozenset[str]
    items: frozenset[str]
    text: str
    cites: tuple[Cite, ...]

    def with_(self, other: Shelf) -> Shelf:
        """Both together, as one of this kind."""
        text, cites = f"{self.text}\n{other.text}", (*self.cites, *other.cites)
        return Shelf(self.kind, self.names | other.names, self.items | other.items, text, cites)

    def bears(self, words: str) -> bool:
        """True when the words are its title or one of its aliases."""
        return _folded(words) in self.names

    def says(self, words: str) -> bool:
        return _folded(words) in self.text

    def quotes(self, source: str, locator: str) -> bool:
        """True when it cites one of the row's sections, or a part or parent of one."""
        return quotes(self.cites, source, locator)

    def rests_on(self, source: str) -> bool:
        return any(cite.source == source for cite in self.cites)


def quotes(cites: Iterable[Cite], source: str, locator: str) -> bool:
    """True when one of the citations names one of the sections '二(三)、四(二)', or a part or parent of one."""
    wanted = re.split("[、,]", simplified(locator))
    return any(
        cite.source == source and any(cite.locator.startswith(one) or one.startswith(cite.locator) for one in wanted)
        for cite in cites
    )


def shelves(library: Library) -> dict[str, Shelf]:
    """Record id, region code or place id → its shelf. A source is read as citing itself."""
    found = {}
    for entry in library.entries.values():
        record = entry.record
        own = (Cite(f"{entry.id} {section.locator}") for section in getattr(record, "sections", ()))
        cites = (*(cite for _, cite in references(record)[1]), *own)
        found[entry.id] = _shelf(entry.kind, (record.title, *record.aliases), record, cites)
    for spot in library.spots.values():
        chain = [one.label for one in library.spot_path(spot.id)]
        names = ["".join(chain[start:]) for start in range(len(chain))]
        aliases = spot.place.aliases if spot.place else ()
        # 太仓 and 苏州 are what a text says for 太仓市 and 苏州市.
        short = [_SUFFIX.sub("", name) for name in names if len(_SUFFIX.sub("", name)) > 1]
        cites = tuple(cite for record in library.by_spot.get(spot.id, ()) for cite in found[record].cites)
        shelf = _shelf("place", (*names, *short, *aliases), spot.place, cites)
        found[spot.id] = found[spot.id].with_(shelf) if spot.id in found else shelf  # a case may bear its place's id
    return found


def _shelf(kind: str, names: Iterable[str], value: Frozen | None, cites: tuple[Cite, ...]) -> Shelf:
    texts = [*names, *_texts(value)]
    quoted = (name for text in texts for name in _QUOTED.findall(text))
    items = {_folded(name) for name in (*_items(value), *quoted)}
    return Shelf(
        kind, frozenset(_folded(name) for name in names), frozenset(items), "\n".join(map(_folded, texts)), cites
    )


def _items(value: object) -> Iterator[str]:
    """What a record lists by name: steps, actors, expansions, places, honours, indicators."""
    if isinstance(value, Frozen):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name in _ITEM_FIELDS:
                yield from _texts(held)
            else:
                yield from _items(held)
    elif isinstance(value, tuple):
        for item in value:
            yield from _items(item)


def _folded(text: str) -> str:
    return bare(simplified(text)).replace("、", "").replace(",", "").replace("和", "")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str) and not isinstance(value, Ref | Cite | Choice):
        yield value


def check_mappings(lines: Iterable[tuple[int, Placed]], held: Mapping[str, Shelf]) -> Iterator[Problem]:
    """Lines whose record is not there, does not bear the name, or does not say the words."""
    first: dict[str, int] = {}
    for number, line in lines:
        if line.row in first:
            yield Problem(PATH, number, 0, "CB815", {"row": line.row, "first": str(first[line.row])})
        first.setdefault(line.row, number)
        if line.how not in HOWS:
            yield Problem(PATH, number, 0, "CB814", {"how": line.how, "choices": "、".join(HOWS)})
        elif line.record not in held:
            yield Problem(PATH, number, 0, "CB812", {"id": line.record})
        else:
            yield from _wrong_part(number, line, held[line.record])


def _wrong_part(number: int, line: Placed, shelf: Shelf) -> Iterator[Problem]:
    if line.how != PART and (line.how == TERM) != (shelf.kind == "term"):
        what = "术语的收录方式是 term，别的记录是 record"
        yield Problem(PATH, number, 0, "CB813", {"id": line.record, "part": f"{line.how} {line.name}", "what": what})
        return
    for words in line.words:
        if not (shelf.says(words) if line.how == PART else shelf.bears(words)):
            what = "part 栏照记录里的说法写" if line.how == PART else "写进这条记录的别名，或在 part 栏写它的标题、别名"
            yield Problem(PATH, number, 0, "CB813", {"id": line.record, "part": words, "what": what})


def misnamed(rows: Iterable[Row], lines: Iterable[tuple[int, Placed]]) -> Iterator[Problem]:
    """Lines that name their row otherwise than the inventory does, or no row of it."""
    known = {row.row: row for row in rows}
    for number, line in lines:
        wanted = known[line.row].name if line.row in known else "（没有这一条）"
        if line.name != wanted:
            yield Problem(PATH, number, 0, "CB816", {"row": line.row, "name": line.name, "wanted": wanted})


def missing(rows: Iterable[Row], lines: Iterable[tuple[int, Placed]]) -> tuple[Row, ...]:
    """Rows of the inventory that the file does not have, by source."""
    known = {line.row for _, line in lines}
    return tuple(sorted((row for row in rows if row.row not in known), key=lambda row: (row.source, row.row)))


def completed(
    rows: Iterable[Row], lines: Iterable[tuple[int, Placed]], held: Mapping[str, Shelf]
) -> tuple[Placed, ...]:
    """The lines that hold, and a line for each other row that is found by its names.

    A row that was words in another record and has a record of its own by now moves there.
    """
    sound = {line.row: line for number, line in lines if not list(check_mappings([(number, line)], held))}
    result = []
    for row in rows:
        kept, fresh = sound.pop(row.row, None), found(row, held)
        better = fresh is not None and (kept is None or (kept.how == PART != fresh.how))
        if chosen := fresh if better else kept:
            result.append(chosen)
    return (*result, *sound.values())


def found(row: Row, held: Mapping[str, Shelf]) -> Placed | None:
    """Where the row is: what bears one of its names, else what cites its section and lists the name, else says it."""
    for name in row.names:
        bearers = [one for one, shelf in held.items() if shelf.bears(name) and _may_be(row, shelf)]
        if bearers:
            record = min(bearers, key=lambda one: (not held[one].rests_on(row.source), _rank(one, held[one])))
            return _placed(row, name, record, TERM if held[record].kind == "term" else RECORD)
    for name in row.names:
        sayers = [
            one
            for one, shelf in held.items()
            if len(_folded(name)) > 2
            and shelf.kind not in ("note", "pack", "place")
            and shelf.says(name)
            and shelf.quotes(row.source, row.locator)
        ]
        if sayers:
            record = min(sayers, key=lambda one: (_folded(name) not in held[one].items, _rank(one, held[one])))
            return _placed(row, name, record, PART)
    return None


def _placed(row: Row, name: str, record: str, how: str) -> Placed:
    return Placed(row.row, row.name, row.source, row.locator, record, how, name)


def _may_be(row: Row, shelf: Shelf) -> bool:
    """A document of the same title in another province is another document."""
    return shelf.kind != "policy" or shelf.rests_on(row.source)


def _rank(record: str, shelf: Shelf) -> tuple[int, str]:
    return _ORDER[shelf.kind], record

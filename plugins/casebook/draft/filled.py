"""A filled Word template → records: every answer goes where its blank says, none is guessed and none is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.check.blanks import BAR, BLANKS, CITE, HINT, MARK, Blank
from casebook.check.layout import laid_out
from casebook.check.template import id_of, quoted
from casebook.draft.known import Known
from casebook.draft.proposal import Ids
from casebook.draft.yaml import OPEN
from casebook.files import OutFile, SourceText
from casebook.link.library import Library
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import SECTION, record_path
from casebook.model.parts import NOT_REPORTED

Value = str | list["Value"] | dict[str, "Value"]
_LABEL = re.compile(r"^\s*【\s*([^】]+?)\s*】\s*(.*)$")
_CITED = re.compile(rf"\s*[（(]\s*{CITE[:-1]}[：:](.+?)[)）]\s*$")
_BARS = re.compile(rf"[{BAR}|\t]")
_ALREADY = re.compile(r"[\s　]+")


def is_filled(text: str) -> bool:
    """Whether the text is a filled template."""
    return any(line.strip() == MARK for line in text.split("\n")[:5])


def records(
    text: str, library: Library, source_id: str = "", taken: Callable[[str], object] = lambda _: None
) -> tuple[OutFile, ...]:
    """The case, and its source unless the library has one of that title; paths are below content/."""
    answers = dict(_answers(text))
    title = " ".join(answers.get(("source", "title"), ()))
    known = Known(library)
    ids = Ids(lambda record_id: known.has(record_id) or taken(record_id))
    same = known.same("source", [title]) if title else None
    source = same or ids.free(source_id or id_of(title) or "lai-yuan")
    maker = _Maker(source, library, answers)
    case = {"id": ids.free(id_of(" ".join(answers.get(("case", "title"), ()))) or "an-li"), **maker.part("case")}
    case["sources"] = [source]
    made = [("case", case)]
    if same is None:
        sections: list[Value] = [{"locator": locator} for locator in maker.locators]
        made.append(("source", {"id": source, **maker.part("source"), **({"sections": sections} if sections else {})}))
    return tuple(_file(kind, record) for kind, record in made)


def _answers(text: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """(kind, *path) of each blank that was answered, with the lines of its answer."""
    blanks = {blank.label: blank for blank in BLANKS}
    here: Blank | None = None
    lines: list[str] = []
    for line in (*text.split("\n"), "【完】"):
        label = _LABEL.match(line)
        if label is None:
            if line.strip() and not line.lstrip().startswith(HINT):
                lines.append(line.strip())
            continue
        if here is not None and lines:
            yield (here.kind, *here.path), lines
        here, lines = blanks.get(label[1]), [label[2]] if label[2] else []


@dataclass(slots=True)
class _Maker:
    """`locators` fills with the sections that answers name, in order."""

    source: str
    library: Library
    answers: Mapping[tuple[str, ...], Sequence[str]]
    locators: dict[str, None] = field(default_factory=dict)

    def part(self, kind: str) -> dict[str, Value]:
        """The answered fields of a record; what it must have and nobody answered is left open."""
        told: dict[str, Value] = {"status": "草稿"}
        for blank in BLANKS:
            if blank.kind != kind:
                continue
            lines = self.answers.get((kind, *blank.path))
            value = self._value(blank, lines) if lines else self._missing(kind, blank)
            if value is None:
                continue
            holder: dict[str, Value] = told
            for name in blank.path[:-1]:
                inner = holder.setdefault(name, {})
                assert isinstance(inner, dict)  # noqa: S101 - only parts stand on a path
                holder = inner
            holder[blank.path[-1]] = value
        return told

    def _missing(self, kind: str, blank: Blank) -> Value | None:
        model = MODEL_OF_KIND[kind]
        name = blank.path[-1]
        if blank.path[0] == "narrative":
            return [{"text": OPEN}] if name in ("background", "process") else None
        if not model.model_fields[name].is_required():
            return None
        return {"lines": [OPEN], "claims": [{"text": OPEN}]}.get(blank.way, OPEN)  # type: ignore[return-value]

    def _value(self, blank: Blank, lines: Sequence[str]) -> Value:
        name = blank.path[-1]
        match blank.way:
            case "line":
                return self._named(name, " ".join(lines))
            case "prose":
                return "\n\n".join(lines)
            case "lines":
                return [self._named(name, line) for line in lines]
            case "rows":
                return [self._row(blank.columns, line) for line in lines]
        if name == "limits" and [*lines] == [NOT_REPORTED]:
            return NOT_REPORTED
        return [self._claim(line) for line in lines]

    def _named(self, name: str, text: str) -> str:
        """The id of a theme or setting that is named by its label; else the text itself, which `check` judges."""
        concepts = {"themes": self.library.vocab.themes, "setting": self.library.vocab.settings}.get(name, ())
        return next((one.id for one in concepts if text in (one.label, *one.aliases)), text)

    def _claim(self, line: str) -> Value:
        cited = _CITED.search(line)
        if cited is None:
            return {"text": line}
        return {"text": line[: cited.start()].strip(), "cite": self._cites(cited[1])}

    def _cites(self, said: str) -> Value:
        places = [self._place(one) for one in re.split("[、；;]", said) if one.strip()]
        return places[0] if len(places) == 1 else [*places]

    def _place(self, locator: str) -> str:
        narrow = _ALREADY.sub(" ", locator.translate(str.maketrans("（）", "()"))).strip()
        self.locators[narrow] = None
        return f"{self.source} {narrow}"

    def _row(self, columns: Sequence[str], line: str) -> Value:
        cells = [cell.strip() for cell in _BARS.split(line)]
        row: dict[str, Value] = {}
        for name, cell in zip(columns, cells, strict=False):
            if cell:
                row[name] = self._cites(cell) if name == "cite" else cell
        if "cite" in columns:
            for name in ("after", "unit", "evidence", "cite"):
                row.setdefault(name, OPEN)
        return row


def _file(kind: str, record: dict[str, Value]) -> OutFile:
    record_id = str(record["id"])
    head = (
        f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json",
        f"# 由 casebook draft 从填好的 Word 模板转来；标着“{OPEN}”的还没有填。",
    )
    text = "\n".join((*head, *_lines(record, ""), ""))
    path = record_path(kind, record_id)
    laid = laid_out(SourceText(path, text.encode()), MODEL_OF_KIND[kind])
    if laid.value is None:
        raise ValueError(record_id)
    return OutFile(f"{SECTION[kind].folder}/{record_id}.yaml", laid.value.encode())


def _lines(value: Value, pad: str) -> Iterator[str]:
    """Block YAML of a part or a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (
                [f"{pad}{key}: {_said(inner)}"]
                if isinstance(inner, str)
                else [f"{pad}{key}:", *_lines(inner, f"{pad}  ")]
            )
    elif isinstance(value, list):
        for item in value:
            first, *rest = [_said(item)] if isinstance(item, str) else _lines(item, "")
            yield f"{pad}- {first}"
            yield from (f"{pad}  {line}" for line in rest)


def _said(text: str) -> str:
    if "\n" in text:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return f'"{text}"' if text.isdigit() else quoted(text)

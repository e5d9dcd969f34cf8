"""The one layout of a record's file: keys in the order of the model, two blanks a level, quotes only where they are needed.

Comments stay with what they stand above or beside. What a file says never changes: that is looked at each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import yaml
from pydantic import BaseModel

from casebook.check.shape import model_in
from casebook.files import SourceText
from casebook.load.yaml import compose, parse_yaml
from casebook.model.parts import Record
from casebook.problem import Outcome, Problem

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
# What makes a plain scalar mean something else, at its start, within and at its end.
_NOT_PLAIN = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$|\s#|[\n\t]|\s$")
_KEY = re.compile(r"[A-Za-z_][\w-]*")
_NEEDS_ESCAPES = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class _Part:
    """A key with its value, or an item of a list. `above` are comment lines and blank ones before it, `beside` what stands
    behind it on its line, `below` comments at the end of what it holds."""

    node: yaml.Node
    line: int
    column: int
    key: str | None = None
    parts: list[_Part] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)


def laid_out(source: SourceText, model: type[BaseModel]) -> Outcome[str | None]:
    """The file's text in the one layout; the same text again when it is laid out already. None with the Problems of a file whose
    syntax is wrong."""
    plain = parse_yaml(source)
    if plain.value is None:
        return Outcome(None, plain.problems)
    text = source.data.decode("utf-8").replace("\r\n", "\n")
    root = compose(text)
    assert root is not None  # noqa: S101 - an empty file has a Problem
    lines = text.split("\n")
    whole = _Part(root, -1, -1, parts=_parts(root))
    _give_comments(lines, whole)
    done = "\n".join(_written(whole, model)).rstrip("\n") + "\n"
    again = parse_yaml(SourceText(source.path, done.encode())).value
    if again != plain.value or _comments(done, compose(done)) != _comments(text, root):
        return Outcome(None, (Problem(source.path, 0, 0, "CB123"),))
    return Outcome(done)


# ---- reading


def _parts(node: yaml.Node) -> list[_Part]:
    """What a collection holds. A list in one line, [a, b], is left as one value."""
    if isinstance(node, yaml.MappingNode) and not _is_one_line(node):
        return [
            _Part(value, key.start_mark.line, key.start_mark.column, key.value, _parts(value))
            for key, value in node.value
        ]
    if isinstance(node, yaml.SequenceNode) and not _is_one_line(node):
        return [
            _Part(item, item.start_mark.line, max(0, item.start_mark.column - 2), None, _parts(item))
            for item in node.value
        ]
    return []


def _is_one_line(node: yaml.CollectionNode) -> bool:
    return bool(node.flow_style) and (node.start_mark.line == node.end_mark.line or not node.value)


def _all(parts: Iterable[_Part]) -> Iterator[_Part]:
    for part in parts:
        yield part
        yield from _all(part.parts)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def _found_comments(text: str, root: yaml.Node | None) -> Iterator[tuple[int, int, str]]:
    """(line, column, comment) of all comments: what no scalar covers and a # begins."""
    lines = text.split("\n")
    covered: dict[int, list[tuple[int, int]]] = {}
    for node in _scalars(root) if root is not None else ():
        start, end = node.start_mark, node.end_mark
        is_block = node.style in ("|", ">")
        if is_block:  # its first line may bear a comment behind the sign
            last = end.line if end.column == 0 else end.line + 1
            for number in range(start.line + 1, last):
                if _indent(lines[number]) > 0 or not lines[number].strip():
                    covered.setdefault(number, []).append((0, len(lines[number])))
            continue
        for number in range(start.line, end.line + 1):
            left = start.column if number == start.line else 0
            right = end.column if number == end.line else len(lines[number])
            covered.setdefault(number, []).append((left, right))
    for number, line in enumerate(lines):
        for found in re.finditer(r"(?:^|(?<=\s))#", line):
            if not any(left <= found.start() < right for left, right in covered.get(number, ())):
                yield number, found.start(), line[found.start() :].rstrip()
                break


def _comments(text: str, root: yaml.Node | None) -> list[str]:
    return sorted(comment for _, _, comment in _found_comments(text, root))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _give_comments(lines: list[str], whole: _Part) -> None:
    """Hang every comment on the part that it stands beside, above, or in whose end it stands."""
    order = list(_all(whole.parts))
    starts: dict[int, _Part] = {}
    for part in order:
        starts.setdefault(part.line, part)
    for number, column, comment in _found_comments("\n".join(lines), whole.node):
        if lines[number][:column].strip():
            beside = [part for part in order if part.line <= number]
            beside[-1].beside = f"{beside[-1].beside} {comment}".strip()
            continue
        after = next((part for part in order if part.line > number), None)
        before = [part for part in order if part.line < number]
        inner = _innermost(whole, before[-1] if before else None, column, after)
        has_blank = number > 0 and not lines[number - 1].strip()
        target = after.above if inner is None and after is not None else (inner or whole).below
        target += ([""] if has_blank else []) + [comment]
    for line, part in starts.items():
        if part in whole.parts and line > 0 and not lines[line - 1].strip():
            part.above.append("")


def _innermost(whole: _Part, before: _Part | None, column: int, after: _Part | None) -> _Part | None:
    """The part that holds the last one before a comment, and whose parts stand as far in as it: it ends with the comment. None
    when the comment belongs to what comes after."""
    floor = after.column if after is not None else -1
    if before is None or column <= floor:
        return None
    holders = [whole, *_path_to(whole, before)]
    fitting = [holder for holder in holders if holder.parts and floor < holder.parts[0].column <= column]
    return fitting[-1] if fitting else None


def _path_to(whole: _Part, wanted: _Part) -> list[_Part]:
    for part in whole.parts:
        if part is wanted:
            return [part]
        found = _path_to(part, wanted)
        if found:
            return [part, *found]
    return []


# ---- writing


def _written(whole: _Part, model: type[BaseModel]) -> Iterator[str]:
    yield from _block(whole, 0, model)
    yield from _squeezed(whole.below)


def _block(holder: _Part, depth: int, model: type[BaseModel] | None) -> Iterator[str]:
    """The lines of what a part holds, each level two blanks further in."""
    pad = "  " * depth
    for part in _in_order(holder.parts, model):
        inner = model_of(model, part.key) if part.key is not None else model
        yield from (pad + line if line else "" for line in _squeezed(part.above))
        if part.key is not None:
            yield from _entry(f"{pad}{_key_text(part.key)}:", part, depth, inner)
        else:
            yield from _item(part, depth, inner)


def _entry(head: str, part: _Part, depth: int, model: type[BaseModel] | None) -> Iterator[str]:
    beside = f"  {part.beside}" if part.beside else ""
    if not part.parts:
        value = _value(part.node, depth)
        first, *rest = value.split("\n")
        yield f"{head} {first}{beside}" if first else f"{head}{beside}"
        yield from rest
    else:
        yield head + beside
        yield from _block(part, depth + 1, model)
    yield from ("  " * (depth + 1) + line if line else "" for line in _squeezed(part.below))


def _item(part: _Part, depth: int, model: type[BaseModel] | None) -> Iterator[str]:
    """An item of a list. Of a mapping the first key stands behind the dash, and what stands above it goes before."""
    pad = "  " * depth
    if not part.parts:
        yield from _entry(f"{pad}-", part, depth, model)
        return
    parts = _in_order(part.parts, model)
    yield from (pad + line for line in parts[0].above if line)
    parts[0].above = []
    lines = [*_block(part, depth + 1, model)]
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]
    yield from ("  " * (depth + 1) + line for line in part.below if line)


def _squeezed(lines: list[str]) -> list[str]:
    """At most one blank line at a place."""
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]


def _in_order(parts: list[_Part], model: type[BaseModel] | None) -> list[_Part]:
    """Keys in the order of the model; those it does not know stay last, as they were."""
    if model is None or not parts or parts[0].key is None:
        return parts
    places = {name: number for number, name in enumerate(key_order(model))}
    return sorted(parts, key=lambda part: places.get(part.key or "", len(places)))


@cache
def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model as files write them: a record's themes behind its summary, editors' notes at its end, the rest as in
    the model."""
    names = list(model.model_fields)
    if issubclass(model, Record):
        if "themes" in names:
            names.remove("themes")
            names.insert(names.index("summary") + 1, "themes")
        names.remove("editor_notes")
        names.append("editor_notes")
    return tuple(names)


def model_of(model: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    """The model of the values below a key; None where they are plain, or the key is unknown."""
    info = model.model_fields.get(key) if model is not None else None
    return model_in(info.annotation) if info is not None else None


def _value(node: yaml.Node, depth: int) -> str:
    """A value as it is written behind its key: several lines only for a text that has several."""
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(_value(item, depth) for item in node.value)}]"
    if isinstance(node, yaml.MappingNode):
        return "{" + ", ".join(f"{_key_text(key.value)}: {_value(item, depth)}" for key, item in node.value) + "}"
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and not node.style:
        return text if "\n" not in text else _quoted(text)
    if "\n" in text and not _NEEDS_ESCAPES.search(text.replace("\n", "")) and not text.startswith((" ", "\n")):
        return _literal(text, depth)
    return _scalar_text(text)


def _scalar_text(text: str) -> str:
    """Plain where a reader and an editor's schema take it for the same text; only words with Han characters are sure to be."""
    return text if _HAN.search(text) and not _NOT_PLAIN.search(text) else _quoted(text)


def _key_text(key: str) -> str:
    return key if _KEY.fullmatch(key) else _scalar_text(key)


def _literal(text: str, depth: int) -> str:
    stripped = text.rstrip("\n")
    ending = "-" if stripped == text else "" if text == stripped + "\n" else "+"
    pad = "  " * (depth + 1)
    return "\n".join([f"|{ending}", *(pad + line if line else "" for line in text.removesuffix("\n").split("\n"))])


def _quoted(text: str) -> str:
    if '"' in text and not _NEEDS_ESCAPES.search(text):
        return "'" + text.replace("'", "''") + "'"
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(named.get(char, char) for char in text) + '"'

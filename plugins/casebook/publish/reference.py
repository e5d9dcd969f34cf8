"""The field dictionary and the list of problem codes, made from the models and from messages.py: they can't fall behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import EnumMeta
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from casebook.check.shape import choices_of, describe, model_in
from casebook.messages import ERROR, MESSAGES
from casebook.model.dates import Edtf
from casebook.model.fields import Cite, Ref, RegionRef
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from casebook.model.parts import Claim, Link, Record
from casebook.publish.pages import html_of

_PLACEHOLDER = re.compile(r"\{\w+\}")
# Told once, under a heading of their own: nearly every field of a record is made of them.
_SHARED: tuple[tuple[type[BaseModel], str], ...] = ((Claim, "一条说法"), (Link, "链接"))
# The first that fits: a region is a Ref too.
_WORDS: tuple[tuple[type, str], ...] = (
    (Cite, "出处，一条或几条"),
    (Edtf, "日期"),
    (RegionRef, "区划代码、全名或地方编号"),
    (Ref, "编号"),
    (int, "数字"),
    (float, "数字"),
)


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    level: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a closed list and what it means; `note` may be empty."""

    value: str
    note: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """`name` is a path such as 'steps[].no': a field of each item of a list."""

    name: str
    title: str
    depth: int
    required: bool
    shape: str
    description: str
    values: tuple[Value, ...]
    part: str  # anchor of the shared part it is made of, else ''


@dataclass(frozen=True, slots=True)
class CodesView:
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class FieldsView:
    fields: tuple[FieldRow, ...]


@cache
def reference_parts() -> MappingProxyType[str, str]:
    """HTML by name for comments of hand-written pages: 'problems-1' … by the code's first digit, 'fields-common',
    'fields-<kind>', 'fields-<vocabulary>', 'fields-claim', 'fields-link'."""
    digits = sorted({code[2] for code in MESSAGES})
    parts = {f"problems-{digit}": html_of("codes.html.j2", CodesView(tuple(_codes(digit)))) for digit in digits}
    parts["fields-common"] = _fields_html(_rows(Record))
    for kind, model in MODEL_OF_KIND.items():
        own = (row for row in _rows(model) if row.name.split(".")[0].removesuffix("[]") not in Record.model_fields)
        parts[f"fields-{kind}"] = _fields_html(own)
    for name, vocab in MODEL_OF_VOCAB.items():
        parts[f"fields-{name}"] = _fields_html(_rows(vocab))
    for shared, _ in _SHARED:
        parts[f"fields-{shared.__name__.lower()}"] = _fields_html(_rows(shared))
    return MappingProxyType(parts)


def _codes(digit: str) -> Iterator[Code]:
    for code, message in sorted(MESSAGES.items()):
        if code[2] == digit:
            # What is filled in depends on the record; a hint that is nothing else says nothing here.
            hint = "" if _PLACEHOLDER.fullmatch(message.hint) else _PLACEHOLDER.sub("…", message.hint)
            level = "错误" if message.level == ERROR else "提醒"
            yield Code(code, level, _PLACEHOLDER.sub("…", message.text), hint)


def _fields_html(rows: Iterator[FieldRow]) -> str:
    return html_of("fields.html.j2", FieldsView(tuple(rows)))


def _rows(model: type[BaseModel], prefix: str = "", depth: int = 0) -> Iterator[FieldRow]:
    for name, field in model.model_fields.items():
        many = _is_many(field)
        path = f"{prefix}{name}{'[]' if many else ''}"
        inner = model_in(field.annotation)
        shared = next((part for part in _SHARED if inner is not None and issubclass(inner, part[0])), None)
        shape = shared[1] if shared else "一组字段" if inner else _shape(field)
        yield FieldRow(
            name=path,
            title=field.title or name,
            depth=depth,
            required=field.is_required(),
            shape=f"{shape}，可以有几项" if many else shape,
            description=_description(field),
            values=tuple(_values(field.annotation)),
            part=f"fields-{shared[0].__name__.lower()}" if shared else "",
        )
        if inner is not None and shared is None:
            yield from _rows(inner, f"{path}.", depth + 1)


def _description(field: FieldInfo) -> str:
    return describe(field) if field.description or field.examples else ""


def _is_many(field: FieldInfo) -> bool:
    return "tuple" in str(field.annotation) and not _holds(field, Cite)


def _holds(field: FieldInfo, wanted: type) -> bool:
    return any(isinstance(part, type) and issubclass(part, wanted) for part in _types(field.annotation))


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _types(part)


def _shape(field: FieldInfo) -> str:
    """What is typed there, in a contributor's words."""
    if choices_of(field.annotation) and not _holds(field, Ref):
        return "从下面选一个"
    for kind, words in _WORDS:
        if _holds(field, kind):
            return words
    limit = _limit(field)
    return f"文字，不超过 {limit} 字" if limit else "文字"


def _limit(field: FieldInfo) -> int | None:
    """Most characters of the text, found in the metadata of the field or of its parts; None where only a pattern bounds it."""
    found = [
        getattr(item, "max_length", None)
        for part in _types(field.annotation)
        for item in getattr(part, "__metadata__", ())
    ]
    nested = [getattr(inner, "max_length", None) for part in _types(field.annotation) for info in getattr(part, "__metadata__", ())
              for inner in getattr(info, "metadata", ())]  # fmt: skip
    own = [] if _is_many(field) else [getattr(item, "max_length", None) for item in field.metadata]
    return next((limit for limit in (*found, *nested, *own) if limit), None)


def _values(annotation: Any) -> Iterator[Value]:
    for part in _types(annotation):
        if isinstance(part, EnumMeta):
            for member in part:  # type: ignore[var-annotated]
                yield Value(str(member.value), str(getattr(member, "note", "")))
            return

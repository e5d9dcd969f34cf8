"""Plain data against a model: pydantic's verdicts become Findings in a contributor's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from enum import EnumMeta
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from casebook.load.yaml import KEY, Plain
from casebook.model.fields import Frozen
from casebook.problem import Finding, Loc

M = TypeVar("M", bound=Frozen)
_GOT = {str: "一段文字", list: "一个列表", dict: "一组“键: 值”"}
_WANT = {"string_type": "一段文字", "tuple_type": "一个列表", "model_type": "一组“键: 值”", "model_attributes_type": "一组“键: 值”"}
_HOW = {
    "string_type": "直接写在冒号后面，不分行列项",
    "tuple_type": "另起一行，每项以“- ”开头；没有内容就删去这个字段",
    "model_type": "另起一行缩进，逐个写“键: 值”",
    "model_attributes_type": "另起一行缩进，逐个写“键: 值”",
}


def check_shape(model: type[M], data: dict[str, Plain]) -> tuple[M | None, tuple[Finding, ...]]:
    """The record, or None and what keeps it from being one. Blank values count as not written."""
    blanks: list[Loc] = []
    pruned = _without_blanks(data, (), blanks)
    try:
        return model.model_validate(pruned), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
    findings = [finding for detail in _sharpest(details, data) for finding in _finding(model, data, detail, blanks)]
    return None, tuple({(f.code, f.at): f for f in reversed(findings)}.values())[::-1]


def _without_blanks(value: Plain, loc: Loc, blanks: list[Loc]) -> Any:
    if isinstance(value, dict):
        kept = {}
        for key, item in value.items():
            if item == "":
                blanks.append((*loc, key))
            else:
                kept[key] = _without_blanks(item, (*loc, key), blanks)
        return kept
    if isinstance(value, list):
        return [_without_blanks(item, (*loc, index), blanks) for index, item in enumerate(value)]
    return value


def _real(data: Plain, loc: tuple[int | str, ...]) -> tuple[Loc, Plain]:
    """The part of pydantic's loc that stands in the data (union branches and short links add segments that do not)."""
    path: list[str | int] = []
    value: Plain = data
    for part in loc:
        if isinstance(part, str) and isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(part, int) and isinstance(value, list) and part < len(value):
            value = value[part]
        else:
            continue
        path.append(part)
    return tuple(path), value


def _sharpest(details: list[ErrorDetails], data: Plain) -> Iterator[ErrorDetails]:
    """Of a union's verdicts keep those of the branch that was meant: text against the literals, a list against the items."""
    for detail in details:
        branch = next((part for part in detail["loc"] if isinstance(part, str) and re.match(r"(tuple|literal|function)\b.*[\[(]", part)), None)
        if branch:
            _, value = _real(data, detail["loc"][: detail["loc"].index(branch)])
            if branch.startswith("literal") == isinstance(value, list | dict):
                continue
        yield detail


def _field_of(model: type[BaseModel], loc: tuple[int | str, ...]) -> FieldInfo | None:
    """The innermost field that a loc passes through."""
    here: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for part in loc:
        if isinstance(part, str) and here is not None and part in here.model_fields:
            field = here.model_fields[part]
            here = _model_in(field.annotation)
    return field


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None


def _inner_model(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    here = model
    for part in loc:
        if isinstance(part, str) and part in here.model_fields:
            here = _model_in(here.model_fields[part].annotation) or here
    return here


def _choices(annotation: Any) -> list[str]:
    if isinstance(annotation, EnumMeta):
        return [str(member.value) for member in annotation]  # type: ignore[var-annotated]
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [choice for part in get_args(annotation) for choice in _choices(part)]


def describe(field: FieldInfo | None) -> str:
    """What to write there: the description, and an example where there is one."""
    if field is None:
        return "参照字段表"
    example = f"例如 {field.examples[0]}" if field.examples else ""
    return "；".join(part for part in (field.description or "", example) if part) or "参照字段表"


def _finding(model: type[Frozen], data: dict[str, Plain], detail: ErrorDetails, blanks: list[Loc]) -> Iterator[Finding]:
    kind, loc, context = detail["type"], detail["loc"], detail.get("ctx", {})
    at, value = _real(data, loc)
    field = _field_of(model, loc)
    label = (field.title if field else None) or str(loc[-1] if loc else "记录")
    shown = value if isinstance(value, str) else str(detail.get("input", ""))
    shown = shown if len(shown) <= 40 else shown[:40] + "…"
    if kind == "missing":
        name = str(loc[-1])
        missing_at = (*_real(data, loc[:-1])[0], name)
        if missing_at in blanks:
            yield Finding("CB214", (*missing_at, KEY), {"label": f"{name}（{label}）"})
        elif isinstance(_real(data, loc[:-1])[1], dict):
            yield Finding("CB201", missing_at, {"field": name, "label": label, "description": describe(field)})
        else:
            yield Finding("CB207", at, {"label": label, "expected": "一组“键: 值”", "got": _GOT[type(value)], "fix": _HOW["model_type"]})
    elif kind == "extra_forbidden":
        key = str(loc[-1])
        names = list(_inner_model(model, loc[:-1]).model_fields)
        near = difflib.get_close_matches(key, names, 1, 0.6)
        fields = "、".join(names)
        hint = f"是不是想写 {near[0]}？" if near else f"这里可用的字段：{fields}"
        yield Finding("CB202", (*at, KEY), {"key": key, "suggestion": hint})
    elif kind in ("enum", "literal_error"):
        choices = _choices(field.annotation) if field else []
        yield Finding("CB203", at, {"value": shown, "label": label, "choices": "、".join(choices)})
    elif kind == "string_too_long":
        yield Finding("CB204", at, {"label": label, "length": str(len(str(detail["input"]))), "limit": str(context["max_length"])})
    elif kind == "string_too_short":
        yield Finding("CB214", at, {"label": label})
    elif kind == "too_short":
        yield Finding("CB205", at, {"label": label, "limit": str(context["min_length"]), "description": describe(field)})
    elif kind == "too_long":
        yield Finding("CB209", at, {"label": label, "limit": str(context["max_length"]), "length": str(context.get("actual_length", ""))})
    elif kind in ("int_parsing", "int_type", "float_parsing", "float_type", "int_from_float"):
        yield Finding("CB206", at, {"label": label, "value": shown})
    elif kind in _WANT:
        yield Finding("CB207", at, {"label": label, "expected": _WANT[kind], "got": _GOT.get(type(value), "别的"), "fix": _HOW[kind]})
    elif kind == "string_pattern_mismatch":
        yield Finding("CB208", at, {"label": label, "value": shown, "description": describe(field)})
    elif kind == "bad_date":
        yield Finding("CB210", at, {"label": label, "value": shown})
    elif kind == "bad_url":
        yield Finding("CB212", at, {"label": label, "value": shown})
    elif kind == "bad_cite":
        yield Finding("CB213", at, {"value": shown})
    elif kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        sign = {"greater_than": "大于", "greater_than_equal": "不小于", "less_than": "小于", "less_than_equal": "不大于"}[kind]
        yield Finding("CB211", at, {"label": label, "value": shown, "range": f"{sign} {next(iter(context.values()))}"})
    else:
        yield Finding("CB299", at, {"label": label, "value": shown})

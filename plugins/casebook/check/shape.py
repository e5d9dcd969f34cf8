"""Plain data against a model: pydantic's verdicts become Findings in a contributor's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import EnumMeta
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from casebook.load.yaml import KEY, Plain
from casebook.model.fields import Frozen
from casebook.model.names import ID_PATTERN
from casebook.problem import Finding, Loc

M = TypeVar("M", bound=Frozen)
_GOT = {str: "一段文字", list: "一个列表", dict: "一组“键: 值”"}
_WANT = {
    "string_type": "一段文字",
    "tuple_type": "一个列表",
    "model_type": "一组“键: 值”",
}
_HOW = {
    "string_type": "直接写在冒号后面，不分行列项",
    "tuple_type": "另起一行，每项以“- ”开头；没有内容就删去这个字段",
    "model_type": "另起一行缩进，逐个写“键: 值”",
}


def check_shape(model: type[M], data: dict[str, Plain]) -> tuple[M | None, tuple[Finding, ...]]:
    """The record, or None and what keeps it from being one. Blank values count as not written."""
    with suppress(ValidationError):
        return model.model_validate(data), ()  # no field takes a blank: nothing is left out here
    blanks: list[Loc] = []
    try:
        return model.model_validate(_without_blanks(data, (), blanks)), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
    verdicts = [_Verdict(model, data, detail, blanks) for detail in _sharpest(details, data)]
    findings = {(finding.code, finding.at): finding for finding in map(_finding, _without_echoes(verdicts))}
    # What a misspelt key was meant to be is not missing besides.
    meant = {(*finding.at[:-2], name) for finding in findings.values() if (name := finding.values.get("meant"))}
    return None, tuple(one for one in findings.values() if one.code != "CB201" or one.at not in meant)


def _without_echoes(verdicts: list[_Verdict]) -> Iterator[_Verdict]:
    """Not what follows from a fault further in: a list whose only item is faulty is not 'too short' besides."""
    inside = {verdict.at[:end] for verdict in verdicts for end in range(len(verdict.at))}
    inside |= {verdict.at for verdict in verdicts if verdict.detail["type"] == "missing"}
    return (verdict for verdict in verdicts if verdict.detail["type"] != "too_short" or verdict.at not in inside)


def _without_blanks(value: Plain, loc: Loc, blanks: list[Loc]) -> Any:
    if isinstance(value, dict):
        kept = {}
        for key, item in value.items():
            if _is_blank(item):
                blanks.append((*loc, key))
            else:
                kept[key] = _without_blanks(item, (*loc, key), blanks)
        return kept
    if isinstance(value, list):
        return [_without_blanks(item, (*loc, index), blanks) for index, item in enumerate(value)]
    return value


def _is_blank(value: Plain) -> bool:
    return isinstance(value, str) and not value.strip()


def _real(data: Plain, loc: tuple[int | str, ...]) -> tuple[Loc, Plain]:
    """The part of pydantic's loc that stands in the data (union branches and short links add segments that do not)."""
    path: list[str | int] = []
    value: Plain = data
    for part in loc:
        inside = isinstance(value, dict) and part in value
        if inside or (isinstance(part, int) and isinstance(value, list) and part < len(value)):
            value = value[part]  # type: ignore[index]
            path.append(part)
    return tuple(path), value


def _sharpest(details: list[ErrorDetails], data: Plain) -> Iterator[ErrorDetails]:
    """Of a union's verdicts keep those of the branch that was meant: text against the literals, a list against the items."""
    for detail in details:
        branch = next(
            (
                part
                for part in detail["loc"]
                if isinstance(part, str) and re.match(r"(tuple|literal|function)\b.*[\[(]", part)
            ),
            None,
        )
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
            here = model_in(field.annotation)
    return field


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field's values are made of, through lists and unions; None for plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = model_in(part)
        if found is not None:
            return found
    return None


def _inner_model(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    here = model
    for part in loc:
        if isinstance(part, str) and part in here.model_fields:
            here = model_in(here.model_fields[part].annotation) or here
    return here


def choices_of(annotation: Any) -> list[str]:
    """The values of a closed list, in its order; [] for an open field."""
    if isinstance(annotation, EnumMeta):
        return [str(member.value) for member in annotation]  # type: ignore[var-annotated]
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [choice for part in get_args(annotation) for choice in choices_of(part)]


def describe(field: FieldInfo | None) -> str:
    """What to write there: the description, and an example where there is one."""
    if field is None:
        return "参照字段表"
    first = field.examples[0] if field.examples else ""
    if "例如" in (field.description or ""):
        first = ""
    example = f"例如 {'、'.join(first) if isinstance(first, list) else first}" if first else ""
    return "；".join(part for part in (field.description or "", example) if part) or "参照字段表"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:40] + "…"


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One of pydantic's verdicts with what is needed to say it in Chinese."""

    model: type[Frozen]
    data: dict[str, Plain]
    detail: ErrorDetails
    blanks: Container[Loc]

    @property
    def at(self) -> Loc:
        return _real(self.data, self.detail["loc"])[0]

    @property
    def value(self) -> Plain:
        return _real(self.data, self.detail["loc"])[1]

    @property
    def field(self) -> FieldInfo | None:
        return _field_of(self.model, self.detail["loc"])

    @property
    def label(self) -> str:
        loc = self.detail["loc"]
        return (self.field.title if self.field else None) or str(loc[-1] if loc else "记录")

    @property
    def shown(self) -> str:
        return _short(str(self.value))

    def limit(self, name: str) -> str:
        return str(self.detail.get("ctx", {}).get(name, ""))


def _finding(verdict: _Verdict) -> Finding:
    kind = verdict.detail["type"]
    said = _SAYINGS.get(kind)
    if kind not in ("missing", "extra_forbidden", "too_short"):
        if _is_blank(verdict.value):
            return _empty(verdict)
        if isinstance(verdict.value, list | dict) and kind not in _WANT and kind != "too_long":
            return _wrong_type(verdict, "string_type")
    if said is None:
        return Finding("CB299", verdict.at, {"label": verdict.label, "value": verdict.shown})
    return said(verdict)


def _missing(verdict: _Verdict) -> Finding:
    *parents, last = verdict.detail["loc"]
    parent_at, _ = _real(verdict.data, tuple(parents))
    at = (*parent_at, str(last))
    if at in verdict.blanks:
        return Finding("CB214", (*at, KEY), {"label": f"{last}（{verdict.label}）", "fix": f"必填：{_advice(verdict)}"})
    values = {"field": str(last), "label": verdict.label, "description": _advice(verdict)}
    return Finding("CB201", at, values)


def _advice(verdict: _Verdict) -> str:
    """What to write there: the closed list where there is one, else the description."""
    choices = choices_of(verdict.field.annotation) if verdict.field else []
    is_choice = choices and model_in(verdict.field.annotation if verdict.field else None) is None
    return f"可选：{'、'.join(choices)}" if is_choice else describe(verdict.field)


def _unknown_key(verdict: _Verdict) -> Finding:
    *parents, last = verdict.detail["loc"]
    fields = _inner_model(verdict.model, tuple(parents)).model_fields
    names = list(fields)
    meant = {field.title: name for name, field in fields.items() if field.title} | {name: name for name in names}
    near = difflib.get_close_matches(str(last), list(meant), 1, 0.6)
    hint = (
        f"是不是想写 {meant[near[0]]}（{fields[meant[near[0]]].title}）？"
        if near
        else f"这里可用的字段：{'、'.join(names)}"
    )
    values = {"key": _short(str(last)), "suggestion": hint} | ({"meant": meant[near[0]]} if near else {})
    return Finding("CB202", (*verdict.at, KEY), values)


def _not_a_choice(verdict: _Verdict) -> Finding:
    choices = choices_of(verdict.field.annotation) if verdict.field else []
    said = "、".join(choices)
    if verdict.field and model_in(verdict.field.annotation):
        said += "；或者另起一行，逐条写“- text: …”"
    return Finding("CB203", verdict.at, {"value": verdict.shown, "label": verdict.label, "choices": said})


def _too_much_text(verdict: _Verdict) -> Finding:
    length = str(len(str(verdict.detail["input"])))
    return Finding(
        "CB204", verdict.at, {"label": verdict.label, "length": length, "limit": verdict.limit("max_length")}
    )


def _empty(verdict: _Verdict) -> Finding:
    return Finding("CB214", verdict.at, {"label": verdict.label, "fix": "填上内容，或者删去这一行"})


def _too_few(verdict: _Verdict) -> Finding:
    values = {"label": verdict.label, "limit": verdict.limit("min_length"), "description": describe(verdict.field)}
    return Finding("CB205", verdict.at, values)


def _too_many(verdict: _Verdict) -> Finding:
    values = {"limit": verdict.limit("max_length"), "length": verdict.limit("actual_length")}
    return Finding("CB209", verdict.at, {"label": verdict.label, **values})


def _wrong_type(verdict: _Verdict, kind: str = "") -> Finding:
    kind = kind or verdict.detail["type"]
    got = _GOT.get(type(verdict.value), "别的")
    return Finding(
        "CB207", verdict.at, {"label": verdict.label, "expected": _WANT[kind], "got": got, "fix": _HOW[kind]}
    )


def _bad_pattern(verdict: _Verdict) -> Finding:
    if isinstance(verdict.value, str) and "\n" in verdict.value.strip():
        return Finding("CB215", verdict.at, {"label": verdict.label})
    advice = describe(verdict.field)
    if verdict.limit("pattern") == ID_PATTERN:
        advice += "；编号只用小写字母、数字和连字符"
    values = {"label": verdict.label, "value": verdict.shown, "description": advice}
    return Finding("CB208", verdict.at, values)


def _out_of_range(verdict: _Verdict) -> Finding:
    sign = _SIGNS[verdict.detail["type"]]
    limit = next(iter(verdict.detail.get("ctx", {}).values()), "")
    return Finding("CB211", verdict.at, {"label": verdict.label, "value": verdict.shown, "range": f"{sign} {limit:g}"})


def _as(code: str) -> Callable[[_Verdict], Finding]:
    return lambda verdict: Finding(code, verdict.at, {"label": verdict.label, "value": verdict.shown})


_SIGNS = {
    "greater_than": "大于",
    "greater_than_equal": "不小于",
    "less_than": "小于",
    "less_than_equal": "不大于",
}
_SAYINGS: dict[str, Callable[[_Verdict], Finding]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "enum": _not_a_choice,
    "literal_error": _not_a_choice,
    "string_too_long": _too_much_text,
    "string_too_short": _empty,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_pattern_mismatch": _bad_pattern,
    "bad_date": _as("CB210"),
    "bad_url": _as("CB212"),
    "bad_cite": _as("CB213"),
    "bad_number": _as("CB206"),
    "reserved_id": _as("CB216"),
    **dict.fromkeys(_WANT, _wrong_type),
    **dict.fromkeys(_SIGNS, _out_of_range),
}

"""What a form needs to know of the models: every field with its title, help and limits, told from the models' own JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

from casebook.check.layout import key_order
from casebook.check.schema import raw_schema
from casebook.check.shape import describe, model_in
from casebook.model import choices
from casebook.model.dates import EDTF_PATTERN
from casebook.model.fields import CITE_SCHEMA_PATTERN, ONE_LINE, URL_PATTERN
from casebook.model.kinds import MODEL_OF_KIND

Told = dict[str, Any]  # what JSON can say; web/src/form/shapes.ts has the types
_BOUNDS = ("ge", "gt", "le", "lt")


@cache
def models() -> dict[str, list[Told]]:
    """Model name → its fields, in the order that files write them. A part of a record is a model of its own."""
    told: dict[str, list[Told]] = {}
    for model in MODEL_OF_KIND.values():
        _tell(model, told)
    return dict(sorted(told.items()))


def _tell(model: type[BaseModel], told: dict[str, list[Told]]) -> None:
    if model.__name__ in told:
        return
    schema = raw_schema(model)
    required = schema.get("required", [])
    fields = told[model.__name__] = []
    for name in key_order(model):
        info, node = model.model_fields[name], schema["properties"][name]
        field: Told = {"name": name, "title": info.title or name, "shape": _shape(node, schema.get("$defs", {}))}
        if info.description or info.examples:
            field["help"] = describe(info)
        if info.examples:
            field["example"] = info.examples[0]
        if name in required:
            field["required"] = True
        if isinstance(info.default, choices.Choice):
            field["default"] = info.default.value
        fields.append(field)
        inner = model_in(info.annotation)
        if inner is not None:
            _tell(inner, told)


def _shape(node: Told, defs: Told) -> Told:
    """What a value may be, as one of the few shapes that the form draws."""
    if "anyOf" in node:
        branches = [branch for branch in node["anyOf"] if branch != {"type": "null"}]
        word = next((branch["const"] for branch in branches if "const" in branch), None)
        shape = _shape(next(branch for branch in branches if "const" not in branch), defs)
        return shape if word is None else {**shape, "word": word}
    if "$ref" in node:
        return _named(node, defs)
    if node.get("type") == "array":
        return _list(node, defs)
    if "x-casebook-ref" in node:
        return {"type": "ref", "kinds": node["x-casebook-ref"], "max": node["maxLength"]}
    if isinstance(node["type"], list):
        bounds = {name: node[name] for name in _BOUNDS if name in node}
        return {"type": "number", **({"decimal": True} if "number" in node["type"] else {}), **bounds}
    return _text(node)


def _named(node: Told, defs: Told) -> Told:
    name = node["$ref"].rpartition("/")[2]
    if "enum" not in defs[name]:
        return {"type": "part", "model": name, **({"short": True} if node.get("x-casebook-short-link") else {})}
    notes = {member.value: member.note for member in getattr(choices, name)}
    return {"type": "choice", "values": [[value, notes[value]] for value in defs[name]["enum"]]}


def _list(node: Told, defs: Told) -> Told:
    if node.get("x-casebook-one-or-many"):
        # Pydantic calls the limits behind a validator of ours limits of length.
        limits = {"min": node["minLength"], "max": node["maxLength"]}
        return {"type": "list", "item": _shape(node["items"], defs), **limits, "one": True}
    limits = {ours: node[theirs] for ours, theirs in (("min", "minItems"), ("max", "maxItems")) if theirs in node}
    return {"type": "list", "item": _shape(node["items"], defs), **limits}


def _text(node: Told) -> Told:
    pattern = node.get("pattern")
    limit = {"max": node["maxLength"]} if "maxLength" in node else {}
    kind = {EDTF_PATTERN: "date", CITE_SCHEMA_PATTERN: "cite", URL_PATTERN: "url"}.get(pattern or "")
    if kind is not None:
        return {"type": kind, **limit}
    if pattern == ONE_LINE:
        return {"type": "text", **limit, "line": True}
    named = {"pattern": pattern} if pattern else {}
    return {"type": "text", **limit, **named, **({"reserved": node["not"]["enum"]} if "not" in node else {})}

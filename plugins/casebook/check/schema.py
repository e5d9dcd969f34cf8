"""JSON Schemas for editors, written from the models: what VS Code completes and checks while a record is typed.

YAML in an editor keeps numbers and true/false as such, where load/ keeps text; so every text may also be a number there.
Fields that may be left out may also be left blank.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from casebook.files import OutFile
from casebook.model import choices
from casebook.model.dates import EDTF_PATTERN
from casebook.model.fields import ONE_LINE
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from casebook.model.names import ID_LIMIT, ID_PATTERN, SECTION

# Behind a validator of ours pydantic leaves a limit under its own name.
_LIMITS = (("ge", "minimum"), ("gt", "exclusiveMinimum"), ("le", "maximum"), ("lt", "exclusiveMaximum"))
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_VOCAB_TITLES = {"themes": "主题表", "settings": "场景表", "places": "地方表", "situations": "问题导航"}
_CHOICES = {
    name: choice
    for name, choice in vars(choices).items()
    if isinstance(choice, type) and issubclass(choice, choices.Choice)
}


class _Generator(GenerateJsonSchema):
    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": "^[0-9]+$"}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return {**super().float_schema(schema), "type": ["number", "string"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}


def schemas() -> Iterator[OutFile]:
    """One file a kind and a vocabulary: 'method.schema.json' …, stable bytes, UTF-8, two blanks of indent."""
    for kind, model in MODEL_OF_KIND.items():
        yield _file(kind, model, SECTION[kind].label, SECTION[kind].blurb)
    for name, vocab in MODEL_OF_VOCAB.items():
        yield _file(name, vocab, _VOCAB_TITLES[name], f"词表 content/vocab/{name}.yaml 的写法")


def _file(name: str, model: type[BaseModel], title: str, description: str) -> OutFile:
    schema = schema_of(model)
    schema = {
        "$schema": _DIALECT,
        "title": title,
        "description": description,
        **{k: v for k, v in schema.items() if k not in ("title", "description")},
    }
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return OutFile(f"{name}.schema.json", text.encode())


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of one model, for editors (see the head of this file)."""
    schema = raw_schema(model)
    schema["$defs"] = {name: _definition(name, part) for name, part in schema.get("$defs", {}).items()}
    _relax(schema)
    return schema


def raw_schema(model: type[BaseModel]) -> dict[str, Any]:
    """What pydantic says of a model, with our x-casebook- marks and nothing relaxed: limits of lists of citations and of numbers
    bear pydantic's own names."""
    return model.model_json_schema(schema_generator=_Generator)


def _definition(name: str, part: dict[str, Any]) -> dict[str, Any]:
    choice = _CHOICES.get(name)
    if choice is None:
        return {key: value for key, value in part.items() if key not in ("title", "description")}  # English docstrings
    return {
        "type": "string",
        "enum": [member.value for member in choice],
        "markdownEnumDescriptions": [member.note for member in choice],
    }


def _relax(node: Any) -> None:
    """In place: text may be a number, one citation needs no list, a link may be a bare id, optional fields may be blank."""
    if isinstance(node, list):
        for item in node:
            _relax(item)
        return
    if not isinstance(node, dict):
        return
    for value in list(node.values()):
        _relax(value)
    _rename_limits(node)
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        _relax_text(node)
    if node.pop("x-casebook-one-or-many", False):
        _relax_list(node)
    if node.pop("x-casebook-short-link", False):
        inner = {key: node.pop(key) for key in ("$ref", "allOf") if key in node}
        node["anyOf"] = [{"type": ["string", "integer"], "pattern": ID_PATTERN, "maxLength": ID_LIMIT}, inner]
    required = node.get("required", [])
    for name, field in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
        if name not in required and isinstance(field, dict):
            node["properties"][name] = _or_blank(field)


def _rename_limits(node: dict[str, Any]) -> None:
    for ours, theirs in _LIMITS:
        if isinstance(node.get(ours), int | float):
            node[theirs] = node.pop(ours)


def _relax_text(node: dict[str, Any]) -> None:
    """Text an editor may take for a number stays allowed, unless a pattern says that it has letters or signs."""
    pattern = node.get("pattern")
    if pattern in (None, ONE_LINE):
        node["type"] = ["string", "number", "boolean"]
        # load/ trims, so a | block of one line is one line.
        node["pattern"] = r"\S" if pattern is None else r"^\s*\S[^\r\n]*\s*$"
    elif pattern in (ID_PATTERN, EDTF_PATTERN):
        node["type"] = ["string", "integer"]
    node.setdefault("minLength", 1)


def _relax_list(node: dict[str, Any]) -> None:
    one = dict(node["items"])
    many: dict[str, Any] = {key: node.pop(key) for key in ("items", "type") if key in node}
    # Pydantic calls the limits behind a validator of ours limits of length.
    for words, items in (("minLength", "minItems"), ("maxLength", "maxItems")):
        many[items] = node.pop(words, None) or node.pop(items)
    node["anyOf"] = [one, many]


def _or_blank(field: dict[str, Any]) -> dict[str, Any]:
    outer: dict[str, Any] = {key: field[key] for key in ("title", "description", "default", "examples") if key in field}
    inner = {key: value for key, value in field.items() if key not in outer}
    if outer.get("default") is None:
        outer.pop("default", None)
    branches = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
    return {**outer, "anyOf": [*(branch for branch in branches if branch != {"type": "null"}), {"enum": [None, ""]}]}

"""A record as an editor reads it: YAML 1.2 core types, so that numbers, true and null are no text."""

from __future__ import annotations

import re
from typing import Any

import yaml


class EditorLoader(yaml.SafeLoader):
    """The core schema of YAML 1.2: no dates, no yes/no, no sexagesimal numbers."""


EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", list("-+.0123456789")),
):  # fmt: skip
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def _whole_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    """010 is ten in YAML 1.2."""
    return int(str(node.value))


EditorLoader.add_constructor("tag:yaml.org,2002:int", _whole_number)


def as_editor(text: str) -> Any:
    """The value an editor checks against the schema."""
    return yaml.load(text, Loader=EditorLoader)  # a SafeLoader

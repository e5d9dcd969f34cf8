"""The good library with a stranger's text in every place that takes text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from casebook.app.content import link_texts
from casebook.check.records import check_record
from casebook.files import SourceText
from casebook.link.library import Library
from casebook.problem import Outcome, has_errors
from tests.records.library import good_pictures, good_records, good_vocab

Leaf = tuple[str, tuple[str | int, ...]]  # record path, keys
Data = dict[str, Any]

# Each sets `pwned` when a browser ever takes it for more than text; the sum must never be worked out.
PAYLOADS = (
    "<img src=x onerror=pwned=1>",
    '"><script>pwned=1</script>',
    "'><svg/onload=pwned=1>",
    "[点](javascript:pwned=1)",
    "![图](data:image/svg+xml,<svg/onload=pwned=1>)",
    "[点](data:text/html,<script>pwned=1</script>)",
    '<a href="javascript:pwned=1">',
    "</script><script>pwned=1</script>",
    "{{ 1013*1019 }}{% raw %}",
    "<!-- casebook:overview -->@@TITLE@@",
    "שלום <b onclick=pwned=1>مرحبا",
    "&lt;iframe src=//evil.test&gt;<iframe src=//evil.test>",
    "<https://evil.test/x.png><style>@import'//evil.test'",
)


def good_data() -> dict[str, Data]:
    """Every good record as plain data, all values text, by path."""
    return {source.path: yaml.load(source.data, yaml.BaseLoader) for source in good_records()}


def leaves(data: dict[str, Data]) -> list[Leaf]:
    """Every place that holds a text."""

    def below(value: object, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
        if isinstance(value, dict):
            for key, child in value.items():
                yield from below(child, (*at, key))
        elif isinstance(value, list):
            for number, child in enumerate(value):
                yield from below(child, (*at, number))
        elif isinstance(value, str):
            yield at

    return [(path, at) for path, record in data.items() for at in below(record, ())]


def text_at(data: dict[str, Data], leaf: Leaf) -> str:
    """The text of a place."""
    value: Any = data[leaf[0]]
    for key in leaf[1]:
        value = value[key]
    return str(value)


def put(data: dict[str, Data], leaf: Leaf, text: str) -> None:
    """Replace the text of a place."""
    value: Any = data[leaf[0]]
    for key in leaf[1][:-1]:
        value = value[key]
    value[leaf[1][-1]] = text


def _dumped(path: str, kind: str, data: Data) -> SourceText:
    head = f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n"
    return SourceText(
        path, (head + yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)).encode()
    )


def sources_of(data: dict[str, Data]) -> list[SourceText]:
    """The records as files again."""
    kinds = {"policies": "policy"}
    folders = {path: path.split("/")[1] for path in data}
    return [
        _dumped(path, kinds.get(folders[path], folders[path].removesuffix("s")), record)
        for path, record in data.items()
    ]


def linked(data: dict[str, Data]) -> Outcome[Library]:
    """The library of this data, with the good vocabularies."""
    return link_texts(sources_of(data), good_vocab(), good_pictures())


@cache
def planted() -> tuple[dict[str, Data], dict[Leaf, str]]:
    """The good library with one of the payloads behind the text of every place, wherever the checks let it stand; and what
    then stands where. Not to be changed."""
    data = good_data()
    kept = {}
    for number, leaf in enumerate(leaves(data)):
        before = text_at(data, leaf)
        after = before + PAYLOADS[number % len(PAYLOADS)]
        put(data, leaf, after)
        alone = check_record(sources_of({leaf[0]: data[leaf[0]]})[0])  # most refusals need no link, which takes longer
        if has_errors(alone.problems) or has_errors(linked(data).problems):
            put(data, leaf, before)
        else:
            kept[leaf] = after
    return data, kept


def planted_vocab() -> tuple[dict[str, SourceText], dict[Leaf, str]]:
    """The good vocabularies in the same way: whoever sends a record may send a theme or a place along with it."""
    files, kept = good_vocab(), {}
    data = {files[name].path: yaml.load(files[name].data, yaml.BaseLoader) for name in ("themes", "settings", "places")}
    for number, leaf in enumerate(leaves(data)):
        before = text_at(data, leaf)
        put(data, leaf, before + PAYLOADS[number % len(PAYLOADS)])
        name = leaf[0].rpartition("/")[2].removesuffix(".yaml")
        tried = files | {name: _dumped(leaf[0], name, data[leaf[0]])}
        if has_errors(link_texts(good_records(), tried, good_pictures()).problems):
            put(data, leaf, before)
        else:
            kept[leaf], files = text_at(data, leaf), tried
    return files, kept

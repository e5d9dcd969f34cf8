"""A record that was sealed and opened again is the record, to the type of every part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from casebook.app.content import load_library
from casebook.check.records import check_record
from casebook.link.sealed import opened, part, seal
from casebook.model.fields import Frozen
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.parts import Record
from tests.app.arbitrary import records as records_of_any_shape
from tests.app.hostile import sources_of

ROOT = Path(__file__).resolve().parents[2]


def parts_of(value: Any, at: str = "") -> list[tuple[str, type, str]]:
    """Place, type and value of every part, in order."""
    if isinstance(value, Frozen):
        return [
            (at, type(value), ""),
            *(one for name in value.__dict__ for one in parts_of(value.__dict__[name], f"{at}.{name}")),
        ]
    if isinstance(value, tuple):
        return [
            (at, tuple, str(len(value))),
            *(one for no, item in enumerate(value) for one in parts_of(item, f"{at}[{no}]")),
        ]
    return [(at, type(value), repr(value))]


def is_the_same_again(kind: str, record: Record) -> bool:
    sealed = seal(record)
    again = opened(kind, sealed)
    alone = {name: part(kind, name, sealed) for name in type(record).model_fields}
    return (
        again == record
        and hash(again) == hash(record)
        and parts_of(again) == parts_of(record)
        and alone == {name: getattr(record, name) for name in alone}
    )


@pytest.mark.parametrize("kind", MODEL_OF_KIND)
def test_every_record_of_the_library(kind: str) -> None:
    entries = load_library(ROOT).value.of_kind(kind)
    assert entries
    for entry in entries:
        fresh = MODEL_OF_KIND[kind].model_validate_json(seal(entry.record))
        assert is_the_same_again(kind, fresh), entry.path


@pytest.mark.property
@settings(max_examples=30)
@given(new=records_of_any_shape())
def test_records_of_any_shape(new: dict[str, dict[str, object]]) -> None:
    kind_of = {f"{kind}s" if kind != "policy" else "policies": kind for kind in MODEL_OF_KIND}
    for source in sources_of(new):
        record = check_record(source).value
        if record is not None:
            assert is_the_same_again(kind_of[source.path.split("/")[1]], record), source.path

"""The fictional library is without fault, and leaves no field of any model unused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from casebook.app.checking import check
from casebook.check.shape import model_in
from casebook.model.fields import Frozen
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from tests.records.library import good_folder, good_records, library_with


def test_it_has_no_problem() -> None:
    assert library_with().problems == ()


def test_it_reads_the_same_way_from_disk(tmp_path: Path) -> None:
    assert check(good_folder(tmp_path)) == ()


def test_every_kind_and_every_field_is_used() -> None:
    library = library_with().value
    used: set[tuple[str, str]] = set()
    for entry in library.entries.values():
        _note(entry.record, used)
    for concept in (*library.vocab.themes, *library.vocab.settings, *library.vocab.places, *library.vocab.situations):
        _note(concept, used)
    models = {model for base in (*MODEL_OF_KIND.values(), *MODEL_OF_VOCAB.values()) for model in _inside(base)}
    lists = set(MODEL_OF_VOCAB.values())
    wanted = {(_owner(model, name), name) for model in models - lists for name in model.model_fields}
    assert wanted - used == set()
    assert set(MODEL_OF_KIND) == {entry.kind for entry in library.entries.values()}


def _owner(model: type[Frozen], name: str) -> str:
    """The class that declares the field: what all records have is used when one record uses it."""
    return next(base.__name__ for base in reversed(model.__mro__) if name in vars(base).get("__annotations__", {}))


def _inside(model: type[Any]) -> set[type[Frozen]]:
    found: set[type[Frozen]] = {model}
    for field in model.model_fields.values():
        inner = model_in(field.annotation)
        if inner is not None:
            found |= _inside(inner)
    return found


def _note(value: Any, used: set[tuple[str, str]]) -> None:
    if isinstance(value, Frozen):
        for name in value.model_fields_set:
            used.add((_owner(type(value), name), name))
            _note(getattr(value, name), used)
    elif isinstance(value, tuple):
        for item in value:
            _note(item, used)


def test_shuffled_files_give_the_same_library() -> None:
    forward = library_with()
    backward = library_with(*reversed(good_records()))
    assert backward.problems == forward.problems
    assert replace(backward.value, vocab=forward.value.vocab) == forward.value
    assert list(backward.value.entries) == list(forward.value.entries)
    assert list(backward.value.spots) == list(forward.value.spots)

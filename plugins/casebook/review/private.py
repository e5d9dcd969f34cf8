"""A review without the numbers and addresses of private persons: a comment is read by more people than the file it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from casebook.check import privacy

T = TypeVar("T")


def masked(value: T) -> T:
    """The same with every text in it masked, however deep: in dataclasses, tuples and mappings."""
    return _masked(value)  # type: ignore[no-any-return]


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return privacy.masked(value)
    if isinstance(value, tuple):
        return tuple(map(_masked, value))
    if isinstance(value, Mapping):
        return {key: _masked(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _masked(getattr(value, field.name)) for field in fields(value)})
    return value

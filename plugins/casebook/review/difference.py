"""What differs between two states of a record, field by field, in the words of the field table."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from casebook.check.shape import model_in

# By which an item of a list is the same item after it was moved or changed; the first that tells all items apart.
_IDENTITY = ("id", "locator", "no", "ref", "method", "file", "indicator", "stem", "activity", "name", "title", "what")
_ALIKE = 0.5  # two texts this much alike are one text, changed
_PAIRED = 10_000  # pairs that are looked at: no sound record has more, and a broken one is not worth the time


@dataclass(frozen=True, slots=True)
class Change:
    """A value that was (`old`) and is (`new`); None where there was or is none. `at` is its place: '步骤或组成 2 › 怎么做'."""

    at: str
    old: str | None
    new: str | None


def differences(model: type[BaseModel], old: Any, new: Any) -> tuple[Change, ...]:
    """Changes between two states as plain data, in the order of the model's fields; unknown keys last, by name. Either may be
    None: then all that the other says is new, or gone."""
    return tuple(_of_parts(model, old or {}, new or {}, ""))


def _of_parts(model: type[BaseModel] | None, old: dict[str, Any], new: dict[str, Any], at: str) -> Iterator[Change]:
    known = model.model_fields if model is not None else {}
    for name in (*known, *sorted((old.keys() | new.keys()) - known.keys())):
        first, second = old.get(name), new.get(name)
        if first != second:
            field = known.get(name)
            title = (field.title if field is not None else None) or name
            inner = model_in(field.annotation) if field is not None else None
            yield from _of_values(inner, first, second, f"{at} › {title}" if at else title)


def _of_values(model: type[BaseModel] | None, old: Any, new: Any, at: str) -> Iterator[Change]:
    if isinstance(old, dict) or isinstance(new, dict):
        yield from _of_parts(model, _part(old), _part(new), at)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _of_lists(model, _items(old), _items(new), at)
    else:
        yield Change(at, _text(old), _text(new))


def _part(value: Any) -> dict[str, Any]:
    """A link may be written as a bare id."""
    if isinstance(value, dict):
        return value
    return {} if value is None else {"ref": value}


def _items(value: Any) -> list[Any]:
    """A single citation stands for a list of one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _of_lists(model: type[BaseModel] | None, old: list[Any], new: list[Any], at: str) -> Iterator[Change]:
    if not any(isinstance(item, dict) for item in (*old, *new)):
        yield from _of_words([str(item) for item in old], [str(item) for item in new], at)
        return
    first, second = [_part(item) for item in old], [_part(item) for item in new]
    pairs = _pairs(first, second)
    for left, right in pairs:
        if right is None and left is not None:
            yield Change(f"{at} 原第 {left + 1} 项", _whole(model, first[left]), None)
        elif left is None and right is not None:
            yield Change(f"{at} 第 {right + 1} 项", None, _whole(model, second[right]))
        elif left is not None and right is not None:
            yield from _of_parts(model, first[left], second[right], f"{at} 第 {right + 1} 项")
    kept = [(left, right) for left, right in pairs if left is not None and right is not None]
    if [left for left, _ in kept] != sorted(left for left, _ in kept):
        yield Change(f"{at}的次序", "、".join(str(left + 1) for left in sorted(left for left, _ in kept)),
                     "、".join(str(left + 1) for left, _ in kept))  # fmt: skip


def _of_words(old: list[str], new: list[str], at: str) -> Iterator[Change]:
    """Words that are gone and words that came; else only their order differs."""
    there, here = set(old), set(new)
    gone, came = [word for word in old if word not in here], [word for word in new if word not in there]
    if not gone and not came:
        yield Change(f"{at}的次序", "、".join(old), "、".join(new))
    else:
        yield Change(at, "、".join(gone) if gone else None, "、".join(came) if came else None)


def _whole(model: type[BaseModel] | None, part: dict[str, Any]) -> str:
    """An item that came or went, a line a field."""
    changes = _of_parts(model, {}, part, "")
    return "\n".join(f"{change.at}：{change.new}" for change in changes)


def _pairs(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[tuple[int | None, int | None]]:
    """Places of the same item before and after, in the new order; then what is gone."""
    if len(old) * len(new) > _PAIRED:
        both = min(len(old), len(new))
        pairs: list[tuple[int | None, int | None]] = [(at if at < both else None, at) for at in range(len(new))]
        return [*pairs, *((at, None) for at in range(both, len(old)))]
    same = _by_identity(old, new)
    left_old = [at for at in range(len(old)) if at not in same.values()]
    for at in range(len(new)):
        if at not in same and left_old:
            best = max(left_old, key=lambda one: (_likeness(old[one], new[at]), -abs(one - at)))
            if _likeness(old[best], new[at]) >= _ALIKE:
                same[at] = best
                left_old.remove(best)
    pairs = [(same.get(at), at) for at in range(len(new))]
    return [*pairs, *((at, None) for at in left_old)]


def _by_identity(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """New place → old place of items that bear the same name or number, or are the same."""
    for key in _IDENTITY:
        before = [str(item.get(key)) for item in old]
        after = [str(item.get(key)) for item in new]
        if all(key in item for item in (*old, *new)) and len(set(before)) == len(old) and len(set(after)) == len(new):
            return {at: before.index(name) for at, name in enumerate(after) if name in before}
    same: dict[int, int] = {}
    for at, item in enumerate(new):
        found = next((one for one, other in enumerate(old) if other == item and one not in same.values()), None)
        if found is not None:
            same[at] = found
    return same


def _likeness(old: dict[str, Any], new: dict[str, Any]) -> float:
    return difflib.SequenceMatcher(None, _said(old), _said(new), autojunk=False).quick_ratio()


def _said(item: dict[str, Any]) -> str:
    return " ".join(str(value) for value in item.values())[:400]

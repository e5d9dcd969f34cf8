"""What a report seems to name: a proposal for a person to judge, never a fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeVar

from casebook.proof.fold import bare


class Sure(IntEnum):
    """How sure the rule is that found a thing."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """As a contributor reads it: 低, 中, 高."""
        return "低中高"[self - 1]


@dataclass(frozen=True, slots=True)
class Found:
    """A name and the sections that have it. `also` are other ways in which the report writes it; `number` is a document's."""

    name: str
    locators: tuple[str, ...]
    sure: Sure
    also: tuple[str, ...] = ()
    number: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.also)


def merged(found: Iterable[Found]) -> tuple[Found, ...]:
    """Each name once, in order of its first place, with all its places and its best mark."""
    once: dict[str, Found] = {}
    for one in found:
        key = bare(one.name)
        before = once.get(key)
        once[key] = one if before is None else _joined(before, one)
    return tuple(once.values())


def _joined(one: Found, other: Found) -> Found:
    return replace(
        one,
        locators=_once((*one.locators, *other.locators)),
        sure=max(one.sure, other.sure),
        also=_once(name for name in (*one.also, *other.also) if name != one.name),
        number=one.number or other.number,
    )


T = TypeVar("T")


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))

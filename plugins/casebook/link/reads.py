"""What is read of a Library, noted while a page is made: the next build makes a page anew only when something it read has changed."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from typing import Generic, TypeVar

V = TypeVar("V")

ALL = "*"  # in the place of a key: whoever goes through all of a table
_listening: list[set[str]] = []


def note(table: str, key: str) -> None:
    """Remember that this was read, for whoever is noting right now."""
    if _listening:
        _listening[-1].add(f"{table} {key}")


@contextmanager
def noting() -> Iterator[set[str]]:
    """A set that fills with 'table key' of all that is read meanwhile. What is read inside an inner noting is only noted there."""
    found: set[str] = set()
    _listening.append(found)
    try:
        yield found
    finally:
        _listening.pop()


def plainly(table: Mapping[str, V]) -> Mapping[str, V]:
    """The table itself: for who notes by another name what is read of it."""
    return table._held if isinstance(table, Noted) else table  # noqa: SLF001 - of this very module


class Remembered(Generic[V]):
    """What a key comes to, worked out once; whoever asks has read what that was worked out from."""

    __slots__ = ("_held", "_make")

    def __init__(self, make: Callable[[str], V]) -> None:
        self._make = make
        self._held: dict[str, tuple[V, set[str]]] = {}

    def __call__(self, key: str) -> V:
        held = self._held.get(key)
        if held is None:
            with noting() as reads:
                value = self._make(key)
            held = self._held[key] = (value, reads)
        if _listening:
            _listening[-1].update(held[1])
        return held[0]


class Noted(Mapping[str, V]):
    """A table whose reads are noted: by key, also for keys that are not there, or as a whole for who goes through it."""

    __slots__ = ("_held", "_name")

    def __init__(self, name: str, held: Mapping[str, V]) -> None:
        self._name, self._held = name, held

    def __getitem__(self, key: str) -> V:
        note(self._name, key)
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        note(self._name, str(key))
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        note(self._name, ALL)
        return iter(self._held)

    def __len__(self) -> int:
        note(self._name, ALL)
        return len(self._held)

    def keys(self) -> KeysView[str]:
        note(self._name, ALL)
        return self._held.keys()

    def values(self) -> ValuesView[V]:
        note(self._name, ALL)
        return self._held.values()

    def items(self) -> ItemsView[str, V]:
        note(self._name, ALL)
        return self._held.items()

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        note(self._name, key)
        return self._held.get(key, default)

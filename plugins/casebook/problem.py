"""One shape for "what is wrong, and where": Problem, and Outcome for a value that came with some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from casebook.messages import MESSAGES

T_co = TypeVar("T_co", covariant=True)
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in content, to be collected and never raised."""

    path: str  # posix, relative to the repository root
    line: int  # 1-based; 0 = the whole file
    column: int  # 1-based, in characters; 0 = the whole line
    code: str  # "CB203"; never reused for another meaning
    values: Mapping[str, str] = field(default_factory=dict, compare=False)
    width: int = field(default=1, compare=False)  # characters of the marked span

    @property
    def level(self) -> str:
        """'error' or 'warning'."""
        return MESSAGES[self.code].level

    @property
    def message(self) -> str:
        """What is wrong, in Chinese, one line."""
        return MESSAGES[self.code].text.format_map(self.values)

    @property
    def hint(self) -> str:
        """What to do about it, in Chinese; empty when the message says all."""
        return MESSAGES[self.code].hint.format_map(self.values)


@dataclass(frozen=True, slots=True)
class Finding:
    """A Problem before its file and place are known: `at` is the path of keys to the value."""

    code: str
    at: Loc = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a stage made, with the problems it met on the way."""

    value: T_co
    problems: tuple[Problem, ...] = ()


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """True when any problem is an error, not only a warning."""
    return any(problem.level == "error" for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By place and code; two of one code at one place by what they say, so that the order never depends on the files'."""
    return tuple(sorted(problems, key=lambda problem: (problem, tuple(problem.values.items()))))

"""Bars and moving signs on a person's terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

T = TypeVar("T")


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} 个/秒" if task.speed else "")


class Bars:
    """On stderr, gone when they are done; without colours where NO_COLOR asks for it."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, no_color="NO_COLOR" in os.environ)

    def waiting(self, name: str) -> AbstractContextManager[object]:
        """A sign that moves while something of unknown length goes on."""
        return self._console.status(f"{name}…")

    def track(self, name: str, items: Iterable[T], total: int | None) -> Iterator[T]:
        """The items, with a bar that follows them, a rate and the time left."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        with Progress(*columns, console=self._console, transient=True) as progress:
            yield from progress.track(items, total=total, description=name)

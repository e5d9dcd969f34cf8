"""What checking one file gave, in a shape that is written down and read back without running any code: the unit of the cache."""

from __future__ import annotations

import hashlib

import msgspec

from casebook.check.records import check_record
from casebook.files import SourceText, sha256_of
from casebook.link.card import Card, card_of
from casebook.link.library import Entry
from casebook.link.sealed import seal
from casebook.model.names import KIND_OF_FOLDER
from casebook.problem import Problem


class Trouble(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A Problem as it is written down."""

    path: str
    line: int
    column: int
    code: str
    values: dict[str, str]
    width: int


class Checked(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The verdict on a file's bytes. `digest` is their SHA-256; `mark` changes when the card does; no card: no record."""

    path: str
    digest: str
    card: Card | None = None
    mark: str = ""
    sealed: bytes = b""
    troubles: tuple[Trouble, ...] = ()

    @property
    def entry(self) -> Entry | None:
        """The record, ready to be linked; None for a file with errors."""
        return None if self.card is None else Entry(self.card.kind, self.path, card=self.card, sealed=self.sealed)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(Problem(one.path, one.line, one.column, one.code, one.values, one.width) for one in self.troubles)


def checked(source: SourceText) -> Checked:
    """A record's file read, checked and sealed."""
    outcome = check_record(source)
    card, mark, sealed = None, "", b""
    if outcome.value is not None:
        card, sealed = card_of(kind_of(source.path), outcome.value), seal(outcome.value)
        mark = hashlib.blake2b(msgspec.msgpack.encode(card), digest_size=8).hexdigest()
    return Checked(source.path, sha256_of(source.data), card, mark, sealed, tuple(map(_trouble, outcome.problems)))


def _trouble(problem: Problem) -> Trouble:
    values = {name: str(value) for name, value in problem.values.items()}
    return Trouble(problem.path, problem.line, problem.column, problem.code, values, problem.width)


def kind_of(path: str) -> str:
    """The kind that a record's folder names; '' for a path that is no record's."""
    folder, _, _ = path.removeprefix("content/").partition("/")
    return KIND_OF_FOLDER.get(folder, "")

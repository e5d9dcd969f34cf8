"""`fmt`: the files of content/ in the one layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from casebook.check.layout import laid_out
from casebook.edges import disk
from casebook.files import SourceText
from casebook.link.checked import kind_of
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from casebook.problem import Problem, in_order


@dataclass(frozen=True, slots=True)
class Layout:
    """Files whose layout was other, by path, and what is wrong with those that cannot be laid out."""

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def lay_out(root: Path, only: Sequence[str] = (), *, check_only: bool = False) -> Layout:
    """Bring records and vocabularies into the one layout, all or the given files and folders (posix, relative to root); with
    `check_only` only say which would change. A file with wrong syntax stays as it is."""
    changed: list[str] = []
    problems: list[Problem] = []
    for source, model in _files(root, only):
        outcome = laid_out(source, model)
        problems += outcome.problems
        if outcome.value is not None and outcome.value.encode() != source.data:
            changed.append(source.path)
            if not check_only:
                disk.replace_file(root / source.path, outcome.value.encode())
    return Layout(tuple(changed), in_order(problems))


def _files(root: Path, only: Sequence[str]) -> Iterator[tuple[SourceText, type[BaseModel]]]:
    folders = tuple(path.rstrip("/") + "/" for path in only if path != ".")
    wanted = [file for file in disk.record_files(root).value if not folders or f"{file.path}/".startswith(folders)]
    yield from ((disk.read_record(file), MODEL_OF_KIND[kind_of(file.path)]) for file in wanted)
    for name, source in disk.vocab_files(root).value.items():
        if name in MODEL_OF_VOCAB and (not folders or f"{source.path}/".startswith(folders)):
            yield source, MODEL_OF_VOCAB[name]

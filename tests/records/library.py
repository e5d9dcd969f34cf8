"""The fictional library below good/, the broken records below bad/, and what a file does when it is added to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from casebook.app.content import link_texts
from casebook.files import SourceText
from casebook.link.library import Library
from casebook.problem import Outcome, Problem

HERE = Path(__file__).parent
_EXPECT = re.compile(r"# expect: (.*)")


def _files(folder: Path) -> list[tuple[str, bytes]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]


@cache
def good_records() -> tuple[SourceText, ...]:
    """Every good record, by path below content/."""
    return tuple(
        SourceText(f"content/{path}", data)
        for path, data in _files(HERE / "good")
        if not path.startswith(("vocab/", "media/"))
    )


def good_vocab(**changes: str) -> dict[str, SourceText]:
    """themes, settings, places and regions; a text given by name takes the place of the file's."""
    files = {
        Path(path).stem: SourceText(f"content/{path}", data)
        for path, data in _files(HERE / "good")
        if path.startswith("vocab/")
    }
    return files | {name: SourceText(files[name].path, text.encode()) for name, text in changes.items()}


def good_pictures() -> frozenset[str]:
    """Names of the pictures that the good library has."""
    return frozenset(path.removeprefix("media/") for path, _ in _files(HERE / "good") if path.startswith("media/"))


def library_with(*extra: SourceText, **vocab: str) -> Outcome[Library]:
    """The good library with these files added; a file of a good record's path takes its place."""
    paths = {source.path for source in extra}
    kept = [source for source in good_records() if source.path not in paths]
    return link_texts((*kept, *extra), good_vocab(**vocab), good_pictures())


def problems_with(*extra: SourceText, **vocab: str) -> tuple[Problem, ...]:
    """All problems of the good library with these files added."""
    return library_with(*extra, **vocab).problems


def record(path: str, text: str) -> SourceText:
    """A record of that path below content/, with the line that names its schema."""
    kinds = {"policies": "policy"}
    folder = path.split("/", maxsplit=1)[0]
    kind = kinds.get(folder, folder.removesuffix("s"))
    return SourceText(
        f"content/{path}.yaml", f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n{text}".encode()
    )


@dataclass(frozen=True, slots=True)
class Bad:
    """A broken record with its verdict: 'CB203 5:6', … in the order of the file."""

    source: SourceText
    expected: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        return self.source.data.decode().split("\n")


@cache
def bad_records() -> tuple[Bad, ...]:
    """Every broken record, by path below content/."""
    found = []
    for path, data in _files(HERE / "bad"):
        match = _EXPECT.match(data.decode("utf-8"))
        assert match, f"{path}: line 1 has no verdict"
        found.append(Bad(SourceText(f"content/{path}", data), tuple(match[1].split(", "))))
    return tuple(found)


def verdict(problem: Problem) -> str:
    """As a bad record's first line has it."""
    return f"{problem.code} {problem.line}:{problem.column}"


def good_folder(folder: Path) -> Path:
    """`folder` as a library on disk: content/ with all good files, and a mkdocs.yml."""
    for path, data in _files(HERE / "good"):
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "mkdocs.yml").write_text("site_name: 示例\n", encoding="utf-8")
    return folder

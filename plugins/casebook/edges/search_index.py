"""The search index on disk: which documents are in it, made by which code, and whether it still fits what is in content/."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casebook.edges.disk import replace_files
from casebook.files import OutFile
from casebook.search.answer import Lore
from casebook.search.store import Store

# What cuts text, makes documents and files them: a change of any of it makes an index of before useless.
_ROOMS = ("index", "link", "model", "search")
_FILES = ("edges/whoosh_store.py", "edges/tantivy_store.py")
_LIBRARIES = ("opencc", "pypinyin", "whoosh3", "Whoosh-Reloaded", "tantivy")
TANTIVY_FROM = 2000


@dataclass(frozen=True, slots=True)
class Manifest:
    """`code`: hash of what made the index; `content`: of the files it was made from; `docs`: digest by key; `labels`: facet →
    value → names people may write for it, the first being the one shown; `same`: names that say the same."""

    engine: str
    code: str
    content: str
    docs: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    same: list[list[str]] = field(default_factory=list)

    @property
    def lore(self) -> Lore:
        """What ranking wants to know of the whole library."""
        return Lore({key: place for place, key in enumerate(self.docs)}, self.same)


def read_manifest(folder: Path) -> Manifest | None:
    """What the index in a folder says of itself; None when there is none, or none that can be read."""
    try:
        return Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """A reader sees the old or the new one, never a half."""
    data = json.dumps(asdict(manifest), ensure_ascii=False).encode()
    replace_files(folder, (OutFile("manifest.json", data),))


def clear(folder: Path) -> None:
    """Take the index away, but not the lock that its reader holds."""
    (folder / "manifest.json").unlink(missing_ok=True)
    for name in ("whoosh", "tantivy"):
        shutil.rmtree(folder / name, ignore_errors=True)


def has_tantivy() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("tantivy") is not None


def open_store(folder: Path, engine: str) -> Store:
    """The store of an engine in the folder. The engine is imported here: no other command waits for it."""
    if engine == "tantivy":
        from casebook.edges.tantivy_store import TantivyStore  # noqa: PLC0415 - an extra

        return TantivyStore(folder / engine)
    from casebook.edges.whoosh_store import WhooshStore  # noqa: PLC0415 - `check` stays quick

    return WhooshStore(folder / engine)


@cache
def code_state() -> str:
    """Hash of the code and libraries that an index depends on."""
    package = Path(__file__).resolve().parent.parent
    files = [path for room in _ROOMS for path in sorted((package / room).rglob("*.py"))]
    state = sha256()
    for path in (*files, *(package / name for name in _FILES)):
        state.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for name in _LIBRARIES:
        state.update(f"{name} {_version(name)}\n".encode())
    return state.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def content_state(root: Path) -> str:
    """Hash of names, sizes and times of the files in content/; no file is opened. pages/ and media/ are never searched."""
    state = sha256()
    for path in sorted(_files(root / "content")):
        found = os.lstat(path)
        state.update(f"{path}|{found.st_size}|{found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return state.hexdigest()[:16]


def _files(content: Path) -> Iterable[str]:
    with os.scandir(content) as folders:
        names = [
            one.path for one in folders if one.is_dir(follow_symlinks=False) and one.name not in ("pages", "media")
        ]
    for folder in names:
        with os.scandir(folder) as entries:
            yield from (entry.path for entry in entries)

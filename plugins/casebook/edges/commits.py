"""Files of a commit, read from git's objects. Nothing is checked out: no hook runs, no filter, no link is followed, and a
submodule stays what it is, a name.

Source: git's plumbing, git-ls-tree(1) and git-cat-file(1); the switches against replaced and fetched objects, git(1).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.edges.disk import shown_name

_QUIET = ("--no-replace-objects", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
_ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
_PORTION = 200  # objects at a time: never more than these are held in memory
LINK, MODULE, PROGRAM = "120000", "160000", "100755"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a commit: its mode as git writes it, the id of its bytes, and how many there are (0 for a submodule)."""

    mode: str
    digest: str
    size: int

    @property
    def is_plain(self) -> bool:
        """Whether it is a file with bytes of its own: no link, no submodule."""
        return self.mode not in (LINK, MODULE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a commit below the library, by posix path; `odd` are names, made harmless, that no file may bear."""

    files: Mapping[str, Blob]
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Two commits and where they parted: `start` is what the change is held against. It is `base` itself when there is no
    such commit: `is_unrelated` when the histories have nothing in common, `is_shallow` when that cannot be told."""

    base: str
    head: str
    start: str
    is_unrelated: bool = False
    is_shallow: bool = False


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its id, its author's day ('YYYY-MM-DD') and name, and the whole message."""

    id: str
    day: str
    author: str
    message: str


_OURS = ("build/.gitignore", "build/README.md")


def find_commit(root: Path, name: str) -> str | None:
    """The id of the commit that a branch, a tag or the beginning of an id names; None when there is none, or no git."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode("ascii", "replace").strip() or None if found else None


def last_tag(root: Path, pattern: str, commit: str) -> str | None:
    """The newest tag of that pattern ('content-*') among a commit (an id) and those before it."""
    return (_git(root, "describe", "--tags", "--abbrev=0", "--match", pattern, commit) or b"").decode().strip() or None


def last_before(root: Path, day: str, commit: str) -> str | None:
    """The newest commit before the beginning of a day ('YYYY-MM-DD') among a commit (an id) and those before it."""
    found = _git(root, "rev-list", "-1", f"--before={day}T00:00:00", commit) or b""
    return found.decode("ascii", "replace").strip() or None


def is_shallow(root: Path) -> bool:
    """Whether the clone lacks older commits."""
    return (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def made_elsewhere(root: Path) -> tuple[str, ...]:
    """Paths in build/ that came in a commit, in whatever case they are written: what a build makes is never committed, so
    somebody else made them. () where git cannot tell."""
    found = (_git(root, "ls-files", "-z", "--", ":(icase)build") or b"").decode(errors="replace")
    return tuple(path for path in found.split("\0") if path and path not in _OURS)


def find_range(root: Path, base: str, head: str) -> Range:
    """How two commits (ids) stand to each other."""
    parted = (_git(root, "merge-base", base, head) or b"").decode("ascii", "replace").strip()
    if parted:
        return Range(base, head, parted)
    shallow = is_shallow(root)
    return Range(base, head, base, is_unrelated=not shallow, is_shallow=shallow)


def read_commits(root: Path, start: str | None, head: str, *paths: str) -> tuple[Commit, ...]:
    """The commits of `head` that `start` lacks (ids; None: all), the newest first, without merges; with `paths` (below the
    library) only those that touched one of them."""
    left_out = (f"^{start}",) if start else ()
    format_ = ("--format=%H%n%as%n%aN%n%B", "--encoding=UTF-8", "--no-show-signature")
    told = _git(root, "log", "-z", "--no-merges", *format_, head, *left_out, "--", *paths) or b""
    found: list[Commit] = []
    for row in filter(None, told.decode("utf-8", "replace").split("\0")):
        commit, day, author, message = row.split("\n", 3)
        found.append(Commit(commit, day, author, message.strip()))
    return tuple(found)


def last_day(root: Path, commit: str, path: str) -> str:
    """The author's day of the newest commit, merges left out, among a commit (an id) and those before it that touched a path
    below the library; '' for none."""
    return (_git(root, "log", "-1", "--no-merges", "--format=%as", commit, "--", path) or b"").decode("ascii").strip()


def read_tree(root: Path, commit: str) -> Tree:
    """All files of a commit (an id) below the library's folder."""
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").decode("utf-8", "replace").strip()
    listed = _git(root, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{commit}:{prefix}") or b""
    files: dict[str, Blob] = {}
    odd: list[str] = []
    for line in listed.split(b"\0"):
        facts, _, raw = line.partition(b"\t")
        if not raw:
            continue
        mode, _, digest, size = facts.decode("ascii").split()
        name = raw.decode("utf-8", "surrogateescape")
        if is_odd(name):
            odd.append(shown_name(name))
        else:
            files[name] = Blob(mode, digest, int(size) if size.isdigit() else 0)
    return Tree(files, tuple(sorted(odd)))


def is_odd(name: str) -> bool:
    """A path that leaves its folder, or holds bytes that are no text or signs that nobody sees, or a backslash, which is a
    folder on Windows."""
    parts = name.split("/")
    return shown_name(name) != name or "\\" in name or any(part.lower() in ("", ".", "..", ".git") for part in parts)


def read_blobs(root: Path, digests: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """(id, bytes) of each object, in order; one that is not there is left out."""
    for start in range(0, len(digests), _PORTION):
        wanted = "".join(f"{digest}\n" for digest in digests[start : start + _PORTION]).encode("ascii")
        answer = _git(root, "cat-file", "--batch", given=wanted) or b""
        at = 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            head = answer[at:end].split(b" ")
            at = end + 1
            if len(head) == 3 and head[1] == b"blob":
                size = int(head[2])
                yield head[0].decode("ascii"), answer[at : at + size]
                at += size + 1


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers; None when it cannot."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and names go behind --end-of-options or are ids
            ["git", *_QUIET, *arguments],  # noqa: S607 - git is wherever the machine has it
            cwd=root,
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **_ALONE},
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None

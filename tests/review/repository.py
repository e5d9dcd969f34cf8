"""The good library in a git repository, on the branch main, with a branch 供稿 to change it on."""

from __future__ import annotations

import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from casebook.cli import main
from tests.app.repository import commit, git
from tests.records.library import good_folder

METHOD = "content/methods/liang-bu-gong-zuo-fa.yaml"
CASE = "content/cases/shi-li-she-qu-yi-shi.yaml"
TERM = "content/terms/liang-bu.yaml"


def start(folder: Path) -> Path:
    """The library with one commit on main and the branch 供稿 checked out."""
    good_folder(folder)
    write(folder, ".gitignore", "/build/\n")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "开始")
    git(folder, "checkout", "-q", "-b", "供稿")
    return folder


def edit(folder: Path, path: str, *pairs: tuple[str, str]) -> None:
    """Texts of a file exchanged for others, each of which must be there."""
    text = (folder / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    write(folder, path, text)


def write(folder: Path, path: str, text: str | bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(folder: Path, *arguments: str) -> Result:
    """`casebook review …` on the folder."""
    result = CliRunner().invoke(main, ["review", *arguments, "--root", str(folder)], prog_name="casebook")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def told(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What git answers."""
    done = subprocess.run(["git", *arguments], cwd=folder, input=given, capture_output=True, check=True)
    return done.stdout.decode().strip()


def blob(folder: Path, data: bytes) -> str:
    """The id of these bytes as an object of the repository."""
    return told(folder, "hash-object", "-w", "--stdin", given=data)


def climbing_commit(folder: Path, data: bytes) -> str:
    """A commit whose tree has a folder '..' with a file x.yaml in it: git makes none, whoever sends one builds it by hand."""
    inner = told(folder, "mktree", given=f"100644 blob {blob(folder, data)}\tx.yaml\n".encode())
    rows = [line.split("\t") for line in told(folder, "ls-tree", "HEAD").splitlines()]
    entries = [(*facts.split(), name) for facts, name in rows] + [("040000", "tree", inner, "..")]
    entries.sort(key=lambda entry: entry[3] + ("/" if entry[1] == "tree" else ""))
    tree = b"".join(
        f"{mode.lstrip('0')} {name}\0".encode() + bytes.fromhex(digest) for mode, _, digest, name in entries
    )
    made = told(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=tree)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    return told(folder, *who, "commit-tree", made, "-p", "HEAD", "-m", "x")

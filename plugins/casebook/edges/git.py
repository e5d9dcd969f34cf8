"""When each file last changed, as git knows it. No git, no history, a shallow clone: no dates, and no error."""

from __future__ import annotations

import subprocess
from pathlib import Path


def changed_dates(root: Path) -> dict[str, str]:
    """Posix path below the root → 'YYYY-MM-DD' of the last commit that touched it (author date). {} without git.

    In a shallow clone the oldest commit there is seems to have touched everything, so its dates are left out. So are those of
    commits that .git-blame-ignore-revs lists: a change of layout is no news of the record.
    """
    if _git(root, "rev-parse", "--show-prefix").strip():
        return {}  # the site lies inside another repository: its paths would not be ours
    left_out = {line.partition("#")[0].strip() for line in _ignored(root).splitlines()}
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        left_out.update(_git(root, "rev-list", "--max-parents=0", "HEAD").split())
    dates: dict[str, str] = {}
    commit = date = ""
    for line in _git(
        root,
        "-c",
        "core.quotePath=false",
        "-c",
        "log.showSignature=false",
        "log",
        "--no-renames",
        "--format=%x00%H %as",
        "--name-only",
        "--",
        "content",
    ).splitlines():
        if line.startswith("\0"):
            commit, _, date = line[1:].partition(" ")
        elif line and commit not in left_out:
            dates.setdefault(line, date)
    return dates


def head(root: Path) -> str:
    """What the dates depend on, as text that changes when they may; '' without git."""
    return _git(root, "rev-parse", "HEAD", "--show-prefix", "--is-shallow-repository") + _ignored(root)


def _ignored(root: Path) -> str:
    try:
        return (root / ".git-blame-ignore-revs").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", *arguments],  # noqa: S607 - git is wherever the machine has it
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""

"""When each file last changed, as git knows it. No git, no history, a shallow clone: no dates, and no error."""

from __future__ import annotations

import subprocess
from pathlib import Path


def changed_dates(root: Path) -> dict[str, str]:
    """Posix path below the root → 'YYYY-MM-DD' of the last commit that touched it (author date). {} without git.

    In a shallow clone the oldest commit there is seems to have touched everything, so its dates are left out.
    """
    if _git(root, "rev-parse", "--show-prefix").strip():
        return {}  # the site lies inside another repository: its paths would not be ours
    boundary = set(_git(root, "rev-list", "--max-parents=0", "HEAD").split())
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
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
        elif line and not (shallow and commit in boundary):
            dates.setdefault(line, date)
    return dates


def head(root: Path) -> str:
    """What the dates depend on, in one line that changes when they may; '' without git."""
    return _git(root, "rev-parse", "HEAD", "--show-prefix", "--is-shallow-repository")


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

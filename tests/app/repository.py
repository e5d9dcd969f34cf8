"""A library in a git repository, with commits of known days."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, day: str = "2021-03-04") -> None:
    """One git command."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
        ("NAME", "a"), ("EMAIL", "a@example.org"), ("DATE", f"{day}T12:00:00+0800"),
    )}  # fmt: skip
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **who})


def commit(folder: Path, message: str, day: str = "2021-03-04") -> None:
    """Everything there is, as one signed commit."""
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--signoff", "-m", message, day=day)

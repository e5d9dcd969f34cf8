"""`.ci/setup venv` may delete only what it made itself: people keep tools of their own in a venv."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="make 只用于 Linux 和 macOS")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "有 空格"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/setup", folder / ".ci/setup")
    return folder


def setup_venv(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / ".ci/setup"), "venv"],
        env=os.environ | {"PYTHON": sys.executable}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def a_broken_venv(checkout: Path) -> Path:
    kept = checkout / ".venv/bin/pip"
    kept.parent.mkdir(parents=True)
    kept.write_text("#!/bin/sh\n")
    kept.chmod(0o755)
    return kept


def test_a_venv_of_somebody_else_is_used_as_it_is(checkout: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(checkout / ".venv")], check=True)
    (checkout / ".venv/mine").touch()
    done = setup_venv(checkout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (checkout / ".venv/mine").exists()


def test_a_broken_venv_of_somebody_else_is_left_alone(checkout: Path) -> None:
    kept = a_broken_venv(checkout)
    done = setup_venv(checkout)
    assert done.returncode == 1
    assert "没有动它" in done.stderr
    assert kept.exists()


def test_a_broken_venv_of_ours_is_made_anew(checkout: Path) -> None:
    a_broken_venv(checkout)
    (checkout / ".venv/.made").touch()
    assert setup_venv(checkout).returncode == 0
    subprocess.run([str(checkout / ".venv/bin/python"), "-m", "pip", "--version"], check=True, capture_output=True)

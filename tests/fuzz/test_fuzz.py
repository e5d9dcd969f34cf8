"""The doors of `make fuzz`, for an instant each: that they run, and that what is wrong is found."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzz
from tests.fuzz import doors, drawn


@pytest.mark.parametrize("name", doors.DOORS)
def test_a_door_runs(name: str, tmp_path: Path) -> None:
    assert drawn.run(doors.DOORS[name], 0.01, tmp_path) >= 500


@pytest.mark.parametrize("name", doors.DOORS)
def test_seeds_pass_the_doors(name: str) -> None:
    for data in doors.DOORS[name].seeds:
        doors.DOORS[name].check(data)


def test_html_that_gets_through_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doors, "block", lambda text: f"<p>{text}</p>")
    with pytest.raises(AssertionError):
        drawn.run(doors.DOORS["markdown"], 5, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", doors.DOORS)
def test_a_guided_door_runs_and_reaches_new_code(name: str, tmp_path: Path) -> None:
    running = fuzz.start_guided(name, 10, tmp_path)
    if running is None:
        pytest.skip("这台机器上没有 atheris：只有 Linux x86-64 的安装包")
    taken, said = fuzz.end_guided(running)
    assert taken, said
    assert list((tmp_path / "found").iterdir())


_FAULT = """
import sys
from pathlib import Path
from tests.fuzz import guided
from tests.fuzz.doors import DOORS

def check(data):
    assert b"TO" not in data.upper()

DOORS["query"] = DOORS["query"]._replace(check=check)
guided.main("query", "60", Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_what_a_guided_door_finds_is_kept(tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("这台机器上没有 atheris：只有 Linux x86-64 的安装包")
    running = subprocess.Popen(
        [sys.executable, "-c", _FAULT, str(tmp_path)], cwd=fuzz.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )  # fmt: skip
    taken, said = fuzz.end_guided(running)
    assert taken is None, said
    assert [b"TO" in crash.read_bytes().upper() for crash in tmp_path.glob("crash-*")] == [True]

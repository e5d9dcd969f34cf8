"""`casebook review` of a change that is too large on purpose: it ends, within bounds, and says what there is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.repository import commit
from tests.review.repository import start, write
from tests.review.test_review import NEW_TERM

LIMITED = "import resource as r; r.setrlimit(r.RLIMIT_AS, (2 << 30, 2 << 30)); from casebook.cli import main; main()"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 resource")
def test_ten_thousand_records_and_files_of_a_hundred_megabytes(tmp_path: Path) -> None:
    root = start(tmp_path / "库")
    for number in range(10_000):
        text = NEW_TERM.replace("san-bu", f"ci-{number}").replace("三步", f"第{number}步")
        write(root, f"content/terms/ci-{number}.yaml", text)
    for path in ("content/terms/da.yaml", "content/media/da.png"):
        write(root, path, b"a")
        os.truncate(root / path, 100_000_000)
    commit(root, "很多")
    out = tmp_path / "out"
    out.mkdir()
    command = ["review", "main..HEAD", "--root", root, "--json", out / "r.json", "--markdown", out / "r.md"]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *map(str, command)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    data = json.loads((out / "r.json").read_text(encoding="utf-8"))
    assert data["counts"] == {"新增": 10_001}
    assert data["left_out"] == 9_501
    assert ("content/terms/da.yaml", "CB109") in {(one["path"], one["code"]) for one in data["problems"]}
    assert "很大（100 MB）" in data["files"][0]["notes"]
    markdown = (out / "r.md").read_text(encoding="utf-8")
    assert len(markdown) <= 61_000
    assert "新增术语：`第0步`、`第1步`" in markdown

"""Where Node.js is, for tests that run a script of ours with it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parents[1] / "plugins" / "casebook" / "web"


def run_node(*arguments: str | Path, stdin: str = "", cwd: Path = WEB) -> str:
    """What the script says; the test fails with its errors when it fails."""
    # A Node that came through PyPI stands beside Python.
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert node is not None, "没有 node：运行 make test 会装好"
    done = subprocess.run(
        [node, *map(str, arguments)],
        input=stdin,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

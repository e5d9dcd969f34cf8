"""A few lines of TypeScript bundled for a test page."""

from pathlib import Path

from tests.node import WEB, run_node


def bundled(entry: str, folder: str, out: Path) -> Path:
    """The script that `entry`, as if it lay in src/`folder`, becomes."""
    script = out / "bundled.js"
    how = ["--bundle", "--format=iife", "--loader=ts", f"--outfile={script}", "--charset=utf8", "--log-level=error"]
    run_node(WEB / "node_modules/esbuild/bin/esbuild", *how, stdin=entry, cwd=WEB / "src" / folder)
    return script

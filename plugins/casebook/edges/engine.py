"""The theme engine as a guest: run it in a process of its own on a small docs folder, and look at what it left."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from casebook.problem import Outcome, Problem

# Module that `python -m` runs, by engine. All of them read mkdocs.yml, and our derived configuration, the same way.
ENGINES = {"mkdocs": "mkdocs", "properdocs": "properdocs"}
# What decides the engine's bytes besides our files. Missing ones count as missing.
_VERSIONS = ("mkdocs", "properdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
_TAIL_LINES = 6
_SETTINGS = "mkdocs.yml"


def run_engine(
    root: Path,
    docs_dir: Path,
    site_dir: Path,
    engine: str = "mkdocs",
    *,
    expected: Iterable[str] = (),
    site_url: str | None = None,
    epoch: int = 0,
    seconds: float = 120.0,
) -> Outcome[Path | None]:
    """`site_dir`, built from `docs_dir` with the settings of `root`/mkdocs.yml; None with a Problem when it is not whole.

    `expected` are paths below the site that must be there (stubs.shell_paths). `site_url` stands in for the configured
    one in a preview. `epoch` (seconds since 1970) is what the engine takes for now. Whatever the engine prints is kept
    from the people, but for its last lines when it fails.
    """
    unfit = _unfit(root, engine)
    if unfit is not None:
        return unfit
    config = site_dir.parent / ".cache" / f"{site_dir.name}.engine.yml"
    _write_config(config, root, docs_dir, site_dir, site_url)
    try:
        done = _build(engine, config, root, epoch, seconds)
    except subprocess.TimeoutExpired:
        return _failed("CB606", engine, seconds=f"{seconds:g}")
    if done.returncode != 0:
        return _failed("CB602", engine, exit=str(done.returncode), tail=_tail(done.stdout + done.stderr))
    missing = [path for path in ("index.html", *expected) if not (site_dir / path).is_file()]
    if missing:
        return _failed("CB604", engine, missing="、".join(missing))
    return Outcome(site_dir)


def _unfit(root: Path, engine: str) -> Outcome[Path | None] | None:
    if engine not in ENGINES:
        return _failed("CB607", engine, choices="、".join(ENGINES))
    if importlib.util.find_spec(ENGINES[engine]) is None:
        return _failed("CB603", engine)
    if not (root / _SETTINGS).is_file():
        return _failed("CB605", engine)
    return None


def _build(engine: str, config: Path, root: Path, epoch: int, seconds: float) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", ENGINES[engine], "build", "--config-file", str(config)]
    return subprocess.run(  # noqa: S603 - our own interpreter, no shell, no text of a record
        command, cwd=root, env=_environment(epoch), capture_output=True, timeout=seconds, check=False
    )


def _failed(code: str, engine: str, **values: str) -> Outcome[Path | None]:
    return Outcome(None, (Problem(_SETTINGS, 0, 0, code, {"engine": engine, **values}),))


def _write_config(config: Path, root: Path, docs_dir: Path, site_dir: Path, site_url: str | None) -> None:
    """mkdocs.yml inherited, with the folders of this run. JSON is YAML, so no path needs quoting of its own."""
    derived: dict[str, object] = {
        "INHERIT": str(root.resolve() / _SETTINGS),
        "docs_dir": str(docs_dir.resolve()),
        "site_dir": str(site_dir.resolve()),
        # The engine takes custom_dir from the folder of the file it reads, which here is the cache.
        "theme": {"custom_dir": str(theme_dir().resolve())},
    }
    if site_url is not None:
        derived["site_url"] = site_url
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(json.dumps(derived, ensure_ascii=False, indent=1), encoding="utf-8")


def theme_dir() -> Path:
    """Our theme overrides, wherever the package is installed."""
    return Path(__file__).resolve().parent.parent / "theme"


def _environment(epoch: int) -> dict[str, str]:
    return os.environ | {
        "NO_MKDOCS_2_WARNING": "1",  # Material 9.8's announcement of its end of life
        "DISABLE_MKDOCS_2_WARNING": "true",  # ProperDocs' own, printed by plugins
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(epoch),
    }


def _tail(output: bytes) -> str:
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return " / ".join(lines[-_TAIL_LINES:])


def engine_key(root: Path, docs_dir: Path, engine: str = "mkdocs", site_url: str | None = None) -> str:
    """SHA-256, in hex, of all that decides the engine's output: same key, same site, no need to run it."""
    digest = hashlib.sha256()
    for part in (engine, site_url or "", *_installed()):
        digest.update(part.encode() + b"\0")
    for base in (docs_dir, theme_dir()):
        for path in sorted(path for path in base.rglob("*") if path.is_file()):
            _feed(digest, path.relative_to(base).as_posix(), path)
    if (root / _SETTINGS).is_file():
        _feed(digest, _SETTINGS, root / _SETTINGS)
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    for name in _VERSIONS:
        try:
            yield f"{name}={metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name}=-"


def _feed(digest: hashlib._Hash, name: str, path: Path) -> None:
    data = path.read_bytes()
    digest.update(f"{name}\0{len(data)}\0".encode())
    digest.update(data)


def is_current(cache: Path, key: str, site_dir: Path, expected: Iterable[str] = ()) -> bool:
    """True when `cache` (build/.cache/engine.json) remembers `key` and the site it was for is still there."""
    try:
        remembered = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    whole = all((site_dir / path).is_file() for path in ("index.html", *expected))
    return whole and remembered == {"key": key, "site": str(site_dir.resolve())}


def remember(cache: Path, key: str, site_dir: Path) -> None:
    """Note in `cache` that `site_dir` holds what `key` stands for. Call it only after a run without Problems."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text(json.dumps({"key": key, "site": str(site_dir.resolve())}), encoding="utf-8")

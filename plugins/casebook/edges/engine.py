"""The theme engine as a guest: run it in a process of its own on a small docs folder, and look at what it left."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from casebook.problem import Outcome, Problem

# Module that `python -m` runs, by engine, and what to install for it. All of them read mkdocs.yml the same way.
ENGINES = {"mkdocs": "mkdocs-material", "properdocs": "properdocs", "zensical": "zensical"}
# What decides the engine's bytes besides our files. Missing ones count as missing.
_VERSIONS = (
    "mkdocs", "properdocs", "zensical", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2",
)  # fmt: skip
_TAIL_LINES = 6
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # Zensical colours its warnings whatever NO_COLOR says
_FRAMES = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)*", re.MULTILINE)
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
    The engine writes into a folder of its own, put in place when it is whole: one that outlives a killed build can
    harm no later run.
    """
    unfit = _unfit(root, engine)
    if unfit is not None:
        return unfit
    work = Path(os.path.commonpath([docs_dir.resolve().parent, site_dir.resolve().parent]))
    for left in site_dir.parent.glob(f".{site_dir.name}.run-*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = site_dir.resolve().with_name(f".{site_dir.name}.run-{uuid.uuid4().hex[:8]}")
    fresh.mkdir(parents=True)
    try:
        config = work / f".{site_dir.name}.engine.yml"
        config.write_text(_config(root, engine, (docs_dir.resolve(), fresh, work), site_url), encoding="utf-8")
        done = _build(engine, config, root, epoch, seconds)
        problem = _what_is_wrong(engine, done, seconds, fresh, expected)
        if problem is not None:
            return problem
        shutil.rmtree(site_dir, ignore_errors=True)
        fresh.rename(site_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Outcome(site_dir)


def _what_is_wrong(
    engine: str,
    done: subprocess.CompletedProcess[bytes] | None,
    seconds: float,
    fresh: Path,
    expected: Iterable[str],
) -> Outcome[Path | None] | None:
    if done is None:
        return _failed("CB606", engine, seconds=f"{seconds:g}")
    if done.returncode != 0:
        said = done.stdout + done.stderr
        if b"[Errno 28]" in said or b"os error 28" in said:  # ENOSPC, as Python and Rust print it
            return Outcome(None, (Problem(fresh.parent.as_posix(), 0, 0, "CB610"),))
        return _failed("CB602", engine, exit=str(done.returncode), tail=_tail(said))
    missing = [path for path in ("index.html", *expected) if not (fresh / path).is_file()]
    return _failed("CB604", engine, missing="、".join(missing)) if missing else None


def _unfit(root: Path, engine: str) -> Outcome[Path | None] | None:
    if engine not in ENGINES:
        return _failed("CB607", engine, choices="、".join(ENGINES))
    if importlib.util.find_spec(engine) is None:
        return _failed("CB603", engine, package=ENGINES[engine])
    if not (root / _SETTINGS).is_file():
        return _failed("CB605", engine)
    return None


def _build(
    engine: str, config: Path, root: Path, epoch: int, seconds: float
) -> subprocess.CompletedProcess[bytes] | None:
    """What the engine said; None when it did not end in time."""
    command = [sys.executable, "-m", engine, "build", "--config-file", str(config)]
    if engine == "zensical":
        command.append("--clean")  # its cache lies beside the configuration, and a killed run may have left it torn
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter, no shell, no text of a record
            command, cwd=root, env=_environment(epoch), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None


def _failed(code: str, engine: str, **values: str) -> Outcome[Path | None]:
    return Outcome(None, (Problem(_SETTINGS, 0, 0, code, {"engine": engine, **values}),))


def _config(root: Path, engine: str, folders: tuple[Path, Path, Path], site_url: str | None) -> str:
    """mkdocs.yml inherited, with the folders of this run (docs, site, and the configuration's own, above both). JSON is YAML, so no path needs quoting.

    Zensical wants its folders below that of its configuration, and panics when they are not relative to it.
    """
    docs_dir, site_dir, work = folders
    theme = {"custom_dir": str(theme_dir().resolve())}
    if engine == "zensical":
        theme["variant"] = "classic"  # the looks of Material, whose markup the shells are cut by
    derived: dict[str, object] = {
        "INHERIT": str(root.resolve() / _SETTINGS),
        "docs_dir": docs_dir.relative_to(work).as_posix(),
        "site_dir": site_dir.relative_to(work).as_posix(),
        "theme": theme,
    }
    if site_url is not None:
        derived["site_url"] = site_url
    return json.dumps(derived, ensure_ascii=False, indent=1)


def theme_dir() -> Path:
    """Our theme overrides, wherever the package is installed."""
    return Path(__file__).resolve().parent.parent / "theme"


def _environment(epoch: int) -> dict[str, str]:
    return os.environ | {
        "NO_MKDOCS_2_WARNING": "1",  # Material 9.8's announcement of its end of life
        "DISABLE_MKDOCS_2_WARNING": "true",  # ProperDocs' own, printed by plugins
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": str(epoch),
    }


def _tail(output: bytes) -> str:
    """The last lines that say something, without colours and without the frames of a traceback."""
    text = _FRAMES.sub("", _COLOUR.sub("", output.decode("utf-8", "replace").replace("\r\n", "\n")))
    lines = [line.strip() for line in text.splitlines() if any(char.isalnum() for char in line)]
    return " / ".join(lines[-_TAIL_LINES:])


def engine_key(root: Path, docs_dir: Path, engine: str = "mkdocs", site_url: str | None = None, epoch: int = 0) -> str:
    """SHA-256, in hex, of all that decides the engine's output: same key, same site, no need to run it."""
    digest = hashlib.sha256()
    for part in (engine, site_url or "", str(epoch), *installed()):
        digest.update(part.encode() + b"\0")
    for base in (docs_dir, theme_dir()):
        for path in sorted(path for path in base.rglob("*") if path.is_file()):
            _feed(digest, path.relative_to(base).as_posix(), path)
    if (root / _SETTINGS).is_file():
        _feed(digest, _SETTINGS, root / _SETTINGS)
    return digest.hexdigest()


def installed() -> Iterator[str]:
    """The engines and what shapes their pages, with versions."""
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
    """True when `cache` remembers `key` and the site it was for is still there as it was left."""
    try:
        remembered = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    whole = all((site_dir / path).is_file() for path in ("index.html", *expected))
    return whole and remembered == {"key": key, "site": _stamp(site_dir)}


def remember(cache: Path, key: str, site_dir: Path) -> None:
    """Note in `cache` that `site_dir` holds what `key` stands for. Call it only after a run without Problems."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text(json.dumps({"key": key, "site": _stamp(site_dir)}), encoding="utf-8")


def forget(cache: Path) -> None:
    """Before a run: a build killed in the middle of it must not find yesterday's note."""
    cache.unlink(missing_ok=True)


def _stamp(site_dir: Path) -> str:
    """Changes when any file of the folder is written, added or removed, or the folder is another."""
    digest = hashlib.sha256(str(site_dir.resolve()).encode())
    for path in sorted(path for path in site_dir.rglob("*") if path.is_file()):
        known = path.stat()
        digest.update(f"{path.relative_to(site_dir).as_posix()}\0{known.st_size}\0{known.st_mtime_ns}\0".encode())
    return digest.hexdigest()

"""Reading content/ and writing products: the only file access there is."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from casebook.files import OutFile, SourceText
from casebook.load.signs import INVISIBLE
from casebook.model.names import KIND_OF_FOLDER, PICTURE_PATTERN, VOCABULARIES
from casebook.problem import Outcome, Problem

OTHER_FOLDERS = {"pages", "vocab", "media"}
OTHER_FILES = {"proof.tsv", "coverage.tsv"}
# A file saved within this time before it was looked at may be saved again without its stamp telling: it is read each time.
# Source: git's "racily clean" entries; the time is that of the coarsest file systems.
FRESH = 2_000_000_000
_READ_LIMIT = (
    300 * 1024
)  # above load's own limit, so that load can say a file is too large without our reading it whole
_PICTURE = re.compile(PICTURE_PATTERN)
_VOCAB_LIMIT = 9_000_000  # likewise


def find_root(start: Path) -> Path | None:
    """The folder with content/ and mkdocs.yml at or above `start`."""
    for folder in (start, *start.parents):
        if (folder / "content").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    return None


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """By which an unchanged file is known without reading it, as git's index does: times in nanoseconds, size, file number."""

    modified: int
    changed: int
    size: int
    number: int


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record's file as it lies there, not read yet."""

    path: str
    file: str
    stamp: Stamp


def record_files(root: Path) -> Outcome[tuple[RecordFile, ...]]:
    """Every record file, by path. Links, folders and files that do not belong are Problems and are not read."""
    files: list[RecordFile] = []
    problems: list[Problem] = []
    content = root / "content"
    for entry in _sorted(content):
        path = f"content/{shown_name(entry.name)}"
        if entry.is_symlink():
            problems.append(Problem(path, 0, 0, "CB117", {"name": shown_name(entry.name)}))
        elif entry.name in KIND_OF_FOLDER and entry.is_dir():
            _list_folder(Path(entry.path), path, files, problems)
        elif not ((entry.is_dir() and entry.name in OTHER_FOLDERS) or entry.name in OTHER_FILES):
            problems.append(misplaced(path))
    return Outcome(tuple(files), tuple(problems))


def _list_folder(folder: Path, path: str, files: list[RecordFile], problems: list[Problem]) -> None:
    for entry in _sorted(folder):
        name = shown_name(entry.name)
        here = f"{path}/{name}"
        if entry.is_symlink():
            problems.append(Problem(here, 0, 0, "CB117", {"name": name}))
        elif not entry.is_file(follow_symlinks=False):  # a folder; a pipe, which would never end
            problems.append(misplaced(here))
        elif not name.endswith(".yaml") or name != entry.name:
            problems.append(Problem(here, 0, 0, "CB114", {"name": name}))
        else:
            files.append(RecordFile(here, entry.path, _stamp(entry.stat(follow_symlinks=False))))


def _stamp(stat: os.stat_result) -> Stamp:
    return Stamp(stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def stamps(path: Path) -> list[tuple[str, Stamp]]:
    """A file, or all files below a folder, with their stamps; in no order that means anything, but always the same. Links are not
    followed."""
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except NotADirectoryError:
        return [(str(path), _stamp(path.lstat()))]
    except FileNotFoundError:
        return []
    told: list[tuple[str, Stamp]] = []
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            told += stamps(Path(entry.path))
        else:
            told.append((entry.path, _stamp(entry.stat(follow_symlinks=False))))
    return told


def read_record(file: RecordFile) -> SourceText:
    """The file's text, or its head when it is over the limit."""
    return SourceText(file.path, _read(Path(file.file)))


def shown_name(name: str) -> str:
    """The name as it can be written in a report: bytes that are no text, and signs that steer a terminal, become �."""
    return INVISIBLE.sub("\ufffd", name).replace("\n", "\ufffd").replace("\t", "\ufffd")


def misplaced(path: str) -> Problem:
    """CB116 for a file that does not belong below content/."""
    return Problem(path, 0, 0, "CB116", {"name": path.rpartition("/")[2], "folders": "、".join(KIND_OF_FOLDER)})


def _sorted(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _read(path: Path, limit: int = _READ_LIMIT) -> bytes:
    """The file, or its head when it is over the limit (a sparse tail is never read)."""
    with path.open("rb") as file:
        return file.read(limit)


def picture_names(root: Path) -> frozenset[str]:
    """Names of the pictures in content/media that a record may show and the site publishes; links are none."""
    folder = root / "content" / "media"
    if not folder.is_dir() or folder.is_symlink():
        return frozenset()
    return frozenset(
        entry.name for entry in _sorted(folder) if entry.is_file(follow_symlinks=False) and _PICTURE.match(entry.name)
    )


def pictures(root: Path) -> Iterator[OutFile]:
    """The pictures of content/media, for media/ of the site, by name."""
    for name in sorted(picture_names(root)):
        yield OutFile(f"media/{name}", (root / "content" / "media" / name).read_bytes())


def vocab_files(root: Path) -> Outcome[dict[str, SourceText]]:
    """themes, settings, places and regions by name; a missing one is a Problem."""
    found: dict[str, SourceText] = {}
    problems: list[Problem] = []
    for name in (*(f"{name}.yaml" for name in VOCABULARIES), "regions.tsv"):
        path = root / "content" / "vocab" / name
        where = f"content/vocab/{name}"
        if path.is_symlink() or path.parent.is_symlink():
            problems.append(Problem(where, 0, 0, "CB117", {"name": name}))
        elif path.is_file():
            found[name.partition(".")[0]] = SourceText(where, _read(path, _VOCAB_LIMIT))
        else:
            problems.append(Problem(where, 0, 0, "CB120", {"name": name}))
    return Outcome(found, tuple(problems))


def page_files(root: Path) -> tuple[SourceText, ...]:
    """Hand-written pages below content/pages, by path relative to it; links are skipped."""
    pages = root / "content" / "pages"
    if pages.is_symlink():
        return ()
    paths = sorted(
        path for path in pages.rglob("*") if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )
    return tuple(SourceText(path.relative_to(pages).as_posix(), path.read_bytes()) for path in paths)


def lines_of(root: Path, path: str) -> tuple[str, ...]:
    """A content file's lines for a report; () when it cannot be shown."""
    file = root / path
    try:
        data = _read(file) if path and file.is_file() and not file.is_symlink() else b""
    except OSError:
        return ()
    if not data:
        return ()
    # Not splitlines(), which also breaks at signs that are no line break in YAML.
    return tuple(line.removesuffix("\r") for line in data.decode("utf-8", "replace").split("\n"))


def exists(path: Path) -> bool:
    """Whether anything bears that name, a link to nowhere too."""
    return path.exists() or path.is_symlink()


def create_file(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all; False, and nothing touched, when something bears its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path of this process beside `path`, to write to: what is there at the end takes the place of `path`, or, after an
    exception, is deleted. So `path` is there whole or as it was."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Other bytes for a file that is there, whole or not at all; its permissions stay."""
    with replacing(path) as fresh:
        fresh.write_bytes(data)
        shutil.copymode(path, fresh)


def create_files(files: Iterable[OutFile]) -> tuple[str, ...]:
    """Write files that are not there yet, all of them or none. Returns the paths where something is already; nothing is
    written then. OSError leaves no file behind either."""
    held = tuple(files)
    there = tuple(file.path for file in held if exists(Path(file.path)))
    made: list[Path] = []
    try:
        for file in held if not there else ():
            path = Path(file.path)
            if not create_file(path, file.data):
                there = (*there, file.path)
                break
            made.append(path)
    except OSError:
        _unlink(made)
        raise
    if there:
        _unlink(made)
    return there


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def read_file(path: Path, limit: int) -> bytes:
    """A file that somebody named, up to one byte more than the limit, so that its reader can refuse it. OSError as usual."""
    return _read(path, limit + 1)


def write_files(folder: Path, files: Iterable[OutFile]) -> int:
    """Write each file whose bytes differ; returns how many were written. A file of the same bytes keeps its time,
    so that the engine's watcher and an rsync stay quiet."""
    written = 0
    made: set[Path] = set()
    for file in files:
        path = folder / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if not _same(path, file.data):
            path.write_bytes(file.data)
            written += 1
    return written


def replace_files(folder: Path, files: Iterable[OutFile]) -> None:
    """Write files beside their places, then put them there: whoever is disturbed on the way leaves the old ones as they were.
    OSError when the disk refuses; nothing new is left behind then."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        for file in files:
            stack.enter_context(replacing(folder / file.path)).write_bytes(file.data)


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def remove_others(folder: Path, keep: set[str]) -> None:
    """Delete every file below `folder` that is not in `keep` (posix, relative), and the folders that empties."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in keep:
            path.unlink()


def read_text(path: Path) -> str:
    """A settings file's text; '' when it cannot be read, which its reader reports."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def archive_texts(folder: Path) -> dict[str, bytes]:
    """Archived source texts of a folder by source id: <id>.txt."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.txt")) if path.is_file()}


def web_bundle() -> Outcome[tuple[OutFile, ...]]:
    """Our scripts and styles as esbuild made them, for assets/; a Problem when they were never made."""
    folder = Path(__file__).resolve().parent.parent / "web" / "dist"
    scripts = ("casebook", "compare", "course", "course-file", "form", "office", "qr", "search", "worker")
    names = (*(f"{name}.js" for name in scripts), "casebook.css", "course.css", "form.css")
    if not all((folder / name).is_file() for name in names):
        return Outcome((), (Problem("plugins/casebook/web/dist", 0, 0, "CB608"),))
    return Outcome(tuple(OutFile(f"assets/{name}", (folder / name).read_bytes()) for name in names))


def web_folders() -> list[Path]:
    """Where the bundle lies, for a watcher; none before it was made."""
    folder = Path(__file__).resolve().parent.parent / "web" / "dist"
    return [folder] if folder.is_dir() else []


def paths_below(folder: Path) -> Iterator[str]:
    """Posix paths of all files below a folder, in order."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix()


def read_tree(folder: Path) -> Iterator[OutFile]:
    """All files below a folder, by path."""
    for path in paths_below(folder):
        yield OutFile(path, (folder / path).read_bytes())

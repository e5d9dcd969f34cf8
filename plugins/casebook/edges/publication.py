"""Where a site goes live: one builder at a time, a new folder filled beside the published one, and the swap.

Beside `site` stand, only while they are needed, `.site.casebook-new` (being filled), `-old` (the published one, in the
middle of a swap of two renames), `-gone` (being deleted), and `-lock`. Nobody gives a folder of their own such a name, so
what bears it may be deleted; a `site.old` could be somebody's backup.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from casebook.edges.lock import locked
from casebook.publish import manifest

_TARGET = "target.txt"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


class BusyError(Exception):
    """Another process is building this very site, and did not end in time."""


@contextmanager
def held(target: Path, seconds: float, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Nobody else builds `target` meanwhile; what a killed build left there is put right first.

    Waits up to `seconds` for another builder, after telling `waiting`; then BusyError. The system frees the lock of a
    process that was killed, so there is no stale lock to tell from a living one.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(_beside(target, "lock"), seconds, waiting))
        except TimeoutError:
            raise BusyError from None
        recover(target)
        try:
            yield
        finally:
            with suppress(OSError):
                discard(target, fresh_folder(target))


def recover(target: Path) -> None:
    """Undo a swap that was cut off between its two renames, and clear away what a killed build left."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    for name in ("old", "gone", "new"):
        discard(target, _beside(target, name))


def fresh_folder(target: Path) -> Path:
    """Where a build of `target` writes: on the same disk, so that a rename can put it live. Not there yet."""
    return _beside(target, "new")


def swap_in(new: Path, target: Path) -> None:
    """Put the finished folder `new` in the place of `target`.

    Where the system can exchange two folders in one step, `target` is never missing. Elsewhere these are two renames; a
    stop in between leaves the old one beside it, and `recover` puts it back. The new files are on the disk itself before
    the folder takes its place, so that a power cut cannot leave the new name with yesterday's bytes, or none.
    """
    _flush(new)
    _put_live(new, target)


def _flush(folder: Path) -> None:
    """Wait until everything written to the folder's disk is there. OSError when the disk could not take it after all.

    One call for the whole disk: asking for each of 10,000 files by itself takes forty times as long (ADR 0006).
    """
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if syncfs is None:
        getattr(os, "sync", lambda: None)()  # Windows has neither
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def _put_live(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        _delete_old(target, new)
    else:
        _rename_twice(new, target)


def _rename_twice(new: Path, target: Path) -> None:
    old = _beside(target, "old")
    discard(target, old)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:  # on Windows, somebody holds one of its files open
        old.rename(target)
        raise
    _delete_old(target, old)


def _delete_old(target: Path, old: Path) -> None:
    """A disk may write down a deletion before the renames it came after: these first."""
    _flush(target.parent)
    discard(target, old)


def _exchange(one: Path, two: Path) -> bool:
    """True when both changed places in one step; False, and nothing touched, where this system or disk cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)  # glibc 2.28, musl 1.2.6
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE) == 0)


def discard(target: Path, folder: Path) -> None:
    """Delete a folder beside `target`. It is renamed first: a half-deleted old site must never be recovered."""
    gone = _beside(target, "gone")
    shutil.rmtree(gone, ignore_errors=True)
    if folder.exists():
        if folder != gone and not gone.exists():
            folder.rename(gone)
            folder = gone
        shutil.rmtree(folder, ignore_errors=True)


def is_foreign(target: Path) -> bool:
    """True for a folder that a swap would destroy though no build made it: it holds files and no manifest, or a repository."""
    if not target.exists():
        return False
    if not target.is_dir() or (target / ".git").exists():
        return True
    known = target / manifest.PATH
    if known.is_file():
        return manifest.read_manifest(known.read_bytes()) is None
    return any(target.iterdir())


def claim_work(work: Path, target: Path) -> None:
    """Note that `work` is for builds of `target`, and clear away its neighbours whose target's own folder is gone."""
    work.mkdir(parents=True, exist_ok=True)
    (work / _TARGET).write_text(target.as_posix(), encoding="utf-8")
    for note in sorted(work.parent.glob(f"*/{_TARGET}")):
        # A build that is running has made that folder, so its work is never taken away.
        with suppress(FileNotFoundError):  # another build may be clearing it away too
            if not Path(note.read_text(encoding="utf-8")).parent.exists():
                shutil.rmtree(note.parent, ignore_errors=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.casebook-{what}")


def files_in(folder: Path) -> Iterator[tuple[str, manifest.Digest | None]]:
    """Every file below `folder` by path, with its digest; None for a link, a pipe or what cannot be read."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix(), _digest_or_none(path)


def _digest_or_none(path: Path) -> manifest.Digest | None:
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return digest(path)
    except OSError:
        return None


def digest(path: Path) -> manifest.Digest:
    """The digest of a file that is never all in memory."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return manifest.Digest(file.tell(), sha256)

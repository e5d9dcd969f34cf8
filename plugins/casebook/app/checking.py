"""`check`: what stands from last time need not be looked at again. Imports little, for an editor asks at every save."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from casebook.edges import disk
from casebook.edges.cache import Cache, code_version, read_packed, write_packed
from casebook.edges.disk import RecordFile, Stamp
from casebook.files import SourceText, sha256_of
from casebook.problem import Problem, in_order

ROOMS = ("model", "load", "check", "link", "problem.py", "messages.py")  # what decides a verdict
_STAMPS, _SOUND = "stamps.bin", "sound.bin"


class Known(msgspec.Struct, array_like=True, gc=False):
    """What a file's bytes were when it bore this stamp."""

    stamp: Stamp
    digest: str

    def holds(self, file: RecordFile) -> bool:
        """Whether the file still has these bytes."""
        return self.stamp == file.stamp or sha256_of(disk.read_record(file).data) == self.digest


def memory_folder(root: Path) -> Path:
    """Where verdicts and stamps are kept."""
    return root / "build" / ".cache" / "records"


def read_known(root: Path) -> dict[str, Known]:
    """The stamps of last time by path; none when they are missing or damaged."""
    data = read_packed(memory_folder(root) / _STAMPS, code_version(*ROOMS))
    try:
        return msgspec.msgpack.decode(data or b"\x80", type=dict[str, Known])
    except msgspec.DecodeError:
        return {}


def write_known(root: Path, known: dict[str, Known]) -> None:
    """Keep the stamps. OSError where nothing can be written."""
    write_packed(memory_folder(root) / _STAMPS, code_version(*ROOMS), msgspec.msgpack.encode(known))


def vocab_digest(files: Mapping[str, SourceText]) -> str:
    """By which the vocabularies are known."""
    return sha256_of(b"".join(source.data for _, source in sorted(files.items())))


def remember_sound(root: Path, vocab: str, pictures: Collection[str], digests: Mapping[str, str]) -> None:
    """A library without any Problem. `vocab` is the digest of its vocabularies, `digests` are its records' by path. OSError where
    nothing can be written."""
    write_packed(memory_folder(root) / _SOUND, code_version(), _mark(vocab, pictures, digests))


def _mark(vocab: str, pictures: Collection[str], digests: Mapping[str, str]) -> bytes:
    told = msgspec.msgpack.encode((vocab, sorted(pictures), sorted(digests.items())))
    return hashlib.blake2b(told, digest_size=16).digest()


def check(root: Path, only: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Problems of all content, or of the given files and folders (posix, relative to root) against the whole of it."""
    problems = from_last_time(root)
    if problems is None:
        from casebook.app.content import load_library  # noqa: PLC0415 - it needs all models, which take half a second

        problems = load_library(root).problems
    if not only or "." in only:
        return problems
    folders = tuple(path.rstrip("/") + "/" for path in only)
    return tuple(problem for problem in problems if f"{problem.path}/".startswith(folders))


def from_last_time(root: Path) -> tuple[Problem, ...] | None:
    """The Problems of a library that had none last time, and in which since then only what concerns no other record has changed;
    None when that is not so, or cannot be told."""
    sound = read_packed(memory_folder(root) / _SOUND, code_version())
    if sound is None:
        return None
    vocab, files = disk.vocab_files(root), disk.record_files(root)
    if vocab.problems or files.problems:
        return None
    known = read_known(root)
    if any(file.path not in known for file in files.value):
        return None
    before = {file.path: known[file.path].digest for file in files.value}
    if _mark(vocab_digest(vocab.value), disk.picture_names(root), before) != sound:
        return None
    changed = [file for file in files.value if not known[file.path].holds(file)]
    return _own_problems(root, changed, before) if changed else ()


def _own_problems(root: Path, changed: Sequence[RecordFile], before: Mapping[str, str]) -> tuple[Problem, ...] | None:
    from casebook.link.build import concerns_others  # noqa: PLC0415 - as above
    from casebook.link.checked import Checked, checked  # noqa: PLC0415

    cache = Cache(memory_folder(root), code_version(*ROOMS), Checked)
    problems: list[Problem] = []
    for file in changed:
        old, new = cache.one(file.path), checked(disk.read_record(file))
        if old is None or old.entry is None or old.digest != before[file.path]:
            return None
        if new.entry is not None and concerns_others(old.entry, new.entry):
            return None
        problems += new.problems
    return in_order(problems)

"""Content: read → check → link. What every command begins with; imports nothing that only a build needs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from casebook.app.checking import remember_sound, vocab_digest
from casebook.app.memory import Memory
from casebook.check.records import check_vocab
from casebook.check.schema import schemas
from casebook.edges import disk
from casebook.edges.progress import Stages
from casebook.edges.workers import uncollected
from casebook.files import SourceText
from casebook.link.build import link, relinked
from casebook.link.checked import Checked, checked, kind_of
from casebook.link.holds import Unread
from casebook.link.library import Entry, Library, Vocab
from casebook.load.places import place
from casebook.load.regions import parse_regions
from casebook.load.text import decode
from casebook.model.kinds import MODEL_OF_VOCAB
from casebook.model.names import RECORD_KINDS, record_path
from casebook.model.regions import Regions
from casebook.model.vocab import PlaceList, SettingList, SituationList, ThemeList
from casebook.problem import Finding, Outcome, Problem, has_errors, in_order

_REGISTER_LIMIT = 8_000_000


def load_vocab(root: Path) -> Outcome[Vocab]:
    """The vocabularies; a file with errors counts as empty, and its Problems say why."""
    files = disk.vocab_files(root)
    vocab = _vocab(files.value)
    return Outcome(vocab.value[0], (*files.problems, *vocab.problems))


def _vocab(files: Mapping[str, SourceText]) -> Outcome[tuple[Vocab, frozenset[str]]]:
    """The vocabularies, and the kinds of those that could not be read. Those read last are kept: a preview asks at each save."""
    return _read_vocab(tuple(sorted(files.items())))


@lru_cache(maxsize=1)
def _read_vocab(held: tuple[tuple[str, SourceText], ...]) -> Outcome[tuple[Vocab, frozenset[str]]]:
    files = dict(held)
    problems: list[Problem] = []
    lists = {}
    for name, model in MODEL_OF_VOCAB.items():
        if name in files:
            outcome = check_vocab(files[name], model)
            lists[name] = outcome.value
            problems += outcome.problems
    themes, settings, places, situations = map(lists.get, ("themes", "settings", "places", "situations"))
    regions = _register(files.get("regions"))
    problems += regions.problems
    vocab = Vocab(
        themes=themes.themes if isinstance(themes, ThemeList) else (),
        settings=settings.settings if isinstance(settings, SettingList) else (),
        places=places.places if isinstance(places, PlaceList) else (),
        regions=regions.value,
        situations=situations.situations if isinstance(situations, SituationList) else (),
    )
    unread = {name.removesuffix("s") for name in MODEL_OF_VOCAB if lists.get(name) is None}
    if "regions" not in files or has_errors(regions.problems):
        unread.add("region")
    return Outcome((vocab, frozenset(unread)), tuple(problems))


def _register(source: SourceText | None) -> Outcome[Regions]:
    if source is None:
        return Outcome(Regions(()))
    text = decode(source, _REGISTER_LIMIT)
    return parse_regions(source.path, text.value) if text.value is not None else Outcome(Regions(()), text.problems)


@dataclass(frozen=True, slots=True)
class Loaded:
    """All of content/ that is sound, linked; every Problem there is, sorted by place; the verdict on each file, by path;
    a digest of the vocabularies; the names of the pictures."""

    library: Library
    problems: tuple[Problem, ...]
    checked: Mapping[str, Checked]
    vocab: str
    pictures: frozenset[str]

    def changed(self, before: Loaded) -> tuple[Checked, ...]:
        """Verdicts that are new or other than before."""
        return _changed(before.checked, self.checked)


def _changed(before: Mapping[str, Checked], now: Mapping[str, Checked]) -> tuple[Checked, ...]:
    return tuple(one for path, one in now.items() if before.get(path) != one)


def load_library(root: Path) -> Outcome[Library]:
    """All of content/ that is sound, linked; and every Problem there is, sorted by place."""
    loaded = load(root)
    return Outcome(loaded.library, loaded.problems)


def load(
    root: Path, stages: Stages | None = None, memory: Memory | None = None, before: Loaded | None = None
) -> Loaded:
    """Content read, checked and linked. Files that are as they were last time are not checked again: the verdicts lie below
    build/.cache, and with `memory` stay in this process too. A cache that cannot be written is no reason to stop. With
    `before`, what was loaded last, only what points elsewhere than before is linked again."""
    with uncollected():
        return _load(root, stages or Stages(quiet=True), memory or Memory(root), before)


def _load(root: Path, stages: Stages, memory: Memory, before: Loaded | None) -> Loaded:
    with stages.stage("列出文件"):
        vocab_files = disk.vocab_files(root)
        files = disk.record_files(root)
    checked = memory.checked(files.value, stages)
    sources = {source.path: source for source in vocab_files.value.values()}

    def text_of(path: str) -> SourceText:
        return sources[path] if path in sources else SourceText(path, (root / path).read_bytes())

    vocab = vocab_digest(vocab_files.value)
    pictures = disk.picture_names(root)
    found = (*vocab_files.problems, *files.problems)
    with stages.stage("建立联系"):
        library = None if before is None or found else _relinked(before, checked, vocab, pictures)
        linked = Outcome(library) if library else link_verdicts(checked.values(), vocab_files.value, pictures, text_of)
    problems = in_order((*found, *linked.problems))
    if not problems and before is None:
        with suppress(OSError):  # as with all caches
            remember_sound(root, vocab, pictures, {path: one.digest for path, one in checked.items()})
    return Loaded(linked.value, problems, checked, vocab, pictures)


def _relinked(before: Loaded, checked: Mapping[str, Checked], vocab: str, pictures: frozenset[str]) -> Library | None:
    """The library of last time with what changed in it, when that is all there is to do."""
    if (
        before.problems
        or (before.vocab, before.pictures) != (vocab, pictures)
        or before.checked.keys() != checked.keys()
    ):
        return None
    changed = _changed(before.checked, checked)
    entries = [one.entry for one in changed if one.entry is not None and not one.troubles]
    return relinked(before.library, entries) if len(entries) == len(changed) else None


def link_texts(
    sources: Sequence[SourceText], vocab_files: Mapping[str, SourceText], pictures: Container[str] = ()
) -> Outcome[Library]:
    """The Library of these files, and every Problem in them, sorted. Touches no disk.

    `pictures` are the names of the pictures there are.
    """
    known = {source.path: source for source in (*sources, *vocab_files.values())}
    return link_verdicts([checked(source) for source in sources], vocab_files, pictures, known.__getitem__)


def link_verdicts(
    verdicts: Iterable[Checked],
    vocab_files: Mapping[str, SourceText],
    pictures: Container[str],
    text_of: Callable[[str], SourceText],
) -> Outcome[Library]:
    """The Library of these verdicts and every Problem in it, sorted. `text_of` is asked for files that have one, to place it."""
    vocab = _vocab(vocab_files)
    problems = list(vocab.problems)
    entries: list[Entry] = []
    unread: set[tuple[str, str]] = set()
    for verdict in verdicts:
        problems += verdict.problems
        entry = verdict.entry
        if entry is not None:
            entries.append(entry)
        else:
            unread.add((kind_of(verdict.path), PurePosixPath(verdict.path).stem))
    library, found = link(entries, vocab.value[0], Unread(frozenset(unread), vocab.value[1]))
    by_path: dict[str, list[Finding]] = {}
    for path, finding in (*found, *_missing_pictures(library, pictures)):
        by_path.setdefault(path, []).append(finding)
    for path, findings in by_path.items():
        problems += place(text_of(path), findings)
    return Outcome(library, in_order(problems))


def _missing_pictures(library: Library, pictures: Container[str]) -> Iterator[tuple[str, Finding]]:
    for entry in library.entries.values():
        for index, file in enumerate(entry.card.pictures):
            if file not in pictures:
                yield entry.path, Finding("CB418", ("media", index, "file"), {"file": file})


def taken(root: Path, record_id: str) -> str | None:
    """Path of the file that has this id already, of whatever kind; None when it is free."""
    paths = (record_path(kind, record_id) for kind in RECORD_KINDS)
    return next((path for path in paths if disk.exists(root / path)), None)


@dataclass(frozen=True, slots=True)
class SchemaReport:
    """Which schema files were written, or, when only checking, differ from what the models say."""

    changed: tuple[str, ...]


def write_schemas(root: Path, *, check_only: bool = False) -> SchemaReport:
    """Bring schemas/ up to date with the models; with `check_only` only say which files are stale."""
    folder = root / "schemas"
    stale = []
    for file in schemas():
        path = folder / file.path
        if not path.is_file() or path.read_bytes() != file.data:
            stale.append(f"schemas/{file.path}")
            if not check_only:
                disk.write_files(folder, [file])
    return SchemaReport(tuple(stale))

"""Content: read → check → link. What every command begins with; imports nothing that only a build needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.check.records import check_record, check_vocab
from casebook.check.schema import schemas
from casebook.edges import disk
from casebook.files import SourceText
from casebook.link.build import link
from casebook.link.library import Entry, Library, Vocab
from casebook.load.places import place
from casebook.load.regions import parse_regions
from casebook.model.kinds import MODEL_OF_VOCAB
from casebook.model.names import KIND_OF_FOLDER
from casebook.model.regions import Regions
from casebook.model.vocab import PlaceList, SettingList, ThemeList
from casebook.problem import Finding, Outcome, Problem


def load_vocab(root: Path) -> Outcome[Vocab]:
    """The vocabularies; a file with errors counts as empty, and its Problems say why."""
    files = disk.vocab_files(root)
    problems = list(files.problems)
    lists = {}
    for name, model in MODEL_OF_VOCAB.items():
        if name in files.value:
            outcome = check_vocab(files.value[name], model)
            lists[name] = outcome.value
            problems += outcome.problems
    themes, settings, places = lists.get("themes"), lists.get("settings"), lists.get("places")
    regions = Regions(())
    if "regions" in files.value:
        register = files.value["regions"]
        parsed = parse_regions(register.path, register.data.decode("utf-8", "replace"))
        regions = parsed.value
        problems += parsed.problems
    vocab = Vocab(
        themes=themes.themes if isinstance(themes, ThemeList) else (),
        settings=settings.settings if isinstance(settings, SettingList) else (),
        places=places.places if isinstance(places, PlaceList) else (),
        regions=regions,
    )
    return Outcome(vocab, tuple(problems))


def load_library(root: Path) -> Outcome[Library]:
    """All of content/ that is sound, linked; and every Problem there is, sorted by place."""
    vocab = load_vocab(root)
    files = disk.record_files(root)
    problems = [*vocab.problems, *files.problems]
    entries: list[Entry] = []
    unread: dict[str, str] = {}
    for source in files.value:
        outcome = check_record(source)
        problems += outcome.problems
        _, folder, name = source.path.split("/")
        if outcome.value is not None:
            entries.append(Entry(KIND_OF_FOLDER[folder], source.path, outcome.value))
        else:
            unread[name.removesuffix(".yaml")] = KIND_OF_FOLDER[folder]
    library, found = link(entries, vocab.value, unread)
    problems += _placed(root, found, files.value)
    return Outcome(library, tuple(sorted(problems)))


def _placed(root: Path, found: Iterable[tuple[str, Finding]], sources: Sequence[SourceText]) -> list[Problem]:
    by_path: dict[str, list[Finding]] = {}
    for path, finding in found:
        by_path.setdefault(path, []).append(finding)
    known = {source.path: source for source in sources if source.path in by_path}
    problems: list[Problem] = []
    for path, findings in by_path.items():
        source = known.get(path) or SourceText(path, (root / path).read_bytes())
        problems += place(source, findings)
    return problems


def check(root: Path, only: Sequence[str] = ()) -> tuple[Problem, ...]:
    """Problems of all content, or of the given files and folders (posix, relative to root) against the whole of it."""
    problems = load_library(root).problems
    if not only:
        return problems
    return tuple(
        p for p in problems if any(p.path == path or p.path.startswith(path.rstrip("/") + "/") for path in only)
    )


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

"""The library as it is in a commit: read from git's objects, checked and linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casebook.app.content import link_verdicts
from casebook.app.memory import kept_verdicts, verdicts
from casebook.edges import commits, disk
from casebook.edges.commits import LINK, MODULE, Blob, Tree
from casebook.files import SourceText
from casebook.link.checked import Checked
from casebook.link.library import Entry, Library
from casebook.load.yaml import SIZE_LIMIT
from casebook.model.names import KIND_OF_FOLDER, PICTURE_PATTERN, VOCABULARIES
from casebook.problem import Outcome, Problem, in_order

VOCAB_LIMIT = 9_000_000
_MEDIA = re.compile(PICTURE_PATTERN)


@dataclass(slots=True)
class Side:
    """The library as it is in a commit."""

    tree: Tree
    library: Library
    problems: tuple[Problem, ...]
    verdicts: dict[str, Checked]
    entries: dict[str, Entry] = field(default_factory=dict)  # by path

    def __post_init__(self) -> None:
        self.entries = {entry.path: entry for entry in self.library.entries.values()}


class Reader:
    """Reads trees; a file that is the same in both is checked once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[tuple[str, str], Checked] = {}
        # Verdicts that came in a commit are a stranger's.
        self._kept = {} if commits.made_elsewhere(root) else kept_verdicts(root)

    def bytes_of(self, blob: Blob, limit: int = SIZE_LIMIT) -> bytes:
        """The bytes of a file; of one that is over the limit as many as `load` needs to see that, and none of its own."""
        if blob.size > limit:
            return bytes(limit + 1)
        return next((data for _, data in commits.read_blobs(self._root, [blob.digest])), b"")

    def side(self, commit: str) -> Side:
        """The library of a commit (an id)."""
        tree = commits.read_tree(self._root, commit)
        listed = _listed(tree)
        verdicts = self._verdicts(listed.value)
        vocab = self._vocab(tree)
        pictures = frozenset(
            name
            for path, blob in tree.files.items()
            if blob.is_plain and (name := path.removeprefix("content/media/")) != path and _MEDIA.match(name)
        )
        sources = {source.path: source for source in vocab.value.values()}

        def text_of(path: str) -> SourceText:
            return sources[path] if path in sources else SourceText(path, self.bytes_of(tree.files[path]))

        linked = link_verdicts(verdicts.values(), vocab.value, pictures, text_of)
        problems = in_order((*listed.problems, *vocab.problems, *linked.problems))
        return Side(tree, linked.value, problems, verdicts)

    def _verdicts(self, files: Mapping[str, Blob]) -> dict[str, Checked]:
        stale = [(path, blob) for path, blob in files.items() if (path, blob.digest) not in self._known]
        for verdict in verdicts(self._read, stale, self._kept):
            self._known[verdict.path, files[verdict.path].digest] = verdict
        return {path: self._known[path, files[path].digest] for path in sorted(files)}

    def _read(self, files: Sequence[tuple[str, Blob]]) -> Iterator[SourceText]:
        small = {blob.digest for _, blob in files if blob.size <= SIZE_LIMIT}
        data = dict(commits.read_blobs(self._root, sorted(small)))
        return (
            SourceText(path, data[blob.digest] if blob.digest in data else self.bytes_of(blob)) for path, blob in files
        )

    def _vocab(self, tree: Tree) -> Outcome[dict[str, SourceText]]:
        found: dict[str, SourceText] = {}
        problems: list[Problem] = []
        for name in (*(f"{name}.yaml" for name in VOCABULARIES), "regions.tsv"):
            path = f"content/vocab/{name}"
            blob = tree.files.get(path)
            if blob is None or not blob.is_plain:
                problems.append(Problem(path, 0, 0, "CB117" if blob else "CB120", {"name": name}))
            else:
                found[name.partition(".")[0]] = SourceText(path, self.bytes_of(blob, VOCAB_LIMIT))
        return Outcome(found, tuple(problems))


def _listed(tree: Tree) -> Outcome[dict[str, Blob]]:
    """The record files of a tree, and what does not belong below content/, as edges.disk tells it of a folder."""
    files: dict[str, Blob] = {}
    problems = [Problem(path, 0, 0, "CB125") for path in tree.odd]
    for path, blob in tree.files.items():
        parts = path.split("/")
        if parts[0] != "content" or any(part.startswith(".") for part in parts):
            continue
        folder, name = parts[1], parts[-1]
        if blob.mode == LINK:
            problems.append(Problem(path, 0, 0, "CB117", {"name": name}))
        elif folder in KIND_OF_FOLDER and len(parts) == 3 and blob.mode != MODULE:
            if name.endswith(".yaml"):
                files[path] = blob
            else:
                problems.append(Problem(path, 0, 0, "CB114", {"name": name}))
        elif not (len(parts) == 2 and folder in disk.OTHER_FILES) and folder not in disk.OTHER_FOLDERS:
            problems.append(disk.misplaced(path))
    return Outcome(files, tuple(problems))

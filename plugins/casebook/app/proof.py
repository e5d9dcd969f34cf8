"""Proof: content and archive read, claims looked up, what was proved written down; and what of an inventory is covered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.app.content import load_library
from casebook.edges import disk
from casebook.files import OutFile, SourceText
from casebook.link.library import Library
from casebook.load.places import place
from casebook.model.source import Source
from casebook.problem import Finding, Problem, has_errors
from casebook.proof import coverage, inventory, ledger
from casebook.proof.claims import claims_of, place_claims
from casebook.proof.verify import Archive, Status, Verdict, read_text, verify

_PLACES = "content/vocab/places.yaml"


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """`verdicts` by file path, files and claims in order; `problems` sorted.

    `unread` are files that `check` has to get through first. `stale`: the ledger differs from what holds now, unless
    it was `written` just now.
    """

    verdicts: dict[str, tuple[Verdict, ...]]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    stale: bool
    written: bool


def verify_content(root: Path, archive: Path, only: Sequence[str] = (), *, write: bool = False) -> VerifyReport:
    """Every claim of the records looked up, or of the given files and folders (posix, relative to root)."""
    loaded = load_library(root)
    library = loaded.value
    known_paths = {entry.path for entry in library.entries.values()}
    refused = {problem.path for problem in loaded.problems if has_errors((problem,))} - known_paths
    data = disk.archive_texts(archive)
    known = archive_of(library, data)
    claims = {entry.path: claims_of(entry) for entry in library.entries.values()}
    claims[_PLACES] = place_claims(library.vocab.places)
    verdicts = {path: verify(found, known) for path, found in claims.items()}
    fresh = _ledger(root, library, verdicts, known, data)
    stale = fresh != disk.read_text(root / ledger.PATH).encode()
    written = write and disk.write_files(root, [OutFile(ledger.PATH, fresh)]) > 0
    chosen = {path: found for path, found in verdicts.items() if _is_in(path, only)}
    findings = {path: list(findings_of(found)) for path, found in chosen.items()}
    for entry, source in library.of_model(Source):
        if _is_in(entry.path, only) or not only:
            findings.setdefault(entry.path, []).extend(_of_source(source, known))
    problems = [problem for path, found in findings.items() if found for problem in _placed(root, path, found)]
    unread = tuple(sorted(path for path in refused if _is_in(path, only)))
    return VerifyReport(chosen, tuple(sorted(problems)), unread, stale and not written, written)


def archive_of(library: Library, data: Mapping[str, bytes]) -> Archive:
    """The texts of a folder (source id → bytes) cut at the sections of the library's sources."""
    return Archive(
        {source.id: read_text(source, data[source.id]) for _, source in library.of_model(Source) if source.id in data}
    )


def _is_in(path: str, only: Sequence[str]) -> bool:
    return not only or any(path == chosen or path.startswith(chosen.rstrip("/") + "/") for chosen in only)


def _placed(root: Path, path: str, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    return place(SourceText(path, (root / path).read_bytes()), findings)


def findings_of(verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """What is to be told of the claims of one file."""
    for verdict in verdicts:
        claim = verdict.claim
        values = {
            "words": claim.label,
            "cite": "、".join(cite.replace(" *", " 全文") for cite in claim.cites),
            "where": "、".join(verdict.where),
            "why": f"（{verdict.why}）" if verdict.why else "",
        }
        at = tuple(part for part in claim.at if not str(part).startswith("@"))
        match verdict.status:
            case Status.NOT_FOUND:
                yield Finding("CB807" if at == ("title",) else "CB801", at, values)
            case Status.WRONG_SECTION:
                yield Finding("CB802", at, values)
            case Status.AMBIGUOUS:
                yield Finding("CB803", at, {**values, "why": verdict.why})


def _of_source(source: Source, archive: Archive) -> Iterator[Finding]:
    text = archive.texts.get(source.id)
    if text is None:
        if source.sha256:
            yield Finding("CB805", ("sha256",), {"source": source.id})
        return
    if not text.whole:
        yield Finding("CB804", ("sha256",), {"source": source.id})
    for no, section in enumerate(source.sections):
        if section.locator in text.sections.missing:
            yield Finding("CB806", ("sections", no, "locator"), {"locator": section.locator})


def _ledger(
    root: Path, library: Library, verdicts: dict[str, tuple[Verdict, ...]], archive: Archive, data: dict[str, bytes]
) -> bytes:
    """What content/proof.tsv should say now."""
    checksums = ledger.checksums_of(library) | {
        source: hashlib.sha256(data[source]).hexdigest() for source in archive.texts
    }
    every = (verdict for found in verdicts.values() for verdict in found)
    return ledger.write_ledger(ledger.renewed(_lines(root), every, checksums))


def _lines(root: Path) -> tuple[ledger.Line, ...]:
    return ledger.read_ledger(disk.read_text(root / ledger.PATH))


def with_marks(root: Path, library: Library) -> Library:
    """The library with what the committed ledger proves of it; no archive is needed."""
    return replace(library, proved=ledger.proved(library, _lines(root)))


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """`lines` of the committed file, what is wrong with them, and, against an inventory, what it lacks."""

    lines: tuple[coverage.Placed, ...]
    problems: tuple[Problem, ...]
    rows: tuple[coverage.Row, ...]
    missing: tuple[coverage.Row, ...]
    figures: inventory.Told
    written: bool

    @property
    def written_only(self) -> tuple[tuple[inventory.Counted, str], ...]:
        """Figures that stand in sentences only, each with the reason."""
        return tuple((one, inventory.why_written(one)) for one in self.figures.written)


def cover_content(root: Path, given: Path | None, *, write: bool = False) -> CoverageReport:
    """The mapping held against the records. `given` is the inventory's JSON; its table of the same name, .md, says which rows count."""
    library = load_library(root).value
    held = coverage.shelves(library)
    items = inventory.read_items(disk.read_text(given)) if given else ()
    rows = inventory.rows_of(items, disk.read_text(given.with_suffix(".md"))) if given else ()
    lines, problems = coverage.read_mappings(disk.read_text(root / coverage.PATH))
    written = False
    if write:
        data = coverage.write_mappings(coverage.completed(rows, lines, held))
        written = disk.write_files(root, [OutFile(coverage.PATH, data)]) > 0
        lines, problems = coverage.read_mappings(data.decode())
    wrong = [*problems, *coverage.check_mappings(lines, held), *(coverage.misnamed(rows, lines) if given else ())]
    return CoverageReport(
        tuple(line for _, line in lines),
        tuple(sorted(wrong)),
        rows,
        coverage.missing(rows, lines),
        inventory.told(inventory.figures_of(items), library),
        written,
    )

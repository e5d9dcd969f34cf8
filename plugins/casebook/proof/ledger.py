"""content/proof.tsv: what was proved, so that a build without the archive can say so for exactly what is unchanged.

A line holds a digest of the claim and the checksum of the text that proves it. Change either and the line says nothing
any more; the next `casebook verify --write` removes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any, Protocol

from casebook.link.library import Entry, Library, Proved
from casebook.model.fields import Cite, Frozen
from casebook.model.parts import Figure
from casebook.model.source import Source
from casebook.problem import Loc
from casebook.proof.claims import Claim, Kind, claims_of
from casebook.proof.verify import Status, Verdict

PATH = "content/proof.tsv"
_HEAD = (
    "# 逐条核对过原文的数字和名称，由 casebook verify --write 写成，不要手改。记录或来源改了，对应的行就不再作数。\n"
    "record\tkind\twords\tdigest\tsources\n"
)


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """`sources` is 'hubei-2019=483fcaf44ca61ab2' joined by ';': the texts in which the claim is proved."""

    record: str
    kind: str
    words: str
    digest: str
    sources: str


def digest_of(claim: Claim) -> str:
    """16 hexadecimal digits of all that was proved: words, unit, what is counted, where it is cited. Its place in the file may change."""
    told = "\n".join((claim.kind, *claim.words, claim.unit, claim.beside, *claim.cites))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def read_ledger(text: str) -> tuple[Line, ...]:
    """The lines of the file; what is no line of it is passed over, since a stale line says nothing either."""
    rows = (row.split("\t") for row in text.splitlines() if row and not row.startswith(("#", "record\t")))
    return tuple(Line(*row) for row in rows if len(row) == 5)


def write_ledger(lines: Iterable[Line]) -> bytes:
    """The file: sorted, each line once."""
    rows = ("\t".join(astuple(line)) for line in sorted(set(lines)))
    return (_HEAD + "".join(f"{row}\n" for row in rows)).encode()


def renewed(old: Iterable[Line], verdicts: Iterable[Verdict], checksums: Mapping[str, str]) -> tuple[Line, ...]:
    """What holds now: everything proved, and older lines of unchanged claims whose texts this archive does not have.

    `checksums` is source id → SHA-256, of the archived text where there is one, else of the record.
    """
    known = {(line.record, line.digest): line for line in old}
    lines: list[Line] = []
    for verdict in verdicts:
        claim = verdict.claim
        before = known.get((claim.record, digest_of(claim)))
        if verdict.status is Status.PROVED:
            lines.append(_line(claim, verdict, checksums))
        elif verdict.status is Status.NO_ARCHIVE and before is not None and _holds(before, checksums):
            lines.append(before)
    return tuple(lines)


def _line(claim: Claim, verdict: Verdict, checksums: Mapping[str, str]) -> Line:
    sources = dict.fromkeys(Cite(place).source for place in verdict.where)
    told = ";".join(f"{source}={checksums[source][:16]}" for source in sources)
    return Line(claim.record, claim.kind, " ".join(claim.label.split()), digest_of(claim), told)


def _holds(line: Line, checksums: Mapping[str, str]) -> bool:
    """True when all texts that prove it are still the ones that the source records name."""
    parts = [part.partition("=") for part in line.sources.split(";")]
    return all(checksums.get(source, "")[:16] == checksum != "" for source, _, checksum in parts)


def checksums_of(library: Library) -> dict[str, str]:
    """Source id → SHA-256 of the text its record was written from; sources without one are left out."""
    return {source.id: source.sha256 for _, source in library.of_model(Source) if source.sha256}


def held(library: Library, lines: Iterable[Line]) -> set[tuple[str, str]]:
    """(record id, digest of a claim) of the lines whose texts are still the ones that the source records name."""
    checksums = checksums_of(library)
    return {(line.record, line.digest) for line in lines if _holds(line, checksums)}


def proved(library: Library, lines: Iterable[Line]) -> Proved:
    """Figures and cited sentences that were proved and are unchanged, for the marks on pages.

    A sentence is marked when it says anything that can be looked up and all of it was proved.
    """
    known = held(library, lines)
    entries = (
        library.entries[record] for record in sorted({record for record, _ in known}) if record in library.entries
    )
    found = [part for entry in entries for part in _parts(entry, known)]
    return Proved(
        frozenset(part for part in found if isinstance(part, Figure)),
        frozenset((text, part.cite) for part in found if not isinstance(part, Figure) for text in _sentences(part)),
    )


class _CitedPart(Protocol):
    """A claim, a passage, a step, a figure: anything with citations of its own."""

    @property
    def cite(self) -> tuple[Cite, ...]: ...


def _parts(entry: Entry, known: set[tuple[str, str]]) -> Iterator[_CitedPart]:
    """The cited parts of a record of which every claim is known."""
    claims = [claim for claim in claims_of(entry) if claim.kind is not Kind.WORDING]
    is_known = {claim: (entry.id, digest_of(claim)) in known for claim in claims}
    if not any(is_known.values()):
        return
    for at, part in _cited_parts(entry.record, ()):
        below = [is_known[claim] for claim in claims if claim.at[: len(at)] == at]
        if below and all(below):
            yield part


def _cited_parts(value: object, at: Loc) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _cited_parts(item, (*at, place))
    elif isinstance(value, Frozen):
        if getattr(value, "cite", ()):
            yield at, value
        for name in type(value).model_fields:
            yield from _cited_parts(getattr(value, name), (*at, name))


def _sentences(part: _CitedPart) -> Iterator[str]:
    for name in ("text", "how", "what_happened", "note", "role", "name", "title", "what"):
        held = getattr(part, name, None)
        if isinstance(held, str):
            yield held

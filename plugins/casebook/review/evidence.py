"""How far what a record says is proved: claims found in the archived texts, grades of evidence, statements without a citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any

from casebook.link.library import Entry
from casebook.model.choices import Evidence
from casebook.model.fields import Frozen
from casebook.model.parts import EditorNote
from casebook.proof.claims import Claim, Kind, claims_of
from casebook.proof.ledger import digest_of


@dataclass(frozen=True, slots=True)
class Unproved:
    """What nobody has looked up yet, and where it is cited from."""

    words: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Of one record: how many claims can be looked up, how many of them are proved, which are not; how many dated or counted
    things there are of each grade, A to E; how many statements are cited and how many are the editors' own."""

    claims: int
    proved: int
    unproved: tuple[Unproved, ...]
    grades: dict[str, int]
    cited: int
    own: int


def proof_of(entry: Entry, is_proved: Callable[[Claim], bool]) -> Proof:
    """Names that may be the editors' own wording are no claims."""
    claims = [claim for claim in claims_of(entry) if claim.kind is not Kind.WORDING]
    open_ones = [claim for claim in claims if not is_proved(claim)]
    unproved = dict.fromkeys(Unproved(one.label, tuple(map(_shown, one.cites))) for one in open_ones)
    parts = list(_parts(entry.record))
    graded = (getattr(part, "evidence", None) for part in parts)
    grades = Counter(str(grade) for grade in graded if isinstance(grade, Evidence))
    cited = sum(bool(getattr(part, "cite", ())) for part in parts if _is_statement(part))
    statements = sum(map(_is_statement, parts))
    return Proof(
        len(claims),
        len(claims) - len(open_ones),
        tuple(unproved),
        {str(grade): grades[str(grade)] for grade in Evidence if grades[str(grade)]},
        cited,
        statements - cited,
    )


def known_from(lines: Container[tuple[str, str]]) -> Callable[[Claim], bool]:
    """Whether the ledger's (record id, digest) lines hold a claim."""
    return lambda claim: (claim.record, digest_of(claim)) in lines


def _shown(cite: str) -> str:
    return cite.replace(" *", " 全文")


def _parts(value: Any) -> Iterator[Frozen]:
    if isinstance(value, Frozen):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _parts(item)


def _is_statement(part: Frozen) -> bool:
    """A part that may say where it is from; an editor's note is the editors' by its nature."""
    return "cite" in type(part).model_fields and not isinstance(part, EditorNote)

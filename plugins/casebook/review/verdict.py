"""The outcome of a review: what each change is, and what of it a maintainer has to look at."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from casebook.problem import Problem
from casebook.review.completeness import Score
from casebook.review.difference import Change
from casebook.review.evidence import Proof
from casebook.review.pages import Page
from casebook.review.proposals import Proposal
from casebook.review.resembling import Alike, Copied

ADDED, CHANGED, WITHDRAWN, SUPERSEDED, PUBLISHED = "新增", "修改", "撤回", "被替代", "发布"
MOVED, REMOVED = "改编号", "删去"


@dataclass(frozen=True, slots=True)
class Linked:
    """A link that was not there before: the field's title, the record's or concept's id, and its name."""

    field: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that came, changed or went. `old_id` is what a moved one was called; `is_kept`: its old address leads to the new.
    `proof` and `score` are None for what is gone or cannot be read."""

    how: str
    kind: str
    id: str
    title: str
    path: str
    fields: tuple[Change, ...] = ()
    old_id: str = ""
    is_kept: bool = True
    status: tuple[str, str] = ("", "")
    proof: Proof | None = None
    score: Score | None = None
    links: tuple[Linked, ...] = ()
    addresses: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    copied: tuple[Copied, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is no record. `notes` say what to look at; empty for what is ordinary."""

    path: str
    how: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """`base`, `head` and `start` are commits; `notices` say what the reader must know of how they were compared. `problems` are
    those of the change, `before` counts those that were there already. The last `left_out` records have no details."""

    base: str
    head: str
    start: str
    notices: tuple[str, ...]
    records: tuple[RecordChange, ...]
    words: tuple[Proposal, ...]
    files: tuple[FileChange, ...]
    problems: tuple[Problem, ...]
    before: int
    left_out: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many records came, changed … in the order of the words above."""
        found = Counter(record.how for record in self.records)
        order = (ADDED, CHANGED, PUBLISHED, MOVED, SUPERSEDED, WITHDRAWN, REMOVED)
        return {how: found[how] for how in order if found[how]}

    @property
    def errors(self) -> int:
        return sum(problem.level == "error" for problem in self.problems)


def as_json(review: Review) -> str:
    """All of it, as a program reads it: the fields of the classes above; a problem as `casebook check --format json` has it."""
    data: dict[str, Any] = asdict(review)
    data["counts"] = review.counts
    data["problems"] = [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "level": one.level,
            "message": one.message,
            "hint": one.hint,
        }
        for one in review.problems
    ]
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=False) + "\n"

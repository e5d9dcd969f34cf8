"""What of a record has grown old on a given day. No part of a check or a build, whose outcome must not change over night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casebook.model.case import Case
from casebook.model.choices import Stage, Status, Validity
from casebook.model.dates import Edtf
from casebook.model.parts import Record
from casebook.model.policy import Policy
from casebook.model.source import Source
from casebook.problem import Finding


def grown_old(record: Record, on: date, years: int) -> Iterator[Finding]:
    """Findings for what is due or is older than `years` full years on that day. Withdrawn and replaced records are left alone."""
    if record.status in (Status.WITHDRAWN, Status.SUPERSEDED):
        return
    reviewed = record.reviewed
    if reviewed is not None and reviewed.next_review is not None:
        if reviewed.next_review.end <= on:
            yield Finding("CB341", ("reviewed", "next_review"), {"on": reviewed.next_review})
    elif reviewed is not None and _passed(reviewed.on, on) >= years:
        yield Finding("CB342", ("reviewed", "on"), _told(reviewed.on, on))
    if isinstance(record, Source) and record.url and record.accessed and _passed(record.accessed, on) >= years:
        yield Finding("CB343", ("accessed",), _told(record.accessed, on))
    until = record.effective_to if isinstance(record, Policy) and record.validity is Validity.IN_FORCE else None
    if until is not None and until.end < on:
        yield Finding("CB344", ("validity",), {"on": until})
    tried = record.period if isinstance(record, Case) and record.stage is Stage.TRIAL else None
    if tried is not None and _passed(tried, on) >= years:
        yield Finding("CB345", ("stage",), _told(tried, on))


def _told(then: Edtf, on: date) -> dict[str, str]:
    return {"on": then, "years": str(_passed(then, on))}


def _passed(then: Edtf, on: date) -> int:
    """Full years since the last day that the date may mean."""
    last = then.end
    return on.year - last.year - ((on.month, on.day) < (last.month, last.day))

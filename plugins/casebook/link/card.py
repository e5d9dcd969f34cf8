"""What links, lists and other records' pages ask of a record, without opening it: a library of 100,000 is linked from its cards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from casebook.link.facts import facts_of
from casebook.link.references import Reference, references
from casebook.model.case import Case
from casebook.model.fields import RegionRef
from casebook.model.method import Method
from casebook.model.names import folded
from casebook.model.parts import Figure, Record, Sourced
from casebook.model.policy import Policy
from casebook.model.source import Source

_NO_MARK = ""
CLAIMS = ("problem_solved", "preconditions", "not_suitable_when")  # fields of a method that situations point into


class Target(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a field of a record names: `kinds` joined by blanks, `field` the top-level field, `note` the reason written beside it."""

    field: str
    kinds: str
    id: str
    note: str | None = None


class Here(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A region field as written, with the name of a spot below the region."""

    region: str
    place: str | None = None


class Use(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A method that a case used: `step` is 0 for the whole of it, `happened` False for what is only planned or proposed."""

    method: str
    step: int
    happened: bool


class FigureCard(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a figure of a case is cited from, and which methods it speaks of."""

    cites: tuple[str, ...]
    methods: tuple[str, ...]


class Time(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A date of a record in EDTF: `what` was then, '' for the record as a whole; `paper` is the stage of what nobody has done yet."""

    on: str
    what: str
    paper: str = ""


class Card(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A record in brief. Lists keep the record's order; `facts`, `line` and `values` are casebook.link.facts'.

    `cites` are its citations, each once. `steps` are a method's step numbers, `claims` how many
    statements it has of each of CLAIMS, `on_paper` says of a method that nobody has
    done it yet, `locators` are a source's sections, `pictures` a case's. `figures_mark` and `notes_mark` change when a figure
    or an editor's note does.
    """

    kind: str
    id: str
    title: str
    aliases: tuple[str, ...]
    folded: tuple[str, ...]  # title and aliases, for telling names that look alike
    keywords: tuple[str, ...]
    summary: str
    status: str
    superseded_by: str | None
    redirect_from: tuple[str, ...]
    reviewed_on: str | None
    themes: tuple[str, ...]
    sources: tuple[str, ...]
    targets: tuple[Target, ...]
    places: tuple[Here, ...]
    cites: tuple[str, ...]
    facts: tuple[str | None, ...]
    line: tuple[str | None, ...]
    place: str | None
    values: dict[str, tuple[str, ...]]
    steps: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    uses: tuple[Use, ...] = ()
    on_paper: str = ""
    locators: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    figures: tuple[FigureCard, ...] = ()
    figures_mark: str = _NO_MARK
    notes_mark: str = _NO_MARK
    times: tuple[Time, ...] = ()
    next_review: str | None = None


def card_of(kind: str, record: Record) -> Card:
    """The card of a record that has the right shape."""
    refs, cites = references(record)
    facts = facts_of(record)
    figures: tuple[Figure, ...] = record.results if isinstance(record, Case) else ()
    return Card(
        kind=kind,
        id=record.id,
        title=record.title,
        aliases=record.aliases,
        folded=tuple(folded(name) for name in (record.title, *record.aliases)),
        keywords=record.keywords,
        summary=record.summary,
        status=record.status.value,
        superseded_by=str(record.superseded_by) if record.superseded_by else None,
        redirect_from=record.redirect_from,
        reviewed_on=str(record.reviewed.on) if record.reviewed else None,
        themes=tuple(map(str, getattr(record, "themes", ()))),
        sources=tuple(map(str, getattr(record, "sources", ()))),
        targets=tuple(_targets(refs)),
        places=tuple(Here(str(ref.target), ref.place) for ref in refs if isinstance(ref.target, RegionRef)),
        cites=tuple(dict.fromkeys(str(cite) for _, cite in cites)),
        facts=facts.facts,
        line=facts.line,
        place=facts.place,
        values=facts.values,
        steps=tuple(step.no for step in record.steps) if isinstance(record, Method) else (),
        claims=tuple(len(getattr(record, name)) for name in CLAIMS) if isinstance(record, Method) else (),
        uses=tuple(_uses(record)) if isinstance(record, Case) else (),
        on_paper=record.on_paper if isinstance(record, Method) else "",
        locators=tuple(section.locator for section in record.sections) if isinstance(record, Source) else (),
        pictures=tuple(picture.file for picture in record.media) if isinstance(record, Case) else (),
        figures=tuple(FigureCard(_once(figure.cite), _once(figure.methods)) for figure in figures),
        figures_mark=_mark(figures),
        notes_mark=_mark(record.editor_notes),
        times=tuple(_times(record)),
        next_review=str(record.reviewed.next_review) if record.reviewed and record.reviewed.next_review else None,
    )


def _times(record: Record) -> Iterator[Time]:
    """When a policy was issued, when a case ran, since when a method is known; then the points in time that sources tell of."""
    if isinstance(record, Policy) and record.issued:
        yield Time(str(record.issued), "", record.on_paper)
    if isinstance(record, Case) and record.period:
        yield Time(str(record.period), "")
    if isinstance(record, Method) and record.origin and record.origin.first_seen:
        yield Time(str(record.origin.first_seen), "最早见于")
    if isinstance(record, Sourced):
        for point in record.milestones:
            paper = str(point.stage) if point.stage and not point.stage.happened else ""
            yield Time(str(point.on), point.what, paper)


def _uses(case: Case) -> Iterator[Use]:
    for one in case.procedure:
        yield Use(str(one.method), one.step_no or 0, one.stage is None or one.stage.happened)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, values)))


def _targets(refs: tuple[Reference, ...]) -> Iterator[Target]:
    for ref in refs:
        if not isinstance(ref.target, RegionRef):
            yield Target(str(ref.at[0]), " ".join(ref.target.kinds), str(ref.target), ref.note)


@cache
def kinds_of(kinds: str) -> tuple[str, ...]:
    """The kinds that a Target's `kinds` names."""
    return tuple(kinds.split(" "))


def _mark(parts: tuple[Any, ...]) -> str:
    """A short digest of some parts of a record; '' for none."""
    if not parts:
        return _NO_MARK
    told = "\n".join(part.model_dump_json() for part in parts)
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()

"""Library to search documents: what can be found, by which words, and what a hit shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casebook.index.texts import NameOf, steps_and_body
from casebook.link.library import Backlink, Entry, Library, Spot
from casebook.model.case import Case
from casebook.model.choices import Status
from casebook.model.dates import Edtf
from casebook.model.fields import Ref, RegionRef, SourceRef
from casebook.model.method import Method
from casebook.model.names import SECTIONS, page_path
from casebook.model.parts import Record
from casebook.model.plain import plain
from casebook.model.policy import Policy
from casebook.model.region_names import forms
from casebook.model.source import Source
from casebook.model.vocab import Situation, Theme


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """One page that search can find. Empty texts and tuples and None mean: has none.

    `url` is relative to the site root. `body` holds what neither title, summary nor `steps` say, a line a statement.
    `facts` are what a hit shows below its title, as read. `themes` are ranked; `regions` run from the record's own unit or
    place up to the province, for each place it has; `spots` only its own. `level`, `form` and `status` are the records' own
    Chinese values, `setting` an id and `setting_label` its label. `date` is the first day it may mean. `evidence` is the best
    grade, A to E, of what a case reports. `has_note`: a case with a teaching note.
    """

    kind: str
    id: str
    title: str
    url: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    steps: str = ""
    body: str = ""
    facts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    setting: str | None = None
    setting_label: str = ""
    level: str | None = None
    year: int | None = None
    form: str | None = None
    status: str = ""
    date: date | None = None
    evidence: str | None = None
    has_note: bool = False


def documents(library: Library) -> Iterator[SearchDoc]:
    """A document for each record that is not withdrawn, each situation and theme, each region or place; by kind in site order,
    then as the library has them. The order is what documents are numbered by."""
    for section in SECTIONS:
        if section.kind == "situation":
            yield from (situation_document(situation) for situation in library.vocab.situations)
        elif section.kind == "theme":
            yield from (theme_document(theme) for theme in library.vocab.themes)
        elif section.kind == "region":
            yield from (spot_document(library, spot) for spot in library.spots.values())
        else:
            found = (document_of(library, entry) for entry in library.of_kind(section.kind))
            yield from (doc for doc in found if doc is not None)


@dataclass(frozen=True, slots=True)
class _Own:
    """What only one kind of record has. `stage` only of what is no practice yet: a hit must not pass off a plan as one."""

    date: Edtf | None = None
    level: str | None = None
    form: str | None = None
    setting: str | None = None
    aliases: tuple[str, ...] = ()
    evidence: str | None = None
    stage: str = ""


def _own(record: Record) -> _Own:
    match record:
        case Method():
            return _Own(
                record.origin.first_seen if record.origin else None, form=record.form.value, stage=record.on_paper
            )
        case Case():
            grades = sorted(figure.evidence.value for figure in record.results)
            return _Own(
                record.period,
                setting=str(record.setting) if record.setting else None,
                evidence=grades[0] if grades else None,
            )
        case Policy():
            number = (record.document_number,) if record.document_number else ()
            form = record.instrument.value
            return _Own(record.issued, record.level.value, form, aliases=number, stage=record.on_paper)
        case Source():
            return _Own(record.published, form=record.type.value)
        case _:
            return _Own()


def document_of(library: Library, entry: Entry) -> SearchDoc | None:
    """The document of a record; None for one that is withdrawn."""
    if entry.card.status == Status.WITHDRAWN.value:
        return None
    record, own = entry.record, _own(entry.record)
    paths = [library.spot_path(spot) for spot in library.spot_of.get(record.id, ())]
    themes = entry.card.themes
    steps, body = steps_and_body(record, _name_of(library))
    places = tuple(dict.fromkeys(_full_name(path) for path in paths))
    labels = [theme.label for theme in library.vocab.themes if theme.id in themes]
    return SearchDoc(
        kind=entry.kind,
        id=record.id,
        title=record.title,
        url=page_path(entry.kind, record.id),
        aliases=tuple(dict.fromkeys((*record.aliases, *own.aliases))),
        summary=record.summary,
        keywords=record.keywords,
        steps=steps,
        body="\n".join(part for part in (body, *places, *labels) if part),
        facts=_facts(record, own, places),
        themes=themes,
        regions=tuple(dict.fromkeys(spot.id for path in paths for spot in reversed(path))),
        spots=tuple(library.spot_of.get(record.id, ())),
        setting=own.setting,
        setting_label=next((one.label for one in library.vocab.settings if one.id == own.setting), ""),
        level=own.level,
        year=own.date.year if own.date else None,
        form=own.form,
        status=record.status.value,
        date=own.date.start if own.date else None,
        evidence=own.evidence,
        has_note=entry.kind == "case" and any(_is_note(library, link) for link in library.who_names(record.id, "case")),
    )


def _is_note(library: Library, link: Backlink) -> bool:
    return library.entries[link.source].kind == "note"


def _facts(record: Record, own: _Own, places: tuple[str, ...]) -> tuple[str, ...]:
    status = () if record.status is Status.PUBLISHED else (record.status.value,)
    date = (own.date.label,) if own.date else ()
    return (*status, *(fact for fact in (own.form, own.stage) if fact), *own.aliases, *places[:1], *date)


def _name_of(library: Library) -> NameOf:
    names = {setting.id: setting.label for setting in library.vocab.settings}

    def name_of(ref: Ref) -> str:
        """Title or label behind a reference. '' for a region, which a record has through its spots, and for a source: what an
        article is called does not say what a record that cites it is about."""
        if isinstance(ref, RegionRef | SourceRef):
            return ""
        return library.entries[ref].title if ref in library.entries else names.get(ref, "")

    return name_of


def _full_name(path: tuple[Spot, ...]) -> str:
    return "".join(spot.label for spot in path)


def situation_document(situation: Situation) -> SearchDoc:
    """The document of a situation: its answers are the steps to a method."""
    return SearchDoc(
        kind="situation",
        id=situation.id,
        title=situation.label,
        url=page_path("situation", situation.id),
        aliases=situation.aliases,
        summary=plain(situation.scope_note),
        steps="\n".join(answer.label for answer in situation.answers),
        body="\n".join((situation.question, *(answer.note for answer in situation.answers if answer.note))),
        facts=(f"{len(situation.answers)} 种说法",),
    )


def theme_document(theme: Theme) -> SearchDoc:
    """The document of a theme."""
    return SearchDoc(
        kind="theme",
        id=theme.id,
        title=theme.label,
        url=page_path("theme", theme.id),
        aliases=theme.aliases,
        summary=plain(theme.scope_note),
        body="\n".join(theme.problems),
        themes=(theme.id,),
    )


def spot_document(library: Library, spot: Spot) -> SearchDoc:
    """The document of a unit or place."""
    path = library.spot_path(spot.id)
    own = spot.place.aliases if spot.place else forms(spot.label)[1:]
    above = _full_name(path[:-1])
    total = len(library.by_spot.get(spot.id, ()))
    return SearchDoc(
        kind="region",
        id=spot.id,
        title=spot.label,
        url=page_path("region", spot.id),
        # 潍坊市奎文区 as well as 山东省潍坊市奎文区: people leave out what is clear to them.
        aliases=tuple(dict.fromkeys((*own, *(_full_name(path[start:]) for start in range(len(path) - 1))))),
        summary=plain(spot.place.scope_note) if spot.place else "",
        facts=tuple(fact for fact in (above, f"{total} 条记录" if total else "") if fact),
        regions=tuple(part.id for part in reversed(path)),
        spots=(spot.id,),
        level=spot.place.level.value if spot.place else spot.region.level if spot.region else None,
    )

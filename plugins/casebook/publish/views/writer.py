"""Writes the text of one page: statements with their marks, links, facts. Order of calls is order on the page: terms light up once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from markupsafe import Markup, escape

from casebook.link.library import Backlink, Entry, Library
from casebook.model.choices import Choice, ClaimStage
from casebook.model.dates import Edtf
from casebook.model.fields import Cite
from casebook.model.method import Method
from casebook.model.names import RECORD_KINDS, SECTION
from casebook.model.parts import EditorNote, Figure
from casebook.model.parts import Link as RecordLink
from casebook.publish.desk import Desk
from casebook.publish.prose import Lights, block, line
from casebook.publish.trusted import NOTHING, trusted
from casebook.publish.views.parts import NOT_RECORDED, Link, LinkGroup, Row, Statements

EDITORS = trusted('<span class="cb-editors" title="没有注明出处：由编者根据来源归纳">编者归纳</span>')
MISSING = trusted(f'<span class="cb-none">{NOT_RECORDED}</span>')


class Cited(Protocol):
    """Anything with text and citations: a claim, a passage, an editor's note."""

    @property
    def text(self) -> str: ...
    @property
    def cite(self) -> tuple[Cite, ...]: ...


@dataclass(frozen=True, slots=True)
class Writer:
    """One page's pen: a desk, the record, and what is remembered: terms that were lit, sources that were cited."""

    desk: Desk
    entry: Entry
    lights: Lights
    cited: dict[str, None] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        return self.desk.library

    # ---- text

    def marks(self, cites: Sequence[Cite], said: str | Figure = "") -> Markup:
        """Citation marks of what is said, with a tick when that was found in the source's text."""
        self.cited.update(dict.fromkeys(cite.source for cite in cites))
        proved = self.library.proved
        found = proved.has_figure(said) if isinstance(said, Figure) else proved.has_text(said, tuple(cites))
        return self.desk.marks.html(cites, proved=found)

    def source_of(self, cites: Sequence[Cite], said: str = "") -> Markup:
        """Citation marks, or the label that says there is no source."""
        return self.marks(cites, said) if cites else EDITORS

    def prose(
        self, text: str, cites: Sequence[Cite] = (), *, stage: ClaimStage | None = None, label: bool = True
    ) -> Markup:
        """Paragraphs with the stage in front and marks behind; `label` False leaves out 编者归纳."""
        tail = self.source_of(cites, text) if cites or label else ""
        return block(text, self.lights, head=self.stage(stage), tail=tail)

    def statements(self, claims: Sequence[Cited]) -> Statements:
        """When none of several claims has a source, the label stands once above them."""
        editors = len(claims) > 1 and not any(claim.cite for claim in claims)
        items = tuple(
            self.prose(claim.text, claim.cite, stage=getattr(claim, "stage", None), label=not editors)
            for claim in claims
        )
        return Statements(items, editors)

    def note(self, note: EditorNote) -> Markup:
        """An editor's note with what kind it is in front; notes are the editors' own and need no label saying so."""
        label = trusted('<span class="cb-note-kind cb-note-kind--{}" title="{}">{}</span>')
        head = label.format(note.kind.name.lower(), note.kind.note, note.kind)
        return block(note.text, self.lights, head=head, tail=self.marks(note.cite, note.text))

    def line(self, text: str) -> Markup:
        return line(text, self.lights)

    def stage(self, stage: ClaimStage | None, *, practice: bool = False) -> Markup:
        """The label of a stage where it is not what a reader takes for granted: a stage unlike the record's own, and words on paper always.

        `practice`: without a stage of its own it has the record's (a step, who takes part, where it is done).
        """
        if stage is None and not practice:
            return NOTHING
        own = self.library.get(self.entry.id, Method).stage if self.entry.kind == "method" else None
        told = stage or (own if practice else None)
        if told is None or (told is (own or ClaimStage.DONE) and told.happened):
            return NOTHING
        kind = told.name.lower()
        return trusted('<span class="cb-stage cb-stage--{}" title="{}">{}</span>').format(kind, told.note, told)

    # ---- facts

    @staticmethod
    def choice(value: Choice, marks: Markup = NOTHING, name: str = "") -> Markup:
        """A value of a closed list (or its longer `name`) with the sentence that explains it."""
        note = f'<small class="cb-gloss">{escape(value.note)}</small>' if value.note else ""
        return trusted(f"{escape(name or value)}{marks}{note}")

    @staticmethod
    def rows(*rows: tuple[str, Markup | str | None]) -> tuple[Row, ...]:
        """Facts that are there; None and empty ones are left out."""
        return tuple(Row(label, escape(value)) for label, value in rows if value)

    @staticmethod
    def date(date: Edtf | None) -> str | None:
        return date.label if date else None

    def place(self, region: str, place: str | None = None) -> Markup:
        """Regions from the province down, each linked; a place without a page of its own comes last as text."""
        spot = self.desk.spot(region, place)
        if spot is None:
            return escape("".join(part for part in (region, place) if part))
        chain = self.library.spot_path(spot.id)
        links = [f'<a href="../regions/{up.id}.html">{escape(up.label)}</a>' for up in chain]
        if place and place != spot.label and place not in (spot.place.aliases if spot.place else ()):
            links.append(str(escape(place)))
        return trusted(f'<span class="cb-place">{"<span>›</span>".join(links)}</span>')

    # ---- links

    def link(self, record_id: str, note: Markup = NOTHING) -> Link:
        """A link to a record, with the reason why it is here."""
        link = self.desk.links(record_id)
        return replace(link, note=note) if note else link

    def reasons(self, links: Iterable[RecordLink]) -> tuple[Link, ...]:
        """Links that a record gives, each with its reason."""
        return tuple(self.link(link.ref, self.reason(link.note, link.cite)) for link in links)

    def reason(self, note: str | None, cites: Sequence[Cite]) -> Markup:
        """Why a link is there; without words only its marks. Notes and packs are the editors' own, and need no label saying so."""
        if not note:
            return self.marks(cites)
        own = self.entry.kind in ("note", "pack")
        return trusted(f"{self.line(note)}{self.marks(cites, note) if own else self.source_of(cites, note)}")

    def backward(self, links: Iterable[Backlink]) -> tuple[Link, ...]:
        """Who names this record, once each; the reason stands where the other record gives one."""
        return tuple(self._back(source, note) for source, note in _reasons_by_source(links).items())

    def mentions(self, field: str, elsewhere: Container[str] = ()) -> tuple[Link, ...]:
        """Who names this record in `field`, but for those that the page shows elsewhere."""
        named = self.library.who_names(self.entry.id, field)
        return self.backward(back for back in named if back.source not in elsewhere)

    def backward_by_kind(self, links: Iterable[Backlink]) -> tuple[LinkGroup, ...]:
        """`backward`, in groups: in site order of kinds, within a group the order given."""
        return self._grouped((source, self._back(source, note)) for source, note in _reasons_by_source(links).items())

    def by_kind(self, ids: Iterable[str]) -> tuple[LinkGroup, ...]:
        """Records in groups, in site order of kinds; within a group the order given."""
        return self._grouped((record_id, self.link(record_id)) for record_id in dict.fromkeys(ids))

    def _back(self, source: str, note: str | None) -> Link:
        return self.link(source, self.line(note) if note else NOTHING)

    def _grouped(self, links: Iterable[tuple[str, Link]]) -> tuple[LinkGroup, ...]:
        groups: dict[str, list[Link]] = {kind: [] for kind in RECORD_KINDS}
        for record_id, link in links:
            groups[self.library.entries[record_id].kind].append(link)
        return tuple(LinkGroup(SECTION[kind].label, tuple(found)) for kind, found in groups.items() if found)


def _reasons_by_source(links: Iterable[Backlink]) -> dict[str, str | None]:
    """Who names it, once each in the order given, with the first reason that is given."""
    notes: dict[str, str | None] = {}
    for back in links:
        notes[back.source] = notes.get(back.source) or back.note
    return notes

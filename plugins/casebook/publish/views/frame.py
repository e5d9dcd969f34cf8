"""What every record page has around its own parts: head, status, tags, editor's notes, sources, how to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from casebook.model.choices import NoteKind, Status
from casebook.model.gbt7714 import TODAY, how_to_cite
from casebook.model.names import page_path
from casebook.model.parts import Milestone, Record, Reviewed, Sourced
from casebook.publish.trusted import NOTHING
from casebook.publish.views.onward import onward
from casebook.publish.views.parts import Banner, Foot, Head, MilestoneView, Reference, Row, Section, Tag, TagRow
from casebook.publish.views.writer import Writer

# More than a line of a phone holds, and no punctuation to break after.
_RUN = re.compile(r"\w{12}")


def head(pen: Writer, facts: tuple[Row, ...]) -> Head:
    """`facts` come from the kind; the rest is the same for all."""
    record = pen.entry.record
    return Head(
        title=record.title,
        runs_on=_RUN.search(record.title) is not None,
        aliases=_other_names(record),
        banner=_banner(pen, record),
        summary=pen.prose(record.summary, label=False),
        facts=facts,
        tags=tuple(row for row in _tags(pen, record, facts) if row.tags),
    )


def _other_names(record: Record) -> str:
    """Joined so that a name that is itself a list stays one; a list of names that reads like the title is left out."""
    names = [name for name in record.aliases if name != record.title]
    mark = "；" if any("、" in name for name in names) else "、"
    joined = mark.join(names)
    return "" if joined.replace("；", "、") == record.title else joined


def _banner(pen: Writer, record: Record) -> Banner | None:
    if record.status is Status.DRAFT:
        return Banner("draft", "草稿", "这条记录还在编写，内容可能改动，请不要引用。")
    if record.status is Status.WITHDRAWN:
        return Banner("withdrawn", "已撤回", record.withdrawn_reason or "这条记录不再可用。")
    if record.status is Status.SUPERSEDED:
        after = pen.library.entries.get(record.superseded_by or "")
        if after is None:
            return Banner("superseded", "被替代", "这条记录已有更好的记录代替。")
        return Banner("superseded", "被替代", "请改看：", pen.desk.href(after.id), after.title)
    return None


def _tags(pen: Writer, record: Record, facts: tuple[Row, ...]) -> Iterator[TagRow]:
    """Ways to similar records. A region that stands among the facts is not said again; keywords wait at the foot."""
    told = "".join(row.value for row in facts)
    labels = {theme.id: theme.label for theme in pen.library.vocab.themes}
    themes = getattr(record, "themes", ())
    yield TagRow("主题", tuple(Tag(f"../themes/{theme}.html", labels[theme]) for theme in themes if theme in labels))
    own = pen.library.spot_of.get(record.id, ())
    yield TagRow("地区", tuple(tag for tag in _places(pen, own) if f'"{tag.href}"' not in told))
    # Where only a case has used a method, the method itself names no such place: said apart.
    known = {up.id for spot in own for up in pen.library.spot_path(spot)}
    cases = sorted(back.source for back in pen.library.who_names(record.id, "procedure"))
    spots = dict.fromkeys(spot for case in cases for spot in pen.library.spot_of.get(case, ())[:1])
    yield TagRow("案例所在", _places(pen, (spot for spot in spots if spot not in known)))


def _places(pen: Writer, spots: Iterable[str]) -> tuple[Tag, ...]:
    return tuple(Tag(f"../regions/{spot}.html", pen.library.spots[spot].label) for spot in spots)


def times(pen: Writer, record: Sourced) -> Iterator[Section]:
    """Points in time, in their order."""
    told = sorted(record.milestones, key=lambda one: one.on.start)
    yield from section("times", "时间点", "shared", "milestones", tuple(_milestone(pen, one) for one in told))


_NOTE_KINDS = tuple(NoteKind)


def closing(pen: Writer) -> Iterator[Section]:
    """Sections at the end of every record: terms on the page, editor's notes, sources, what to read next."""
    record = pen.entry.record
    yield from terms(pen)
    if record.editor_notes:
        notes = sorted(record.editor_notes, key=lambda note: _NOTE_KINDS.index(note.kind))  # doubts first
        yield Section("doubts", "编者注", "shared", "doubts", tuple(map(pen.note, notes)))
    own = getattr(record, "sources", ())
    # A reason that stands in another record brings its own sources.
    ids = dict.fromkeys((*own, *pen.cited)) if own else {}
    sources = [entry for source in ids if (entry := pen.library.entries.get(source)) and entry.kind == "source"]
    if sources:
        references = tuple(Reference(pen.desk.href(entry.id), pen.desk.references(entry.id)) for entry in sources)
        yield Section("sources", "来源", "shared", "references", references)
    yield Section("next", "接着读", "shared", "links", onward(pen))


def _milestone(pen: Writer, milestone: Milestone) -> MilestoneView:
    # An inferred date is not what the source says: it gets no tick.
    said = "" if milestone.on.inferred else milestone.what
    return MilestoneView(
        on=milestone.on.label,
        what=pen.stage(milestone.stage) + pen.line(milestone.what),
        note=pen.line(milestone.note) if milestone.note else NOTHING,
        grade=str(milestone.evidence),
        grade_note=milestone.evidence.note,
        marks=pen.marks(milestone.cite, said),
    )


def terms(pen: Writer) -> Iterator[Section]:
    """Terms that were lit on the page so far, in order of appearance, with their definitions."""
    if pen.lights.seen:
        body = tuple(
            (pen.desk.term_pages[term], pen.library.entries[term].title, pen.desk.words.tips[term])
            for term in pen.lights.seen
        )
        yield Section("terms", "本页术语", "shared", "terms", body)


def foot(pen: Writer, changed: str | None) -> Foot:
    """How to cite the page, who checked it, where to mend it. The shell says when it changed and where to report an error."""
    record, site = pen.entry.record, pen.desk.site
    path = page_path(pen.entry.kind, record.id)
    reviewed = record.reviewed
    return Foot(
        cite=how_to_cite(site.name, record.title, site.url + path, changed),
        today=TODAY,
        words=tuple(Tag(f"../search.html?q={quote(word)}", word) for word in record.keywords),
        reviewed=_reviewed(reviewed) if reviewed else "",
        edit_url=site.edit_url(pen.entry.path) or "",
        record=pen.entry.path,
    )


def section(name: str, title: str, room: str, macro: str, body: object) -> Iterator[Section]:
    """The section, or nothing when it has nothing to show."""
    if body:
        yield Section(name, title, room, macro, body)


def _reviewed(reviewed: Reviewed) -> str:
    again = f"；下次复核 {reviewed.next_review.label}" if reviewed.next_review else ""
    return f"{reviewed.by}，{reviewed.on.label}{again}"

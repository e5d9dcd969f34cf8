"""A record to its page, ready to be poured into the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.link.library import Entry
from casebook.model.choices import Status
from casebook.model.names import BRIEF_KINDS, brief_path, page_path
from casebook.publish.desk import Desk
from casebook.publish.fragments import record_fragment
from casebook.publish.prose import plain
from casebook.publish.shells import Page
from casebook.publish.toc import Toc
from casebook.publish.views.case import case_view
from casebook.publish.views.frame import foot
from casebook.publish.views.method import method_view
from casebook.publish.views.note import note_view
from casebook.publish.views.pack import pack_view
from casebook.publish.views.parts import Head, PageView, Section
from casebook.publish.views.policy import policy_view
from casebook.publish.views.source import source_view
from casebook.publish.views.term import term_view
from casebook.publish.views.writer import Writer

_View = Callable[[Writer, Any], tuple[Head, tuple[Section, ...]]]
_VIEW_OF_KIND: dict[str, _View] = {
    "method": method_view,
    "case": case_view,
    "policy": policy_view,
    "source": source_view,
    "term": term_view,
    "note": note_view,
    "pack": pack_view,
}
ANCHOR = "record"  # id of the <h1>


def record_page(desk: Desk, entry: Entry, changed: str | None = None) -> Page:
    """The page of a record. `changed` is the day of its last change (git's, or the day of review), never today."""
    view = record_view(desk, entry, changed)
    return Page(
        path=page_path(entry.kind, entry.id),
        title=entry.title,
        description=plain(entry.card.summary),
        content=record_fragment(view),
        toc=_toc(view.sections),
        anchor=ANCHOR,
        edit_url=desk.site.edit_url(entry.path),
        updated=changed,
    )


def record_view(desk: Desk, entry: Entry, changed: str | None = None) -> PageView:
    """What the page shows, before it is HTML."""
    pen = Writer(desk, entry, desk.lights(entry.id))
    head, sections = _VIEW_OF_KIND[entry.kind](pen, entry.record)
    return PageView(entry.kind, head, sections, foot(pen, changed), _brief(desk, entry))


def _brief(desk: Desk, entry: Entry) -> str:
    has_one = desk.site.downloads and entry.kind in BRIEF_KINDS and entry.card.status != Status.WITHDRAWN.value
    return f"../{brief_path(entry.id)}" if has_one else ""


def _toc(sections: tuple[Section, ...]) -> Toc:
    entries = (
        (section.id, section.title, tuple((anchor, text, ()) for anchor, text in section.children))
        for section in sections
    )
    return (*entries, ("cite", "怎样引用本页", ()))

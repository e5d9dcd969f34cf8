"""A record to its page, ready to be poured into the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.link.library import Entry, Library
from casebook.model.names import page_path
from casebook.publish.desk import Desk, desk_for
from casebook.publish.fragments import record_fragment
from casebook.publish.prose import plain
from casebook.publish.shells import Page
from casebook.publish.site import Site
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
_last: list[tuple[Library, Site, Desk]] = []


def _desk(library: Library, site: Site) -> Desk:
    """The desk of the library that was asked for last: pages of one build come in a row. A Library never changes, so identity is enough."""
    if not (_last and _last[0][0] is library and _last[0][1] == site):
        _last[:] = [(library, site, desk_for(library, site))]
    return _last[0][2]


def record_page(library: Library, entry: Entry, site: Site, changed: str | None = None) -> Page:
    """The page of a record. `changed` is the day of its last change (git's, or the day of review), never today."""
    view = record_view(library, entry, site, changed)
    return Page(
        path=page_path(entry.kind, entry.id),
        title=entry.record.title,
        description=plain(entry.record.summary),
        content=record_fragment(view),
        toc=_toc(view.sections),
        anchor=ANCHOR,
        edit_url=site.edit_url(entry.path),
        updated=changed,
    )


def record_view(library: Library, entry: Entry, site: Site, changed: str | None = None) -> PageView:
    """What the page shows, before it is HTML."""
    desk = _desk(library, site)
    pen = Writer(desk, entry, desk.lights(entry.id))
    head, sections = _VIEW_OF_KIND[entry.kind](pen, entry.record)
    return PageView(entry.kind, head, sections, foot(pen, changed))


def _toc(sections: tuple[Section, ...]) -> Toc:
    entries = (
        (section.id, section.title, tuple((anchor, text, ()) for anchor, text in section.children))
        for section in sections
    )
    return (*entries, ("cite", "怎样引用本页", ()))

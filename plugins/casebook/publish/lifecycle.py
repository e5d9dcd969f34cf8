"""复核与去留: when records will be looked at again, and which were replaced or withdrawn, and why. Part of a hand-written page in data/."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.link.library import Entry, Library
from casebook.model.choices import Status
from casebook.model.dates import Edtf
from casebook.model.names import SECTION, page_path
from casebook.publish.pages import html_of


@dataclass(frozen=True, slots=True)
class Row:
    """A record; `note` is a date or a reason, `after` the record that took its place. Addresses lead from one folder deep."""

    title: str
    href: str
    kind: str
    note: str = ""
    after: Row | None = None


@dataclass(frozen=True, slots=True)
class LifecycleView:
    due: tuple[Row, ...]
    replaced: tuple[Row, ...]
    withdrawn: tuple[Row, ...]


def lifecycle_part(library: Library) -> str:
    """HTML for the comment 'lifecycle'. What is due first stands first; no day is today, for a page has no clock."""
    entries = tuple(library.entries.values())
    live = [one for one in entries if one.card.status in (Status.DRAFT, Status.PUBLISHED)]
    dated = [(Edtf(one.card.next_review), one) for one in live if one.card.next_review]
    due = sorted(dated, key=lambda pair: (pair[0].end, pair[1].path))
    view = LifecycleView(
        due=tuple(_row(one, on.label) for on, one in due),
        replaced=tuple(_replaced(one, library) for one in entries if one.card.status == Status.SUPERSEDED),
        withdrawn=tuple(
            _row(one, str(one.part("withdrawn_reason"))) for one in entries if one.card.status == Status.WITHDRAWN
        ),
    )
    return html_of("lifecycle.html.j2", view)


def _row(entry: Entry, note: str = "") -> Row:
    return Row(entry.title, f"../{page_path(entry.kind, entry.id)}", SECTION[entry.kind].label, note)


def _replaced(entry: Entry, library: Library) -> Row:
    after = library.entries.get(entry.card.superseded_by or "")
    row = _row(entry)
    return Row(row.title, row.href, row.kind, after=_row(after) if after else None)

"""Pages of the site that a changed record shows on."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.link.library import Entry, Library
from casebook.model.names import SECTION, listing_path, page_path

_LINKED = 12  # a record that everybody links to must not fill the report


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its path below the site."""

    path: str
    title: str


def pages_of(entry: Entry, library: Library) -> tuple[Page, ...]:
    """The record's own page first, then those of records that it names or that name it, of its themes and places, and its list.
    A withdrawn record keeps its page, which says so."""
    linked = dict.fromkeys(
        [link.source for link in library.backlinks.get(entry.id, ())]
        + [target.id for target in entry.card.targets if target.id in library.entries]
    )
    linked.pop(entry.id, None)
    themes = {theme.id: theme.label for theme in library.vocab.themes}
    pages = [Page(page_path(entry.kind, entry.id), entry.title)]
    for one in list(linked)[:_LINKED]:
        other = library.entries[one]
        pages.append(Page(page_path(other.kind, other.id), other.title))
    pages += [Page(page_path("theme", one), themes[one]) for one in entry.card.themes if one in themes]
    pages += [Page(page_path("region", one), library.spots[one].label) for one in library.spot_of.get(entry.id, ())]
    pages.append(Page(listing_path(entry.kind), f"{SECTION[entry.kind].label}列表"))
    return tuple(pages)

"""One page of each kind, for tests and benches that look at all of them."""

from collections.abc import Iterator

from casebook.link.library import Library
from casebook.model.names import RECORD_KINDS, listing_path, page_path

HAND = (
    "index.html", "about.html", "contribute.html", "offline.html", "shelf.html", "browse.html", "search.html", "data/index.html",
    "data/doubts.html", "data/lifecycle.html", "compare.html", "course.html", "timeline.html", "graph.html", "form.html", "dev/index.html", "dev/fields.html",
)  # fmt: skip


def kinds_of_page(library: Library) -> list[str]:
    """Hand-written pages, lists, the richest record of each kind, a situation, a theme, and a place at each depth.

    Not 404.html: its addresses start at the root of the server, and there is none for a folder.
    """
    lists = [listing_path(kind) for kind in (*RECORD_KINDS, "situation", "theme", "region")]
    return [*HAND, *lists, *(page_path(*one) for one in rich(library))]


def rich(library: Library) -> Iterator[tuple[str, str]]:
    """Kind and id of the richest record of each kind, of a situation, a theme, and of a place at each depth."""
    for kind in RECORD_KINDS:
        entries = list(library.of_kind(kind))
        if entries:
            yield kind, max(entries, key=lambda entry: (len(entry.record.model_dump_json()), entry.id)).id
    yield "situation", library.vocab.situations[0].id
    yield "theme", library.vocab.themes[0].id
    deepest = max(library.spots, key=lambda spot_id: (len(library.spot_path(spot_id)), spot_id))
    yield from (("region", spot.id) for spot in library.spot_path(deepest))

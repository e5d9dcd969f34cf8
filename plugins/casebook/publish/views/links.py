"""Links to records as pages show them: address, title, a line of facts, the status when it is not 已发布."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.link.library import Entry, Library, Spot
from casebook.model.choices import Status
from casebook.model.names import page_path
from casebook.publish.views.parts import Link


def href_of(entry: Entry) -> str:
    """Address of a record's page from any other record's page: all lie one folder deep."""
    return "../" + page_path(entry.kind, entry.id)


def link_to(library: Library, record_id: str) -> Link:
    """A link without a reason. While somebody is still writing, the preview shows what is missing instead of falling over."""
    entry = library.entries.get(record_id)
    if entry is None:
        return Link("", record_id, status="缺这条记录")
    status = "" if entry.card.status == Status.PUBLISHED.value else entry.card.status
    return Link(href_of(entry), entry.title, facts(library, entry), status=status)


def facts(library: Library, entry: Entry) -> str:
    """A short line that tells records of one kind apart: 'form', 'place, time', 'number, time'."""
    where = _spot_label(library, entry.id) if None in entry.card.line else ""
    return "，".join(part for fact in entry.card.line if (part := where if fact is None else fact))


def _spot_label(library: Library, record_id: str) -> str:
    spots: tuple[str, ...] = library.spot_of.get(record_id, ())
    return "".join(_short_chain(library.spot_path(spots[0]))) if spots else ""


def _short_chain(chain: Sequence[Spot]) -> list[str]:
    """The last two names: enough to know which 幸福街社区 is meant."""
    return [spot.label for spot in chain[-2:]]

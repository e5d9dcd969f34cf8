"""Which records changed last: on the home page, and in 更新记录."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casebook.model.names import RECORD_KINDS
from casebook.publish.items import Item, Items
from casebook.publish.pages import html_of

_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Change:
    date: str
    title: str
    kind_label: str
    path: str


def newest(items: Items, changed: Mapping[str, str], limit: int) -> tuple[Change, ...]:
    """Newest first; of one day in site order. Nothing when every record bears the same day: then nothing is news."""
    dated: Sequence[Item] = [item for item in items.of_kind() if item.id in changed and not item.status]
    if len({changed[item.id] for item in dated}) < 2:
        return ()
    kinds = {kind: rank for rank, kind in enumerate(RECORD_KINDS)}
    ordered = sorted(
        sorted(dated, key=lambda item: (kinds[item.kind], item.id)), key=lambda item: changed[item.id], reverse=True
    )
    return tuple(Change(changed[item.id], item.title, item.kind_label, item.path) for item in ordered[:limit])


def news_part(items: Items, changed: Mapping[str, str]) -> str:
    """HTML for the comment 'news' of a hand-written page at the root."""
    return html_of("news.html.j2", newest(items, changed, _AT_MOST))

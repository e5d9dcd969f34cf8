"""Which records changed last: on the home page, and in 更新记录."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.publish.items import Items
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
    days = dict(changed.items())
    dated = [one for one in items.usable() if one in days]
    if len({days[one] for one in dated}) < 2:
        return ()
    shown = [items[one] for one in sorted(dated, key=days.__getitem__, reverse=True)[:limit]]
    return tuple(Change(days[item.id], item.title, item.kind_label, item.path) for item in shown)


def news_part(items: Items, changed: Mapping[str, str]) -> str:
    """HTML for the comment 'news' of a hand-written page at the root."""
    return html_of("news.html.j2", newest(items, changed, _AT_MOST))

"""更新记录: which records changed last."""

from __future__ import annotations

import re

from casebook.publish.items import items_of
from casebook.publish.news import news_part
from tests.publish.small_library import a_library, a_method


def test_the_newest_stand_first_and_lead_to_their_pages() -> None:
    items = items_of(a_library(a_method("a", "甲"), a_method("b", "<乙>")))
    html = news_part(items, {"a": "2024-01-01", "b": "2024-05-01"})
    assert re.findall(r'<time datetime="([^"]+)">\1</time><a href="([^"]+)">([^<]+)</a>', html) == [
        ("2024-05-01", "methods/b.html", "&lt;乙&gt;"),
        ("2024-01-01", "methods/a.html", "甲"),
    ]


def test_without_a_history_it_says_so() -> None:
    items = items_of(a_library(a_method("a", "甲"), a_method("b", "乙")))
    assert "生成网站时没有历史" in news_part(items, {})
    assert "同一天" in news_part(items, {"a": "2024-01-01", "b": "2024-01-01"})

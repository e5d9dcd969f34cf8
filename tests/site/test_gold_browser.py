"""The gold queries on the built site, in real Chromium, over http and from a folder; and side by side with the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casebook.app.search import refresh
from casebook.index.pinyin import sounds
from casebook.link.library import Library
from casebook.search.answer import answer
from casebook.search.parse import parse
from casebook.search.query import Query
from tests.search.browser import search_in_chromium
from tests.search.gold import gold, measured, worst

ROOT = Path(__file__).resolve().parents[2]
GOLD = gold()


def _asked(page: Page, root: str, queries: list[str]) -> dict[str, list[str]]:
    return dict(zip(queries, search_in_chromium(page, root, queries), strict=True))


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_right_records_are_found_and_stand_first(
    page: Page, site: Path, server: Callable[[Path], str], way: str
) -> None:
    answers = _asked(page, f"{server(site)}/" if way == "http" else f"{site.as_uri()}/", [one.q for one in GOLD])
    recall, rank = measured(answers, GOLD)
    assert (recall >= 0.98, rank >= 0.92) == (True, True), worst(answers, GOLD)


def test_every_method_is_first_by_its_name_and_in_the_first_three_by_its_initials(
    page: Page, site: Path, library: Library
) -> None:
    methods = {entry.record.title: entry.id for entry in library.of_kind("method")}
    by_name = _asked(page, f"{site.as_uri()}/", list(methods))
    assert [title for title, record in methods.items() if by_name[title][:1] != [record]] == []
    # Without the names that index/pinyin.py finds too long for anybody to type so.
    letters = {title: first for title in methods for _, first in list(sounds(title))[:1]}
    by_letters = _asked(page, f"{site.as_uri()}/", list(dict.fromkeys(letters.values())))
    assert [title for title, first in letters.items() if methods[title] not in by_letters[first][:3]] == []


@pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="174 of 186 agree: the browser's rules changed in d99bcde; what search/rank.py still lacks of them is open",
)
def test_browser_and_command_line_agree_on_the_first_five(page: Page, site: Path, tmp_path: Path) -> None:
    store, manifest = refresh(ROOT, tmp_path, "whoosh", lambda said: None)
    queries = [one.q for one in GOLD]
    browser = _asked(page, f"{site.as_uri()}/", queries)
    different = {}
    for text in queries:
        query = parse(text, lambda facet, value: (value,))
        assert isinstance(query, Query)
        ours = [result.row.doc.id for result in answer(store, query, manifest.lore, limit=5).results]
        if ours != browser[text][:5]:
            different[text] = (ours, browser[text][:5])
    store.close()
    assert different == {}

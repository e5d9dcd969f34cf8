"""The gold queries on the built site, in real Chromium, over http and from a folder; and side by side with the command line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from casebook.app.search import refresh
from casebook.edges.search_index import Manifest
from casebook.index.documents import documents
from casebook.index.pinyin import sounds
from casebook.link.library import Library
from casebook.search.answer import answer
from casebook.search.parse import parse
from casebook.search.query import Query
from casebook.search.ranking import RANKING
from casebook.search.store import Store
from tests.search.asks import asks, quoted
from tests.search.browser import Shown, shown_in_chromium
from tests.search.gold import HELD_OUT, gold, measured, worst

ROOT = Path(__file__).resolve().parents[2]
GOLD = gold()


Whoosh = tuple[Store, Manifest]


@pytest.fixture(scope="module")
def whoosh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whoosh]:
    """The index of the command line."""
    store, manifest = refresh(ROOT, tmp_path_factory.mktemp("index"), "whoosh", lambda said: None)
    yield store, manifest
    store.close()


@pytest.fixture(scope="module")
def ours(whoosh: Whoosh, library: Library) -> dict[str, Shown]:
    """What `casebook search` shows for gold queries, held-out ones and many drawn by chance."""
    drawn = asks(list(documents(library)), 150, seed=5)
    return _on_the_command_line([one.q for one in (*GOLD, *gold(HELD_OUT))] + drawn, whoosh)


def _on_the_command_line(queries: Sequence[str], whoosh: Whoosh) -> dict[str, Shown]:
    store, manifest = whoosh
    answers = {}
    for text in dict.fromkeys(queries):
        query = parse(text, lambda facet, value: (value,))
        assert isinstance(query, Query), (text, query)
        found = answer(store, query, manifest.lore, limit=10)
        answers[text] = Shown([result.row.doc.id for result in found.results], list(found.suggestions), found.total)
    return answers


@pytest.fixture
def page(page: Page) -> Page:
    """So narrow that the filters stay closed: they have tests of their own."""
    page.set_viewport_size({"width": 800, "height": 900})
    return page


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, site: Path, server: Callable[[Path], str]) -> str:
    """Address of the built site."""
    return server(site) if request.param == "http" else site.as_uri()


def test_the_browser_finds_what_the_command_line_finds(page: Page, root: str, ours: dict[str, Shown]) -> None:
    """The first five, how many there are and the suggested names. From a folder only the gold queries: it is the same code."""
    queries = list(ours) if root.startswith("http") else [one.q for one in GOLD]
    shown = dict(zip(queries, shown_in_chromium(page, root, queries), strict=True))
    different = {
        query: (ours[query], theirs)
        for query, theirs in shown.items()
        if replace(ours[query], ids=ours[query].ids[:5]) != replace(theirs, ids=theirs.ids[:5])
    }
    assert different == {}
    answers = {query: theirs.ids for query, theirs in shown.items()}
    recall, rank = measured(answers, GOLD)
    assert (recall >= 0.98, rank >= 0.92) == (True, True), worst(answers, GOLD)


def test_a_phrase_in_quotes_finds_what_it_finds_on_the_command_line(
    page: Page, site: Path, library: Library, whoosh: Whoosh
) -> None:
    """The first five, and how many there are as far as the browser has looked them through."""
    ours = _on_the_command_line(quoted(list(documents(library)), 100, seed=7), whoosh)
    shown = dict(zip(ours, shown_in_chromium(page, site.as_uri(), list(ours)), strict=True))
    different = {
        query: (ours[query], theirs)
        for query, theirs in shown.items()
        if (ours[query].ids[:5], ours[query].meant) != (theirs.ids[:5], theirs.meant)
        or theirs.total < ours[query].total
        or (theirs.total < RANKING.phrase_checked and theirs.total != ours[query].total)
    }
    assert different == {}, str(different)


def test_every_document_is_first_by_its_name_and_every_method_in_the_first_three_by_its_initials(
    page: Page, site: Path, library: Library
) -> None:
    """A document may share its name with the one that is first, such as a theme and a method."""
    names = {doc.title: doc.id for doc in documents(library)}
    methods = {entry.record.title: entry.id for entry in library.of_kind("method")}
    # Without the names that index/pinyin.py finds too long for anybody to type so.
    letters = {title: first for title in methods for _, first in list(sounds(title))[:1]}
    queries = list(dict.fromkeys([*names, *letters.values()]))
    found = dict(zip(queries, shown_in_chromium(page, site.as_uri(), queries), strict=True))
    assert [(name, found[name].first) for name in names if name not in found[name].first] == []
    assert [title for title, record in methods.items() if found[title].ids[:1] != [record]] == []
    assert [title for title, first in letters.items() if methods[title] not in found[first].ids[:3]] == []


FILTERED = [
    ("社区协商", "kind", "case"),
    ("社区减负 清单", "kind", "policy"),
    ("居民 议事", "theme", "qun-zhong-zi-zhi"),
    ("社区", "region", "420000"),
    ("治理 意见", "level", "中央"),
]


def test_a_filter_leaves_what_the_same_condition_leaves_on_the_command_line(
    page: Page, site: Path, whoosh: Whoosh
) -> None:
    """Both filter what the words found, so a facet holds as many as its count said."""
    store, manifest = whoosh
    for text, facet, value in FILTERED:
        query = parse(f"{text} {facet}:{value}", lambda facet, value: (value,))
        assert isinstance(query, Query)
        ours = answer(store, query, manifest.lore, limit=5)
        page.goto(f"{site.as_uri()}/search.html?q={quote(text)}&{facet}={quote(value)}")
        page.wait_for_selector("#casebook-search-page[data-answered]", state="attached")
        links = page.locator(".cb-hit__link").evaluate_all("links => links.map(link => link.href)")
        theirs = [link.rsplit("/", 1)[-1].removesuffix(".html") for link in links]
        assert theirs[:5] == [result.row.doc.id for result in ours.results] != [], (text, facet)
        assert re.search(rf"\b{ours.total} 条", page.locator(".cb-find__status").inner_text()), (
            text,
            facet,
            ours.total,
        )

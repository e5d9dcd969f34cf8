"""Pages of records as HTML: safe, whole, the same bytes for the same content, fast."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.publish.desk import desk_for
from casebook.publish.records import record_page
from casebook.publish.shells import Page
from casebook.publish.site import Site
from tests.publish.small_library import a_case, a_library, a_method

SITE = Site("案例库", "", "https://x.cn/", "", "main", "https://git.cn/edit/{branch}/{path}", "")
ROOT = Path(__file__).parents[2]
_VOID = {"br", "img", "input", "hr", "rect", "text"}
_NOT_RECORDS = ("../themes/", "../regions/", "../search.html", "../shelf.html", "../course.html")
EVIL = "<script>alert(1)</script>\"'&{{ 7*7 }}{% raw %}"


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


@pytest.fixture(scope="module")
def pages(content: Library) -> list[Page]:
    desk = desk_for(content, SITE)
    return [record_page(desk, entry, "2026-07-01") for entry in content.entries.values()]


class _Balance(HTMLParser):
    """Collects ids, links and tags that do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.hrefs += [given["href"] or ""] if "href" in given else []
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def parsed(page: Page) -> _Balance:
    parser = _Balance()
    parser.feed(page.content)
    return parser


def test_every_record_of_the_repository_has_a_well_formed_page(pages: list[Page]) -> None:
    assert len(pages) > 50
    for page in pages:
        parser = parsed(page)
        assert (page.path, parser.wrong, parser.open) == (page.path, [], [])
        assert len(parser.ids) == len(set(parser.ids)), page.path


def test_the_contents_lead_to_headings_that_are_there(pages: list[Page]) -> None:
    for page in pages:
        anchors = [anchor for anchor, _, _ in page.toc]
        anchors += [anchor for _, _, children in page.toc for anchor, _, _ in children]
        ids = set(parsed(page).ids)
        assert {page.anchor, *anchors} <= ids, page.path
        assert all(re.fullmatch(r"[a-z][a-z0-9-]*", anchor) for anchor in anchors), page.path
        headings = re.findall(r'<h2 id="([^"]+)">', page.content)
        assert headings == [anchor for anchor, _, _ in page.toc], page.path


def test_links_between_records_lead_to_a_page_and_a_place_on_it(pages: list[Page]) -> None:
    ids = {page.path: set(parsed(page).ids) for page in pages}
    for page in pages:
        for href in parsed(page).hrefs:
            target, _, anchor = href.partition("#")
            if target.startswith("../") and not target.startswith(_NOT_RECORDS):
                assert target[3:] in ids, (page.path, href)
                assert not anchor or anchor in ids[target[3:]], (page.path, href)
            elif href.startswith("#"):
                assert anchor in ids[page.path], (page.path, href)


def test_nothing_loads_from_another_host(pages: list[Page]) -> None:
    for page in pages:
        assert not re.search(
            r"""(?:src|srcset|data)\s*=\s*"(?:https?:)?//|style=|<(?:script|iframe|link|object)""", page.content
        ), page.path


def test_the_same_content_gives_the_same_bytes(content: Library, pages: list[Page]) -> None:
    again = load_library(ROOT).value
    desk = desk_for(again, SITE)
    assert [record_page(desk, entry, "2026-07-01") for entry in again.entries.values()] == pages


def test_text_of_a_record_is_never_markup_nor_template() -> None:
    claim = {"text": EVIL, "cite": "wen-ji 一"}
    figure = {"indicator": EVIL, "after": EVIL[:40], "unit": "<b>", "cite": "wen-ji 一", "evidence": "D", "note": EVIL}
    step = {"no": 1, "name": EVIL, "how": EVIL, "who": [EVIL], "output": EVIL, "pitfall": EVIL}
    library = a_library(
        a_method("m", EVIL, aliases=[EVIL], summary=EVIL, keywords=[EVIL], steps=[step], support=[claim]),
        a_case(
            "c", EVIL, place=EVIL, lead=EVIL, results=[figure, {**figure, "before": "1", "after": "2"}], limits=[claim]
        ),
    )
    for entry in library.entries.values():
        html = record_page(desk_for(library, SITE), entry).content
        assert "<script" not in html
        assert "<b>%" not in html
        if entry.kind != "source":
            assert "{{ 7*7 }}" in html
            assert "&lt;script&gt;" in html

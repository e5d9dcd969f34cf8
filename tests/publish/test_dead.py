"""Links that lead nowhere, as each of its forms is found; and the good ones that look alike."""

from __future__ import annotations

import pytest

from casebook.publish.dead import dead_links, outside_links
from casebook.publish.hrefs import read_css, read_page

FILES = ("index.html", "404.html", "methods/index.html", "methods/a.html", "methods/甲.html", "assets/a.css", "p.png")
BASE = "https://host.test/some/path/"


def verdicts(link: str, path: str = "methods/a.html", base: str = BASE) -> list[str]:
    read = {"index.html": read_page("<h1 id=top2></h1>"), path: read_page(f'<h1 id="here"></h1><a href="{link}">')}
    return [found.code for found in dead_links(read, FILES, base)]


@pytest.mark.parametrize(
    "link",
    [
        "", "#here", "#", "#top", "#:~:text=x", "?q=1#here", "a.html?x", "../index.html#top2", "../index.html", "%E7%94%B2.html",
        "./a.html", "../p.png#any", "mailto:a@b.cn", "data:text/plain,x", "https://elsewhere.cn/x", "//elsewhere.cn/x",
        BASE, f"{BASE}methods/", f"{BASE}methods/a.html#here", "/some/path/p.png", "/some/path/",
    ],
)  # fmt: skip
def test_these_lead_somewhere(link: str) -> None:
    assert verdicts(link) == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("b.html", "CB631"), ("../methods/", "CB631"), (".", "CB631"), ("..", "CB631"), ("../../index.html", "CB631"),
        ("a.html/x", "CB631"), ("/index.html", "CB631"), (f"{BASE}b.html", "CB631"), ("A.html", "CB631"),
        ("#nowhere", "CB632"), ("../index.html#here", "CB632"),
    ],
)  # fmt: skip
def test_these_do_not(link: str, code: str) -> None:
    """A folder is one of them: on file:// nobody shows its index.html."""
    assert verdicts(link) == [code]


def test_the_page_for_addresses_that_are_none_begins_at_the_servers_root() -> None:
    assert verdicts("/some/path/methods/", "404.html") == []
    assert verdicts("/methods/", "404.html") == ["CB631"]
    assert verdicts("/methods/", "404.html", base="https://host.test/") == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    read = {"index.html": read_page('<img src="https://x.cn/a.png">'), "assets/a.css": read_css("b{c:url(//x.cn/d)}")}
    assert [(found.path, found.code) for found in dead_links(read, FILES, BASE)] == [
        ("index.html", "CB633"),
        ("assets/a.css", "CB633"),
    ]


def test_a_style_sheets_addresses_start_where_it_lies() -> None:
    read = {"assets/a.css": read_css("b{c:url(../p.png)} d{e:url(p.png)}")}
    assert [found.url for found in dead_links(read, FILES, BASE)] == ["p.png"]


def test_links_out_of_the_site_once_each_with_their_first_place() -> None:
    page = read_page(f'<a href="https://x.cn/a#b">1</a><a href="https://x.cn/a">2</a><a href="{BASE}">3</a>')
    assert outside_links({"index.html": page}, BASE) == {"https://x.cn/a": ("index.html", 0)}

"""The addresses of a page, as a browser would find them."""

from __future__ import annotations

import random
from html.parser import HTMLParser

from casebook.publish.hrefs import Href, canonical, read_css, read_page


def urls(html: str) -> list[str]:
    return [href.url for href in read_page(html).hrefs]


def test_what_is_followed_and_what_is_loaded() -> None:
    html = (
        '<a href="a.html?x=1&amp;y=2">甲</a><form action=s.html></form><area href="r.html">'
        '<link rel="stylesheet" href="c.css"><link rel="next" href="n.html"><script src="s.js">"<a href=no>"</script>'
        '<img src="p.png" srcset="p.png 1x, q.png 2x"><video poster="v.png"><source src="v.mp4"></video>'
        '<svg><image href="i.png"/></svg><style>b{background:url(b.png)}</style>'
        '<meta http-equiv="refresh" content="0; url=to.html"><meta property="og:image" content="https://x.cn/o.png">'
    )
    hrefs = read_page(html).hrefs
    assert [href.url for href in hrefs if not href.is_load] == [
        "a.html?x=1&y=2", "s.html", "r.html", "n.html", "to.html", "https://x.cn/o.png",
    ]  # fmt: skip
    assert [href.url for href in hrefs if href.is_load] == [
        "c.css", "s.js", "p.png", "p.png", "q.png", "v.png", "v.mp4", "i.png", "b.png",
    ]  # fmt: skip
    assert [html[href.at] for href in hrefs] == ["<"] * len(hrefs)


def test_what_only_looks_like_a_tag_is_none() -> None:
    assert urls('<!-- <a href="no"> --><p title=\'<a href="no">\'>1 < 2 <a data-x=">" href=\'yes\'>') == ["yes"]
    assert urls("<abbr href=no><base-x href=no>") == []


def test_anchors_are_ids_and_named_links() -> None:
    found = read_page('<h1 id="a">x</h1><a name=b></a><input name="c"><p id=\'甲&amp;乙\'>')
    assert found.anchors == {"a", "b", "甲&乙"}


def test_style_sheets() -> None:
    css = "@import 'a.css'; b { background: url( \"b.png\" ) } c { mask: url(data:image/svg+xml;x) }"
    assert [href.url for href in read_css(css).hrefs] == ["a.css", "b.png", "data:image/svg+xml;x"]
    assert read_css(css).hrefs[0] == Href("a.css", 0, is_load=True)


def test_where_a_page_says_it_is_served() -> None:
    assert canonical('<link rel="canonical" href="https://x.cn/a/?b&amp;c">') == "https://x.cn/a/?b&c"
    assert canonical("<p>") == ""


class _Reference(HTMLParser):
    """Links and ids by the standard library's own parser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(reversed(attrs))
        if given.get("id"):
            self.ids.add(given["id"] or "")
        if tag == "a" and "href" in given:
            self.links.append(given["href"] or "")


def test_the_quick_reader_finds_what_the_slow_one_finds() -> None:
    pieces = [
        '<a href="x.html">', "<a href='y\"z'>", "<A HREF=q>", "<p id=i1 >", '<b title="a > b" id="i2">', "text & more",
        "<br/>", '<a\nclass="c"\nhref = "w.html" >', "</a>", "<!-- <a href=c> -->", "<script>if(a<b){'<a href=s>'}</script>",
        '<a href="d&amp;e" href="second">', "<i id='&#30002;'>", "5 > 3", "<style>a{b:c}</style>", "<svg viewBox='0 0'/>",
    ]  # fmt: skip
    chance = random.Random(6)
    for _ in range(400):
        html = " ".join(chance.choices(pieces, k=12))
        slow, quick = _Reference(html), read_page(html)
        assert [href.url for href in quick.hrefs] == slow.links, html
        assert quick.anchors == slow.ids, html

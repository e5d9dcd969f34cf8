"""What a built page or style sheet points to, and the places in it that others may point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple


class Href(NamedTuple):
    """An address as written, character references resolved. `at` is where its tag begins, in characters. `is_load`: the
    browser fetches it to show the page; else a reader follows it."""

    url: str
    at: int
    is_load: bool


class Read(NamedTuple):
    """All addresses of a page in their order, and its anchors."""

    hrefs: tuple[Href, ...]
    anchors: frozenset[str]


# One expression for what the HTML standard (13.2.5) calls tags, with quotes, so that no '>' in a value ends one; comments and the
# text of scripts and styles are no tags. html.parser gives the same and takes ten times as long.
_TOKEN = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b(?P<rawattrs>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)</(?P=raw)\s*>"
    r"|<(?P<tag>[a-z][^\s/>]*)(?P<attrs>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_WANTED = re.compile(r"\b(?:id|name|href|src|srcset|poster|data|action|content)\s*=", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*url\s*=\s*(.+?)\s*$", re.IGNORECASE)
_LOADS = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "embed": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "object": ("data",), "image": ("href",),
    "use": ("href",), "input": ("src",),
}  # fmt: skip
_FOLLOWED = {"a": "href", "area": "href", "form": "action"}
_LOADED_RELS = {
    "stylesheet",
    "icon",
    "shortcut",
    "apple-touch-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
}
_SHARED = {"og:url", "og:image"}
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


def read_page(html: str) -> Read:
    """The addresses and anchors of a page."""
    hrefs: list[Href] = []
    anchors: set[str] = set()
    for token in _TOKEN.finditer(html):
        tag = (token["tag"] or token["raw"] or "").lower()
        attrs = token["attrs"] or token["rawattrs"] or ""
        if tag == "style":
            hrefs += (href._replace(at=token.start()) for href in _css_hrefs(token["text"]))
        if not tag or not _WANTED.search(attrs):
            continue
        given = _given(attrs)
        anchors |= {given[name] for name in ("id", "name") if given.get(name) and (name == "id" or tag == "a")}
        hrefs += (Href(url, token.start(), is_load) for url, is_load in _pointed(tag, given))
    return Read(tuple(hrefs), frozenset(anchors))


def canonical(html: str) -> str:
    """Where the page says it is served; '' when it does not say."""
    match = _CANONICAL.search(html)
    return unescape(match[1]) if match else ""


def read_css(css: str) -> Read:
    """The addresses of a style sheet; it has no anchors."""
    return Read(tuple(_css_hrefs(css)), frozenset())


def _css_hrefs(css: str) -> Iterator[Href]:
    for match in _CSS_URL.finditer(css):
        yield Href(next(filter(None, match.groups()), ""), match.start(), is_load=True)


def _given(attrs: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(attrs):
        value = next(filter(None, values), "")
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def _pointed(tag: str, given: dict[str, str]) -> Iterator[tuple[str, bool]]:
    if (name := _FOLLOWED.get(tag)) and name in given:
        yield given[name], False
    for name in _LOADS.get(tag, ()):
        if name == "srcset":
            yield from ((part.split()[0], True) for part in given.get(name, "").split(",") if part.strip())
        elif name in given:
            yield given[name], True
    if tag == "link" and "href" in given:
        yield given["href"], not _LOADED_RELS.isdisjoint(given.get("rel", "").lower().split())
    if tag == "meta":
        yield from _of_meta(given)


def _of_meta(given: dict[str, str]) -> Iterator[tuple[str, bool]]:
    content = given.get("content", "")
    if given.get("property") in _SHARED:
        yield content, False
    elif given.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
        yield match[1], False

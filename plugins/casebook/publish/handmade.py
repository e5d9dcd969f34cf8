"""What else the engine made: hand-written pages are cleaned of the shells' entries, the rest is kept or left behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from casebook.publish import stubs

_RECORD = re.escape(f"{stubs.RECORD_STEM}.html")
_NAV_ENTRY = re.compile(
    rf'<li class="md-nav__item">\s*<a href="[^"]*{_RECORD}" class="md-nav__link">(?:(?!</li>).)*</a>\s*</li>\s*',
    re.DOTALL,
)
# Material prints this toggle for a section with more than one child; without the shell it would have had one.
_EMPTY_TOGGLE = re.compile(
    r'<label class="md-nav__link[^"]*" for="(__nav_\w+)" id="\1_label"[^>]*>\s*<span[^>]*></span>\s*</label>'
    r"(\s*</div>\s*<nav[^>]*>\s*<label[^>]*>(?:(?!</label>).)*</label>\s*<ul[^>]*>)\s*(</ul>)",
    re.DOTALL,
)
# The listing stands before its record shell, so it is who comes before the page after that. What comes after a listing
# is not on its page; it does without.
_PREVIOUS = re.compile(rf'(<link rel="prev" href="[^"]*){_RECORD}(">)')
_NEXT = re.compile(rf'<link rel="next" href="[^"]*{_RECORD}">')
_PART = re.compile(r"<!--\s*casebook:([a-z][a-z0-9-]*)\s*-->")
# The engines' own search (lunr; Zensical's search.json) is never loaded (our form is not named "search"); maps serve Material's own developers.
_LEFT_BEHIND = ("search/", "search.json", "assets/javascripts/lunr/", "assets/javascripts/workers/", "sitemap.xml")


def strip_shell_entries(html: str) -> str:
    """The page without the record shells of other places in its navigation and without links to them as neighbours (rel=prev, next)."""
    without = _NAV_ENTRY.sub("", html)
    if without != html:
        without = _EMPTY_TOGGLE.sub(r"\2\3", without)
    return _NEXT.sub("", _PREVIOUS.sub(r"\1index.html\2", without))


def hand_page(html: bytes, parts: Mapping[str, str] | None = None) -> bytes:
    """A hand-written page (or 404.html) as it is published.

    `parts` are trusted HTML by name, for the page's comments `<!-- casebook:NAME -->`; a name without a part stays empty.
    """
    given = parts or {}
    text = strip_shell_entries(html.decode("utf-8"))
    return _PART.sub(lambda match: given.get(match[1], ""), text).encode("utf-8")


def parts_of(html: bytes) -> tuple[str, ...]:
    """Names of the parts that a page's comments ask for."""
    return tuple(dict.fromkeys(_PART.findall(html.decode("utf-8"))))


def is_kept(path: str) -> bool:
    """True for a file of the engine's site that goes into ours, by its posix path below the site root.

    False for shells (they are poured), lunr and its index, source maps, and the sitemap (ours has the records).
    """
    if path.startswith(_LEFT_BEHIND) or path.endswith(".map"):
        return False
    return not path.endswith(f"/{stubs.RECORD_STEM}.html")


def sitemap(urls: Iterable[tuple[str, str | None]], base: str) -> bytes:
    """sitemap.xml of (path below the root, last change as YYYY-MM-DD or None), in the order given.

    `base` is where the site is served. Format: sitemaps.org 0.9, at most 50,000 addresses a file.
    """
    root = base.rstrip("/") + "/"
    rows = "".join(_row(root + quote(path), changed) for path, changed in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()


def _row(location: str, changed: str | None) -> str:
    lastmod = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{escape(location)}</loc>{lastmod}</url>\n"

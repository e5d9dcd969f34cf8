"""Dead links of a built site: addresses that lead to no file of it, or to no place in the page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from casebook.publish.hrefs import Href, Read


class Target(NamedTuple):
    """Where an address leads: a path below the site root with an anchor, or an address `outside`. Both empty: out of the site's
    root, where nothing is known to be."""

    path: str = ""
    anchor: str = ""
    outside: str = ""


class Found(NamedTuple):
    """What is wrong with an address at the offset `at` of a file. CB631: no such file; CB632: no such anchor; CB633: loaded
    from another host."""

    path: str
    at: int
    code: str
    url: str


class Addresses:
    """Addresses as a browser takes them. `base` is where the site is served; what begins with it is inside. '': nobody said."""

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/") + "/" if base else ""
        self._root = urlsplit(self._base).path or "/"
        self.target = cache(self._target)  # most of a page's links stand on each page of its folder

    def _target(self, folder: str, url: str) -> Target | None:
        """From a file in `folder` ('' or 'methods/'); None for what leads to no page: mailto:, data:."""
        if self._base and url.startswith(self._base):
            return self._served(url.removeprefix(self._base))
        try:
            parts = urlsplit(url)
        except ValueError:
            return Target(outside=url)
        if parts.netloc or parts.scheme in ("http", "https"):
            return Target(outside=url)
        if parts.scheme:
            return None
        if parts.path.startswith("/"):
            return self._served(url.removeprefix(self._root)) if url.startswith(self._root) else Target()
        return _inside(folder, url)

    @staticmethod
    def _served(rest: str) -> Target:
        """From the site's root, where a server shows index.html for a folder. A relative address must name it: on file:// no
        server does."""
        target = _inside("", rest)
        at_folder = not target.path or target.path.endswith("/")
        return target._replace(path=target.path + "index.html") if at_folder else target


def _inside(folder: str, url: str) -> Target:
    parts = urlsplit(url)
    path = posixpath.normpath(folder + unquote(parts.path)) if parts.path else ""
    if path == ".." or path.startswith("../"):
        return Target()
    return Target(path + "/" * parts.path.endswith("/"), unquote(parts.fragment))


def dead_links(read: Mapping[str, Read], files: Iterable[str], base: str) -> Iterator[Found]:
    """All dead links in the pages and style sheets `read`, by path; `files` are the paths of the whole site."""
    addresses, there = Addresses(base), frozenset(files)
    for path, page in read.items():
        for href in page.hrefs:
            target = addresses.target(path[: path.rfind("/") + 1], href.url)
            code = _verdict(path, href, target, read, there) if target else ""
            if code:
                yield Found(path, href.at, code, href.url)


def _verdict(path: str, href: Href, target: Target, read: Mapping[str, Read], files: frozenset[str]) -> str:
    if target.outside:
        return "CB633" if href.is_load else ""
    wanted = path if href.url[:1] in ("", "#", "?") else target.path
    if wanted not in files:
        return "CB631"
    if target.anchor and wanted.endswith(".html") and wanted in read and not _has(read[wanted], target.anchor):
        return "CB632"
    return ""


def _has(page: Read, anchor: str) -> bool:
    """The top needs no mark, and what a browser searches for (:~:text=) is none."""
    return anchor == "top" or anchor.startswith(":~:") or anchor in page.anchors


def outside_links(read: Mapping[str, Read], base: str) -> dict[str, tuple[str, int]]:
    """Addresses outside the site that readers can follow, without anchors, each with the path and offset of its first place."""
    addresses = Addresses(base)
    found: dict[str, tuple[str, int]] = {}
    for path, page in read.items():
        for href in page.hrefs:
            target = None if href.is_load else addresses.target(path[: path.rfind("/") + 1], href.url)
            if target and target.outside:
                found.setdefault(target.outside.partition("#")[0], (path, href.at))
    return found

"""A built site's links: the ones that stay on it, and on demand the ones that lead out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.edges import disk
from casebook.edges.outside import Answer, ask
from casebook.problem import Problem
from casebook.publish.dead import dead_links, outside_links
from casebook.publish.hrefs import Read, canonical, read_css, read_page

_READERS: Mapping[str, Callable[[str], Read]] = {".html": read_page, ".css": read_css}


@dataclass(frozen=True, slots=True)
class Links:
    """How many files (or, outside, addresses) were looked at, and what is wrong."""

    looked: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """A site's pages and style sheets, read; its files; and where it says it is served."""

    texts: Mapping[str, str]
    read: Mapping[str, Read]
    files: tuple[str, ...]
    base: str

    def problem(self, path: str, at: int, code: str, values: Mapping[str, str]) -> Problem:
        """At the tag's line and column."""
        before = self.texts[path][:at]
        return Problem(path, before.count("\n") + 1, at - before.rfind("\n"), code, values)


def check_links(site: Path) -> Links:
    """Every address in the pages and style sheets of a built site that should lead to something on it."""
    known = _read(site)
    found = dead_links(known.read, known.files, known.base)
    problems = (known.problem(one.path, one.at, one.code, {"link": one.url}) for one in found)
    return Links(len(known.read), tuple(sorted(problems)))


def check_outside(site: Path, own: tuple[str, ...], told: Callable[[Answer], None]) -> Links:
    """Every address outside of a built site that readers can follow, asked for; `own` begin those that are left out: the
    repository's, of which every page has some. `told` gets each answer as it comes."""
    known = _read(site)
    places = {
        url: place for url, place in outside_links(known.read, known.base).items() if not (own and url.startswith(own))
    }
    problems = []
    for answer in ask(places):
        told(answer)
        if not 200 <= answer.status < 400:
            code = "CB634" if answer.is_gone else "CB635"
            what = answer.trouble or f"服务器回答 {answer.status}"
            problems.append(known.problem(*places[answer.url], code, {"link": answer.url, "what": what}))
    return Links(len(places), tuple(sorted(problems)))


def _read(site: Path) -> _Texts:
    files = tuple(disk.paths_below(site))
    texts = {
        path: (site / path).read_text(encoding="utf-8", errors="replace")
        for path in files
        if path.endswith(tuple(_READERS))
    }
    read = {path: _READERS[path[path.rfind(".") :]](text) for path, text in texts.items()}
    home = canonical(texts.get("index.html", ""))
    return _Texts(texts, read, files, home.removesuffix("index.html"))

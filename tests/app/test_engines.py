"""One repository, three engines: what is poured is the same, and an engine that fails is told as it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from casebook.edges.engine import ENGINES, run_engine
from casebook.model.names import SECTIONS
from casebook.publish.press import cut_shells
from casebook.publish.stubs import shell_paths, stub_pages
from tests.app.conftest import ROOT, a_library, built, codes, tree

OTHERS = [name for name in ENGINES if name != "mkdocs"]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The same library through each engine: bytes by path."""
    root = a_library(tmp_path_factory.mktemp("lib"))
    made = {}
    for name in ENGINES:
        assert codes(built(root, root / f"build/{name}", name)) == []
        made[name] = tree(root / f"build/{name}")
    return made


class Parts(HTMLParser):
    """What a page says, apart from its frame: meta, content and table of contents."""

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.content: list[object] = []
        self.toc: list[str] = []
        self._article = self._in_title = False
        self._toc_depth = 0
        self.feed(html.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") != "generator":
            self.meta[given.get("name") or given.get("property") or tag] = given.get("content", "")
        elif tag == "link" and given.get("rel") == "canonical":
            self.meta["canonical"] = given["href"]
        self._in_title = tag == "title"
        if tag == "article":
            self._article = True
        elif tag == "nav" and (self._toc_depth or "md-nav--secondary" in given.get("class", "")):
            self._toc_depth += 1
        elif self._toc_depth and tag == "a":
            self.toc.append(given["href"])
        elif self._article and given.get("id") != "__skip":
            self.content.append((tag, tuple(sorted(given.items()))))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag == "article":
            self._article = False
        elif tag == "nav" and self._toc_depth:
            self._toc_depth -= 1

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if self._in_title and "title" not in self.meta:
            self.meta["title"] = text
        elif text and self._toc_depth:
            self.toc.append(text)
        elif text and self._article:
            self.content.append(text)


@pytest.mark.parametrize("name", OTHERS)
def test_every_page_says_the_same(sites: dict[str, dict[str, bytes]], name: str) -> None:
    one, two = sites["mkdocs"], sites[name]
    pages = sorted(path for path in one if path.endswith(".html"))
    assert pages == sorted(path for path in two if path.endswith(".html"))
    poured = [
        path for path in pages if re.match(r"(methods|cases|policies|themes|regions|terms|notes|packs|sources)/", path)
    ]
    assert len(poured) > 20
    for path in poured:
        wanted, found = Parts(one[path]), Parts(two[path])
        assert found.meta == wanted.meta, path
        assert found.toc == wanted.toc, path
        assert found.content == wanted.content, path
    record = Parts(one["methods/liang-bu-gong-zuo-fa.html"])
    assert record.meta["title"].startswith("两步工作法")
    assert record.meta["canonical"].endswith("/methods/liang-bu-gong-zuo-fa.html")
    assert "#cite" in record.toc
    assert len(record.content) > 50


@pytest.mark.parametrize("name", OTHERS)
def test_data_index_and_scripts_are_the_same_bytes(sites: dict[str, dict[str, bytes]], name: str) -> None:
    ours = [path for path in sites["mkdocs"] if re.match(r"search/|assets/casebook|sitemap|.*/items", path)]
    assert len(ours) > 10
    assert [path for path in ours if sites["mkdocs"][path] != sites[name][path]] == []


@pytest.mark.parametrize("name", list(ENGINES))
def test_no_page_keeps_a_marker_or_leads_to_a_shell(sites: dict[str, dict[str, bytes]], name: str) -> None:
    for path, data in sites[name].items():
        if path.endswith(".html"):
            assert not re.search(rb'(href|src|content)="[^"]*(@@|_record)', data), path
            assert not re.search(rb'id="casebook-(toc|content)', data), path
    assert not [path for path in sites[name] if re.search(r"search\.json|search_index|lunr|_record", path)]


@pytest.mark.parametrize("name", list(ENGINES))
def test_what_a_page_loads_is_there(sites: dict[str, dict[str, bytes]], name: str) -> None:
    site = sites[name]
    html = site["methods/liang-bu-gong-zuo-fa.html"].decode("utf-8")
    loads = re.findall(r'<script[^>]* src="([^"]+)"', html) + re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert len(loads) >= 4
    assert [load for load in loads if load.removeprefix("../") not in site] == []


# ---------------------------------------------------------------- an engine that did not do its work


@pytest.mark.parametrize("name", list(ENGINES))
def test_a_docs_folder_nobody_wrote_is_not_an_empty_site(tmp_path: Path, name: str) -> None:
    """Zensical makes an empty site of it, and reports success."""
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (tmp_path / "build/docs").mkdir(parents=True)
    outcome = run_engine(tmp_path, tmp_path / "build/docs", tmp_path / "build/engine", name)
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["CB604" if name == "zensical" else "CB602"]
    assert not (tmp_path / "build/engine").exists()


@pytest.mark.parametrize("name", list(ENGINES))
def test_a_shell_that_was_not_built_is_named(root: Path, name: str) -> None:
    docs, site = root / "build/docs", root / "build/engine"
    docs.mkdir(parents=True)
    left_out, *others = SECTIONS
    for path, data in stub_pages(tuple(others)):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(data)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.partition("\nnav:")[0], encoding="utf-8"
    )  # all that is in the docs is built
    outcome = run_engine(root, docs, site, name, expected=shell_paths(SECTIONS))
    assert [problem.code for problem in outcome.problems] == ["CB604"]
    assert f"{left_out.folder}/index.html、{left_out.folder}/_record.html" in outcome.problems[0].message


@pytest.mark.parametrize("name", list(ENGINES))
def test_a_shell_without_its_markers_is_a_problem(root: Path, name: str) -> None:
    """Built without attr_list, the headings have no ids of ours, and the table of contents cannot be found."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("  - attr_list\n", "").replace("strict: true", "strict: false")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    site = root / "build/site"
    outcome = built(root, site, name)
    assert set(codes(outcome)) == {"CB601"}
    assert "toc" in outcome.problems[0].message
    assert not site.exists()


def test_what_stopped_zensical_is_told_without_colours_and_frames(root: Path) -> None:
    about = root / "content/pages/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n[去别处](contribute.md#nowhere-at-all)\n", encoding="utf-8")
    outcome = built(root, engine="zensical")
    assert codes(outcome) == ["CB602"]
    said = outcome.problems[0].message
    assert "about.md" in said
    assert "nowhere-at-all" in said
    assert "\x1b" not in said
    assert "click/core.py" not in said


def test_every_missing_marker_of_every_shell_is_told_at_once() -> None:
    outcome = cut_shells(dict.fromkeys(shell_paths(SECTIONS), b"<html></html>"))
    assert outcome.value == {}
    assert len(outcome.problems) == 2 * len(SECTIONS)


def test_an_engine_that_is_not_installed_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    outcome = run_engine(root, root, root / "site", "zensical")
    assert [problem.code for problem in outcome.problems] == ["CB603"]
    assert "zensical" in outcome.problems[0].hint

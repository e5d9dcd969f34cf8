"""Briefs on the site: made once, again only where what they say has changed, and never promised where there are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.app import site as app_site
from casebook.app.content import load_library
from casebook.edges.progress import Stages
from casebook.model.names import BRIEF_KINDS, brief_path, page_path
from casebook.packs.brief import brief_pdf
from tests.app.conftest import RECORD, ROOT, a_library, built, change, is_whole, tree

OFF, ON = "downloads: false", "downloads: true"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with briefs, in a process that has set one itself: a fork of it could not set another."""
    content = load_library(ROOT).value
    assert brief_pdf(content, content.of_kind("method")[0], "", "")
    root = a_library(tmp_path_factory.mktemp("简报") / "案例库")
    change(root, OFF, ON, "mkdocs.yml")
    assert built(root).value is not None
    return root


def promised(site: Path) -> set[str]:
    """Paths of the files that record pages offer."""
    pages = [page for kind in BRIEF_KINDS for page in (site / page_path(kind, "x")).parent.glob("*.html")]
    links = re.findall(r'href="\.\./(briefs/[^"]+)" download', "".join(page.read_text("utf-8") for page in pages))
    return set(links)


def briefs(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if path.startswith("briefs/")}


def test_every_page_of_a_method_or_a_case_offers_its_brief_and_only_what_changed_is_made_again(library: Path) -> None:
    site = library / "build/site"
    before = briefs(site)
    assert before.keys() == promised(site) != set()
    assert all(data.startswith(b"%PDF-") for data in before.values())
    assert is_whole(site)
    stamps = {path: (site / path).stat().st_mtime_ns for path in before}
    change(library, "how: 到居民家里去听", "how: 到居民家里去听一听")
    outcome = built(library)
    assert outcome.value is not None
    after = briefs(site)
    own = brief_path(Path(RECORD).stem)
    assert {path for path in after if after[path] != before.get(path)} == {own}
    assert {path for path in stamps if (site / path).stat().st_mtime_ns != stamps[path]} == {own}
    change(library, "how: 到居民家里去听一听", "how: 到居民家里去听")
    assert built(library).value is not None
    assert briefs(site) == before  # the same content, the same bytes


def test_without_the_setting_or_what_makes_them_no_page_offers_one(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = library / "build/site-without"
    monkeypatch.setattr(app_site, "is_installed", lambda: False)
    outcome = app_site.build(library, site, stages=Stages())
    assert outcome.value is not None
    assert promised(site) == briefs(site).keys() == set()
    assert "casebook[packs]" in capsys.readouterr().err
    monkeypatch.undo()
    change(library, ON, OFF, "mkdocs.yml")
    assert built(library, site).value is not None
    assert promised(site) == briefs(site).keys() == set()
    assert capsys.readouterr().err == ""

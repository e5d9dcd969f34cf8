"""A build makes what changed and touches nothing else; that it makes all that changed is proved in test_changes.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.app.site import BuildReport
from tests.app.conftest import RECORD, built, change, codes, is_whole, tree


def done(root: Path) -> BuildReport:
    """A build that succeeds."""
    outcome = built(root)
    assert outcome.value is not None, codes(outcome)
    assert is_whole(root / "build/site")
    return outcome.value


@pytest.fixture
def first(root: Path) -> BuildReport:
    """The first build of the library."""
    return done(root)


def test_nothing_changed_writes_nothing_and_moves_nothing(root: Path, first: BuildReport) -> None:
    before = (root / "build/site").stat().st_ino
    assert first.written == first.files
    assert done(root).written == 0
    assert (root / "build/site").stat().st_ino == before


def test_a_changed_sentence_touches_its_own_page_and_what_searches_it(root: Path, first: BuildReport) -> None:
    before = tree(root / "build/site")
    change(root, "how: 到居民家里去听", "how: 到居民家里去听一听")
    done(root)
    after = tree(root / "build/site")
    touched = {path for path in after if after[path] != before.get(path)}
    assert {path for path in touched if path.endswith(".html")} == {
        RECORD.removeprefix("content/").replace("yaml", "html")
    }
    assert touched >= {"search/index.js", "manifest.json", "sw.js"}


def test_what_somebody_did_to_the_site_is_put_right(root: Path, first: BuildReport) -> None:
    site = root / "build/site"
    wanted = tree(site)
    (site / "index.html").write_text("x", encoding="utf-8")
    (site / "methods/index.html").unlink()
    (site / "left.html").write_text("y", encoding="utf-8")
    assert done(root).written == 2
    assert tree(site) == wanted


def test_the_old_site_stays_when_the_new_one_cannot_be_linked_to_it(
    root: Path, first: BuildReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk without hard links: the files are copied."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    change(root, "title: 两步工作法", "title: 两步新法")
    done(root)
    assert "两步新法" in (root / "build/site/methods/liang-bu-gong-zuo-fa.html").read_text(encoding="utf-8")

"""The engine really runs here, on the repository's own mkdocs.yml and theme."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.edges.engine import engine_key, is_current, remember, run_engine
from casebook.model.names import SECTIONS
from casebook.publish.stubs import shell_paths, stub_pages

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "content" / "pages"
SHELLS = shell_paths(SECTIONS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with our settings, hand pages and stubs, not yet built."""
    docs = tmp_path / "build" / "docs"
    shutil.copytree(PAGES, docs)
    for path, data in stub_pages(SECTIONS):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(data)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_hand_pages_and_all_shells_come_out_and_the_engine_stays_quiet(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site = root / "build" / "engine"
    outcome = run_engine(root, root / "build" / "docs", site, expected=SHELLS)
    assert outcome.problems == ()
    assert outcome.value == site
    assert all((site / path).is_file() for path in ("index.html", "404.html", "search.html", *SHELLS))
    assert capfd.readouterr() == ("", "")


def test_a_preview_passes_the_address_it_serves_at(root: Path) -> None:
    site = root / "build" / "engine"
    run_engine(root, root / "build" / "docs", site, site_url="http://127.0.0.1:8123/")
    assert 'rel="canonical" href="http://127.0.0.1:8123/about.html"' in (site / "about.html").read_text("utf-8")


def test_same_input_gives_the_same_bytes(root: Path) -> None:
    made = []
    for name in ("one", "two"):
        site = root / "build" / name
        run_engine(root, root / "build" / "docs", site)
        made.append(
            {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.suffix in {".html", ".css", ".js"}}
        )
    assert made[0] == made[1]
    assert len(made[0]) > 20


def test_a_page_missing_from_the_docs_is_told_with_the_engines_last_lines(root: Path) -> None:
    (root / "build" / "docs" / "about.md").unlink()
    outcome = run_engine(root, root / "build" / "docs", root / "build" / "engine")
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["CB602"]
    assert "about.md" in outcome.problems[0].message


def test_a_site_without_its_shells_is_not_a_success(root: Path) -> None:
    expected = (*SHELLS, "parks/_record.html")
    outcome = run_engine(root, root / "build" / "docs", root / "build" / "engine", expected=expected)
    assert [problem.code for problem in outcome.problems] == ["CB604"]
    assert "parks/_record.html" in outcome.problems[0].message


def test_an_engine_that_hangs_is_stopped(root: Path) -> None:
    outcome = run_engine(root, root / "build" / "docs", root / "build" / "engine", seconds=0.01)
    assert [problem.code for problem in outcome.problems] == ["CB606"]


def test_an_unknown_engine_is_answered_with_the_known_ones(root: Path) -> None:
    outcome = run_engine(root, root / "build" / "docs", root / "build" / "engine", engine="hugo")
    assert [problem.code for problem in outcome.problems] == ["CB607"]
    assert "mkdocs" in outcome.problems[0].hint


def test_without_settings_nothing_is_run(tmp_path: Path) -> None:
    outcome = run_engine(tmp_path, tmp_path, tmp_path / "site")
    assert [problem.code for problem in outcome.problems] == ["CB605"]


@pytest.mark.parametrize("changed", ["build/docs/about.md", "build/docs/methods/_record.md", "mkdocs.yml"])
def test_the_key_changes_with_each_input_and_with_nothing_else(root: Path, changed: str) -> None:
    docs = root / "build" / "docs"
    before = engine_key(root, docs)
    (root / "build" / "unrelated.txt").write_text("x")
    assert engine_key(root, docs) == before
    (root / changed).write_bytes((root / changed).read_bytes() + b"\n")
    assert engine_key(root, docs) != before


def test_a_renamed_page_changes_the_key(root: Path) -> None:
    docs = root / "build" / "docs"
    before = engine_key(root, docs)
    (docs / "about.md").rename(docs / "about-us.md")
    assert engine_key(root, docs) != before


def test_the_engine_is_skipped_only_while_its_site_is_whole(tmp_path: Path) -> None:
    cache, site = tmp_path / ".cache" / "engine.json", tmp_path / "engine"
    site.mkdir()
    (site / "index.html").touch()
    assert not is_current(cache, "key", site)
    remember(cache, "key", site)
    assert is_current(cache, "key", site)
    assert not is_current(cache, "other", site)
    assert not is_current(cache, "key", site, expected=["methods/_record.html"])
    cache.write_text("{")
    assert not is_current(cache, "key", site)

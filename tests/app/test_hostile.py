"""Strangers' text in every field of every kind, built into the real site and opened in Chromium: it is shown, and does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from casebook.model.names import page_path
from tests.app.conftest import RECORD, a_library, built, change, codes, is_whole, tree
from tests.app.hostile import PAYLOADS, Leaf, planted, sources_of

# Whatever a payload would leave in the page if it were markup. Material and we have no such element of our own.
ALIVE = """() => [...document.querySelectorAll(
  'img[src="x"], iframe, svg[onload], [onerror], [onclick], [onload], a[href^="javascript:" i], a[href^="data:" i], b[onclick]'
)].map(e => e.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Leaf, str]]:
    """The site's folder, and what was put where."""
    data, kept = planted()
    root = a_library(tmp_path_factory.mktemp("hostile"))
    for source in sources_of(data):
        (root / source.path).write_bytes(source.data)
    outcome = built(root)
    assert codes(outcome) == []
    return root / "build/site", kept


def page_of(path: str) -> str:
    kinds = {"policies": "policy"}
    _, folder, name = path.split("/")
    return page_path(kinds.get(folder, folder.removesuffix("s")), name.removesuffix(".yaml"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_payload_stands_in_fields_of_every_kind(hostile: tuple[Path, dict[Leaf, str]]) -> None:
    kept = hostile[1]
    assert len(kept) > 100
    assert {path.split("/")[1] for path, _ in kept} == {
        "methods",
        "cases",
        "policies",
        "sources",
        "terms",
        "notes",
        "packs",
    }
    assert all(any(payload in text for text in kept.values()) for payload in PAYLOADS)


def test_nothing_runs_nothing_is_asked_for_and_text_is_shown_as_typed(
    page: Page, hostile: tuple[Path, dict[Leaf, str]], server: Callable[[Path], str]
) -> None:
    """All pages over http. The `page` fixture fails on a request to another host and on a script error."""
    site, kept = hostile
    base = server(site)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    shown: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if 'http-equiv="refresh"' in file.read_text(encoding="utf-8"):
            continue
        page.goto(f"{base}/{path}", wait_until="load")
        assert page.evaluate(ALIVE) == [], path
        assert page.evaluate("typeof pwned") == "undefined", path
        shown[path] = squeezed(page.locator("body").text_content() or "")
    assert dialogs == []
    for (path, at), text in kept.items():
        if at in (("title",), ("summary",)) or at[-1] in ("how", "output", "pitfall"):
            assert squeezed(text) in shown[page_of(path)], (path, at)
    seen = [leaf for leaf, text in kept.items() if squeezed(text) in shown[page_of(leaf[0])]]
    assert len(seen) > 0.8 * len(kept), sorted(set(kept) - set(seen))


def test_no_template_was_worked_out(hostile: tuple[Path, dict[Leaf, str]]) -> None:
    every = tree(hostile[0])
    assert any(b"{{ 1013*1019 }}" in data for data in every.values())
    assert [path for path, data in every.items() if b"1032247" in data] == []


def test_search_results_and_filters_show_it_as_text(
    page: Page, hostile: tuple[Path, dict[Leaf, str]], server: Callable[[Path], str]
) -> None:
    base = server(hostile[0])
    for query in ("两步工作法", "img src", *PAYLOADS[:4]):
        page.goto(f"{base}/search.html?q={quote(query)}", wait_until="networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate(ALIVE) == [], query
        assert page.evaluate("typeof pwned") == "undefined", query
    page.goto(f"{base}/search.html?q={quote('两步工作法')}")
    expect(page.locator("main a[href*='methods/liang-bu-gong-zuo-fa.html']").first).to_be_visible()
    for listing in ("methods", "cases", "policies"):
        page.goto(f"{base}/{listing}/index.html?q={quote(PAYLOADS[0])}#{quote(PAYLOADS[1])}", wait_until="networkidle")
        assert page.evaluate(ALIVE) == [], listing
        assert page.evaluate("typeof pwned") == "undefined", listing


# ---------------------------------------------------------------- what is refused before any page is made


@pytest.mark.parametrize("bad_id", ["../../../etc/x", "/etc/passwd", "..", "con\u202etxt", "a\u200bb"])
def test_an_id_that_is_a_path_makes_no_file(root: Path, tmp_path: Path, bad_id: str) -> None:
    assert built(root).value is not None
    before, around = tree(root / "build/site"), {path.name for path in tmp_path.iterdir()}
    change(root, "id: liang-bu-gong-zuo-fa", f'id: "{bad_id}"')
    outcome = built(root)
    assert outcome.value is None
    assert RECORD in {problem.path for problem in outcome.problems if problem.level == "error" and problem.line}
    assert tree(root / "build/site") == before
    assert {path.name for path in tmp_path.iterdir()} == around


@pytest.mark.parametrize("place", ["content/methods/evil.yaml", "content/evil", "content/vocab/themes.yaml"])
def test_a_link_in_content_is_refused_and_not_read(root: Path, tmp_path: Path, place: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret-words\n", encoding="utf-8")
    (root / place).unlink(missing_ok=True)
    (root / place).symlink_to(secret)
    outcome = built(root)
    assert outcome.value is None
    assert (place, "CB117") in {(problem.path, problem.code) for problem in outcome.problems}
    assert not (root / "build/site").exists()


def test_a_link_among_the_hand_written_pages_is_left_out(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# 机密\n", encoding="utf-8")
    (root / "content/pages/secret.md").symlink_to(tmp_path / "secret.md")
    assert built(root).value is not None
    assert not (root / "build/site/secret.html").exists()


@pytest.mark.slow
def test_fifty_thousand_broken_files_are_refused_each_with_its_place(root: Path) -> None:
    assert built(root).value is not None
    for number in range(50_000):
        (root / f"content/terms/t-{number}.yaml").touch()
    outcome = built(root)
    assert len([problem for problem in outcome.problems if problem.code == "CB111"]) == 50_000
    assert is_whole(root / "build/site")

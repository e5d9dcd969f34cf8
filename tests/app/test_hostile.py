"""Strangers' text in every field of every kind, built into the real site and opened in Chromium: it is shown, and does nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from casebook.model.names import page_path
from tests.app.conftest import RECORD, a_library, built, casebook, change, codes, is_whole, tree
from tests.app.hostile import PAYLOADS, Leaf, planted, planted_vocab, sources_of

# Whatever a payload would leave in the page if it were markup. Material and we have no such element of our own.
ALIVE = """() => [...document.querySelectorAll(
  'img[src="x"], iframe, svg[onload], [onerror], [onclick], [onload], a[href^="javascript:" i], a[href^="data:" i], b[onclick]'
)].map(e => e.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Leaf, str]]:
    """The site's folder, and what was put where."""
    data, kept = planted()
    root = a_library(tmp_path_factory.mktemp("hostile"))
    for source in (*sources_of(data), *planted_vocab()[0].values()):
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


def test_payloads_stand_in_the_vocabularies_too(hostile: tuple[Path, dict[Leaf, str]]) -> None:
    kept = planted_vocab()[1]
    assert {(path.rpartition("/")[2], at[-1]) for path, at in kept} >= {
        ("themes.yaml", "label"), ("themes.yaml", "scope_note"), ("settings.yaml", "label"), ("places.yaml", "label"),
    }  # fmt: skip
    every = "".join(
        squeezed(unescape(data.decode())) for path, data in tree(hostile[0]).items() if path.endswith(".html")
    )
    themes = {
        leaf: text for leaf, text in kept.items() if "themes" in leaf[1] and leaf[1][-1] in ("label", "scope_note")
    }
    unseen = [leaf for leaf, text in themes.items() if squeezed(text) not in every]
    assert unseen == []


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


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with its site, built once."""
    root = a_library(tmp_path_factory.mktemp("yesterday") / "lib")
    assert built(root).value is not None
    return root


@pytest.fixture
def published(yesterday: Path, tmp_path: Path) -> Path:
    """A copy of it: what is refused here never comes as far as the engine."""
    return shutil.copytree(yesterday, tmp_path / "案例库 副本")


@pytest.mark.parametrize(
    "bad_id",
    [
        "../../../etc/x",
        "/etc/passwd",
        "..",
        "C:\\\\x",
        "con\u202etxt",
        "a\u200bb",
        "שלום",
        "ａ",
        "con",
        "index",
        "a" * 300,
    ],
)
def test_an_id_that_is_a_path_makes_no_file(published: Path, tmp_path: Path, bad_id: str) -> None:
    before, around = tree(published / "build/site"), {path.name for path in tmp_path.iterdir()}
    change(published, "id: liang-bu-gong-zuo-fa", f'id: "{bad_id}"')
    outcome = built(published)
    assert outcome.value is None
    assert RECORD in {problem.path for problem in outcome.problems if problem.level == "error" and problem.line}
    assert tree(published / "build/site") == before
    assert {path.name for path in tmp_path.iterdir()} == around


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("  - er-bu-fa", "  - ../../er-bu-fa", RECORD),
        ("  - er-bu-fa", "  - /tmp/er-bu-fa", RECORD),
        ("file: hui-chang.jpg", "file: ../../../secret.jpg", "content/cases/shi-li-she-qu-yi-shi.yaml"),
        ("id: xing-lin", "id: ../../xing-lin", "content/vocab/themes.yaml"),
        ("id: ", "id: ../../", "content/vocab/places.yaml"),
        ("160103", "../../160103", "content/vocab/regions.tsv"),
    ],
)
def test_a_path_in_any_other_field_makes_no_file(
    published: Path, tmp_path: Path, before: str, after: str, path: str
) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    whole, around = tree(published / "build/site"), {found.name for found in tmp_path.iterdir()}
    change(published, before, after, path)
    outcome = built(published)
    assert outcome.value is None
    assert path in {problem.path for problem in outcome.problems if problem.level == "error" and problem.line}
    assert tree(published / "build/site") == whole
    assert {found.name for found in tmp_path.iterdir()} == around


# Far below what a parser that falls for one of them takes.
LIMITED = (
    "import resource as r; r.setrlimit(r.RLIMIT_CPU, (30, 30)); r.setrlimit(r.RLIMIT_AS, (1 << 30, 1 << 30)); "
    "from casebook.cli import main; main()"
)
BOMBS = {
    "CB107": "a: &a [x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefghij")),
    "CB108": "id: !!python/object/apply:os.system ['touch pwned']\n",
    "CB109": "id: " + "x" * 10_000_000,
    "CB110": "id: " + "[" * 1000 + "]" * 1000,
    "CB118": "id: [" + "1," * 50_000 + "]",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 resource")
def test_bombs_are_refused_each_with_its_place_and_soon(published: Path) -> None:
    before = tree(published / "build/site")
    for code, text in BOMBS.items():
        (published / f"content/terms/{code.lower()}.yaml").write_text(text, encoding="utf-8")
    os.truncate(published / "content/terms/cb109.yaml", 100_000_000)
    done = casebook("check", "--format", "json", "--root", published, program=f"-c {LIMITED}")
    told = {(problem["code"], problem["path"]) for problem in json.loads(done.stdout)["problems"]}
    assert {(code, f"content/terms/{code.lower()}.yaml") for code in BOMBS} <= told
    assert done.returncode == 1
    assert built(published).value is None
    assert tree(published / "build/site") == before
    assert not list(published.rglob("pwned"))


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

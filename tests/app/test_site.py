"""Building and previewing through the real engine, in a copy of the real library."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from playwright.sync_api import Page, expect

from casebook.app.site import Round, build, serve
from casebook.edges.progress import Stages

ROOT = Path(__file__).resolve().parents[2]
RECORD = "content/methods/wu-shi-gong-zuo-fa.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the library in a folder whose name has a blank and Han characters."""
    copy = tmp_path / "案例库 副本"
    shutil.copytree(ROOT / "content", copy / "content")
    shutil.copyfile(ROOT / "mkdocs.yml", copy / "mkdocs.yml")
    return copy


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _change(root: Path, before: str, after: str) -> None:
    path = root / RECORD
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_broken_record_leaves_the_old_site_whole(root: Path) -> None:
    site = root / "build/site"
    first = build(root, site, stages=Stages(quiet=True))
    assert first.value is not None
    before = _tree(site)
    _change(root, "form: 工作法", "form: 做法")
    second = build(root, site, stages=Stages(quiet=True))
    assert second.value is None
    assert [(problem.path, problem.code) for problem in second.problems if problem.level == "error"] == [
        (RECORD, "CB203")
    ]
    assert _tree(site) == before


def test_a_new_build_replaces_the_old_one_and_leaves_nothing_behind(root: Path) -> None:
    site = root / "build/site"
    build(root, site, stages=Stages(quiet=True))
    (site / "stale.html").write_text("gone with the next build", encoding="utf-8")
    assert build(root, site, stages=Stages(quiet=True)).value is not None
    assert not (site / "stale.html").exists()
    assert not list(site.parent.glob("site.*"))


def test_a_swap_cut_off_between_its_renames_is_undone(root: Path) -> None:
    site = root / "build/site"
    build(root, site, stages=Stages(quiet=True))
    site.rename(site.with_name("site.old"))
    _change(root, "form: 工作法", "form: 做法")  # so that no new site comes to hide the old one
    assert build(root, site, stages=Stages(quiet=True)).value is None
    assert (site / "index.html").is_file()


def test_an_old_id_leads_to_the_record(root: Path) -> None:
    _change(root, "form: 工作法", "redirect_from:\n  - wu-shi-fa\nform: 工作法")
    site = root / "build/site"
    assert build(root, site, stages=Stages(quiet=True)).value is not None
    text = (site / "methods/wu-shi-fa.html").read_text(encoding="utf-8")
    assert 'url=wu-shi-gong-zuo-fa.html"' in text


@pytest.fixture
def rounds(root: Path, hosts: set[str]) -> Iterator[Queue[tuple[str, Round]]]:
    """A running preview; each round it tells is put here."""
    told: Queue[tuple[str, Round]] = Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=serve, args=(root, "127.0.0.1", 0, lambda url, done: told.put((url, done)), stop), daemon=True
    )
    thread.start()
    yield told
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive(), "the preview must end when told to"


def test_a_saved_record_shows_in_the_open_page(
    root: Path, rounds: Queue[tuple[str, Round]], page: Page, hosts: set[str]
) -> None:
    url, first = rounds.get(timeout=60)
    assert first.problems == ()
    hosts.add(url.removeprefix("http://").rstrip("/"))
    page.goto(url + "methods/wu-shi-gong-zuo-fa.html")
    heading = page.locator("h1").first
    expect(heading).to_contain_text("五事工作法")

    _change(root, "title: 五事工作法", "title: 五事新法")
    expect(heading).to_contain_text("五事新法")
    _, second = rounds.get(timeout=20)
    assert 0 < second.written < first.written / 2, "only what changed is written"

    _change(root, "form: 工作法", "form: 做法")
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("CB203")
    expect(heading).to_contain_text("五事新法")
    _change(root, "form: 做法", "form: 工作法")
    expect(trouble).to_have_count(0)


def test_a_saved_hand_written_page_shows_too(
    root: Path, rounds: Queue[tuple[str, Round]], page: Page, hosts: set[str]
) -> None:
    url, _ = rounds.get(timeout=60)
    hosts.add(url.removeprefix("http://").rstrip("/"))
    page.goto(url + "about.html")
    about = root / "content/pages/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n刚刚加上的一句。\n", encoding="utf-8")
    expect(page.locator("article")).to_contain_text("刚刚加上的一句。")


def test_an_unknown_address_shows_our_own_page(rounds: Queue[tuple[str, Round]], page: Page, hosts: set[str]) -> None:
    url, _ = rounds.get(timeout=60)
    hosts.add(url.removeprefix("http://").rstrip("/"))
    answer = page.goto(url + "methods/no-such-record.html")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("body")).to_contain_text("没有")

"""The preview, served and opened in Chromium: what is saved is seen."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import pytest
from playwright.sync_api import Page, expect

from casebook.app.serving import Round, serve
from tests.app.conftest import change, tree


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
    page.goto(url + "methods/liang-bu-gong-zuo-fa.html")
    heading = page.locator("h1").first
    expect(heading).to_contain_text("两步工作法")

    change(root, "title: 两步工作法", "title: 两步新法")
    expect(heading).to_contain_text("两步新法")
    _, second = rounds.get(timeout=20)
    while second.problems:  # the file was seen half-written
        _, second = rounds.get(timeout=20)
    assert 0 < second.written < first.written / 2, "only what changed is written"

    change(root, "form: 工作法", "form: 做法")
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("CB203")
    expect(heading).to_contain_text("两步新法")
    change(root, "form: 做法", "form: 工作法")
    expect(trouble).to_have_count(0)


def _rounds(rounds: Queue[tuple[str, Round]]) -> int:
    """How many there were since; on a busy machine one save may be seen as two."""
    told = [rounds.get(timeout=20)]
    with suppress(Empty):
        while True:
            told.append(rounds.get(timeout=1))
    return sum(done.problems == () for _, done in told)


def test_a_saved_record_and_its_list_are_loaded_once_a_round(
    root: Path, rounds: Queue[tuple[str, Round]], page: Page, hosts: set[str]
) -> None:
    """The record's own page comes before all others, and not again with them."""
    url, _ = rounds.get(timeout=60)
    hosts.add(url.removeprefix("http://").rstrip("/"))
    pages = {path: page.context.new_page() for path in ("methods/liang-bu-gong-zuo-fa.html", "methods/")}
    loads = dict.fromkeys(pages, 0)
    for path, tab in pages.items():
        with tab.expect_request("**/__casebook/events"):
            tab.goto(url + path)

        def count(_page: Page, path: str = path) -> None:
            loads[path] += 1

        tab.on("load", count)
    most = 0
    for least, name in enumerate(("两步新法", "两步法二"), start=1):
        change(root, "title: 两步", f"title: {name}，又名两步")
        for tab in pages.values():
            expect(tab.locator("article").first).to_contain_text(name)
        most += _rounds(rounds)
        for tab in pages.values():
            tab.wait_for_load_state()
        page.wait_for_timeout(500)  # events of the tabs reach us only while Playwright is asked something
        assert all(least <= times <= most for times in loads.values()), (least, loads, most)


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


def test_a_second_preview_of_one_library_says_so(root: Path, rounds: Queue[tuple[str, Round]]) -> None:
    rounds.get(timeout=60)
    told: list[Round] = []
    problems = serve(root, "127.0.0.1", 0, lambda _, done: told.append(done))
    assert [(problem.path, problem.code) for problem in problems] == [("build/preview", "CB616")]
    assert told == []


def test_a_preview_puts_a_cut_off_swap_right_and_touches_nothing_else(
    root: Path, rounds: Queue[tuple[str, Round]]
) -> None:
    rounds.get(timeout=60)
    assert not (root / "build/site").exists()
    left = root / "build/.site.casebook-old"
    left.mkdir()
    (left / "index.html").write_text("yesterday", encoding="utf-8")
    serve(root, "127.0.0.1", 0, lambda *_: None)
    assert tree(root / "build/site") == {"index.html": b"yesterday"}


def test_what_the_disk_refuses_is_shown_and_the_preview_goes_on(root: Path, rounds: Queue[tuple[str, Round]]) -> None:
    rounds.get(timeout=60)
    page = root / "build/preview/methods/liang-bu-gong-zuo-fa.html"
    page.unlink()
    page.mkdir()  # a file cannot be written here, whoever we are
    change(root, "title: 两步工作法", "title: 两步新法")
    _, second = rounds.get(timeout=20)
    assert [problem.code for problem in second.problems] == ["CB612"]
    page.rmdir()
    change(root, "title: 两步新法", "title: 两步法二")
    _, third = rounds.get(timeout=20)
    assert third.problems == ()
    assert "两步法二" in page.read_text(encoding="utf-8")

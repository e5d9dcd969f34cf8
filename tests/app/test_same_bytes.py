"""Same content and versions, same bytes: wherever, whenever and in whatever order the files come."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from tests.app.conftest import ROOT, a_library, built, casebook, change, tree
from tests.app.repository import commit, git

SOURCES = ROOT / "plugins/casebook"
SHUFFLED = ROOT / "tests/app/shuffled.py"
WORLDS: dict[str, dict[str, str]] = {
    "one": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "另一个 世界": {
        "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242",
        "COLUMNS": "20", "HOME": "/nonexistent",
    },
}  # fmt: skip


def test_folder_time_zone_locale_hash_seed_and_file_order_leave_no_trace(tmp_path: Path) -> None:
    made = []
    for number, (name, world) in enumerate(WORLDS.items()):
        root = a_library(tmp_path / name / ("x" * number) / "lib")
        done = casebook(
            number, "build", "--root", root, "--out", root / f"out-{name}", program=f"{SHUFFLED}", env=world
        )
        assert done.returncode == 0, done.stdout + done.stderr
        made.append(tree(root / f"out-{name}"))
    one, two = made
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert len(one) > 80


def test_no_file_tells_the_day_the_hour_or_the_machine(root: Path) -> None:
    """A clock would show as today's date, or as seconds since 1970, in one of the ways that engines write them."""
    assert built(root).value is not None
    now = dt.datetime.now(dt.UTC).astimezone()
    days = {now.date(), now.astimezone(dt.UTC).date(), (now - dt.timedelta(minutes=5)).date()}
    written = {
        form
        for day in days
        for form in (
            day.isoformat(), day.strftime("%Y%m%d"), day.strftime("%d %b %Y"), day.strftime("%b %d, %Y"),
            f"{day.year}年{day.month}月{day.day}日",
        )
    }  # fmt: skip
    epoch = str(int(now.timestamp()))[:6]  # the same for eleven days
    here = re.escape(str(root)).encode()
    clock = re.compile("|".join([*written, rf"(?<![\w.]){epoch}\d{{4}}(?!\w)"]).encode())
    # What our own sources and the content say is no clock: an example of a date may be of today.
    said = b"".join([*tree(root / "content").values(), *(path.read_bytes() for path in SOURCES.rglob("*.py"))])
    said += said.replace(b".", b"")  # the anchor of a heading such as 2026.11.26
    for path, data in tree(root / "build/site").items():
        assert {found for found in clock.findall(data) if found not in said} == set(), path
        assert not re.search(here, data), path


def test_source_date_epoch_is_what_the_engine_takes_for_now(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engines_own = root / "build/.work/site/engine/sitemap.xml"
    plain = built(root)
    assert plain.value is not None
    assert "<lastmod>1970-01-01</lastmod>" in engines_own.read_text(encoding="utf-8")
    before = tree(root / "build/site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert built(root).value is not None
    assert "<lastmod>2009-02-13</lastmod>" in engines_own.read_text(encoding="utf-8")
    assert tree(root / "build/site") == before, "no page of ours shows what counts as now"


# ---------------------------------------------------------------- dates from records and git


@pytest.fixture
def repository(root: Path) -> Path:
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    commit(root, "one")
    change(root, "title: 两步工作法", "title: 两步新法")
    commit(root, "two", day="2022-05-06")
    return root


METHOD = "methods/liang-bu-gong-zuo-fa.html"


def page(root: Path) -> str:
    assert built(root).value is not None
    return (root / "build/site" / METHOD).read_text(encoding="utf-8")


def test_a_page_shows_the_day_of_its_last_commit_and_two_clones_are_the_same(repository: Path, tmp_path: Path) -> None:
    assert "2022-05-06" in page(repository)
    git(tmp_path, "clone", "-q", repository.as_uri(), "klon")
    page(tmp_path / "klon")
    assert tree(tmp_path / "klon/build/site") == tree(repository / "build/site")


def test_a_shallow_clone_builds_and_says_no_day_it_does_not_know(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "flach")
    assert "2022-05-06" not in page(tmp_path / "flach")


def test_without_git_and_without_a_repository_the_site_is_the_same(repository: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(repository, bare, ignore=shutil.ignore_patterns(".git", "build"))
    assert "2022-05-06" not in page(bare)
    # The same folder on a machine that has no git at all: nothing on the path but nothing.
    done = casebook("build", "--root", repository, "--out", tmp_path / "ohne", env={"PATH": str(tmp_path / "empty")})
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "ohne") == tree(bare / "build/site")

"""Build after build, each with another change: always the bytes that a machine makes which sees the library for the first time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.app.content import load
from casebook.app.memory import Memory
from tests.app.conftest import RECORD, built, change, codes, is_whole, tree
from tests.app.repository import commit, git

CASE, TERM = "content/cases/shi-li-she-qu-yi-shi.yaml", "content/terms/liang-bu.yaml"
NEW = "content/methods/xin-fa.yaml"


def summary(root: Path) -> None:
    change(root, "先听后办，分两步", "先问后办，分两步")


def a_sign_that_leaves_size_and_time_as_they_were(root: Path) -> None:
    file = root / RECORD
    known = file.stat()
    change(root, "先问后办，分两步", "先走后办，分两步")
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert file.stat().st_size == known.st_size


def title(root: Path) -> None:
    change(root, "title: 两步工作法", "title: 两步新法")


def definition_of_a_term(root: Path) -> None:
    change(root, "先听，后办", "先听，再办", TERM)


def name_of_a_term(root: Path) -> None:
    change(root, "title: 两步", "title: 楼栋长", TERM)


def a_reason_that_a_situation_points_at(root: Path) -> None:
    change(root, "每栋楼有人愿意出面", "每栋楼有人愿意出头")


def an_answer_of_a_situation(root: Path) -> None:
    change(root, "label: 急事没有人办", "label: 急的事没有人办", "content/vocab/situations.yaml")


def a_point_in_time(root: Path) -> None:
    change(root, "on: 2016-12", "on: 2016-11", "content/methods/shi-li-mo-shi.yaml")


def region_of_a_case(root: Path) -> None:
    change(root, "region: 示例市样板区", 'region: "160102"', CASE)


def a_new_record(root: Path) -> None:
    (root / NEW).write_text(
        "# yaml-language-server: $schema=../../schemas/method.schema.json\nid: xin-fa\ntitle: 新法\nsummary: 也是两步。\n"
        "status: 已发布\nthemes: [yi-shi]\nsources: [lai-yuan-yi]\nform: 工作法\nstage: 试点\n"
        "similar_to: [liang-bu-gong-zuo-fa]\nredirect_from: [jiu-fa]\n",
        encoding="utf-8",
    )


def an_id(root: Path) -> None:
    text = (root / NEW).read_text(encoding="utf-8")
    (root / NEW).unlink()
    text = text.replace("id: xin-fa", "id: geng-xin-fa").replace("[jiu-fa]", "[jiu-fa, xin-fa]")
    (root / NEW).with_name("geng-xin-fa.yaml").write_text(text, encoding="utf-8")


def a_record_less(root: Path) -> None:
    (root / NEW).with_name("geng-xin-fa.yaml").unlink()


def name_of_a_theme(root: Path) -> None:
    change(root, "label: 示例邻里", "label: 示例邻居", "content/vocab/themes.yaml")


def name_of_a_region(root: Path) -> None:
    change(root, "样板区", "样本区", "content/vocab/regions.tsv")
    change(root, "示例市样板区", "示例市样本区")


def a_picture(root: Path) -> None:
    file = root / "content/media/hui-chang.jpg"
    file.write_bytes(file.read_bytes() + b"\0")


def a_hand_written_page(root: Path) -> None:
    about = root / "content/pages/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n## 又一节\n", encoding="utf-8")


def the_name_of_the_site(root: Path) -> None:
    change(root, "site_name: 城乡社区治理案例库", "site_name: 另一个案例库", "mkdocs.yml")


def where_errors_are_reported(root: Path) -> None:
    change(root, "issues/new?title=", "issues/create?title=", "mkdocs.yml")


def a_commit(root: Path) -> None:
    commit(root, "everything", day="2023-07-08")


def a_site_somebody_has_meddled_with(root: Path) -> None:
    site = root / "build/site"
    (site / "about.html").unlink()
    (site / "methods/index.html").write_text("torn", encoding="utf-8")
    (site / "terms/extra.html").write_text("extra", encoding="utf-8")
    shutil.rmtree(site / "search")


def a_manifest_that_is_gone(root: Path) -> None:
    (root / "build/site/manifest.json").unlink()


def caches_that_are_damaged(root: Path) -> None:
    """All that builds keep for the next one, but for the lock: half of the files cut off, half with a bit turned."""
    files = sorted(path for path in (root / "build").rglob("*") if path.is_file() and "site" not in path.parts[:-1])
    for number, file in enumerate(path for path in files if "casebook-lock" not in path.name):
        data = file.read_bytes()
        turned = (
            data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :] if data else data
        )
        file.write_bytes(data[: len(data) // 2] if number % 2 else turned)


def caches_that_are_gone(root: Path) -> None:
    for path in (root / "build").iterdir():
        if path.is_dir() and path.name != "site":
            shutil.rmtree(path)


def everything_as_it_was(root: Path) -> None:
    git(root, "checkout", "-q", "HEAD~1", "--", "content", "mkdocs.yml")


CHANGES: tuple[Callable[[Path], None], ...] = (
    summary, a_sign_that_leaves_size_and_time_as_they_were, title, definition_of_a_term, name_of_a_term, a_new_record,
    region_of_a_case, an_id, name_of_a_theme, a_record_less, name_of_a_region, a_picture, a_hand_written_page,
    where_errors_are_reported, the_name_of_the_site, a_commit, a_site_somebody_has_meddled_with, a_manifest_that_is_gone,
    caches_that_are_damaged, a_reason_that_a_situation_points_at, an_answer_of_a_situation, a_point_in_time,
    caches_that_are_gone, everything_as_it_was,
)  # fmt: skip


# A damaged index of `casebook search`, which a pack's query asks: Whoosh leaves the file open that it could not read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("each", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_build_after_changes_is_the_build_from_nothing(root: Path, tmp_path: Path, each: int) -> None:
    """Compared after every `each` changes; each change has a build of its own."""
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    commit(root, "one")
    assert codes(built(root)) == []
    for number, apply in enumerate(CHANGES, start=1):
        apply(root)
        assert codes(built(root)) == [], apply.__name__
        assert is_whole(root / "build/site"), apply.__name__
        if number % each == 0:
            clean = tmp_path / f"clean-{number}"
            shutil.copytree(root, clean, ignore=shutil.ignore_patterns("build"))
            assert codes(built(clean)) == []
            ours, theirs = tree(root / "build/site"), tree(clean / "build/site")
            assert ours.keys() == theirs.keys(), apply.__name__
            assert [path for path in ours if ours[path] != theirs[path]] == [], apply.__name__
            shutil.rmtree(clean)


def test_what_is_linked_after_each_change_is_what_is_linked_from_nothing(root: Path) -> None:
    """As the preview does it, which keeps the library from save to save."""
    git(root, "init", "-q", "-b", "main")
    commit(root, "one")
    built(root)
    memory, before, kept = Memory(root), None, 0
    for apply in (lambda _root: None, *CHANGES):
        apply(root)
        now = load(root, memory=memory, before=before)
        clean = load(root)
        assert now == clean
        # Tables that nothing touched are the very same ones.
        kept += before is not None and now.library.backlinks is before.library.backlinks
        before = now
    assert 5 < kept < len(CHANGES)


def test_a_change_is_seen_on_the_page(root: Path) -> None:
    """Lest the test above should compare two builds that both see nothing."""
    built(root)
    before = tree(root / "build/site")
    title(root)
    built(root)
    after = tree(root / "build/site")
    touched = {path for path in before if after[path] != before[path]}
    assert {"methods/liang-bu-gong-zuo-fa.html", "cases/shi-li-she-qu-yi-shi.html", "methods/index.html"} <= touched

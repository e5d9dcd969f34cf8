"""`casebook release` on a real repository: what a date version says of the records, and where it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner, Result
from markupsafe import escape

from casebook.cli import main
from casebook.review import verdict
from casebook.review.release import News, Release, Target, as_section, fields_of, names_of, with_section
from tests.app.hostile import PAYLOADS
from tests.app.repository import commit, git
from tests.review.repository import METHOD, TERM, edit, start, write
from tests.review.test_review import NEW_TERM

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return start(tmp_path / "库")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["release", *arguments, "--root", str(root)], prog_name="casebook")


def test_the_first_version_counts_what_there_is(root: Path) -> None:
    told = run(root).output
    assert told.startswith("## 2021.03.04\n\n第一版，收录[工作法](methods/index.html) ")
    assert "[来源](sources/index.html) " in told
    assert told.endswith("感谢供稿：a。\n")


def test_a_version_is_held_against_the_last_one(root: Path) -> None:
    git(root, "tag", "content-2021.03.04")
    git(root, "tag", "v1.0.0")
    edit(root, METHOD, ("summary: 先听后办", "summary: 先听再办"), ("    how: 到居民家里去听\n", ""))
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    edit(root, TERM, ("sources:", "status: 已撤回\nwithdrawn_reason: 与“三步”重复\nsources:"))
    git(root, "mv", "content/cases/che-hui-de-an-li.yaml", "content/cases/che-hui.yaml")
    edit(root, "content/cases/che-hui.yaml", ("id: che-hui-de-an-li", "id: che-hui\nredirect_from: [che-hui-de-an-li]"))
    git(root, "rm", "-q", "content/policies/fan-li-tong-zhi.yaml")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "改\n\nCo-authored-by: [李四](x) <li@example.org>", day="2021-05-06")
    write(root, "content/policies/fan-li-tong-zhi.yaml", "坏的")
    commit(root, "坏的", day="2021-05-07")
    write(root, "README.md", "程序")
    commit(root, "不是内容", day="2021-06-01")
    told = run(root).output
    assert told.startswith("## 2021.05.07\n\n自 2021.03.04 以来：新增 1 条，修改 1 条，换了网址 1 条，撤回 1 条。\n")
    assert "### 新增\n\n- 术语：[三步](terms/san-bu.html)（草稿）\n" in told
    assert "- 工作法：[两步工作法](methods/liang-bu-gong-zuo-fa.html)（摘要、步骤或组成）\n" in told
    assert "（原来的编号 che-hui-de-an-li）" in told
    assert "### 撤回\n\n- 术语：[两步](terms/liang-bu.html)（与“三步”重复）\n" in told
    assert told.endswith("感谢供稿：a、\\[李四\\](x)。\n")
    assert run(root, "--since", "2021.03.04").output == told
    assert run(root, "--since", "2021-05-07").output.startswith("## 2021.05.07\n\n自 2021-05-07 以来：")
    assert run(root, "--since", "2021-03-01", "--on", "2022-01-02").output.startswith("## 2022.01.02\n\n第一版")


def test_it_is_written_above_older_versions_and_once(root: Path) -> None:
    page = root / "content/pages/changes.md"
    assert run(root, "--write").exit_code == 2
    write(root, "content/pages/changes.md", "# 更新记录\n\n## 最近\n")
    assert "git tag content-2021.03.04" in run(root, "--write").stderr
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "发版")
    git(root, "tag", "content-2021.03.04")
    edit(root, METHOD, ("summary: 先听后办", "summary: 先听再办"))
    commit(root, "改", day="2021-05-06")
    assert run(root, "--write").exit_code == 0
    once = page.read_text(encoding="utf-8")
    assert re.findall("^## .*$", once, re.MULTILINE) == ["## 2021.05.06", "## 2021.03.04", "## 最近"]
    assert run(root, "--write").exit_code == 0
    assert page.read_text(encoding="utf-8") == once


@pytest.mark.parametrize("since", ["没有", "2021.01.01", "--upload-pack=x"])
def test_a_name_that_is_none_is_wrong_usage(root: Path, since: str) -> None:
    assert run(root, f"--since={since}").exit_code == 2


def test_without_git_there_is_nothing_to_release(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    assert run(tmp_path).exit_code == 2


# ---- its parts


def a_release(*news: News) -> Release:
    return Release("2026.11.26", "2026.11.01", {}, news, ())


def test_a_strangers_words_are_words_on_the_page() -> None:
    for payload in (
        *PAYLOADS,
        "[点我](http://evil.test)",
        "`a`",
        "*a* __b__",
        "a|b\n|-|",
        "{: onclick=x}",
        "![x](y)",
        "[^1]",
        "&lt;",
    ):
        section = as_section(a_release(News(verdict.WITHDRAWN, Target("term", "x", payload), note=payload)))
        html = markdown.markdown(
            section, extensions=["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]
        )
        tags = re.findall(r"<(\w+)([^>]*)>", html)
        assert tags == [("h2", ""), ("p", ""), ("h3", ""), ("ul", ""), ("li", ""), ("a", ' href="terms/x.html"')], (
            payload
        )
        assert html.count(str(escape(" ".join(payload.split()))).replace("&#34;", '"').replace("&#39;", "'")) >= 1, (
            payload
        )


def test_what_took_its_place_is_named_and_what_went_is_no_link() -> None:
    after = Target("method", "xin", "新法")
    told = as_section(
        a_release(
            News(verdict.SUPERSEDED, Target("method", "jiu", "旧法"), after=after),
            News(verdict.REMOVED, Target("case", "mei", "没了")),
        )
    )
    assert "- 工作法：[旧法](methods/jiu.html)（现在看[新法](methods/xin.html)）\n" in told
    assert told.endswith("### 删去\n\n- 案例：没了\n")


def test_of_many_records_the_first_are_named() -> None:
    told = as_section(
        a_release(*(News(verdict.ADDED, Target("case", f"a-{one:03d}", f"例{one}")) for one in range(99)))
    )
    assert told.count("](cases/") == 40
    assert "……共 99 条" in told


def test_fields_are_named_once_and_not_all() -> None:
    assert (
        fields_of(["步骤或组成 第 1 项 › 怎么做", "步骤或组成 原第 2 项", "关键词的次序", "摘要"])
        == "步骤或组成、关键词、摘要"
    )
    assert fields_of("甲乙丙丁戊") == "甲、乙、丙、丁等"


def test_everybody_is_thanked_once_in_the_order_of_their_work() -> None:
    log = [("丙", "改"), ("甲", "写\n\nCo-Authored-By: 乙 <b@example.org>"), ("甲", "写")]
    assert names_of(log) == ("甲", "乙", "丙")


def test_sections_keep_the_newest_first() -> None:
    page = "# 更新记录\n\n文字\n"
    for version in ("2026.01.01", "2026.03.01", "2026.02.01", "2026.03.01"):
        page = with_section(page, f"## {version}\n\n{version} 的\n")
    assert page == "# 更新记录\n\n文字\n" + "".join(
        f"\n## {one}\n\n{one} 的\n" for one in ("2026.03.01", "2026.02.01", "2026.01.01")
    )


def test_what_else_the_page_has_stays_below_the_versions() -> None:
    rest = "## 最近改动\n\n清单\n"
    page = f"# 更新记录\n\n{rest}"
    for version, text in (("2026.02.01", "旧的"), ("2026.02.01", "新的"), ("2026.01.01", "更早的")):
        page = with_section(page, f"## {version}\n\n{text}\n")
    assert page == f"# 更新记录\n\n## 2026.02.01\n\n新的\n\n## 2026.01.01\n\n更早的\n\n{rest}"


# ---- the program's own changelog


def test_commits_that_the_changelog_may_lack(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/changes", tmp_path / ".ci/changes")
    git(tmp_path, "init", "-q", "-b", "main")
    for name, message in (("plugins/a", "old"), ("CHANGELOG.md", "版本")):
        write(tmp_path, name, "1")
        commit(tmp_path, message)
    git(tmp_path, "tag", "v1.0.0")
    write(tmp_path, "plugins/a", "2")
    commit(tmp_path, "Mend a")
    write(tmp_path, "plugins/b", "1")
    write(tmp_path, "CHANGELOG.md", "2")
    commit(tmp_path, "Add b")
    write(tmp_path, "content/c", "1")
    commit(tmp_path, "内容")
    done = subprocess.run([tmp_path / ".ci/changes"], capture_output=True, text=True, check=True, env=os.environ)
    assert [line.split(maxsplit=2)[2] for line in done.stdout.splitlines()] == ["Mend a"]
    done = subprocess.run(
        [tmp_path / ".ci/changes", "HEAD~1"], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout == ""

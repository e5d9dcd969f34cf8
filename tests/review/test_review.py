"""`casebook review` on real branches: what it says of each sort of change, and what it does not fall for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from casebook.app.checking import ROOMS, memory_folder
from casebook.app.content import load_library
from casebook.edges.cache import Cache, code_version
from casebook.files import SourceText, sha256_of
from casebook.link.checked import Checked, checked
from casebook.proof.claims import claims_of
from casebook.proof.ledger import Line, digest_of, write_ledger
from tests.app.hostile import PAYLOADS
from tests.app.repository import commit, git
from tests.records.library import good_folder
from tests.review.repository import CASE, METHOD, TERM, blob, climbing_commit, edit, run, start, told, write

NEW_TERM = """\
# yaml-language-server: $schema=../../schemas/term.schema.json
id: san-bu
title: 三步
summary: 三步比两步多了评这一步。
themes: [yi-shi]
sources: [lai-yuan-jia]
definition:
  - text: 先听后办再评
    cite: lai-yuan-jia 二
see_also: [liang-bu]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return start(tmp_path / "库")


def reviewed(root: Path, *arguments: str, exit_code: int | None = None) -> dict[str, Any]:
    """The JSON of a review of the branch; the Markdown is written beside it."""
    out = root.parent / "out"
    out.mkdir(exist_ok=True)
    result = run(root, "main..HEAD", "--json", str(out / "r.json"), "--markdown", str(out / "r.md"), *arguments)
    assert exit_code is None or result.exit_code == exit_code, result.output
    data: dict[str, Any] = json.loads((out / "r.json").read_text(encoding="utf-8"))
    return data | {"markdown": (out / "r.md").read_text(encoding="utf-8"), "text": result.output}


def codes(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in data["problems"]]


# ---- what changed


def test_a_record_changed_added_withdrawn_and_removed(root: Path) -> None:
    edit(
        root,
        METHOD,
        ("summary: 先听后办", "summary: 先听再办"),
        ("    how: 到居民家里去听\n", ""),
        ("  - 先听后办\n", "  - 听\n"),
    )
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    edit(root, TERM, ("sources:", "status: 已撤回\nwithdrawn_reason: 与三步重复\nsources:"))
    git(root, "rm", "-q", "content/cases/che-hui-de-an-li.yaml")
    commit(root, "改")
    data = reviewed(root)
    assert data["counts"] == {"新增": 1, "修改": 1, "撤回": 1, "删去": 1}
    by_id = {one["id"]: one for one in data["records"]}
    assert [(one["at"], one["old"], one["new"]) for one in by_id["liang-bu-gong-zuo-fa"]["fields"]] == [
        ("摘要", "先听后办，分两步把居民的事办完。", "先听再办，分两步把居民的事办完。"),
        ("关键词", "先听后办", "听"),
        ("步骤或组成 第 1 项 › 怎么做", "到居民家里去听", None),
    ]
    assert by_id["liang-bu"]["status"] == ["草稿", "已撤回"]
    assert by_id["san-bu"]["links"] == [
        {"field": "主题", "id": "yi-shi", "title": "示例议事"},
        {"field": "来源", "id": "lai-yuan-jia", "title": "关于示例市议事办法的报告"},
        {"field": "另见", "id": "liang-bu", "title": "两步"},
    ]
    assert "terms/san-bu.html" in [page["path"] for page in by_id["san-bu"]["pages"]]
    assert ("content/terms/san-bu.yaml", "CB414") in codes(data)
    assert ("content/methods/liang-bu-gong-zuo-fa.yaml", "CB414") in codes(data)


def test_a_moved_record_says_whether_its_old_address_is_kept(root: Path) -> None:
    git(root, "mv", METHOD, "content/methods/ting-ban-fa.yaml")
    edit(root, "content/methods/ting-ban-fa.yaml", ("id: liang-bu-gong-zuo-fa", "id: ting-ban-fa"))
    commit(root, "改编号")
    data = reviewed(root, exit_code=1)
    (record,) = data["records"]
    assert (record["how"], record["old_id"], record["is_kept"]) == ("改编号", "liang-bu-gong-zuo-fa", False)
    assert record["fields"] == [{"at": "编号", "old": "liang-bu-gong-zuo-fa", "new": "ting-ban-fa"}]
    # Whoever named it by its old id is named too, though his file did not change.
    assert (CASE, "CB401") in codes(data)
    edit(root, "content/methods/ting-ban-fa.yaml", ("  - er-bu-fa\n", "  - er-bu-fa\n  - liang-bu-gong-zuo-fa\n"))
    commit(root, "旧编号")
    assert reviewed(root)["records"][0]["is_kept"] is True


def test_a_file_moved_without_its_id_is_told_as_such(root: Path) -> None:
    git(root, "mv", METHOD, "content/methods/ting-ban-fa.yaml")
    commit(root, "只改文件名")
    data = reviewed(root, exit_code=1)
    assert ("content/methods/ting-ban-fa.yaml", "CB301") in codes(data)
    assert [record["how"] for record in data["records"]] == ["改编号"]


def test_what_main_did_meanwhile_is_not_the_change(root: Path) -> None:
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    commit(root, "供稿")
    git(root, "checkout", "-q", "main")
    edit(root, METHOD, ("summary: 先听后办", "summary: 先听再办"))
    git(root, "rm", "-q", "content/cases/che-hui-de-an-li.yaml")
    commit(root, "别人的")
    git(root, "checkout", "-q", "供稿")
    assert reviewed(root, exit_code=0)["counts"] == {"新增": 1}


def test_a_problem_that_was_there_before_is_only_counted(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    edit(root, CASE, ("title: ", "title："))
    commit(root, "坏的")
    git(root, "checkout", "-q", "-B", "供稿")
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    commit(root, "供稿")
    data = reviewed(root, exit_code=0)
    assert codes(data) == []
    assert data["before"] >= 1
    assert "与这次改动无关" in data["text"]


def test_a_broken_record_is_shown_as_it_was_typed(root: Path) -> None:
    edit(root, TERM, ("title: 两步", "titel: 二步"))
    commit(root, "错字")
    data = reviewed(root, exit_code=1)
    (record,) = data["records"]
    assert {(one["at"], one["old"], one["new"]) for one in record["fields"]} == {
        ("标题", "两步", None),
        ("titel", None, "二步"),
    }
    assert record["score"] is None
    assert (TERM, "CB202") in codes(data)


def test_verdicts_of_the_last_check_are_taken_unless_they_came_in_a_commit(root: Path) -> None:
    sound = checked(SourceText(TERM, (root / TERM).read_bytes()))
    edit(root, TERM, ("title: 两步", "titel: 二步"))
    commit(root, "错字")
    claimed = replace(sound, digest=sha256_of((root / TERM).read_bytes()))
    Cache(memory_folder(root), code_version(*ROOMS), Checked).write({TERM: claimed}, [TERM])
    assert codes(reviewed(root, exit_code=0)) == []
    git(root, "add", "-f", "build/.cache")
    commit(root, "带着判断来")
    assert (TERM, "CB202") in codes(reviewed(root, exit_code=1))


def test_nothing_changed(root: Path) -> None:
    data = reviewed(root, exit_code=0)
    assert (data["records"], data["problems"], data["files"]) == ([], [], [])
    assert "没有改动记录" in data["text"]


def test_new_words_are_proposals(root: Path) -> None:
    edit(root, CASE, ("lead: 示例社区党组织", "lead: 示例社区新组织"))
    themes = root / "content/vocab/themes.yaml"
    extra = "  - id: xin-zhu-ti\n    label: 新主题\n    scope_note: 新的\n"
    themes.write_text(themes.read_text(encoding="utf-8") + extra, encoding="utf-8")
    commit(root, "新词")
    words = reviewed(root)["words"]
    assert {"what": "主题", "how": "新增", "name": "新主题", "id": "xin-zhu-ti"} in words
    assert {"what": "单位", "how": "首次出现", "name": "示例社区新组织", "id": ""} in words


def test_a_vocabulary_that_cannot_be_read_is_one_problem(root: Path) -> None:
    """Its entries have not gone, and nothing that names them is wrong, not even where a record bears the name of one."""
    themes = root / "content/vocab/themes.yaml"
    write(root, "content/terms/yi-shi.yaml", NEW_TERM.replace("san-bu", "yi-shi"))
    write(root, "content/vocab/themes.yaml", themes.read_text(encoding="utf-8").replace("label:", "lable:", 1))
    commit(root, "错字")
    data = reviewed(root, exit_code=1)
    assert {path for path, _ in codes(data)} == {"content/vocab/themes.yaml"}
    assert data["words"] == []


def test_what_is_like_another_record_shows_the_text_of_both(root: Path) -> None:
    text = (root / METHOD).read_text(encoding="utf-8")
    said = "楼栋长每周三晚上敲门走访把居民说的事情记在本子上第二天交给社区"
    edit(root, METHOD, ("到居民家里去听", said))
    commit(root, "长一些")
    copy = text.replace("liang-bu-gong-zuo-fa", "liang-bu-fa").replace("title: 两步工作法", "title: 两步工作方法")
    copy = copy.replace("到居民家里去听", f"{said}主任").replace("  - er-bu-fa", "  - er-bu")
    write(root, "content/methods/liang-bu-fa.yaml", copy.replace("aliases:\n  - 兩步工作法\n  - 示例两步法\n", ""))
    commit(root, "很像")
    record = next(one for one in reviewed(root)["records"] if one["id"] == "liang-bu-fa")
    assert record["alike"][0]["id"] == "liang-bu-gong-zuo-fa"
    assert record["alike"][0]["runs"] == [said]
    assert record["alike"][0]["name"] >= 85
    git(root, "branch", "-f", "main", "HEAD")
    edit(root, "content/methods/liang-bu-fa.yaml", ("    note: 来源只提到名称", "    note: 来源只有名称"))
    commit(root, "别的地方")
    (record,) = reviewed(root)["records"]
    assert record["alike"] == []


def test_personal_data_is_an_error_and_shown_nowhere(root: Path, tmp_path: Path) -> None:
    """Not in a message, not before or after a change, not among what is unproved or copied; not when it is taken out again."""
    said = "有事找楼栋长王建国，电话13900139000身份证11010519491231002X，大家都可以去敲他家的门说一说"
    archive = tmp_path / "原文"
    write(archive, "lai-yuan-yi.txt", f"一、背景\n很久以前。\n（二）样板\n{said}。\n")
    edit(root, METHOD, ("    note: 来源只提到名称", f"    note: {said}，又见“13900139000”"))
    edit(root, CASE, ("lead: 示例社区党组织", "lead: 13700137000服务队"))
    write(root, "content/terms/huai.yaml", "title: 坏的 13600136000\n电话13500135000: 1\nstatus: 13400134000\n")
    commit(root, "电话")
    came = reviewed(root, "--archive", str(archive), exit_code=1)
    assert [code for path, code in codes(came) if path == METHOD][:3] == ["CB331", "CB332", "CB331"]
    git(root, "branch", "-f", "main", "HEAD")
    git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "revert", "--no-edit", "HEAD")
    went = reviewed(root, "--archive", str(archive))
    for shown in (json.dumps(came, ensure_ascii=False), json.dumps(went, ensure_ascii=False)):
        assert [one for one in ("0013", "1949123", "7001", "6001", "5001", "4001") if one in shown] == []
        assert all(mask in shown for mask in ("139****9000", "110105************", "137****7000"))
    assert "136****6000" in json.dumps(came, ensure_ascii=False)


# ---- signatures


@pytest.mark.parametrize("setting", ["", "    sign_off: true\n"], ids=["hint", "error"])
def test_commits_without_a_signature_are_told_as_the_old_settings_want(root: Path, setting: str) -> None:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").partition("extra:")[0]
    git(root, "checkout", "-q", "main")
    write(root, "mkdocs.yml", f"{settings}extra:\n  casebook:\n    branch: main\n{setting}")
    commit(root, "设置")
    git(root, "checkout", "-q", "-B", "供稿")
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    commit(root, "签了名的")
    assert reviewed(root, exit_code=0)["problems"] == []
    # What the change itself says of it does not count.
    write(root, "mkdocs.yml", f"{settings}extra:\n  casebook:\n    sign_off: {'false' if setting else 'true'}\n")
    git(root, "commit", "-q", "-a", "-m", "没有签名 @all")
    data = reviewed(root, exit_code=1 if setting else 0)
    (problem,) = data["problems"]
    assert (problem["code"], problem["level"]) == (("CB922", "error") if setting else ("CB921", "warning"))
    assert told(root, "rev-parse", "HEAD")[:10] in problem["message"]
    assert "git rebase --signoff" in problem["hint"]
    git(root, "rebase", "-q", "--signoff", "main")
    assert reviewed(root, exit_code=0)["problems"] == []


# ---- evidence


def test_a_ledger_that_the_change_wrote_itself_proves_nothing(root: Path) -> None:
    claims = claims_of(load_library(root).value.entries["liang-bu-gong-zuo-fa"])
    texts = "lai-yuan-jia=0123456789abcdef"
    ledger = write_ledger(Line(one.record, one.kind, one.label, digest_of(one), texts) for one in claims)
    write(root, "content/proof.tsv", ledger)
    edit(root, METHOD, ("  people: 每栋楼一人", "  people: 每栋楼两人"))
    commit(root, "伪造")
    data = reviewed(root)
    assert data["records"][0]["proof"]["proved"] == 0
    assert [file["path"] for file in data["files"] if file["notes"]] == ["content/proof.tsv"]
    # What main has proved counts.
    git(root, "checkout", "-q", "main")
    write(root, "content/proof.tsv", ledger)
    commit(root, "核对过的")
    git(root, "checkout", "-q", "-B", "供稿")
    edit(root, METHOD, ("  people: 每栋楼一人", "  people: 每栋楼两人"))
    commit(root, "改")
    proof = reviewed(root)["records"][0]["proof"]
    assert proof["proved"] == proof["claims"] > 0


def test_an_archive_proves_and_finds_what_is_copied(root: Path, tmp_path: Path) -> None:
    said = "各社区每月初五晚上在居民活动室开会把一个月的事情从头到尾说一遍"
    archive = tmp_path / "原文"
    write(archive, "lai-yuan-yi.txt", f"一、背景\n很久以前。\n（二）样板\n{said}，有“甲办法”，共81户。\n")
    edit(root, METHOD, ("    note: 来源只提到名称", f"    note: 有“甲办法”和“乙办法”，81户，{said}"))
    commit(root, "改")
    data = reviewed(root, "--archive", str(archive))
    (record,) = (one for one in data["records"] if one["id"] == "liang-bu-gong-zuo-fa")
    assert [copy["run"] for copy in record["copied"]] == [said]
    assert any("乙办法" in one["words"] for one in record["proof"]["unproved"])
    assert not any("甲办法" in one["words"] for one in record["proof"]["unproved"])
    assert f"照抄来源** {len(said)} 个字" in data["markdown"]


def test_the_score_says_what_would_raise_it(root: Path) -> None:
    edit(root, METHOD, ("participation: 协作\n", ""), ("keywords:\n  - 先听后办\n", ""))
    commit(root, "少了")
    score = reviewed(root)["records"][0]["score"]
    titles = [title for title, _ in score["gaps"]]
    assert titles == ["关键词", "居民参与程度", "步骤的“怎么做”", "步骤"]
    assert score["percent"] == round(100 * 10 / 12)


# ---- hostile


def test_marks_of_a_merge_conflict_are_called_so(root: Path) -> None:
    edit(root, TERM, ("title: 两步\n", "<<<<<<< HEAD\ntitle: 两步\n=======\ntitle: 二步\n>>>>>>> 供稿\n"))
    commit(root, "冲突")
    assert codes(reviewed(root, exit_code=1))[0] == (TERM, "CB124")


def test_links_modules_and_odd_names_are_told_and_not_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(NEW_TERM.replace("三步", "机密"), encoding="utf-8")
    (root / "content/terms/mi.yaml").symlink_to(secret)
    (root / "content/yi").symlink_to(tmp_path)
    commit(root, "链接")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/terms/zi.yaml")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},mo-kuai")
    digest = blob(root, NEW_TERM.encode())
    for name in ("content/terms/a\u202eb.yaml", "content\\terms\\c.yaml", "content/terms/d\x1b[2Je.yaml"):
        git(root, "-c", "core.protectNTFS=false", "update-index", "--add", "--cacheinfo", f"100644,{digest},{name}")
    git(root, "commit", "-q", "-m", "怪名字")
    data = reviewed(root, exit_code=1)
    found = codes(data)
    assert ("content/terms/mi.yaml", "CB117") in found
    assert ("content/yi", "CB117") in found
    assert ("content/terms/zi.yaml", "CB116") in found
    assert sum(code == "CB125" for _, code in found) == 3
    assert "机密" not in data["text"] + data["markdown"]
    assert {file["path"]: file["notes"][-1] for file in data["files"]}["mo-kuai"] == "子模块"
    assert "\u202e" not in data["text"] + data["markdown"]
    assert "\x1b[2J" not in data["text"] + data["markdown"]


def test_a_path_that_climbs_out_of_its_folder_is_refused(root: Path) -> None:
    git(root, "update-ref", "refs/heads/供稿", climbing_commit(root, NEW_TERM.encode()))
    assert ("../x.yaml", "CB125") in codes(reviewed(root, exit_code=1))


def test_binary_huge_and_foreign_files(root: Path) -> None:
    write(root, "content/terms/er-jin-zhi.yaml", bytes(range(256)) * 4)
    write(root, "content/terms/da.yaml", b"a: b\n" * 100_000)
    write(root, "content/terms/cheng-xu.exe", b"MZ\0\0")
    write(root, "content/media/tu.png", b"\x89PNG\r\n")
    write(root, ".github/workflows/x.yml", "on: push\n")
    write(root, "run.sh", "#!/bin/sh\n")
    (root / "run.sh").chmod(0o755)
    commit(root, "杂")
    data = reviewed(root, exit_code=1)
    found = dict(codes(data))
    assert found["content/terms/er-jin-zhi.yaml"] == "CB101"
    assert found["content/terms/da.yaml"] == "CB109"
    assert found["content/terms/cheng-xu.exe"] == "CB114"
    notes = {file["path"]: "，".join(file["notes"]) for file in data["files"]}
    assert "工作流" in notes[".github/workflows/x.yml"]
    assert "可以当程序运行" in notes["run.sh"]
    assert "图片" in notes["content/media/tu.png"]


def test_no_hook_and_no_filter_of_the_branch_runs(root: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        hook = root / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch '{ran}'\n", encoding="utf-8")
        hook.chmod(0o755)
    write(root, ".gitattributes", "*.yaml filter=evil diff=evil\n")
    edit(root, METHOD, ("先听后办，", "先听再办，"))
    commit(root, "过滤器")
    ran.unlink(missing_ok=True)
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor"):
        git(root, "config", key, f"touch '{ran}'; cat")
    assert reviewed(root)["counts"] == {"修改": 1}
    assert not ran.exists()


def test_histories_that_have_nothing_in_common(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "另一个")
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    commit(root, "另起")
    data = reviewed(root, exit_code=0)
    assert data["counts"] == {"新增": 1}
    assert any("没有共同的起点" in notice for notice in data["notices"])


def test_a_shallow_clone_says_so(root: Path, tmp_path: Path) -> None:
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    commit(root, "供稿")
    flat = tmp_path / "浅"
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "供稿", root.as_uri(), str(flat))
    result = run(flat, "main..HEAD")
    assert result.exit_code == 2
    assert "浅克隆" in result.output
    git(flat, "fetch", "-q", "--depth", "1", "origin", "main:main")
    result = run(flat, "main..HEAD")
    assert result.exit_code == 0
    assert "浅克隆，找不到分叉的地方" in result.output
    assert "新增 1 条" in result.output


@pytest.mark.parametrize("span", ["没有..HEAD", "main..没有", "--upload-pack=x..HEAD", "main", "..HEAD"])
def test_a_range_that_is_none_is_wrong_usage(root: Path, span: str) -> None:
    result = run(root, "--", span)
    assert result.exit_code == 2


def test_a_folder_without_git(tmp_path: Path) -> None:
    assert run(good_folder(tmp_path / "库"), "main..HEAD").exit_code == 2


def test_the_same_change_gives_the_same_bytes(root: Path) -> None:
    edit(root, METHOD, ("summary: 先听后办", "summary: 先听再办"))
    write(root, "content/terms/san-bu.yaml", NEW_TERM)
    commit(root, "改")
    assert reviewed(root) == reviewed(root)


SPOOFS = (
    "@all 请合并", "#1", "![图](http://evil.test/x.png)", "[点我](http://evil.test)", "http://evil.test", "<img src=//evil.test>",
    "`<b>`", "``` ```", "~~~", "|a|b|", "$`x`$", "</details></summary>", "<!-- casebook-review -->", "***", "\\`",
)  # fmt: skip


def test_a_strangers_text_is_never_more_than_text_in_the_comment(root: Path) -> None:
    for number, payload in enumerate((*SPOOFS, *PAYLOADS)):
        shown = json.dumps(payload, ensure_ascii=False)
        text = NEW_TERM.replace("san-bu", f"ci-{number}").replace("title: 三步", f"title: {shown}")
        write(root, f"content/terms/ci-{number}.yaml", text.replace("text: 先听后办再评", f"text: {shown}"))
        write(root, f"content/terms/huai-{number}.yaml", f"{shown}: 1\n")
    edit(root, CASE, ("lead: 示例社区党组织", 'lead: "@all ![](http://evil.test)"'))
    commit(root, "@all")
    data = reviewed(root, "--preview", "https://preview.example.org/1")
    assert len(data["records"]) == 2 * len((*SPOOFS, *PAYLOADS)) + 1
    assert_no_more_than_text(data["markdown"])


def assert_no_more_than_text(markdown: str) -> None:
    """As CommonMark with HTML, tables, strikethrough and bare addresses reads it: links go to the preview only, HTML is ours."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
    ours = re.compile(r"\s*(?:<!-- casebook-review -->|<details><summary>逐项改动（\d+ 处）</summary>|</details>)\s*")
    for token in reader.parse(markdown):
        if token.type in ("html_block", "html_inline"):
            assert ours.fullmatch(token.content), token.content
        for child in token.children or ():
            assert child.type in (
                "text",
                "code_inline",
                "link_open",
                "link_close",
                "strong_open",
                "strong_close",
                "softbreak",
            ), child
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith("https://preview.example.org/1/"), child
            if child.type == "text":  # where a host looks for mentions, numbers and addresses
                assert not re.search(r"@|#\d|https?:|evil|pwned|\$", child.content), child


def test_of_many_records_an_overview_comes_first_and_what_wants_a_look_before_the_rest(root: Path) -> None:
    for number in range(30):
        text = NEW_TERM.replace("san-bu", f"ci-{number:02}").replace("三步", f"词{number}")
        write(root, f"content/terms/ci-{number:02}.yaml", text.replace("title:", "titel:") if number == 29 else text)
    git(root, "rm", "-q", "content/cases/che-hui-de-an-li.yaml")
    write(root, "run.sh", "#!/bin/sh\n")
    commit(root, "很多")
    text = reviewed(root, exit_code=1)["markdown"]
    places = [
        text.index(said)
        for said in (
            "新增术语：`词0`、`词1`、`词2`、`词3`、`词4`、`词5` 等 30 条",
            "错误 CB202 `content/terms/ci-29.yaml:",
            "新增 `run.sh`：**要看**",
            "### 新增术语：`ci-29`",
            "### 删去案例：",
            "### 新增术语：`词0`",
        )
    ]
    assert places == sorted(places)


def test_the_comment_is_never_longer_than_a_host_takes(root: Path) -> None:
    long = "  - text: 先听后办再评\n    cite: lai-yuan-jia 二\n".replace("先听后办再评", "字" * 900) * 8
    for number in range(16):
        text = NEW_TERM.replace("san-bu", f"ci-{number}").replace("三步", f"词{number}")
        write(root, f"content/terms/ci-{number}.yaml", text.partition("  - text")[0] + long)
    commit(root, "很多")
    data = reviewed(root)
    assert len(data["markdown"]) <= 61_000
    assert "段放不下" in data["markdown"]
    assert_no_more_than_text(data["markdown"])

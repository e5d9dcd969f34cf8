"""The two commands as a person types them: what they print, and how they end."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = "一、做法\n全县推行“五心”工作法，有81个社区。\n二、打算\n明年办到90个社区。\n"
SOURCE = """\
id: bao-gao
title: 报告
summary: 测试用的来源
themes: [qun-zhong-zi-zhi]
status: 已发布
type: 报告
sha256: {checksum}
sections:
  - locator: 一
  - locator: 二
"""
METHOD = """\
id: wu-xin
title: 五心工作法
summary: 测试用的工作法
themes: [qun-zhong-zi-zhi]
status: 已发布
sources: [bao-gao]
form: 工作法
origin:
  cite: bao-gao 一
problem_solved:
  - text: 推行“五心”，有81个社区。
    cite: bao-gao 一
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library of one source and one method, with the source's text beside it."""
    root = tmp_path / "库"
    shutil.copytree(ROOT / "content/vocab", root / "content/vocab")
    (root / "content/vocab/places.yaml").write_text("places: []\n", encoding="utf-8")
    (root / "content/vocab/situations.yaml").write_text("situations: []\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: 库\n", encoding="utf-8")
    checksum = hashlib.sha256(TEXT.encode()).hexdigest()
    _write(root / "content/sources/bao-gao.yaml", SOURCE.format(checksum=checksum))
    _write(root / "content/methods/wu-xin.yaml", METHOD)
    _write(tmp_path / "原文/bao-gao.txt", TEXT)
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--root", str(place)])


def verify(place: Path, *words: str) -> Result:
    return run(place, "verify", "--archive", str(place.parent / "原文"), *words)


def test_what_stands_in_the_source_ends_with_0(place: Path) -> None:
    done = verify(place)
    assert done.exit_code == 0
    assert "正文里的数 1：已核对 1" in done.output
    assert "名称和引文 2：已核对 2" in done.output


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("有81个社区", "有82个社区", "CB801"),
        ("有81个社区", "有90个社区", "CB802"),
        ("推行“五心”", "推行“六心”", "CB801"),
        ("title: 五心工作法", "title: 六心工作法", "CB807"),
    ],
)
def test_what_does_not_is_told_with_its_line_and_ends_with_1(place: Path, was: str, now: str, code: str) -> None:
    _write(place / "content/methods/wu-xin.yaml", METHOD.replace(was, now))
    done = verify(place)
    assert done.exit_code == 1
    assert code in done.output
    line = next(no for no, text in enumerate(METHOD.replace(was, now).splitlines(), 1) if now in text)
    assert f"content/methods/wu-xin.yaml:{line}:" in done.output


def test_another_text_of_the_source_ends_with_1(place: Path) -> None:
    _write(place.parent / "原文/bao-gao.txt", TEXT.replace("81", "18"))
    done = verify(place)
    assert (done.exit_code, "CB804" in done.output) == (1, True)


def test_a_section_that_the_text_does_not_have_ends_with_1(place: Path) -> None:
    path = place / "content/sources/bao-gao.yaml"
    _write(path, path.read_text(encoding="utf-8") + "  - locator: 三\n")
    done = verify(place)
    assert (done.exit_code, "CB806" in done.output) == (1, True)


def test_a_source_without_text_is_only_a_warning(place: Path) -> None:
    (place.parent / "原文/bao-gao.txt").unlink()
    done = verify(place)
    assert (done.exit_code, "CB805" in done.output) == (0, True)


def test_a_record_that_cannot_be_read_is_not_passed_over(place: Path) -> None:
    _write(place / "content/methods/wu-xin.yaml", METHOD + "no_such_field: 1\n")
    done = verify(place)
    assert done.exit_code == 1
    assert "content/methods/wu-xin.yaml 没有核对" in done.output


def test_only_the_files_that_were_named(place: Path) -> None:
    _write(place / "content/methods/wu-xin.yaml", METHOD.replace("81", "82"))
    assert verify(place, str(place / "content/sources")).exit_code == 0
    assert verify(place, str(place / "content/methods/wu-xin.yaml")).exit_code == 1


def test_json_says_it_claim_by_claim(place: Path) -> None:
    data = json.loads(verify(place, "--format", "json").stdout)
    claims = data["records"]["content/methods/wu-xin.yaml"]
    assert {claim["words"]: claim["status"] for claim in claims} == {
        "五心工作法": "proved",
        "五心": "proved",
        "81": "proved",
    }
    assert data["counts"]["name"] == {"proved": 2}
    assert claims[0]["where"] == ["bao-gao 一"]


def test_write_keeps_what_was_proved_and_only_that(place: Path) -> None:
    ledger = place / "content/proof.tsv"
    assert "casebook verify --write 更新" in verify(place).output
    assert "已重写" in verify(place, "--write").output
    assert [line.split("\t")[2] for line in ledger.read_text(encoding="utf-8").splitlines()[2:]] == [
        "五心",
        "五心工作法",
        "81",
    ]
    again = verify(place, "--write")
    assert "没有变化" in again.output
    _write(place / "content/methods/wu-xin.yaml", METHOD.replace("81", "82"))
    verify(place, "--write")
    assert "\t81\t" not in ledger.read_text(encoding="utf-8")


def test_without_an_archive_the_way_out_is_told(place: Path) -> None:
    done = run(place, "verify")
    assert (done.exit_code, "--archive" in done.output) == (2, True)
    assert run(place, "verify", "--archive", str(place / "没有")).exit_code == 2


def test_check_minds_neither_of_the_two_files(place: Path) -> None:
    verify(place, "--write")
    _write(place / "content/coverage.tsv", "# 空\n")
    assert "CB116" not in run(place, "check").output


# ---------------------------------------------------------------- coverage

ITEMS: list[dict[str, object]] = [
    {
        "id": "b1",
        "name": "五心工作法",
        "source": "bao-gao",
        "locator": "一",
        "figures": [{"fig": "81个", "unit": "个"}],
    },
    {"id": "b2", "name": "没有收的", "source": "bao-gao", "locator": "二", "figures": [{"fig": "90个", "unit": "个"}]},
]


def coverage(place: Path, items: list[dict[str, object]], *words: str) -> Result:
    path = place.parent / "清单.json"
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return run(place, "coverage", "--inventory", str(path), *words)


def test_what_is_missing_is_listed_by_source(place: Path) -> None:
    done = coverage(place, ITEMS, "--write")
    assert done.exit_code == 1
    assert "bao-gao 还没有收 1 条" in done.output
    assert "b2  二  没有收的" in done.output
    assert "90个" in done.output
    assert "清单 2 条，收了 1 条，缺 1 条" in done.output


def test_a_complete_mapping_ends_with_0_and_holds_without_the_inventory(place: Path) -> None:
    assert coverage(place, ITEMS[:1], "--write").exit_code == 0
    assert run(place, "coverage").exit_code == 0
    path = place / "content/coverage.tsv"
    _write(path, path.read_text(encoding="utf-8").replace("\twu-xin\t", "\twu-xin-2\t"))
    done = run(place, "coverage")
    assert (done.exit_code, "CB812" in done.output) == (1, True)


def test_coverage_as_json(place: Path) -> None:
    data = json.loads(coverage(place, ITEMS, "--write", "--format", "json").stdout)
    assert [line["record"] for line in data["lines"]] == ["wu-xin"]
    assert [row["row"] for row in data["missing"]] == ["b2"]


def test_completing_needs_an_inventory(place: Path) -> None:
    assert run(place, "coverage", "--write").exit_code == 2

"""`casebook verify-site`: a copy that is whole, and each way in which it is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.app.site import build
from casebook.cli import main
from casebook.edges.progress import Stages
from casebook.report import SHOWN
from tests.app.conftest import a_library


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = a_library(tmp_path_factory.mktemp("lib"))
    report = build(root, root / "build/site", stages=Stages(quiet=True)).value
    assert report is not None
    return report.site


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """The site as somebody copied it to a server."""
    return Path(shutil.copytree(built, tmp_path / "部署 副本"))


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify-site", *map(str, arguments)], catch_exceptions=False)


def test_a_whole_copy(copy: Path) -> None:
    result = verify(copy)
    assert (result.exit_code, result.stdout) == (0, "没有发现问题\n")
    assert "清单里有" in result.stderr


def test_missing_altered_and_extra_files_are_named(copy: Path) -> None:
    (copy / "about.html").unlink()
    page = copy / "index.html"
    page.write_bytes(page.read_bytes()[:-1] + b" ")  # of the same size
    (copy / "methods/shell.php").write_bytes(b"<?php")
    result = verify(copy, "--format", "json")
    assert result.exit_code == 1
    told = {(problem["path"], problem["code"]) for problem in json.loads(result.stdout)["problems"]}
    assert told == {("about.html", "CB621"), ("index.html", "CB622"), ("methods/shell.php", "CB623")}
    text = verify(copy)
    assert text.exit_code == 1
    for sentence in ("缺少这个文件", "内容与清单不符", "清单里没有这个文件", "3 个文件，3 处错误"):
        assert sentence in text.stdout


def test_a_link_to_the_right_bytes_is_not_the_file(copy: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "about.html"
    shutil.move(copy / "about.html", elsewhere)
    (copy / "about.html").symlink_to(elsewhere)
    result = verify(copy, "--format", "json")
    assert [problem["code"] for problem in json.loads(result.stdout)["problems"]] == ["CB622"]


def test_a_copy_whose_manifest_was_altered_too_is_found_out_by_the_builders_own(copy: Path, built: Path) -> None:
    (copy / "about.html").unlink()
    listed = copy / "manifest.json"
    lines = [line for line in listed.read_text(encoding="utf-8").split("\n") if not line.startswith('"about.html"')]
    listed.write_text("\n".join(lines), encoding="utf-8")
    assert verify(copy).exit_code == 0
    assert verify(copy, "--manifest", built / "manifest.json").exit_code == 1


def test_a_manifest_that_leads_outside_reads_nothing_there(copy: Path) -> None:
    listed = copy / "manifest.json"
    known = json.loads(listed.read_text(encoding="utf-8"))
    known["files"]["../../etc/passwd"] = {"size": 1, "sha256": "0"}
    listed.write_text(json.dumps(known), encoding="utf-8")
    result = verify(copy, "--format", "json")
    assert [(p["path"], p["code"]) for p in json.loads(result.stdout)["problems"]] == [("../../etc/passwd", "CB621")]


def test_a_damaged_manifest_is_a_damaged_copy(copy: Path) -> None:
    (copy / "manifest.json").write_text("{", encoding="utf-8")
    result = verify(copy)
    assert result.exit_code == 1
    assert "CB624" in result.stdout


def test_very_many_differences_are_cut_short_for_people_only(copy: Path) -> None:
    for number in range(SHOWN + 30):
        (copy / f"{number}.txt").touch()
    said = verify(copy).stdout
    assert said.count("CB623") == SHOWN
    assert "还有 30 处没有列出" in said
    assert json.loads(verify(copy, "--format", "json").stdout)["errors"] == SHOWN + 30


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_what_is_no_site_is_wrong_usage(tmp_path: Path, folder: str) -> None:
    result = verify(tmp_path / folder)
    assert result.exit_code == 2
    assert "没有" in result.stderr

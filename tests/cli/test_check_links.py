"""`casebook check-links`: where a dead link stands, and what the wrong folder is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "methods").mkdir()
    (tmp_path / "index.html").write_text('<p>\n  <a href="methods/a.html#b">甲</a></p>', encoding="utf-8")
    (tmp_path / "methods/a.html").write_text('<h1 id="b">甲</h1>\n<a href="../index.html">回</a>', encoding="utf-8")
    return tmp_path


def check(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check-links", *map(str, arguments)], catch_exceptions=False)


def test_a_site_without_dead_links(site: Path) -> None:
    result = check(site)
    assert (result.exit_code, result.stdout) == (0, "没有发现问题\n")
    assert "查了 2 个页面和样式文件" in result.stderr


def test_a_dead_link_is_shown_where_it_stands(site: Path) -> None:
    (site / "methods/a.html").write_text("<p>", encoding="utf-8")
    result = check(site)
    assert result.exit_code == 1
    assert "index.html:2:3 错误 CB632 链接“methods/a.html#b”指向的页面上没有这个位置" in result.stdout
    (site / "methods/a.html").unlink()
    told = json.loads(check(site, "--format", "json").stdout)
    assert [(one["path"], one["line"], one["column"], one["code"]) for one in told["problems"]] == [
        ("index.html", 2, 3, "CB631")
    ]


def test_links_that_lead_out_are_asked_for_on_demand(
    site: Path, server: Callable[[Path], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    there = server(tmp_path)
    page = f'<a href="{there}/index.html#x">有</a>\n<a href="{there}/none.html">无</a>'
    (site / "methods/a.html").write_text(f'<h1 id="b"></h1>{page}', encoding="utf-8")
    assert check(site).exit_code == 0
    result = check(site, "--external")
    assert result.exit_code == 1
    assert f"methods/a.html:2:1 错误 CB634 网址“{there}/none.html”打不开：服务器回答 404" in result.stdout
    assert "查了 2 个网址" in result.stderr


def test_what_is_no_site_is_wrong_usage(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 2
    assert "先运行 casebook build" in result.stderr

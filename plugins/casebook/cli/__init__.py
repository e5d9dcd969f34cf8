"""Door 1: flags in, one app call, report out, exit code. 0 clean, 1 problems, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from casebook import __version__, app
from casebook.cli.chinese import ChineseGroup
from casebook.edges import disk
from casebook.problem import Problem, has_errors
from casebook.report import REPORTERS

_FORMAT = click.option(
    "--format", "style", type=click.Choice(list(REPORTERS)), default="text", show_default=True, help="输出格式。"
)
_ROOT = click.option(
    "--root",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    help="案例库所在文件夹，默认从当前文件夹往上找。",
)


@click.group(cls=ChineseGroup)
@click.version_option(__version__, message="casebook %(version)s", help="显示版本。")
def main() -> None:
    """城乡社区治理案例库：检查记录、生成网站。

    \b
    例：
      casebook check                      检查 content/ 下的全部记录
      casebook new case 某社区的议事会      得到一份案例模板
      casebook build                      生成网站到 build/site
      casebook serve                      边改边看
    """


def _root(given: Path | None) -> Path:
    root = disk.find_root((given or Path.cwd()).resolve())
    if root is None:
        raise click.UsageError(
            "这里不是案例库：没有找到 content 文件夹和 mkdocs.yml。请先 cd 到案例库的文件夹，或用 --root 指出"
        )
    return root


def _report(root: Path, problems: tuple[Problem, ...], style: str) -> None:
    text = REPORTERS[style](problems, lambda path: disk.lines_of(root, path))
    click.echo(text, nl=False, color=False if "NO_COLOR" in os.environ else None)


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件…]")
@_FORMAT
@_ROOT
def check_command(paths: tuple[Path, ...], style: str, root: Path | None) -> None:
    """检查记录的写法、内容和相互联系。不写文件名时检查全部。

    \b
    例：
      casebook check
      casebook check content/cases/kui-wen-qu.yaml
      casebook check --format json
    """
    base = _root(root)
    problems = app.check(base, [_inside(base, path) for path in paths])
    _report(base, problems, style)
    sys.exit(1 if has_errors(problems) else 0)


def _inside(root: Path, path: Path) -> str:
    if not path.exists():
        raise click.UsageError(f"没有这个文件或文件夹：{path}")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} 不在案例库 {root} 里面") from None


@main.command("schema")
@click.option("--check", "check_only", is_flag=True, help="只看是否过期，不写文件。")
@_ROOT
def schema_command(*, check_only: bool, root: Path | None) -> None:
    """按记录模型重写 schemas/，编辑器用它来补全和检查。

    \b
    例：
      casebook schema
      casebook schema --check
    """
    report = app.write_schemas(_root(root), check_only=check_only)
    for path in report.changed:
        click.echo(f"{'已过期' if check_only else '已重写'}：{path}")
    if not report.changed:
        click.echo("schemas/ 与模型一致")
    sys.exit(1 if check_only and report.changed else 0)

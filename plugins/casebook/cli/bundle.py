"""`casebook bundle`: the whole site as one zip."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import FORMAT, ROOT, find_root, report
from casebook.edges.progress import Stages


@click.command("bundle", cls=ChineseCommand)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件.zip",
    help="压缩包写到哪里。不写就放进 build/site，读者在“离线使用”一页下载；下次生成网站时它会去掉，要再运行一次。",
)
@FORMAT
@ROOT
def bundle_command(out: Path | None, style: str, root: Path | None) -> None:
    """生成网站，装进一个压缩包：解压后双击“打开我.html”，没有网络也能看、能搜、能筛选。

    \b
    例：
      casebook bundle
      casebook bundle --out D:\\案例库.zip
    """
    from casebook.app.bundle import bundle  # noqa: PLC0415 - as in build
    from casebook.publish.offline import PAGE, size_label  # noqa: PLC0415 - as in build

    if out is not None and out.suffix.lower() != ".zip":
        raise click.UsageError(f"{out} 不是 .zip 文件名")
    base = find_root(root)
    site = base / "build" / "site"
    outcome = bundle(base, site, out.resolve() if out else None, stages=Stages())
    if outcome.problems:
        report(base, outcome.problems, style)
    if outcome.value is None:
        click.echo("没有生成压缩包；原来的没有变动。", err=True)
        sys.exit(1)
    made = outcome.value
    click.echo(made.path)
    click.echo(f"{made.files} 个文件，{size_label(made.size)}", err=True)
    if out is None and (site / PAGE).is_file():
        click.echo(f"网站上的 {PAGE} 已经可以下载它；部署时和整个 build/site 一起复制", err=True)

"""`casebook pack`: a course pack as Word, slides, PDF and whatever else there is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import ROOT, find_root, report
from casebook.edges.progress import Stages

# What packs.formats has: named again here, for a command that makes no pack shall not load that room. A test holds the two together.
FORMATS = ("docx", "pptx", "pdf", "epub", "scorm12", "scorm2004", "quiz")
LAYOUTS = ("讲义", "公文")


@click.command("pack", cls=ChineseCommand)
@click.argument("name", required=False, metavar="编号或名称")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["all", *FORMATS, "zip"]),
    default="all",
    show_default=True,
    help="要哪种文件：all 是全部，zip 是全部装进一个压缩包。",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="文件放在哪里，默认 build/packs/<编号>。",
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default=LAYOUTS[0],
    show_default=True,
    help="Word 的版式：公文是 GB/T 9704 的页边距、仿宋和小标宋。",
)
@ROOT
def pack_command(name: str | None, *, format_name: str, out: Path | None, layout: str, root: Path | None) -> None:
    """把课程包做成可以带去上课的文件，学员版、教师版分开。

    教师版有参考思路、课堂计划和测验答案，不要发给学员。要装附加项：pip install "casebook[packs]"。

    \b
    例：
      casebook pack xin-ren-ru-men-ban-tian
      casebook pack 新社区工作者入门半天 --format pdf --out D:\\备课
      casebook pack xin-ren-ru-men-ban-tian --format zip
    """
    from casebook.app.packs import write_pack  # noqa: PLC0415 - the other commands need none of it
    from casebook.packs.typst import is_installed  # noqa: PLC0415 - as above

    base = find_root(root)
    if name is None:
        raise click.UsageError("写出课程包的编号或名称，例如 casebook pack xin-ren-ru-men-ban-tian")
    if not is_installed():
        raise click.ClickException('没有装排版用的附加项。请运行 pip install "casebook[packs]"，再试一次')
    with Stages().stage("排版课程包"):
        done = write_pack(base, name, format_name, out, layout)
    if done.problems:
        report(base, done.problems, "text")
    if done.is_empty:
        raise click.ClickException("这个课程包没有测验题，做不出这种文件")
    if done.known or not (done.files or done.problems):
        there = "；".join(f"{record_id}（{title}）" for record_id, title in done.known) or "一个也没有"
        raise click.UsageError(f"没有叫“{name}”的课程包。有的：{there}")
    if done.problems:
        sys.exit(1)
    for path in done.files:
        click.echo(path.as_posix())

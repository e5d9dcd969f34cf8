"""`casebook brief`: a method or a case on one page of A4."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import ROOT, find_root, report
from casebook.edges.progress import Stages


@click.command("brief", cls=ChineseCommand)
@click.argument("names", nargs=-1, metavar="[编号或名称…]")
@click.option("--all", "every", is_flag=True, help="全部已发布的工作法和案例。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="PDF 放在哪里，默认 build/brief；文件名是 <编号>.pdf。",
)
@ROOT
def brief_command(names: tuple[str, ...], *, every: bool, out: Path | None, root: Path | None) -> None:
    """把工作法或案例排成一页 A4 的 PDF，带二维码，可以打印、发人。

    要装附加项：pip install "casebook[packs]"。

    \b
    例：
      casebook brief wu-shi-gong-zuo-fa
      casebook brief 五事工作法 由民做主 --out D:\\简报
      casebook brief --all
    """
    from casebook.app.briefs import write_briefs  # noqa: PLC0415 - the other commands need none of it
    from casebook.packs.typst import is_installed  # noqa: PLC0415 - as above

    base = find_root(root)
    if bool(names) == every:
        raise click.UsageError("写出编号或名称，或者用 --all 排全部，两样选一样")
    if not is_installed():
        raise click.ClickException('没有装排版用的附加项。请运行 pip install "casebook[packs]"，再试一次')
    folder = out or base / "build" / "brief"
    with Stages().stage("排版简报"):
        done = write_briefs(base, names, folder)
    if done.problems:
        report(base, done.problems, "text")
    if done.unknown:
        raise click.UsageError(f"没有叫“{'”“'.join(done.unknown)}”的工作法或案例；可以用 casebook search 查编号")
    if done.problems:
        sys.exit(1)
    for path in done.files:
        click.echo((folder / path).as_posix())

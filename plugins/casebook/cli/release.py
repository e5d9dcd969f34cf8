"""`casebook release`: a date version of the content, and what is new in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import ROOT, echo, find_root
from casebook.edges import disk
from casebook.files import OutFile


@click.command("release", cls=ChineseCommand)
@click.option("--since", metavar="日期|版本|提交", help="与什么时候比：2026-11-01、2026.11.01 或一个提交；默认上一版。")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="版本的日期；默认内容最后一次提交的日期。"
)
@click.option("--write", is_flag=True, help="写进 content/pages/changes.md（网站的“更新记录”）；默认只印出来。")
@ROOT
def release_command(*, since: str | None, on: datetime | None, write: bool, root: Path | None) -> None:
    """发一版内容：新增、定稿、修改、被替代、撤回了哪些记录，谁供的稿。版本就是日期，与程序的版本无关。

    只读 git 里已经提交的记录。写进网页以后可以再改文字；提交，再打标签，下一次就与这一版比。

    \b
    例：
      casebook release
      casebook release --since 2026-11-01
      casebook release --write
    """
    from casebook.app.release import TAG, release  # noqa: PLC0415 - as in draft
    from casebook.app.review import NoCommit  # noqa: PLC0415
    from casebook.review.release import PAGE, as_section, with_section  # noqa: PLC0415

    base = find_root(root)
    try:
        made = release(base, since, on.strftime("%Y-%m-%d") if on else None)
    except NoCommit as missing:
        raise click.UsageError(f"git 里没有“{missing.name}”这个提交、标签或版本") from None
    section = as_section(made)
    if not write:
        echo(section)
        return
    page = base / PAGE
    if not page.is_file():
        raise click.UsageError(f"没有 {PAGE} 这一页，先建好它，写上标题")
    text = with_section(page.read_text(encoding="utf-8"), section)
    disk.write_files(page.parent, [OutFile(page.name, text.encode())])
    click.echo(f"{made.version} 写进了 {PAGE}。看过以后：git commit，再 git tag {TAG}{made.version}", err=True)

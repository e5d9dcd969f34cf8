"""`casebook review`: what a pull request changes, for whoever decides on it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import ROOT, echo, find_root
from casebook.edges import disk
from casebook.files import OutFile

_PREVIEW = re.compile(r"https?://[^\s<>()\[\]\"'`]+")


@click.command("review", cls=ChineseCommand)
@click.argument("span", metavar="起点..终点")
@click.option(
    "--markdown",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="另写一份 Markdown，贴在合并请求下面。来稿的文字都在代码格式里，不会变成链接、图片或 @ 别人。",
)
@click.option(
    "--json",
    "as_data",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="另写一份 JSON，供程序读。",
)
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="文件夹",
    help="来源原文所在文件夹：核对改动里的数字和名称，查照抄。",
)
@click.option("--preview", default="", metavar="网址", help="预览网站的网址，变动的网页链接到那里。")
@ROOT
def review_command(
    *, span: str, markdown: Path | None, as_data: Path | None, archive: Path | None, preview: str, root: Path | None
) -> None:
    """评审一次改动：新增、修改、撤回了哪些记录，逐项改了什么，有什么问题，像不像已有的记录，原文核对了没有。

    只读 git 里的两个提交，不检出文件，不运行其中的任何程序。没有错误返回 0，有错误返回 1。

    \b
    例：
      casebook review main..HEAD
      casebook review origin/main..供稿 --markdown 评审.md --json 评审.json
      casebook review main..HEAD --archive D:\\原文
    """
    from casebook.app.review import NoCommit, review  # noqa: PLC0415 - as in draft
    from casebook.review.comment import as_markdown  # noqa: PLC0415
    from casebook.review.terminal import as_text  # noqa: PLC0415
    from casebook.review.verdict import as_json  # noqa: PLC0415

    base, dots, head = span.replace("...", "..").partition("..")
    if not (base and dots):
        raise click.UsageError("写成“起点..终点”，例如 main..HEAD")
    if preview and not _PREVIEW.fullmatch(preview):
        raise click.UsageError("--preview 要写 http:// 或 https:// 开头的网址")
    preview = preview and preview.rstrip("/") + "/"
    try:
        done = review(find_root(root, is_strange=True), base, head or "HEAD", archive)
    except NoCommit as missing:
        hint = (
            "仓库是浅克隆，先取来历史：git fetch --unshallow"
            if missing.is_shallow
            else "看看名称写对没有，先 git fetch"
        )
        raise click.UsageError(f"git 里没有“{missing.name}”这个提交或分支；{hint}") from None
    for path, text in ((markdown, as_markdown(done, preview)), (as_data, as_json(done))):
        if path is not None:
            disk.write_files(path.parent, [OutFile(path.name, text.encode())])
    echo(as_text(done, preview))
    sys.exit(1 if done.errors else 0)

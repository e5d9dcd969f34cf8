"""`casebook draft`: a report in Word or text → draft records to be completed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import FORMAT, ROOT, find_root, report
from casebook.model.names import is_id
from casebook.problem import has_errors


@click.command("draft", cls=ChineseCommand)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="文件")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="文件夹",
    help="草稿写在哪里，照 content/ 的样子分文件夹；写 content 就直接放进案例库。从不覆盖已有的文件。",
)
@click.option("--id", "source_id", default="", metavar="编号", help="来源的编号，默认按标题的拼音。")
@click.option("--title", default="", metavar="标题", help="来稿的标题，默认从开头几行里找。")
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="把读出的文字另存在这里，casebook verify --archive 用它核对。不要放进案例库：原文不公开。",
)
@FORMAT
@ROOT
def draft_command(
    *, file: Path, out: Path, source_id: str, title: str, archive: Path | None, style: str, root: Path | None
) -> None:
    """从 Word 或文本来稿（.docx、.txt、.md）里找出标题、时间、地方、单位、政策、工作法和数字，写成待补充的记录草稿。

    填好的 Word 模板（在网站的“填表供稿”下载）逐项转成记录，什么也不猜。
    别的来稿只找名称和数字，不抄句子；要自己写的地方标着“待补充”，注释里写明看哪一节。库里已经有的只写它的编号。

    \b
    例：
      casebook draft 来稿.docx --out 草稿
      casebook draft 来稿.txt --out content --id mou-jie-dao-2024
    """
    from casebook.app.draft import draft  # noqa: PLC0415 - the conversion tables take a moment to load

    if source_id and not is_id(source_id):
        raise click.UsageError(f"编号“{source_id}”不能用：只用小写字母、数字和连字符")
    base = find_root(root)
    title = " ".join(title.split())
    if len(title) > 80 or not title.isprintable():
        raise click.UsageError("标题要有 1 到 80 个字，不能有看不见的字符")
    done = draft(
        base,
        file.resolve(),
        out.resolve(),
        title=title,
        source_id=source_id,
        archive=archive.resolve() if archive else None,
    )
    if done.problems:
        report(base, done.problems, style)
    for path in done.files:
        click.echo(path)
    if done.proposal is not None:
        found = done.proposal
        if found.same_source:
            click.echo(f"库里已经有同名的来源 {found.same_source}：同一份文献不要收两次。", err=True)
        known = sum(one.known for one in (*found.methods, *found.policies))
        click.echo(
            f"找到政策 {len(found.policies) + len(found.other_policies)} 份、"
            f"工作法和机制 {len(found.methods) + len(found.other_methods)} 种、数字 {len(found.figures)} 个、"
            f"时间 {len(found.moments)} 个；库里已有 {known} 条。\n"
            "逐项核对，补上“待补充”，再运行 casebook check。",
            err=True,
        )
    elif done.files:
        click.echo("照模板逐项转成了记录。看看还有没有“待补充”，再运行 casebook check。", err=True)
    sys.exit(1 if has_errors(done.problems) else 0)

"""`casebook stale`: records that should be looked at again."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import FORMAT, ROOT, find_root, report


@click.command("stale", cls=ChineseCommand)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="按哪一天算，例如 2027-01-31；默认今天。")
@click.option(
    "--years", type=click.IntRange(1, 50), default=3, show_default=True, metavar="年", help="几年没有核对算旧。"
)
@FORMAT
@ROOT
def stale_command(*, on: datetime | None, years: int, style: str, root: Path | None) -> None:
    """列出该再看一遍的记录：到了复核日子的，多年没有核对的，网址多年没有查阅的，文件期满的，试点多年没有下文的。

    有该看的返回 1。网址打不打得开，用 casebook check-links --external 查。

    \b
    例：
      casebook stale
      casebook stale --on 2027-01-31 --years 2
    """
    from casebook.app.stale import stale  # noqa: PLC0415 - as in draft

    base = find_root(root)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the reader's own day
    found = stale(base, day, years)
    report(base, found, style)
    sys.exit(1 if found else 0)

"""`casebook verify-site`: is a deployed copy of the site whole and as it was built?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import FORMAT, report
from casebook.publish.manifest import PATH


@click.command("verify-site", cls=ChineseCommand)
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build", "site"),
    metavar="[文件夹]",
)
@click.option(
    "--manifest",
    "listed",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help=f"照哪一份清单核对，默认用文件夹里的 {PATH}。要防有人连清单一起改，就指定自己留存的那一份。",
)
@FORMAT
def verify_site_command(folder: Path, listed: Path | None, style: str) -> None:
    """照清单核对一份部署好的网站：缺了、改了、多了哪些文件。默认核对 build/site。

    全部相符时退出码是 0，有不符是 1，没有可核对的东西是 2。

    \b
    例：
      casebook verify-site
      casebook verify-site D:\\www
      casebook verify-site /srv/www --manifest build/site/manifest.json --format json
    """
    from casebook.app.deployed import verify_site  # noqa: PLC0415 - the other commands need none of it

    chosen = listed or folder / PATH
    if not folder.is_dir():
        raise click.UsageError(f"没有这个文件夹：{folder}")
    if not chosen.is_file():
        raise click.UsageError(f"没有清单 {chosen}：它不是 casebook 生成的网站，或者还要用 --manifest 指出清单")
    verdict = verify_site(folder, chosen)
    report(folder, verdict.problems, style)
    click.echo(f"清单里有 {verdict.files} 个文件", err=True)
    sys.exit(1 if verdict.problems else 0)

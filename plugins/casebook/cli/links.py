"""`casebook check-links`: does every link of a built site lead somewhere?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import FORMAT, report
from casebook.edges import disk
from casebook.problem import has_errors


@click.command("check-links", cls=ChineseCommand)
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build", "site"),
    metavar="[文件夹]",
)
@click.option("--external", is_flag=True, help="改查通往别的网站的链接，要有外网；仓库的编辑和报错链接不查。")
@FORMAT
def check_links_command(folder: Path, style: str, *, external: bool) -> None:
    """检查生成好的网站：链接、锚点、图片、样式和脚本，有没有指向不存在的东西。默认检查 build/site。

    --external 逐个访问通往别的网站的链接：同时只问几个网站，同一个网站一次问一个，不下载内容。
    确实没有的算错误；暂时打不开、不让程序访问的算提醒。

    \b
    例：
      casebook check-links
      casebook check-links --external
      casebook check-links D:\\www --format json
    """
    from casebook.app import links  # noqa: PLC0415 - the other commands need none of it

    if not folder.is_dir():
        raise click.UsageError(f"没有这个文件夹：{folder}")
    if not (folder / "index.html").is_file():
        raise click.UsageError(f"{folder} 里没有网站（缺 index.html）：先运行 casebook build")
    if external:
        done = links.check_outside(folder, _repository(folder), lambda answer: click.echo(f"· {answer.url}", err=True))
    else:
        done = links.check_links(folder)
    report(folder, done.problems, style)
    click.echo(f"查了 {done.looked} {'个网址' if external else '个页面和样式文件'}", err=True)
    sys.exit(1 if has_errors(done.problems) else 0)


def _repository(folder: Path) -> tuple[str, ...]:
    """How addresses of the repository begin, as the library says whose site this is; () where there is no library around."""
    from casebook.publish.site import read_site  # noqa: PLC0415 - as above

    root = disk.find_root(folder.resolve())
    site = read_site(disk.read_text(root / "mkdocs.yml")).value if root else None
    return (site.repository.rstrip("/"),) if site and site.repository else ()

"""Door 1: flags in, one app call, report out, exit code. 0 clean, 1 problems, 2 wrong usage."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from casebook import __version__
from casebook.app.checking import check
from casebook.cli.brief import brief_command
from casebook.cli.bundle import bundle_command
from casebook.cli.chinese import ChineseGroup
from casebook.cli.common import FORMAT, ROOT, find_root, inside, report
from casebook.cli.deployed import verify_site_command
from casebook.cli.draft import draft_command
from casebook.cli.links import check_links_command
from casebook.cli.pack import pack_command
from casebook.cli.proof import coverage_command, verify_command
from casebook.cli.release import release_command
from casebook.cli.review import review_command
from casebook.cli.search import search_command
from casebook.cli.stale import stale_command
from casebook.edges import disk
from casebook.edges.engine import ENGINES
from casebook.edges.progress import Stages
from casebook.model.names import RECORD_KINDS, SECTION, is_id, record_path
from casebook.problem import has_errors


@click.group(cls=ChineseGroup)
@click.version_option(__version__, message="casebook %(version)s", help="显示版本。")
def main() -> None:
    """城乡社区治理案例库：检查记录、生成网站。

    \b
    例：
      casebook check                      检查 content/ 下的全部记录
      casebook new case 某社区的议事会      得到一份案例模板
      casebook draft 来稿.docx --out 草稿   从来稿里找出记录的草稿
      casebook fmt                        统一记录的写法
      casebook verify                     对照来源原文核对数字和名称
      casebook review main..HEAD          评审一次改动
      casebook build                      生成网站到 build/site
      casebook bundle                     生成网站和离线压缩包
      casebook pack 新社区工作者入门半天      把课程包做成能带去上课的文件
      casebook serve                      边改边看
    """


main.add_command(draft_command)
main.add_command(verify_command)
main.add_command(review_command)
main.add_command(release_command)
main.add_command(stale_command)
main.add_command(search_command)
main.add_command(verify_site_command)
main.add_command(bundle_command)
main.add_command(check_links_command)
main.add_command(coverage_command)
main.add_command(brief_command)
main.add_command(pack_command)


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件…]")
@FORMAT
@ROOT
def check_command(paths: tuple[Path, ...], style: str, root: Path | None) -> None:
    """检查记录的写法、内容和相互联系。不写文件名时检查全部。

    \b
    例：
      casebook check
      casebook check content/cases/kui-wen-qu.yaml
      casebook check --format json
    """
    base = find_root(root)
    only = [inside(base, path) for path in paths]
    with Stages().stage("检查记录"):
        problems = check(base, only)
    report(base, problems, style)
    sys.exit(1 if has_errors(problems) else 0)


@main.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件…]")
@click.option("--check", "check_only", is_flag=True, help="只看哪些文件要整理，不改文件。")
@ROOT
def fmt_command(paths: tuple[Path, ...], root: Path | None, *, check_only: bool) -> None:
    """把记录的写法理成一样的：字段次序、缩进、空格、引号。内容和注释不变。不写文件名时整理全部。

    有语法错误的文件不动。用 --check 时，有文件要整理退出码是 1。

    \b
    例：
      casebook fmt
      casebook fmt content/cases/kui-wen-qu.yaml
      casebook fmt --check
    """
    from casebook.app.layout import lay_out  # noqa: PLC0415 - the models take a moment; `check` stays quick

    base = find_root(root)
    done = lay_out(base, [inside(base, path) for path in paths], check_only=check_only)
    for path in done.changed:
        click.echo(f"{'要整理' if check_only else '已整理'}：{path}")
    if done.problems:
        report(base, done.problems, "text")
    elif not done.changed:
        click.echo("写法都是统一的")
    sys.exit(1 if done.problems or (check_only and done.changed) else 0)


@main.command("schema")
@click.option("--check", "check_only", is_flag=True, help="只看是否过期，不写文件。")
@ROOT
def schema_command(*, check_only: bool, root: Path | None) -> None:
    """按记录模型重写 schemas/，编辑器用它来补全和检查。

    \b
    例：
      casebook schema
      casebook schema --check
    """
    from casebook.app.content import write_schemas  # noqa: PLC0415 - as in fmt

    written = write_schemas(find_root(root), check_only=check_only)
    for path in written.changed:
        click.echo(f"{'已过期' if check_only else '已重写'}：{path}")
    if not written.changed:
        click.echo("schemas/ 与模型一致")
    sys.exit(1 if check_only and written.changed else 0)


@main.command("build")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="网站放在哪里，默认 build/site；只换掉空文件夹或以前生成的网站。",
)
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    help="排版引擎；默认照 mkdocs.yml 里 extra.casebook.engine，没有写就用 mkdocs。",
)
@click.option("--profile", is_flag=True, help="列出各阶段用时，和到那时为止的内存峰值。")
@FORMAT
@ROOT
def build_command(*, out: Path | None, engine: str | None, profile: bool, style: str, root: Path | None) -> None:
    """检查全部记录，生成整个网站。有错误时不动原来的网站。

    \b
    例：
      casebook build
      casebook build --out D:\\www
    """
    from casebook.app import site  # noqa: PLC0415 - only a build needs the whole house

    gc.disable()  # all that a build holds goes with the process
    base = find_root(root)
    outcome = site.build(base, (out or base / "build" / "site").resolve(), engine, stages=Stages())
    if outcome.problems:
        report(base, outcome.problems, style)
    if outcome.value is None:
        click.echo("没有生成网站；原来的网站没有变动。", err=True)
        sys.exit(1)
    made = outcome.value
    counts = "，".join(f"{SECTION[kind].label} {count}" for kind, count in made.records.items() if count)
    click.echo(
        f"{counts}\n{made.files} 个文件在 {_short(base, made.site)}，更新 {made.written} 个，"
        f"用时 {sum(made.seconds.values()):.1f} 秒",
        err=True,
    )
    if profile:
        for name, seconds in made.seconds.items():
            peak = made.peaks[name]
            memory = f"\t本进程 {peak[0]:.0f} MB，最大的子进程 {peak[1]:.0f} MB" if peak else ""
            click.echo(f"  {name}\t{seconds:.2f} 秒{memory}", err=True)


def _short(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="地址", help="监听地址。")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), metavar="端口", help="端口，0 为任选。"
)
@ROOT
def serve_command(host: str, port: int, root: Path | None) -> None:
    """边改边看：保存记录，浏览器里的网页自动刷新。按 Ctrl+C 结束。

    \b
    例：
      casebook serve
      casebook serve --port 8080
    """
    from casebook.app import serving  # noqa: PLC0415 - as in build

    base = find_root(root)
    told = False

    def tell(url: str, done: serving.Round) -> None:
        nonlocal told
        if done.problems:
            report(base, done.problems, "text")
        if not told:
            click.echo(f"预览：{url}  （Ctrl+C 结束）", err=True)
            told = True
        click.echo(f"更新 {done.written} 个文件，{done.seconds:.2f} 秒", err=True)

    try:
        problems = serving.serve(base, host, port, tell)
    except OSError as error:
        raise click.ClickException(f"{host}:{port} 用不了（{error.strerror}）；换一个端口，例如 --port 8010") from None
    except KeyboardInterrupt:
        click.echo("已结束。", err=True)
    else:
        if problems:
            report(base, problems, "text")
            sys.exit(1)


@main.command("new")
@click.argument("kind", type=click.Choice(RECORD_KINDS), metavar="类型")
@click.argument("title", metavar="标题")
@click.option("--id", "record_id", metavar="编号", help="自己定编号；默认按标题的拼音。")
@click.option("--full", is_flag=True, help="列出全部字段；默认只列常用的。")
@ROOT
def new_command(kind: str, title: str, record_id: str | None, *, full: bool, root: Path | None) -> None:
    """按标题生成一份带说明的记录模板。

    \b
    类型：method 工作法、case 案例、policy 政策、source 来源、term 术语、note 教学说明、pack 课程包

    \b
    例：
      casebook new case 某社区的议事会
      casebook new method 三事分流 --full
    """
    from casebook.app.content import taken  # noqa: PLC0415 - as in fmt
    from casebook.check.template import id_of, template  # noqa: PLC0415 - as in fmt

    base = find_root(root)
    title = " ".join(title.split())
    if not 1 <= len(title) <= 80 or not title.isprintable():
        raise click.UsageError("标题要有 1 到 80 个字，不能有看不见的字符")
    chosen = record_id if record_id is not None else id_of(title)
    if not is_id(chosen):
        raise click.UsageError(
            f"编号“{chosen}”不能用：只用小写字母、数字和连字符，也不能是 index 这样另有用途的名称。请用 --id 另定一个"
        )
    path = record_path(kind, chosen)
    other = taken(base, chosen)
    if other or not disk.create_file(base / path, template(kind, chosen, title, full=full).encode()):
        raise click.ClickException(f"{other or path} 已经有了；换一个标题，或用 --id 另定编号")
    click.echo(path)
    click.echo(f"填好后运行：casebook check {path}", err=True)

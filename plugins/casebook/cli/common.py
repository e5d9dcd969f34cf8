"""What several commands share: options, the library's folder, the report."""

from __future__ import annotations

import os
from pathlib import Path

import click

from casebook.edges import commits, disk
from casebook.problem import Problem
from casebook.report import FORMATS, write_report

FORMAT = click.option(
    "--format", "style", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。"
)
ROOT = click.option(
    "--root",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="案例库所在文件夹，默认从当前文件夹往上找。",
)


def find_root(given: Path | None, *, is_strange: bool = False) -> Path:
    """The library's folder. UsageError outside of one; ClickException where build/ holds what came in a commit, unless the caller
    reads nothing there (`is_strange`): a cache can pretend that a record was checked, and Whoosh's index is a pickle. Asked here, at
    the only door, once a command: eight functions of app/ open what lies in build/, and each would have to ask git."""
    root = disk.find_root((given or Path.cwd()).resolve())
    if root is None:
        raise click.UsageError(
            "这里不是案例库：没有找到 content 文件夹和 mkdocs.yml。请先 cd 到案例库的文件夹，或用 --root 指出"
        )
    strange = () if is_strange else commits.made_elsewhere(root)
    if strange:
        paths = "、".join(strange[:3]) + (f" 等 {len(strange)} 个文件" if len(strange) > 3 else "")
        raise click.ClickException(
            f"仓库里提交了 {paths}。build 文件夹里只该有这台机器生成的东西：别人提交的缓存能冒充检查结果，索引里能藏程序，"
            f"所以什么都没有读。弄清是谁提交的，再删掉它们：git rm -r -- {strange[0]}"
        )
    return root


def report(root: Path, problems: tuple[Problem, ...], style: str) -> None:
    """Problems on stdout in the chosen style; their paths are below `root`."""
    echo(write_report(style, problems, lambda path: disk.lines_of(root, path)))


def echo(text: str) -> None:
    """A finished text on stdout, without colours where NO_COLOR asks for it."""
    click.echo(text, nl=False, color=False if "NO_COLOR" in os.environ else None)


def inside(root: Path, path: Path) -> str:
    """Posix path below the root. A link is taken where it stands, not where it points. UsageError for what is no content."""
    if not path.exists() and not path.is_symlink():
        raise click.UsageError(f"没有这个文件或文件夹：{path}")
    try:
        found = (path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()).relative_to(root)
    except ValueError:
        raise click.UsageError(f"{path} 不在案例库 {root} 里面") from None
    if found.parts and found.parts[0] != "content":
        raise click.UsageError(f"{path} 不是记录：只能指定 content 文件夹里的记录和词表")
    return found.as_posix()

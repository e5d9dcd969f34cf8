"""Click's own words in Chinese: headings, help option and usage errors. Click has no catalogue for Chinese."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Any

import click


class _Formatter(click.HelpFormatter):
    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help page and option headings are Chinese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = ["[选项]" if piece == "[OPTIONS]" else piece for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl([(name, text.replace("default: ", "默认：")) for name, text in rows if text])


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands; reports wrong usage in Chinese with exit code 2."""

    command_class = ChineseCommand

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[选项] 命令 [参数…]", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        ChineseCommand.format_options(self, ctx, formatter)
        commands = [
            (name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section("命令"):
            formatter.write_dl([(name, (command.help or "").partition("\n")[0].rstrip()) for name, command in commands])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - Click's signature
        **extra: Any,
    ) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # an old console must not stop a report for a sign it cannot show
                stream.reconfigure(errors="backslashreplace")
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            # Click returns the code of ctx.exit() here instead of leaving.
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "casebook"
            click.echo(f"{_in_chinese(error)}\n运行 {path} --help 查看用法。", err=True)
            sys.exit(2)
        except click.Abort:
            click.echo("已中断。", err=True)
            sys.exit(130)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            if error.filename is None:
                raise  # not about a file: a bug of ours, or a reader that went away
            click.echo(f"读写 {error.filename} 时出错（{_why(error)}）", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _why(error: OSError) -> str:
    reasons: tuple[tuple[type[OSError], str], ...] = (
        (PermissionError, "没有权限：检查文件和文件夹的权限，或关掉占用它的程序"),
        (FileNotFoundError, "文件不见了：可能刚被移动或删除"),
        (IsADirectoryError, "这里应当是文件，却是文件夹"),
        (NotADirectoryError, "这里应当是文件夹，却是文件"),
    )
    return next((reason for kind, reason in reasons if isinstance(error, kind)), "检查磁盘是否已满、文件名是否过长")


def _in_chinese(error: click.UsageError) -> str:
    said = message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        said = f"没有选项 {error.option_name}{_near(error.possibilities)}"
    elif isinstance(error, click.exceptions.NoSuchCommand):
        said = f"没有这个命令：{error.command_name}{_near(error.possibilities)}"
    elif isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
        said = f"还缺少参数 {name}"
    elif isinstance(error, click.BadParameter):
        said = _bad_value(error)
    elif isinstance(error, click.BadOptionUsage):
        said = f"选项 {error.option_name} 的写法不对：看看后面是不是少了值，或多了值"
    elif message.startswith("Missing command"):
        said = "缺少命令"
    elif message.startswith("Got unexpected extra argument"):
        said = f"多出了参数：{message.partition('(')[2].rstrip(')')}"
    return said


def _near(names: Sequence[str] | None) -> str:
    return f"；是不是 {'、'.join(names)}？" if names else ""


def _bad_value(error: click.BadParameter) -> str:
    """What would do, from the type that refused the value: Click's own sentences are English."""
    parameter = error.param
    kind = getattr(parameter, "type", None)
    name = "参数"
    if parameter is not None and error.ctx is not None:
        name = parameter.opts[0] if isinstance(parameter, click.Option) else parameter.make_metavar(error.ctx)
    if isinstance(kind, click.Choice):
        return f"{name} 的值不能用；可选：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"{name} 的值不能用：要写 {kind.min} 到 {kind.max} 之间的整数"
    if isinstance(kind, click.Path):
        wanted = "文件" if kind.file_okay else "文件夹"
        return f"{name} 的值不能用：要写一个{wanted}的路径"
    return f"{name} 的值不能用"

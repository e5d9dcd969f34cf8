"""Click's own words in Chinese: headings, help option and usage errors. Click has no catalogue for Chinese."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click


class ChineseCommand(click.Command):
    """A command whose help page and option headings are Chinese."""

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
                formatter.write_dl([(name, text.replace("default:", "默认：")) for name, text in rows])


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
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            # Click returns the code of ctx.exit() here instead of leaving.
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
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
        sys.exit(code if isinstance(code, int) else 0)


def _in_chinese(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"；是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
        return f"还缺少参数 {name}"
    if isinstance(error, click.BadParameter):
        choices = getattr(getattr(error.param, "type", None), "choices", None)
        name = error.param.opts[0] if error.param is not None and error.param.opts else "参数"
        return f"{name} 的值不能用；可选：{'、'.join(choices)}" if choices else f"{name} 的值不能用：{error.message}"
    message = error.format_message()
    if message.startswith("No such command"):
        return f"没有这个命令：{message.split(' ')[3].strip(chr(39) + '.')}"
    if message.startswith(("Missing command", "Got unexpected extra argument")):
        return "缺少命令" if message.startswith("Missing") else f"多出了参数：{message.partition('(')[2].rstrip(')')}"
    return message

"""`casebook verify` and `casebook coverage`: what records cite, held against the archived sources and an inventory of them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import ROOT, echo, find_root, inside, report
from casebook.problem import has_errors

if TYPE_CHECKING:
    from casebook.app.proof import CoverageReport, VerifyReport

_ARCHIVE = Path("..", "shared", "sources")  # beside the checkout; the texts are not ours to publish
_STATUS = {
    "proved": "已核对",
    "not_found": "找不到",
    "wrong_section": "节号不对",
    "ambiguous": "说不准",
    "no_archive": "没有存档",
    "archive_differs": "存档不符",
    "own": "编者用语",
}
_KIND = {
    "figure": "数字表里的数",
    "number": "正文里的数",
    "date": "时间",
    "name": "名称和引文",
    "wording": "步骤、角色等用语",
}
_STYLE = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="输出格式。",
)


@click.command("verify", cls=ChineseCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件…]")
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="来源原文所在文件夹，每份一个 <来源编号>.txt；默认用案例库旁边的存档。",
)
@click.option("--write", is_flag=True, help="把核对上的写进 content/proof.tsv，网页据此显示“已核对原文”。")
@_STYLE
@ROOT
def verify_command(
    *, paths: tuple[Path, ...], archive: Path | None, write: bool, style: str, root: Path | None
) -> None:
    """对照存档的来源原文，逐条核对记录里的数字和名称。不写文件名时核对全部。

    \b
    例：
      casebook verify
      casebook verify content/cases/kui-wen-qu.yaml
      casebook verify --archive D:\\原文 --write
    """
    from casebook.app import proof  # noqa: PLC0415 - the conversion tables take a moment to load; other commands need none

    base = find_root(root)
    folder = archive or base / _ARCHIVE
    if not folder.is_dir():
        raise click.UsageError(
            f"没有这个存档文件夹：{folder}" if archive else "没有找到来源原文的存档。请用 --archive 指出放原文的文件夹"
        )
    done = proof.verify_content(base, folder, [inside(base, path) for path in paths], write=write)
    if style == "json":
        echo(_as_json(done))
    else:
        report(base, done.problems, style)
    if style == "text":
        echo(_summary(done))
    for unread in done.unread:
        click.echo(f"{unread} 没有核对：先运行 casebook check 改正", err=True)
    if write:
        click.echo("content/proof.tsv " + ("已重写" if done.written else "没有变化"), err=True)
    elif done.stale:
        click.echo("content/proof.tsv 与现在的记录不同；运行 casebook verify --write 更新“已核对原文”的标记", err=True)
    sys.exit(1 if has_errors(done.problems) or done.unread else 0)


def _summary(done: VerifyReport) -> str:
    """Counts by record where anything is open, then by kind, one line each."""
    lines = []
    for path, verdicts in done.verdicts.items():
        counts = Counter(str(verdict.status) for verdict in verdicts)
        if set(counts) - {"proved", "own"}:
            told = "，".join(f"{label} {counts[status]}" for status, label in _STATUS.items() if counts[status])
            lines.append(f"{path}：{told}")
    every = [verdict for verdicts in done.verdicts.values() for verdict in verdicts]
    for kind, name in _KIND.items():
        counts = Counter(str(verdict.status) for verdict in every if verdict.claim.kind == kind)
        told = "，".join(f"{label} {counts[status]}" for status, label in _STATUS.items() if counts[status])
        lines.append(f"{name} {counts.total()}{'：' if told else ''}{told}")
    return "\n".join(lines) + "\n"


def _as_json(done: VerifyReport) -> str:
    """{"records": {path: [{record, at, kind, words, cite, status, where, why}]}, "counts": {kind: {status: n}}, "problems": n}"""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in _KIND}
    for verdicts in done.verdicts.values():
        for verdict in verdicts:
            own = counts[verdict.claim.kind]
            own[verdict.status] = own.get(verdict.status, 0) + 1
    records = {
        path: [
            {
                "record": verdict.claim.record,
                "at": list(verdict.claim.at),
                "kind": verdict.claim.kind,
                "words": verdict.claim.label,
                "cite": list(verdict.claim.cites),
                "status": verdict.status,
                "where": list(verdict.where),
                "why": verdict.why,
            }
            for verdict in verdicts
        ]
        for path, verdicts in done.verdicts.items()
        if verdicts
    }
    problems = [
        {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "message": p.message}
        for p in done.problems
    ]
    return json.dumps({"records": records, "counts": counts, "problems": problems}, ensure_ascii=False, indent=2) + "\n"


@click.command("coverage", cls=ChineseCommand)
@click.option(
    "--inventory",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="文件",
    help="来源里该收条目的清单（.json；旁边有同名的 .md 表格时，只算表格里的条目），列出还没有收的。",
)
@click.option("--write", is_flag=True, help="按名称和别名补上能对上的行，写进 content/coverage.tsv。")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。"
)
@ROOT
def coverage_command(*, inventory: Path | None, write: bool, style: str, root: Path | None) -> None:
    """检查 content/coverage.tsv：来源里的每个条目都在它所说的记录里。

    \b
    例：
      casebook coverage
      casebook coverage --inventory 清单.json
      casebook coverage --inventory 清单.json --write
    """
    from casebook.app import proof  # noqa: PLC0415 - as in verify

    if write and inventory is None:
        raise click.UsageError("--write 要同时用 --inventory 指出清单")
    base = find_root(root)
    done = proof.cover_content(base, inventory, write=write)
    if style == "json":
        echo(_coverage_json(done))
    else:
        report(base, done.problems, "text")
        echo(_coverage_text(done))
    if write:
        click.echo("content/coverage.tsv " + ("已重写" if done.written else "没有变化"), err=True)
    sys.exit(1 if done.problems or done.missing or done.figures.absent else 0)


_HOW = {"record": "自己的记录", "term": "术语", "part": "别的记录的一部分"}


def _coverage_text(done: CoverageReport) -> str:
    """What is missing by source, then counts."""
    lines: list[str] = []
    for source in dict.fromkeys(row.source for row in done.missing):
        own = [row for row in done.missing if row.source == source]
        lines += [f"{source} 还没有收 {len(own)} 条：", *(f"  {row.row}  {row.locator}  {row.name}" for row in own)]
    for source in dict.fromkeys(one.source for one in done.figures.absent):
        absent = [one for one in done.figures.absent if one.source == source]
        told = (f"  {one.row}  {one.locator}  {one.written}  {one.what}" for one in absent)
        lines += [f"{source} 还没有写进记录的数字 {len(absent)} 个：", *told]
    for source in sorted({line.source for line in done.lines}):
        counts = Counter(line.how for line in done.lines if line.source == source)
        lines.append(
            f"{source} {counts.total()} 条：" + "，".join(f"{name} {counts[how]}" for how, name in _HOW.items())
        )
    if done.rows:
        found = done.figures
        total = len(found.tabled) + len(found.dated) + len(found.written) + len(found.absent)
        lines.append(
            f"清单 {len(done.rows)} 条，收了 {len(done.rows) - len(done.missing)} 条，缺 {len(done.missing)} 条"
        )
        lines.append(
            f"数字 {total} 个：在数字表里 {len(found.tabled)}，在时间和文号里 {len(found.dated)}，"
            f"只在文字里 {len(found.written)}，缺 {len(found.absent)}"
        )
        lines += [f"  只在文字里：{one.row}  {one.locator}  {one.written}（{why}）" for one, why in done.written_only]
    return "".join(f"{line}\n" for line in lines)


def _coverage_json(done: CoverageReport) -> str:
    """{"rows": n, "lines": [...], "missing": [...], "figures": {tabled, dated, written, absent}, "problems": [...]}"""
    figures = {name: [asdict(one) for one in getattr(done.figures, name)] for name in ("tabled", "dated", "absent")}
    figures["written"] = [{**asdict(one), "why": why} for one, why in done.written_only]
    data = {
        "rows": len(done.rows),
        "lines": [asdict(line) for line in done.lines],
        "missing": [asdict(row) for row in done.missing],
        "figures": figures,
        "problems": [{"line": p.line, "code": p.code, "message": p.message} for p in done.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

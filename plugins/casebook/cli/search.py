"""`casebook search`: a query and conditions in, results as text or JSON out. 0 something found, 1 nothing, 2 wrong usage."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casebook.cli.chinese import ChineseCommand
from casebook.cli.common import ROOT, echo, find_root
from casebook.model.names import SECTION

if TYPE_CHECKING:
    from casebook.app.search import Found

_SHOWN = 6


# -词 is a word that must not be there, no option.
@click.command("search", cls=ChineseCommand, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, metavar="[词…]")
@click.option("--kind", multiple=True, metavar="类型", help="只要这一类，如 case 或 案例；可以写几次。")
@click.option("--theme", multiple=True, metavar="主题", help="只要这个主题，可以只写名称的一部分。")
@click.option("--region", multiple=True, metavar="地区", help="只要这个地方和它下面的，写名称或代码。")
@click.option("--level", multiple=True, metavar="级别", help="只要这一级的政策或地区。")
@click.option("--setting", multiple=True, metavar="场景", help="只要发生在这种社区的案例。")
@click.option("--year", metavar="年份", help="如 2018 或 2015..2019。")
@click.option("--note", is_flag=True, help="只要有教学说明的案例。")
@click.option("--similar", metavar="编号", default="", help="找和这条记录相似的。")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "evidence"]),
    default="relevance",
    show_default=True,
    help="排列：按相关，按日期（新的在前），或按证据等级（A 在前）。",
)
@click.option(
    "-n", "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, metavar="条数", help="最多显示几条。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option(
    "--engine",
    type=click.Choice(["auto", "whoosh", "tantivy"]),
    default="auto",
    show_default=True,
    help="搜索引擎；auto 按记录多少选。",
)
@ROOT
def search_command(
    *,
    words: tuple[str, ...],
    kind: tuple[str, ...],
    theme: tuple[str, ...],
    region: tuple[str, ...],
    level: tuple[str, ...],
    setting: tuple[str, ...],
    year: str | None,
    note: bool,
    similar: str,
    sort: str,
    limit: int,
    as_json: bool,
    engine: str,
    root: Path | None,
) -> None:
    """在全库搜索。简体、繁体、拼音首字母都行，名称写错一个字也能找到。

    \b
    例：
      casebook search 老旧小区 加装电梯 --theme 协商 --region 重庆 --kind case --json
      casebook search 协商 --note --sort evidence  有教学说明的案例，证据等级高的在前
      casebook search sylgk                        拼音首字母
      casebook search '"居民代表" AND 电梯'          两样都要有；引号里的字要连在一起
      casebook search '楼道 OR 楼栋 类型:案例'       有一样就行，只要案例
      casebook search '协商 NOT 主题:党建'           不要的写在 NOT 后面，也可以写 -主题:党建
      casebook search '标题:清单 年份:2015..2019'    字段：标题 摘要 步骤 正文 类型 主题 地区 级别 场景 形式 状态 教学说明 编号 年份
      casebook search '*十八法'                     通配符：* 任意几个字，? 一个字，在名称里找
      casebook search --similar you-min-zuo-zhu    和这条相似的记录

    \b
    直接写的词有几个找几个，最相关的排在前面；字段、引号、AND、NOT 和括号是必须满足的条件。
    找到了返回 0，没找到返回 1，查询写错了返回 2。
    """
    from casebook.app import search as app  # noqa: PLC0415 - the engine and the pinyin tables take a moment
    from casebook.search.parse import Fault  # noqa: PLC0415 - as above

    for word in words:
        if re.match(r"--?[A-Za-z]", word):
            raise click.NoSuchOption(word.partition("=")[0], ctx=click.get_current_context())
    base = find_root(root)
    given = {"kind": kind, "theme": theme, "region": region, "level": level, "setting": setting}
    given["note"] = ("yes",) if note else ()
    text = " ".join(words)
    chosen = tuple((facet, values) for facet, values in given.items() if values)
    if not (text.strip() or chosen or year or similar):
        raise click.UsageError("没有写要找什么：写几个词，或用 --theme、--region 这样的条件")
    request = app.Request(text, chosen, _years(year), similar, limit, sort, "" if engine == "auto" else engine)
    if not app.has_engine(engine):
        raise click.UsageError("没有装 tantivy：pip install 'casebook[tantivy]'")
    try:
        found = app.search(base, request, lambda said: click.echo(said, err=True))
    except TimeoutError:
        raise click.ClickException("另一个 casebook 一直占着搜索索引；等它结束，或结束它再试") from None
    if isinstance(found, Fault):
        click.echo(_told(found, text), err=True)
        sys.exit(2)
    echo(_as_json(found) if as_json else _as_text(found))
    sys.exit(0 if found.answer.total else 1)


def _told(fault: Any, text: str) -> str:
    if fault.at < 0:
        return f"{fault.message}。"
    return f"查询看不懂，第 {fault.at + 1} 个字：{fault.message}。\n{fault.marked(text)}"


def _years(text: str | None) -> tuple[int | None, int | None]:
    if text is None:
        return None, None
    found = re.fullmatch(r"(\d{4})|(\d{4})?(?:\.\.|-)(\d{4})?", text)
    if found is None or text in ("..", "-"):
        raise click.UsageError("--year 的值不能用：写 2018、2015..2019、2015.. 或 ..2019")
    only, low, high = (int(part) if part else None for part in found.groups())
    low, high = (only, only) if only is not None else (low, high)
    if low is not None and high is not None and low > high:
        raise click.UsageError(f"--year 前后颠倒了：{low} 在 {high} 之后")
    return low, high


def _as_json(found: Found) -> str:
    answer = found.answer
    results = [
        {
            "kind": result.row.doc.kind,
            "id": result.row.doc.id,
            "title": result.row.doc.title,
            "aliases": list(result.row.doc.aliases),
            "url": result.row.doc.url,
            "snippet": result.snippet.text,
            "highlights": [list(mark) for mark in result.snippet.marks],
            "score": result.score,
            "themes": list(result.row.doc.themes),
            "regions": list(result.row.doc.regions),
            "year": result.row.doc.year,
        }
        for result in answer.results
    ]
    facets = {
        facet: [
            {"value": value, "label": _label(found, facet, value), "count": count} for value, count in counts.items()
        ]
        for facet, counts in answer.facets.items()
    }
    whole = {"total": answer.total, "results": results, "facets": facets, "suggestions": list(answer.suggestions)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _label(found: Found, facet: str, value: str) -> str:
    return found.labels.get(facet, {}).get(value, value)


def _as_text(found: Found) -> str:
    answer = found.answer
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    signs = ("\x1b[1;33m", "\x1b[0m") if colour else ("【", "】")
    lines = []
    if answer.suggestions:
        lines.append(f"是不是要找：{'、'.join(answer.suggestions)}")
    if not answer.total:
        return "\n".join((*lines, "没有找到。换个说法试试；或用 --theme、--region 按主题、地区找。")) + "\n"
    lines.append(
        f"找到 {answer.total} 条" + (f"，显示前 {len(answer.results)} 条" if answer.total > len(answer.results) else "")
    )
    for number, result in enumerate(answer.results, 1):
        doc = result.row.doc
        facts = "，".join((SECTION[doc.kind].label, *doc.facts[:3]))
        lines += ["", f"{number}. {doc.title}（{facts}）", f"   {result.snippet.marked(*signs)}", f"   {doc.url}"]
    lines += ["", *(_facet_lines(found))]
    return "\n".join(lines) + "\n"


def _facet_lines(found: Found) -> list[str]:
    from casebook.app.search import FACET_LABELS  # noqa: PLC0415 - loaded by then, and not before

    lines = []
    for facet, counts in found.answer.facets.items():
        if len(counts) > 1 or (facet == "note" and counts):
            some = [f"{_label(found, facet, value)} {count}" for value, count in list(counts.items())[:_SHOWN]]
            lines.append(f"{FACET_LABELS[facet]}：{'，'.join(some)}{'……' if len(counts) > _SHOWN else ''}")
    return lines

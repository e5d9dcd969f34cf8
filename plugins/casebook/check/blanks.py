"""The Word template's blanks: which fields of a case and its source it asks for, under which words, and how each is written there.

The writer of the template (publish/form/word.py) and its reader (draft/filled.py) both go by this list.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.check.shape import choices_of, describe
from casebook.model.case import Case, Narrative
from casebook.model.fields import Frozen
from casebook.model.parts import Figure, Party
from casebook.model.source import Source

MARK = "casebook 案例供稿模板"  # the line by which a filled template is known
HINT = "※"  # lines that begin so are the template's own
BAR = "｜"
CITE = "出处："


@dataclass(frozen=True, slots=True)
class Blank:
    """`label` stands in 【】 before the answer. `way`: 'line' one line, 'lines' one item a line, 'prose' all paragraphs one text,
    'claims' a paragraph each with its section behind it, 'rows' a line each whose `columns` are parted by ｜."""

    kind: str
    path: tuple[str, ...]
    label: str
    hint: str
    way: str
    columns: tuple[str, ...] = ()


def _blank(model: type[Frozen], way: str, name: str, label: str = "", hint: str = "", *, outer: str = "") -> Blank:
    field = model.model_fields[name]
    choices = choices_of(field.annotation)
    told = hint or (f"可选：{'、'.join(choices)}" if choices and way == "line" else describe(field))
    kind = "source" if model is Source else "case"
    return Blank(kind, (outer, name) if outer else (name,), label or field.title or name, told, way)


def _rows(name: str, part: type[Frozen], columns: tuple[str, ...], more: str) -> Blank:
    titles = BAR.join(part.model_fields[column].title or column for column in columns)
    field = Case.model_fields[name]
    return Blank("case", (name,), field.title or name, f"每行一个：{titles}{more}", "rows", columns)


_CITED = "每段一条，段末写节号，例如（出处：一(二)）"

BLANKS: tuple[Blank, ...] = (
    _blank(Case, "line", "title"),
    _blank(Case, "line", "region", hint="省市县全名，例如 山东省潍坊市奎文区"),
    _blank(Case, "line", "place"),
    _blank(Case, "line", "period"),
    _blank(Case, "lines", "themes", hint="1 到 3 个，每行一个，写网站“主题”栏里的名称，最主要的写在最前"),
    _blank(Case, "prose", "summary"),
    _blank(Case, "line", "setting", hint="写网站上的名称，例如 老城市社区；拿不准就空着"),
    _blank(Case, "line", "stage"),
    _blank(Case, "line", "scale"),
    _blank(Case, "line", "lead"),
    _rows("partners", Party, ("name", "role"), "，例如 居民代表｜提出议题"),
    _blank(Case, "lines", "target_groups", hint="为谁办的，每行一个"),
    *(
        _blank(
            Narrative, "claims", name, hint=f"{Narrative.model_fields[name].description}。{_CITED}", outer="narrative"
        )
        for name in Narrative.model_fields
    ),
    _rows(
        "results",
        Figure,
        ("indicator", "after", "unit", "period", "evidence", "cite"),
        "（节号），例如 参选率｜94.08｜%｜2018｜D｜一(二)",
    ),
    _blank(Case, "claims", "limits", hint=f"必填；来源没有说就写 未见报道。{_CITED}"),
    _blank(Case, "claims", "transfer_conditions", hint=f"别的地方要学，先得有什么。{_CITED}"),
    _blank(Case, "lines", "keywords", hint="读者可能用来搜索的说法，每行一个"),
    _blank(Case, "lines", "aliases", hint="这件事的别的叫法，每行一个"),
    _blank(Source, "line", "title", "来源名称", "这些内容取自哪份材料，写它的标题"),
    _blank(Source, "line", "type"),
    _blank(Source, "lines", "author", hint="署名的人或单位，每行一个；没有署名就空着"),
    _blank(Source, "line", "container"),
    _blank(Source, "line", "publisher"),
    _blank(Source, "line", "published"),
    _blank(Source, "line", "url"),
    _blank(Source, "prose", "summary", "来源摘要", "这份材料分几部分、讲了什么，不超过 300 字"),
)

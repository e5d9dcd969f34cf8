"""Parts that several kinds of record share: claims with citations, links with a reason, figures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from casebook.model.choices import ClaimStage, Evidence, Nature, NoteKind, Status
from casebook.model.dates import Edtf
from casebook.model.fields import (
    ONE_LINE,
    Cites,
    Frozen,
    Id,
    Line,
    MethodRef,
    Name,
    PolicyRef,
    Prose,
    Ref,
    RegionRef,
    SourceRef,
    ThemeRef,
)

NOT_REPORTED = "未见报道"
ItemStage = Annotated[
    ClaimStage | None,
    Field(
        title="进展",
        description="与整条记录说的不一样才写，例如只是计划或建议；工作法看记录自己的进展，案例没有写的就是已实施",
    ),
]


class Claim(Frozen):
    """One statement. Without `cite` it is the editors' own and the page says so."""

    text: Prose = Field(title="内容", description="用自己的话写，不抄原文；可用少量 Markdown（加粗、列表、链接）")
    cite: Cites = Field(
        default=(), title="出处", description="来源编号加节号，例如 hubei-2019 一(二)；没有出处的是编者归纳"
    )
    stage: ItemStage = None


class EditorNote(Frozen):
    """What a reader must know about the source or its editing; shown on the page, never repaired silently."""

    kind: NoteKind = Field(title="哪一类")
    text: Prose = Field(title="内容", description="来源原来怎么说、疑在哪里或缺什么、本库怎么处理")
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Reviewed(Frozen):
    by: Name = Field(title="审核人", description="核对的人或单位")
    on: Edtf = Field(title="审核日期", description="核对的那一天", examples=["2026-11-23"])
    next_review: Edtf | None = Field(
        default=None,
        title="下次复核",
        description="到那时再看一遍：还在做吗，数字有没有新的，网址打不打得开",
        examples=["2027-11"],
    )


class Record(Frozen):
    """What every record has."""

    id: Id = Field(
        title="编号",
        description="小写拼音或英文、数字，用连字符连接，与文件名相同，发布后不再改动",
        examples=["wu-shi-gong-zuo-fa"],
    )
    title: Name = Field(title="标题", description="通行的名称，不加书名号和引号", examples=["五事工作法"])
    aliases: tuple[Name, ...] = Field(
        default=(), max_length=20, title="别名", description="异写、简称、曾用名、繁体写法"
    )
    summary: Annotated[str, Field(max_length=300)] = Field(
        title="摘要", description="不超过 300 字，让人两分钟内判断要不要往下读"
    )
    keywords: tuple[Name, ...] = Field(default=(), max_length=12, title="关键词", description="读者可能用来搜索的说法")
    status: Status = Field(default=Status.DRAFT, title="状态")
    superseded_by: Ref | None = Field(default=None, title="替代它的记录", description="状态是“被替代”时必填")
    withdrawn_reason: Line | None = Field(default=None, title="撤回原因", description="状态是“已撤回”时必填")
    reviewed: Reviewed | None = Field(default=None, title="审核", description="谁在哪天核对过，由维护者填写")
    redirect_from: tuple[Id, ...] = Field(
        default=(), max_length=20, title="旧编号", description="改过编号时写上旧的，旧网址会自动转到这里"
    )
    editor_notes: tuple[EditorNote, ...] = Field(
        default=(), max_length=40, title="编者注", description="来源的疑点、缺载和编者的处理"
    )


Themes = Annotated[
    tuple[ThemeRef, ...],
    Field(max_length=3, title="主题", description="1 到 3 个，最主要的写在最前；可选值见 content/vocab/themes.yaml"),
]
Sources = Annotated[
    tuple[SourceRef, ...],
    Field(min_length=1, max_length=20, title="来源", description="来源编号，至少一个；来源记录在 content/sources/"),
]


class Milestone(Frozen):
    """A point or span in time that a source states of the record's matter; a date is no figure and never a chart."""

    on: Edtf = Field(
        title="时间",
        description="2018、2018-11、2018-11-30 或 2014/2016；推断的加 ?，并在说明里写从什么推断",
        examples=["2016-12", "2014/2016", "2015?"],
    )
    what: Line = Field(
        title="什么事", description="那时开始、完成、印发或要求做到的事", examples=["统一村（居）委会换届时间"]
    )
    stage: ItemStage = None
    cite: Cites = Field(title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项")
    evidence: Evidence = Field(title="证据等级")
    note: Line | None = Field(default=None, title="说明", description="口径，或从来源的哪句话推断")


class Sourced(Record):
    """A record that belongs to themes and rests on sources."""

    themes: Annotated[Themes, Field(min_length=1)]
    sources: Sources
    milestones: tuple[Milestone, ...] = Field(
        default=(), max_length=20, title="时间点", description="来源说到的年月日：何时起、何时止、限期何时"
    )


def _link(value: Any) -> Any:
    return {"ref": value} if isinstance(value, str) else value


class Link(Frozen):
    """A link with a reason; written as a bare id or as {ref, note, cite}."""

    ref: Ref = Field(title="编号", description="另一条记录的编号")
    note: Line | None = Field(default=None, title="说明", description="为什么相关、有什么不同，一句话")
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class PolicyLink(Link):
    ref: PolicyRef = Field(title="政策编号", description="content/policies/ 里的编号")


class MethodLink(Link):
    ref: MethodRef = Field(title="工作法编号", description="content/methods/ 里的编号")


_SHORT = Field(json_schema_extra={"x-casebook-short-link": True})
AnyLink = Annotated[Link, BeforeValidator(_link), _SHORT]
ToPolicy = Annotated[PolicyLink, BeforeValidator(_link), _SHORT]
ToMethod = Annotated[MethodLink, BeforeValidator(_link), _SHORT]


class Party(Frozen):
    """Who takes part, and as what."""

    name: Name = Field(title="谁", description="单位、组织或哪一类人", examples=["居民代表"])
    role: Line | None = Field(default=None, title="做什么", description="在这件事里做什么")
    stage: ItemStage = None
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Origin(Frozen):
    """Where a method comes from, as far as the sources tell."""

    region: RegionRef | None = Field(
        default=None,
        title="地区",
        description="区划代码，或省市县全名，例如 420100 或 湖北省武汉市",
        examples=["420100", "湖北省武汉市"],
    )
    place: Name | None = Field(
        default=None, title="具体地方", description="街道、社区、村的名称", examples=["青和居社区"]
    )
    organisation: Name | None = Field(default=None, title="提出单位", description="由哪个单位提出或总结")
    first_seen: Edtf | None = Field(
        default=None, title="最早见于", description="最早在哪年见到", examples=["2018", "2016?"]
    )
    cite: Cites = Field(title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项")


_PLAIN_NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?$")


class Figure(Frozen):
    """A number that a source states. `before` and `after` keep the source's own writing (3万多)."""

    indicator: Line = Field(title="指标", description="数的是什么", examples=["村委会选举参选率"])
    before: Annotated[str, Field(max_length=40, pattern=ONE_LINE)] | None = Field(
        default=None, title="之前", description="实施之前的值，没有就不写"
    )
    after: Annotated[str, Field(max_length=40, pattern=ONE_LINE)] = Field(
        title="数值", description="来源所说的值，不带单位", examples=["94.08"]
    )
    unit: Annotated[str, Field(max_length=12, pattern=ONE_LINE)] = Field(
        title="单位", description="数值后面的单位", examples=["%", "个", "万元"]
    )
    period: Edtf | None = Field(default=None, title="时间", description="数值所属的时间；来源没有说就不写")
    nature: Nature = Field(default=Nature.RESULT, title="性质")
    stage: ItemStage = None
    methods: tuple[MethodRef, ...] = Field(
        default=(),
        max_length=3,
        title="说的是哪种工作法",
        description="这个数直接说某种工作法的规模、投入或效果时写它的编号，数字就也列在它的网页上",
    )
    cite: Cites = Field(title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项")
    evidence: Evidence = Field(title="证据等级")
    note: Line | None = Field(default=None, title="说明", description="口径、范围、同比对象等")

    @property
    def number(self) -> Decimal | None:
        """`after` as a number, or None where the source is not exact (3万多, 760余)."""
        return Decimal(self.after) if _PLAIN_NUMBER.match(self.after) else None

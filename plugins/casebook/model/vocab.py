"""Vocabularies: small ranked lists of concepts (SKOS-like), and places below the county."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import PlaceLevel
from casebook.model.dates import Edtf
from casebook.model.fields import (
    Cites,
    Frozen,
    Id,
    Line,
    MethodRef,
    Name,
    PlaceRef,
    Prose,
    RegionRef,
    SettingRef,
    SourceRef,
    ThemeRef,
    Whole,
)


class Concept(Frozen):
    id: Id = Field(title="编号", description="小写拼音，用连字符连接，定了不改")
    label: Name = Field(title="名称", description="网站上显示的名称")
    aliases: tuple[Name, ...] = Field(default=(), max_length=20, title="别名", description="同义说法、异写")
    scope_note: Prose = Field(title="范围说明", description="包括什么、不包括什么")
    valid_from: Edtf | None = Field(default=None, title="启用", description="从哪年起用")
    valid_to: Edtf | None = Field(default=None, title="停用", description="到哪年停用")


class Theme(Concept):
    """A theme; the order in the file is the order on the site."""

    broader: ThemeRef | None = Field(default=None, title="上位主题", description="上一级主题的编号")
    successor: ThemeRef | None = Field(default=None, title="后继主题", description="停用后改用哪个主题")
    problems: tuple[Line, ...] = Field(
        default=(),
        max_length=8,
        title="读者会怎么说",
        description="用基层干部的话写的问题",
        examples=[["业主和物业谈不拢"]],
    )


class Setting(Concept):
    """Where a case happens: old town, new estate, village turned community …"""

    broader: SettingRef | None = Field(default=None, title="上位场景", description="上一级场景的编号")
    successor: SettingRef | None = Field(default=None, title="后继场景", description="停用后改用哪个场景")


class Place(Concept):
    """A place without a GB/T 2260 code: township, community, village, zone, or one whose name the source withholds."""

    level: PlaceLevel = Field(title="级别")
    region: RegionRef | None = Field(
        default=None, title="所在地区", description="区划代码、全名，或另一个地方的编号；只有来源隐去省市县名的地方不写"
    )
    successor: PlaceRef | None = Field(default=None, title="后继地方", description="撤并以后属于哪个地方")
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)] = Field(
        title="来源", description="哪些来源提到它，至少一个"
    )
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Suggestion(Frozen):
    """A method for a situation. Why is not written here: the numbers say which statements of the method's own record tell it."""

    ref: MethodRef = Field(title="工作法", description="推荐的工作法，写编号")
    problem: Annotated[Whole, Field(ge=1, le=99)] | None = Field(
        default=None, title="对上哪个问题", description="那条记录“解决什么问题”（problem_solved）里的第几条"
    )
    meets: tuple[Annotated[Whole, Field(ge=1, le=99)], ...] = Field(
        default=(),
        max_length=10,
        title="已经具备的条件",
        description="那条记录“什么时候用”（preconditions）里的第几条，这种情形下本来就具备",
    )


class Caution(Frozen):
    """A method that one would reach for here, and that its own record warns of."""

    ref: MethodRef = Field(title="工作法", description="这里不合适的工作法，写编号")
    because: Annotated[Whole, Field(ge=1, le=99)] = Field(
        title="为什么不合适", description="那条记录“什么时候不用”（not_suitable_when）里的第几条"
    )


class Answer(Frozen):
    """A leaf of the tree: what the reader answers, and the methods for it."""

    id: Id = Field(title="编号", description="小写拼音，用连字符连接，定了不改")
    label: Name = Field(title="回答", description="用基层干部的话写", examples=["议来议去定不下来"])
    theme: ThemeRef = Field(title="主题", description="属于哪个主题；推荐的次序要看它在工作法里排第几")
    note: Line | None = Field(default=None, title="说明", description="读者要先知道的一句话，例如来源只提到难处")
    methods: tuple[Suggestion, ...] = Field(
        min_length=1, max_length=6, title="推荐的工作法", description="1 到 6 种，次序由记录算出，不按这里的先后"
    )
    cautions: tuple[Caution, ...] = Field(
        default=(), max_length=4, title="这里不合适的", description="容易想到、但记录写明这时不用的工作法"
    )


class Situation(Concept):
    """A problem that readers bring, with one question and its answers: two taps to a short list."""

    question: Line = Field(title="问题", description="再问一句，把情形分清", examples=["卡在哪一步？"])
    answers: tuple[Answer, ...] = Field(min_length=1, max_length=6, title="回答", description="1 到 6 个")


class ThemeList(Frozen):
    """content/vocab/themes.yaml"""

    themes: tuple[Theme, ...] = Field(min_length=1, max_length=20, title="主题表", description="次序就是网站上的次序")


class SettingList(Frozen):
    """content/vocab/settings.yaml"""

    settings: tuple[Setting, ...] = Field(
        min_length=1, max_length=30, title="场景表", description="次序就是网站上的次序"
    )


class PlaceList(Frozen):
    """content/vocab/places.yaml"""

    places: tuple[Place, ...] = Field(
        default=(), max_length=5000, title="地方表", description="没有区划代码的地方，每处一项"
    )


class SituationList(Frozen):
    """content/vocab/situations.yaml"""

    situations: tuple[Situation, ...] = Field(
        default=(), max_length=20, title="问题导航", description="次序就是网站上的次序"
    )

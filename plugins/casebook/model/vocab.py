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
    Name,
    PlaceRef,
    Prose,
    RegionRef,
    SettingRef,
    SourceRef,
    ThemeRef,
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

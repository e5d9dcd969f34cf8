"""Vocabularies: small ranked lists of concepts (SKOS-like), and places below the county."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import PlaceLevel
from casebook.model.dates import Edtf
from casebook.model.fields import Cites, Frozen, Line, Name, PlaceRef, Prose, RegionRef, SettingRef, SourceRef, ThemeRef
from casebook.model.names import ID_LIMIT, ID_PATTERN


class Concept(Frozen):
    id: Annotated[str, Field(pattern=ID_PATTERN, max_length=ID_LIMIT)] = Field(title="编号")
    label: Name = Field(title="名称")
    aliases: tuple[Name, ...] = Field(default=(), max_length=20, title="别名", description="同义说法、异写")
    scope_note: Prose = Field(title="范围说明", description="包括什么、不包括什么")
    valid_from: Edtf | None = Field(default=None, title="启用")
    valid_to: Edtf | None = Field(default=None, title="停用")


class Theme(Concept):
    """A theme; the order in the file is the order on the site."""

    broader: ThemeRef | None = Field(default=None, title="上位主题")
    successor: ThemeRef | None = Field(default=None, title="后继主题")
    problems: tuple[Line, ...] = Field(
        default=(),
        max_length=8,
        title="读者会怎么说",
        description="用基层干部的话写的问题",
        examples=[["业主和物业谈不拢"]],
    )


class Setting(Concept):
    """Where a case happens: old town, new estate, village turned community …"""

    broader: SettingRef | None = Field(default=None, title="上位场景")
    successor: SettingRef | None = Field(default=None, title="后继场景")


class Place(Concept):
    """A place without a GB/T 2260 code: township, community, village, zone, or one whose name the source withholds."""

    level: PlaceLevel = Field(title="级别")
    region: RegionRef = Field(title="所在地区", description="区划代码、全名，或另一个地方的编号")
    successor: PlaceRef | None = Field(default=None, title="后继地方")
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)] = Field(title="来源")
    cite: Cites = Field(default=(), title="出处")


class ThemeList(Frozen):
    """content/vocab/themes.yaml"""

    themes: tuple[Theme, ...] = Field(min_length=1, max_length=20, title="主题表")


class SettingList(Frozen):
    """content/vocab/settings.yaml"""

    settings: tuple[Setting, ...] = Field(min_length=1, max_length=30, title="场景表")


class PlaceList(Frozen):
    """content/vocab/places.yaml"""

    places: tuple[Place, ...] = Field(default=(), max_length=5000, title="地方表")

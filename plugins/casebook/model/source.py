"""来源: the documents that records rest on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import Script, SourceType
from casebook.model.dates import Edtf
from casebook.model.fields import Frozen, Line, Locator, Name, Url
from casebook.model.parts import Record, Themes


class SourceSection(Frozen):
    """A place in the source that citations may name."""

    locator: Locator = Field(title="节号", description="原文里的节号，引用时照写", examples=["一(二)"])
    title: Line | None = Field(default=None, title="讲什么", description="用自己的话，不抄标题")


class Source(Record):
    """One document, with its sections."""

    themes: Themes = ()
    type: SourceType = Field(title="文献类型")
    author: tuple[Name, ...] = Field(default=(), max_length=10, title="作者", description="没有署名就不写")
    container: Line | None = Field(default=None, title="所在报刊或网站", description="登在哪份报刊、哪个网站")
    publisher: Name | None = Field(default=None, title="出版或发布单位", description="出版社、报社或发布的机关")
    published: Edtf | None = Field(default=None, title="发表日期", description="没有日期就不写；推断的加 ?")
    url: Url | None = Field(default=None, title="网址", description="公开的网址")
    accessed: Edtf | None = Field(default=None, title="查阅日期", description="在网上看到的那一天")
    script: Script = Field(default=Script.SIMPLIFIED, title="文字")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None,
        title="存档文本的 SHA-256",
        description="存档文本不在仓库里，用校验值确认是同一份；64 位小写十六进制数",
    )
    sections: tuple[SourceSection, ...] = Field(
        default=(), max_length=200, title="各节", description="引用时可用的节号"
    )
    licence_note: Line | None = Field(default=None, title="版权说明", description="能不能转载、由谁授权")

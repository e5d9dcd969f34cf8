"""政策文件: laws, opinions, notices, standards, plans."""

from __future__ import annotations

from pydantic import Field

from casebook.model.choices import Instrument, Level, Validity
from casebook.model.dates import Edtf
from casebook.model.fields import Name, PolicyRef, RegionRef, Url
from casebook.model.parts import AnyLink, Claim, Sourced, ToPolicy


class Policy(Sourced):
    """A document with its place in the chain from centre to community."""

    document_number: Name | None = Field(
        default=None, title="文号", description="文件上的发文字号", examples=["中发〔2017〕13号"]
    )
    instrument: Instrument = Field(default=Instrument.DOCUMENT, title="文种")
    issuers: tuple[Name, ...] = Field(default=(), max_length=12, title="发文机关", description="来源没有说明就不写")
    level: Level = Field(title="层级")
    region: RegionRef | None = Field(default=None, title="地区", description="地方文件写所属地区", examples=["500000"])
    issued: Edtf | None = Field(
        default=None, title="印发日期", description="印发的日期，推断的加 ?", examples=["2017-06", "2015?"]
    )
    effective_from: Edtf | None = Field(default=None, title="施行日期", description="从哪天起施行")
    effective_to: Edtf | None = Field(default=None, title="失效日期", description="到哪天为止")
    validity: Validity = Field(default=Validity.UNKNOWN, title="效力")
    key_points: tuple[Claim, ...] = Field(
        default=(), max_length=20, title="要点", description="与社区治理有关的要点，用自己的话写"
    )
    implements: tuple[ToPolicy, ...] = Field(
        default=(), max_length=12, title="贯彻的上位文件", description="贯彻、细化了哪个上级文件，写政策编号"
    )
    amends: tuple[ToPolicy, ...] = Field(
        default=(), max_length=12, title="修改的文件", description="修改了哪个文件，写政策编号"
    )
    replaced_by: PolicyRef | None = Field(default=None, title="被哪个文件取代", description="取代它的文件的编号")
    see_also: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="另见", description="别的有关记录，写编号")
    url: Url | None = Field(default=None, title="公开网址", description="公开发布的网址")

    @property
    def on_paper(self) -> str:
        """'拟定' for a document that is not issued yet, which no list may pass off as one to cite; else ''."""
        return str(self.validity) if self.validity is Validity.DRAFTED else ""

"""案例: what one place really did."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from casebook.model.choices import Fidelity, Stage
from casebook.model.dates import Edtf
from casebook.model.fields import Cites, Frozen, Line, MethodRef, Name, Prose, RegionRef, SettingRef
from casebook.model.parts import NOT_REPORTED, AnyLink, Claim, Figure, Party, Sourced, ToPolicy


class Passage(Frozen):
    """A block of narrative in the editors' words. Without `cite` it is the editors' own view."""

    text: Prose = Field(title="内容")
    cite: Cites = Field(default=(), title="出处")


class Narrative(Frozen):
    """The four blocks of a case."""

    background: tuple[Passage, ...] = Field(min_length=1, max_length=12, title="背景与起因")
    process: tuple[Passage, ...] = Field(min_length=1, max_length=20, title="做法与经过")
    outcome: tuple[Passage, ...] = Field(default=(), max_length=12, title="成效与反响")
    reflection: tuple[Passage, ...] = Field(default=(), max_length=12, title="探讨与评论")


class Procedure(Frozen):
    """Which method, and which of its steps, this case carried out."""

    method: MethodRef = Field(title="工作法编号")
    step_no: Annotated[int, Field(ge=1, le=99)] | None = Field(
        default=None, title="第几步", description="指整套工作法时不写"
    )
    fidelity: Fidelity = Field(default=Fidelity.SAME, title="照做程度")
    what_happened: Prose = Field(title="这里怎么做")
    cite: Cites = Field(default=(), title="出处")


class Resources(Frozen):
    """What was spent."""

    people: tuple[Claim, ...] = Field(default=(), max_length=8, title="人")
    money: tuple[Claim, ...] = Field(default=(), max_length=8, title="钱")
    material: tuple[Claim, ...] = Field(default=(), max_length=8, title="物")
    rules: tuple[Claim, ...] = Field(default=(), max_length=8, title="制度")


class Honour(Frozen):
    title: Line = Field(title="荣誉")
    by: Name | None = Field(default=None, title="授予单位")
    on: Edtf | None = Field(default=None, title="时间")
    cite: Cites = Field(title="出处")


class Media(Frozen):
    """A picture kept in content/media/."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*\.(jpg|jpeg|png|svg|webp)$", max_length=80)] = Field(
        title="文件名"
    )
    alt: Line = Field(title="替代文字", description="给看不到图片的读者的说明")
    credit: Name = Field(title="作者或单位")
    licence: Name = Field(title="许可")


class Case(Sourced):
    """A case with its place, course, figures and limits."""

    region: RegionRef = Field(
        title="地区",
        description="区划代码，或省市县全名，例如 370705 或 山东省潍坊市奎文区",
        examples=["370705", "山东省潍坊市奎文区"],
    )
    place: Name | None = Field(default=None, title="具体地方", examples=["苇湾社区"])
    setting: SettingRef | None = Field(
        default=None, title="场景", description="老城市社区、村改居等，可选值见 content/vocab/settings.yaml"
    )
    scale: Line | None = Field(default=None, title="规模")
    lead: Name | None = Field(default=None, title="牵头单位")
    partners: tuple[Party, ...] = Field(default=(), max_length=20, title="参与单位")
    period: Edtf | None = Field(
        default=None,
        title="时间",
        description="2018、2018-11 或 2015/2017；推断的加 ?",
        examples=["2018", "2015/2017", "2016?"],
    )
    stage: Stage | None = Field(default=None, title="阶段")
    target_groups: tuple[Name, ...] = Field(default=(), max_length=10, title="服务对象")
    narrative: Narrative = Field(title="案例正文")
    procedure: tuple[Procedure, ...] = Field(default=(), max_length=40, title="用了哪些工作法")
    resources: Resources | None = Field(default=None, title="投入")
    results: tuple[Figure, ...] = Field(
        default=(), max_length=80, title="数字", description="来源里的数字：成效、规模、投入、目标"
    )
    limits: tuple[Claim, ...] | Literal["未见报道"] = Field(
        title="不足与局限", description=f"必填；来源没有说就写“{NOT_REPORTED}”", examples=[NOT_REPORTED]
    )
    transfer_conditions: tuple[Claim, ...] = Field(default=(), max_length=10, title="搬到别处的条件")
    honours: tuple[Honour, ...] = Field(default=(), max_length=20, title="荣誉")
    policy_basis: tuple[ToPolicy, ...] = Field(default=(), max_length=20, title="政策依据")
    see_also: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="另见")
    media: tuple[Media, ...] = Field(default=(), max_length=12, title="图片")

"""案例: what one place really did."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from casebook.model.choices import Fidelity, Stage
from casebook.model.dates import Edtf
from casebook.model.fields import Cites, Frozen, Line, MethodRef, Name, Prose, RegionRef, SettingRef, Whole
from casebook.model.names import PICTURE_PATTERN
from casebook.model.parts import NOT_REPORTED, AnyLink, Claim, Figure, ItemStage, Party, Sourced, ToPolicy


class Passage(Frozen):
    """A block of narrative in the editors' words. Without `cite` it is the editors' own view."""

    text: Prose = Field(title="内容", description="用自己的话写一段，不抄原文；可用少量 Markdown")
    stage: ItemStage = None
    cite: Cites = Field(
        default=(),
        title="出处",
        description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项；没有出处的是编者归纳",
    )


class Narrative(Frozen):
    """The four blocks of a case."""

    background: tuple[Passage, ...] = Field(
        min_length=1, max_length=12, title="背景与起因", description="为什么要做、当时有什么难处，至少一段"
    )
    process: tuple[Passage, ...] = Field(
        min_length=1, max_length=20, title="做法与经过", description="谁先做了什么、后做了什么，至少一段"
    )
    outcome: tuple[Passage, ...] = Field(
        default=(), max_length=12, title="成效与反响", description="做了以后有什么变化、各方怎么看"
    )
    reflection: tuple[Passage, ...] = Field(
        default=(), max_length=12, title="探讨与评论", description="好在哪里、有什么疑问和争议"
    )


class Procedure(Frozen):
    """Which method, and which of its steps, this case carried out."""

    method: MethodRef = Field(title="工作法编号", description="content/methods/ 里的编号")
    step_no: Annotated[Whole, Field(ge=1, le=99)] | None = Field(
        default=None, title="第几步", description="指整套工作法时不写"
    )
    fidelity: Fidelity = Field(default=Fidelity.SAME, title="照做程度")
    what_happened: Prose = Field(title="这里怎么做", description="这个地方照着做、改了或加了什么")
    stage: ItemStage = None
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Resources(Frozen):
    """What was spent."""

    people: tuple[Claim, ...] = Field(default=(), max_length=8, title="人", description="多少人、什么人")
    money: tuple[Claim, ...] = Field(default=(), max_length=8, title="钱", description="多少钱、谁出")
    material: tuple[Claim, ...] = Field(default=(), max_length=8, title="物", description="场地、设备等")
    rules: tuple[Claim, ...] = Field(default=(), max_length=8, title="制度", description="制度、授权、考核等")


class Honour(Frozen):
    title: Line = Field(title="荣誉", description="荣誉或认定的全称")
    by: Name | None = Field(default=None, title="授予单位", description="谁授予的")
    on: Edtf | None = Field(default=None, title="时间", description="哪年授予的")
    cite: Cites = Field(title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项")


class Media(Frozen):
    """A picture kept in content/media/."""

    file: Annotated[str, Field(pattern=PICTURE_PATTERN, max_length=80)] = Field(
        title="文件名", description="content/media/ 里的文件名，小写字母、数字和连字符，以 .jpg .png .webp 结尾"
    )
    alt: Line = Field(title="替代文字", description="给看不到图片的读者的说明")
    credit: Name = Field(title="作者或单位", description="谁拍的、谁画的")
    licence: Name = Field(title="许可", description="凭什么可以用，例如 CC BY 4.0、本单位自有")


class Case(Sourced):
    """A case with its place, course, figures and limits."""

    region: RegionRef = Field(
        title="地区",
        description="区划代码，或省市县全名，例如 370705 或 山东省潍坊市奎文区",
        examples=["370705", "山东省潍坊市奎文区"],
    )
    place: Name | None = Field(
        default=None, title="具体地方", description="街道、社区、村的名称", examples=["苇湾社区"]
    )
    more_regions: tuple[RegionRef, ...] = Field(
        default=(),
        max_length=20,
        title="还涉及的地区",
        description="同一件事还在哪些地方做，或来源在这件事里只点到的地方；写法与地区一样",
    )
    setting: SettingRef | None = Field(
        default=None, title="场景", description="老城市社区、村改居等，可选值见 content/vocab/settings.yaml"
    )
    scale: Line | None = Field(default=None, title="规模", description="多少户、多少人、多大面积")
    lead: Name | None = Field(default=None, title="牵头单位", description="由哪个单位牵头")
    partners: tuple[Party, ...] = Field(
        default=(), max_length=20, title="参与单位", description="还有哪些单位和人参加，各做什么"
    )
    period: Edtf | None = Field(
        default=None,
        title="时间",
        description="2018、2018-11 或 2015/2017；推断的加 ?",
        examples=["2018", "2015/2017", "2016?"],
    )
    stage: Stage | None = Field(default=None, title="阶段")
    target_groups: tuple[Name, ...] = Field(
        default=(), max_length=10, title="服务对象", description="为谁办的，例如 独居老人"
    )
    narrative: Narrative = Field(
        title="案例正文", description="分四块写：background、process 必填，outcome、reflection 有就写"
    )
    procedure: tuple[Procedure, ...] = Field(
        default=(), max_length=40, title="用了哪些工作法", description="照着哪种工作法、哪一步做的"
    )
    resources: Resources | None = Field(default=None, title="投入", description="花了多少人、钱、物，立了什么制度")
    results: tuple[Figure, ...] = Field(
        default=(), max_length=80, title="数字", description="来源里的数字：成效、规模、投入、目标"
    )
    limits: tuple[Claim, ...] | Literal["未见报道"] = Field(
        title="不足与局限", description=f"必填；来源没有说就写“{NOT_REPORTED}”", examples=[NOT_REPORTED]
    )
    transfer_conditions: tuple[Claim, ...] = Field(
        default=(), max_length=10, title="搬到别处的条件", description="别的地方要学，先得有什么"
    )
    honours: tuple[Honour, ...] = Field(default=(), max_length=20, title="荣誉", description="上级或社会给的荣誉")
    policy_basis: tuple[ToPolicy, ...] = Field(
        default=(), max_length=20, title="政策依据", description="依据的文件，写政策编号"
    )
    see_also: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="另见", description="别的有关记录，写编号")
    media: tuple[Media, ...] = Field(
        default=(), max_length=12, title="图片", description="放在 content/media/ 里的图片"
    )

"""课程包: records put in order for a class."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import UnitType
from casebook.model.dates import Edtf
from casebook.model.fields import Frozen, Line, Name, Number, Prose, Ref, Whole
from casebook.model.note import Minutes
from casebook.model.parts import AnyLink, Record, Themes

MINUTES_ROUNDED = 0.5  # by so much hours with two places may miss the minutes: 100 minutes are 1.67 hours


class Unit(Frozen):
    """One unit: a record (`ref`), or free text with a title."""

    session: Line | None = Field(
        default=None, title="场次", description="从这一段起另起一场时写它的名称，例如 上午；不分场就不写"
    )
    type: UnitType = Field(title="类型")
    ref: Ref | None = Field(
        default=None, title="记录编号", description="案例、工作法、政策、教学说明单元必填，用 query 挑选的除外"
    )
    query: Line | None = Field(
        default=None,
        title="查询",
        description="不写 ref 时，做文件的那一刻按它从库里挑这一类记录；写法见“命令行搜索”，例如 主题:协商议事 地区:江苏",
    )
    most: Annotated[Whole, Field(ge=1, le=20)] | None = Field(
        default=None, title="最多挑几条", description="按 query 挑选时最多几条，不写就是 1 条；分钟数平分"
    )
    title: Line | None = Field(default=None, title="标题", description="讲授、讨论、休息单元用")
    minutes: Minutes = Field(title="分钟", description="这一段几分钟")
    purpose: Line | None = Field(default=None, title="用意", description="为什么安排这一段")
    text: Prose | None = Field(
        default=None,
        title="说明",
        description="讨论写学员要做什么，学员版也印；别的单元写怎样上，只印在教师版",
    )
    alternative_ref: Ref | None = Field(
        default=None, title="可替换的记录", description="时间不够或对象不同时换用的记录"
    )


class Lock(Frozen):
    """What a pack was printed from, so that next year's print is the same or says why not."""

    mark: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")] = Field(
        title="内容版本", description="印在课程说明里的那八位", examples=["6c50466b"]
    )
    on: Edtf = Field(title="锁定日期", description="哪一天定下的", examples=["2026-11-26"])


class Pack(Record):
    """A course pack."""

    themes: Themes = ()
    audience: tuple[Name, ...] = Field(
        min_length=1, max_length=8, title="适用对象", description="讲给谁听，例如 新任社区书记"
    )
    hours: Annotated[Number, Field(gt=0, le=200)] = Field(title="时长（小时）", description="各单元分钟数之和等于时长")
    objectives: tuple[Line, ...] = Field(
        min_length=1, max_length=10, title="教学目标", description="学完能做什么，至少一条"
    )
    units: tuple[Unit, ...] = Field(min_length=1, max_length=200, title="单元", description="按上课的先后写，至少一段")
    pre_reading: tuple[AnyLink, ...] = Field(
        default=(), max_length=20, title="课前阅读", description="课前请学员看的记录，写编号"
    )
    lock: Lock | None = Field(
        default=None,
        title="版本锁定",
        description="所用的记录改过以后，casebook pack 会说出来，不照新的印；不写就总是印最新的",
    )
    outputs: tuple[Line, ...] = Field(default=(), max_length=10, title="学员产出", description="学员课后交出什么")

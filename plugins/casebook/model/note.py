"""教学说明: how to teach a case, in the ten parts that Chinese case centres ask for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import QuizType
from casebook.model.fields import CaseRef, Cites, Frozen, Line, Name, Prose, Whole
from casebook.model.parts import AnyLink, Claim, Record, Themes

Minutes = Annotated[Whole, Field(ge=1, le=2000)]


class Objective(Frozen):
    no: Annotated[Whole, Field(ge=1, le=20)] = Field(title="序号", description="从 1 开始依次编号")
    text: Line = Field(title="学完能做什么", description="以“能”开头的一句话")


class Question(Frozen):
    text: Line = Field(title="问题", description="上课时问学员的话")
    objective: Annotated[Whole, Field(ge=1, le=20)] | None = Field(
        default=None, title="对应目标", description="教学目标的序号"
    )
    hint: Prose | None = Field(default=None, title="参考思路", description="只进教师版")


class PlanItem(Frozen):
    activity: Line = Field(title="环节", description="这一段做什么")
    minutes: Minutes = Field(title="分钟", description="这一段要几分钟")
    detail: Prose | None = Field(default=None, title="怎么做", description="教师怎么带、学员做什么")


class Slide(Frozen):
    title: Line = Field(title="标题", description="这一张幻灯片的标题")
    points: tuple[Line, ...] = Field(min_length=1, max_length=7, title="要点", description="每张 1 到 7 条")


class QuizItem(Frozen):
    type: QuizType = Field(title="题型")
    stem: Prose = Field(title="题目", description="题干")
    options: tuple[Line, ...] = Field(default=(), max_length=8, title="选项", description="选择题的选项，每行一项")
    answer: tuple[Line, ...] = Field(
        min_length=1, max_length=8, title="答案", description="选择题写选项原文；判断题写 对 或 错"
    )
    explanation: Prose | None = Field(default=None, title="解析", description="为什么是这个答案")
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Note(Record):
    """A teaching note for one case."""

    themes: Themes = ()
    case: CaseRef = Field(title="案例编号", description="content/cases/ 里的编号")
    audience: tuple[Name, ...] = Field(
        min_length=1, max_length=8, title="适用对象", description="讲给谁听，例如 社区书记"
    )
    class_minutes: Minutes = Field(title="课时（分钟）", description="一共几分钟")
    purpose: Prose = Field(title="目的与用途", description="这堂课为什么用这个案例")
    objectives: tuple[Objective, ...] = Field(
        min_length=1, max_length=10, title="教学目标", description="学完能做什么，至少一条"
    )
    questions: tuple[Question, ...] = Field(
        min_length=1, max_length=12, title="启发思考题", description="引导学员讨论的问题，至少一个"
    )
    analysis: tuple[Claim, ...] = Field(
        min_length=1, max_length=12, title="分析思路", description="教师可以怎样分析，至少一段"
    )
    theory: tuple[Claim, ...] = Field(default=(), max_length=12, title="理论依据", description="用得上的理论")
    background: tuple[Claim, ...] = Field(
        default=(), max_length=12, title="背景信息", description="学员需要先知道的情况"
    )
    key_points: tuple[Claim, ...] = Field(
        min_length=1, max_length=12, title="关键要点", description="一定要讲到的要点，至少一条"
    )
    plan: tuple[PlanItem, ...] = Field(
        min_length=1, max_length=20, title="课堂计划", description="各环节分钟数之和等于课时"
    )
    follow_up: tuple[Claim, ...] = Field(default=(), max_length=8, title="后续进展", description="案例之后又发生了什么")
    attachments: tuple[AnyLink, ...] = Field(
        default=(), max_length=12, title="附件", description="配合使用的记录，写编号"
    )
    other: tuple[Claim, ...] = Field(default=(), max_length=8, title="其他支持材料", description="别的可用的材料")
    slide_points: tuple[Slide, ...] = Field(
        default=(), max_length=30, title="幻灯片要点", description="每张幻灯片的标题和要点"
    )
    quiz: tuple[QuizItem, ...] = Field(default=(), max_length=40, title="测验", description="课后测验题")

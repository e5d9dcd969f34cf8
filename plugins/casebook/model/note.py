"""教学说明: how to teach a case, in the ten parts that Chinese case centres ask for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import QuizType
from casebook.model.fields import CaseRef, Cites, Frozen, Line, Name, Prose
from casebook.model.parts import AnyLink, Claim, Record, Themes

Minutes = Annotated[int, Field(ge=1, le=2000)]


class Objective(Frozen):
    no: Annotated[int, Field(ge=1, le=20)] = Field(title="序号")
    text: Line = Field(title="学完能做什么")


class Question(Frozen):
    text: Line = Field(title="问题")
    objective: Annotated[int, Field(ge=1, le=20)] | None = Field(
        default=None, title="对应目标", description="教学目标的序号"
    )
    hint: Prose | None = Field(default=None, title="参考思路", description="只进教师版")


class PlanItem(Frozen):
    activity: Line = Field(title="环节")
    minutes: Minutes = Field(title="分钟")
    detail: Prose | None = Field(default=None, title="怎么做")


class Slide(Frozen):
    title: Line = Field(title="标题")
    points: tuple[Line, ...] = Field(min_length=1, max_length=7, title="要点")


class QuizItem(Frozen):
    type: QuizType = Field(title="题型")
    stem: Prose = Field(title="题目")
    options: tuple[Line, ...] = Field(default=(), max_length=8, title="选项")
    answer: tuple[Line, ...] = Field(
        min_length=1, max_length=8, title="答案", description="选择题写选项原文；判断题写 对 或 错"
    )
    explanation: Prose | None = Field(default=None, title="解析")
    cite: Cites = Field(default=(), title="出处")


class Note(Record):
    """A teaching note for one case."""

    themes: Themes = ()
    case: CaseRef = Field(title="案例编号")
    audience: tuple[Name, ...] = Field(min_length=1, max_length=8, title="适用对象")
    class_minutes: Minutes = Field(title="课时（分钟）")
    purpose: Prose = Field(title="目的与用途")
    objectives: tuple[Objective, ...] = Field(min_length=1, max_length=10, title="教学目标")
    questions: tuple[Question, ...] = Field(min_length=1, max_length=12, title="启发思考题")
    analysis: tuple[Claim, ...] = Field(min_length=1, max_length=12, title="分析思路")
    theory: tuple[Claim, ...] = Field(default=(), max_length=12, title="理论依据")
    background: tuple[Claim, ...] = Field(default=(), max_length=12, title="背景信息")
    key_points: tuple[Claim, ...] = Field(min_length=1, max_length=12, title="关键要点")
    plan: tuple[PlanItem, ...] = Field(
        min_length=1, max_length=20, title="课堂计划", description="各环节分钟数之和等于课时"
    )
    follow_up: tuple[Claim, ...] = Field(default=(), max_length=8, title="后续进展")
    attachments: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="附件")
    other: tuple[Claim, ...] = Field(default=(), max_length=8, title="其他支持材料")
    slide_points: tuple[Slide, ...] = Field(default=(), max_length=30, title="幻灯片要点")
    quiz: tuple[QuizItem, ...] = Field(default=(), max_length=40, title="测验")

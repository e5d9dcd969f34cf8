"""工作法: something that can be done again elsewhere."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import Difficulty, Form, Participation
from casebook.model.fields import Cites, Frozen, Line, Name, Prose, RegionRef
from casebook.model.parts import AnyLink, Claim, Origin, Party, Sourced, ToMethod, ToPolicy


class Step(Frozen):
    """One step; what the source does not tell stays out."""

    no: Annotated[int, Field(ge=1, le=99)] = Field(title="序号")
    name: Name = Field(title="步骤名称", examples=["群众说事"])
    how: Prose | None = Field(default=None, title="怎么做")
    who: tuple[Name, ...] = Field(default=(), max_length=12, title="谁来做")
    output: Line | None = Field(default=None, title="产出")
    pitfall: Line | None = Field(default=None, title="容易出的问题")
    cite: Cites = Field(default=(), title="出处")


class Effort(Frozen):
    """What it takes, in a reader's terms."""

    people: Line | None = Field(default=None, title="人手")
    time: Line | None = Field(default=None, title="时间")
    difficulty: Difficulty | None = Field(default=None, title="难度")
    cite: Cites = Field(default=(), title="出处")


class Practice(Frozen):
    """A place that uses the method according to a source, where there is no case record of its own."""

    region: RegionRef = Field(title="地区", examples=["500000"])
    place: Name | None = Field(default=None, title="具体地方")
    note: Line | None = Field(default=None, title="说明")
    cite: Cites = Field(title="出处")


class Method(Sourced):
    """A method, mechanism, rule, process, platform or list."""

    form: Form = Field(title="类型")
    origin: Origin | None = Field(default=None, title="来历")
    problem_solved: tuple[Claim, ...] = Field(default=(), max_length=8, title="解决什么问题")
    steps: tuple[Step, ...] = Field(default=(), max_length=40, title="步骤或组成")
    declared_steps: Annotated[int, Field(ge=1, le=99)] | None = Field(
        default=None,
        title="名称里的步数",
        description="名称说“十八法”就写 18；来源没列全的显示为待补充，不编造",
    )
    participants: tuple[Party, ...] = Field(default=(), max_length=20, title="参与方")
    effort: Effort | None = Field(default=None, title="投入")
    preconditions: tuple[Claim, ...] = Field(
        default=(), max_length=10, title="什么时候用", description="具备哪些条件才用得上"
    )
    not_suitable_when: tuple[Claim, ...] = Field(default=(), max_length=10, title="什么时候不用")
    participation: Participation | None = Field(default=None, title="居民参与程度")
    practised_in: tuple[Practice, ...] = Field(
        default=(), max_length=40, title="在哪里用", description="来源说在用、但没有单独案例的地方"
    )
    support: tuple[Claim, ...] = Field(
        default=(), max_length=20, title="保障", description="经费、人员、场所、制度等配套"
    )
    claims: tuple[Claim, ...] = Field(
        default=(), max_length=20, title="来源怎么评价", description="来源对效果和意义的说法"
    )
    policy_basis: tuple[ToPolicy, ...] = Field(default=(), max_length=20, title="政策依据")
    derived_from: tuple[ToMethod, ...] = Field(default=(), max_length=8, title="脱胎于")
    part_of: tuple[ToMethod, ...] = Field(default=(), max_length=8, title="属于")
    similar_to: tuple[ToMethod, ...] = Field(
        default=(), max_length=8, title="相近的工作法", description="写一句有什么不同；只写一边，另一边自动显示"
    )
    see_also: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="另见")

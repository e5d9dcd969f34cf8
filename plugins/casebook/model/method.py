"""工作法: something that can be done again elsewhere."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casebook.model.choices import ClaimStage, Difficulty, Form, Order, Participation
from casebook.model.fields import Cites, Frozen, Line, Name, Prose, RegionRef, Whole
from casebook.model.parts import AnyLink, Claim, ItemStage, Origin, Party, Sourced, ToMethod, ToPolicy


class Step(Frozen):
    """One step; what the source does not tell stays out."""

    no: Annotated[Whole, Field(ge=1, le=99)] = Field(title="序号", description="从 1 开始依次编号")
    name: Name = Field(title="步骤名称", description="这一步叫什么", examples=["群众说事"])
    how: Prose | None = Field(default=None, title="怎么做", description="具体怎么做，来源没有说就不写")
    who: tuple[Name, ...] = Field(default=(), max_length=12, title="谁来做", description="由谁来做")
    output: Line | None = Field(default=None, title="产出", description="做完得到什么")
    pitfall: Line | None = Field(default=None, title="容易出的问题", description="做的时候容易出什么问题")
    stage: ItemStage = None
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Effort(Frozen):
    """What it takes, in a reader's terms."""

    people: Line | None = Field(default=None, title="人手", description="要几个人、什么人")
    time: Line | None = Field(default=None, title="时间", description="要多久")
    difficulty: Difficulty | None = Field(default=None, title="难度")
    cite: Cites = Field(
        default=(), title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项"
    )


class Practice(Frozen):
    """A place that uses the method according to a source, where there is no case record of its own."""

    region: RegionRef = Field(title="地区", description="区划代码，或省市县全名", examples=["500000"])
    place: Name | None = Field(default=None, title="具体地方", description="街道、社区、村的名称")
    note: Line | None = Field(default=None, title="说明", description="用得怎么样，一句话")
    stage: ItemStage = None
    cite: Cites = Field(title="出处", description="来源编号 空格 节号，例如 hubei-2019 一(二)；不止一处就每行一项")


class Method(Sourced):
    """A method, mechanism, rule, process, platform or list."""

    form: Form = Field(title="类型")
    stage: ClaimStage | None = Field(
        default=None,
        title="进展",
        description="整条记录说的做法到了哪一步，发布时必填；不一样的步骤、参与方、保障、地方各自再写",
    )
    origin: Origin | None = Field(default=None, title="来历", description="哪里、哪年、谁先提出来的")
    problem_solved: tuple[Claim, ...] = Field(
        default=(), max_length=8, title="解决什么问题", description="它是为了解决什么提出来的"
    )
    steps: tuple[Step, ...] = Field(
        default=(), max_length=40, title="步骤或组成", description="按先后写；不分先后的组成部分也写在这里"
    )
    steps_order: Order = Field(
        default=Order.SEQUENCE, title="步骤的关系", description="一步接一步写先后；来源只是把几个部分并提，写并列"
    )
    declared_steps: Annotated[Whole, Field(ge=1, le=99)] | None = Field(
        default=None,
        title="名称里的步数",
        description="名称说“十八法”就写 18；来源没列全的显示为待补充，不编造",
    )
    participants: tuple[Party, ...] = Field(default=(), max_length=20, title="参与方", description="有谁参加，各做什么")
    effort: Effort | None = Field(default=None, title="投入", description="要多少人、多少时间、难不难")
    preconditions: tuple[Claim, ...] = Field(
        default=(), max_length=10, title="什么时候用", description="具备哪些条件才用得上"
    )
    not_suitable_when: tuple[Claim, ...] = Field(
        default=(), max_length=10, title="什么时候不用", description="什么情况下用了没有效果或有害"
    )
    participation: Participation | None = Field(default=None, title="居民参与程度")
    practised_in: tuple[Practice, ...] = Field(
        default=(), max_length=40, title="在哪里用", description="来源说在用、但没有单独案例的地方"
    )
    support: tuple[Claim, ...] = Field(
        default=(), max_length=20, title="保障", description="经费、人员、场所、制度等配套"
    )
    claims: tuple[Claim, ...] = Field(
        default=(), max_length=20, title="来源怎么说", description="来源对做法、效果和意义的说法"
    )
    policy_basis: tuple[ToPolicy, ...] = Field(
        default=(), max_length=20, title="政策依据", description="依据的文件，写政策编号"
    )
    derived_from: tuple[ToMethod, ...] = Field(
        default=(), max_length=8, title="脱胎于", description="从哪种工作法发展来的，写编号"
    )
    part_of: tuple[ToMethod, ...] = Field(
        default=(), max_length=8, title="属于", description="是哪种工作法的一部分，写编号"
    )
    similar_to: tuple[ToMethod, ...] = Field(
        default=(), max_length=8, title="相近的工作法", description="写一句有什么不同；只写一边，另一边自动显示"
    )
    see_also: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="另见", description="别的有关记录，写编号")

    @property
    def on_paper(self) -> str:
        """'计划', '建议', '要求' for what nobody has done yet, which no list may pass off as practice; else ''."""
        return str(self.stage) if self.stage is not None and not self.stage.happened else ""

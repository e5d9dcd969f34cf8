"""术语: words that a newcomer would have to ask about."""

from __future__ import annotations

from pydantic import Field

from casebook.model.fields import Name
from casebook.model.parts import AnyLink, Claim, Sourced


class Term(Sourced):
    """A term; shown as a tooltip wherever it occurs."""

    definition: tuple[Claim, ...] = Field(
        min_length=1, max_length=8, title="含义", description="来源没有解释的，照实写“来源未解释”"
    )
    expansion: tuple[Name, ...] = Field(
        default=(), max_length=20, title="展开", description="数字简称逐项展开", examples=[["提议", "商议", "参议"]]
    )
    see_also: tuple[AnyLink, ...] = Field(default=(), max_length=12, title="另见", description="别的有关记录，写编号")

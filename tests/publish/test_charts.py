"""Bars only where values can be compared."""

from typing import Any

import pytest

from casebook.model.parts import Figure
from casebook.publish.charts import charts


def a_figure(indicator: str, after: str, unit: str = "%", **changes: Any) -> Figure:
    data = {"indicator": indicator, "after": after, "unit": unit, "cite": "s 一", "evidence": "D", **changes}
    return Figure.model_validate(data)


def bars(*figures: Figure) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [(chart.title, [(bar.label, bar.value, bar.share) for bar in chart.bars]) for chart in charts(figures)]


def test_before_and_after_of_one_indicator() -> None:
    assert bars(a_figure("办件时限", "5", "天", before="20")) == [
        ("办件时限", [("之前", "20天", "100.0"), ("之后", "5天", "25.0")])
    ]


def test_one_indicator_at_two_times_and_for_two_groups() -> None:
    assert bars(a_figure("社区", "31", "个", period="2021"), a_figure("社区", "81", "个", period="2022")) == [
        ("社区", [("2021年", "31个", "38.3"), ("2022年", "81个", "100.0")])
    ]
    assert bars(a_figure("人数（城市）", "22", "个"), a_figure("人数（乡镇）", "59", "个"))[0][1][0] == (
        "城市",
        "22个",
        "37.3",
    )


def test_shares_stand_against_a_full_hundred() -> None:
    assert bars(a_figure("参选率", "94.08"), a_figure("满意率", "50")) == [
        ("占比（满格为 100%，各条分别看）", [("参选率", "94.08%", "94.1"), ("满意率", "50%", "50.0")])
    ]


def test_changes_of_one_measure_and_period() -> None:
    same = (a_figure("信访同比降幅", "28.7", period="2018"), a_figure("上访同比降幅", "65.1", period="2018"))
    assert bars(*same) == [("同比降幅", [("信访", "28.7%", "28.7"), ("上访", "65.1%", "65.1")])]
    other = a_figure("上访同比降幅", "65.1", period="2019")
    assert bars(same[0], other) == []


@pytest.mark.parametrize(
    "figures",
    [
        (),
        (a_figure("参选率", "94"),),
        (a_figure("居民", "3万多", "人", before="2万"),),
        (a_figure("居民", "300", "人"), a_figure("网格", "20", "个")),
        (a_figure("居民", "300", "人"), a_figure("党员", "20", "人")),
        (a_figure("居民", "300", "人"), a_figure("居民", "310", "人")),
        (a_figure("居民", "300", "人", period="2018"), a_figure("居民", "1", "万人", period="2019")),
        (a_figure("收入增长", "30"), a_figure("参选率", "94")),
        (a_figure("占比", "30", note="比上年"), a_figure("参选率", "94")),
        (a_figure("覆盖率", "100", nature="目标"), a_figure("参选率", "90", nature="目标")),
        (a_figure("甲率", "130"), a_figure("乙率", "90")),
        (a_figure("甲率", "-3"), a_figure("乙率", "90")),
    ],
)
def test_unlike_things_make_no_chart(figures: tuple[Figure, ...]) -> None:
    assert bars(*figures) == []


def test_the_summary_says_in_words_what_the_bars_show() -> None:
    (chart,) = charts([a_figure("办件时限", "5", "天", before="20")])
    assert chart.summary == "之前 20天；之后 5天"


def test_nothing_to_divide_by() -> None:
    assert bars(a_figure("纠纷", "0", "起", before="0"))[0][1] == [("之前", "0起", "0"), ("之后", "0起", "0")]

import json
from typing import Any

import pytest

from casebook.link.build import link
from casebook.link.library import Entry, Library, Vocab
from casebook.model.regions import Regions
from casebook.proof.inventory import Counted, figures_of, read_items, rows_of, told, why_written
from tests.proof.texts import SOURCES, a_case, a_figure, a_method

TABLE = """# 清单

| source | 文档 |
|---|---|
| zha-ji | 札记 |

## 一、工作法

| 名称 | kind | source | locator | 要点 |
|---|---|---|---|---|
| 由民做主(由民做主) | method | qu | 题 | 要点 |
| 由民作主 | method | qu | 摘要 | 异写 |
| 表外的 | method | qu | 摘要 | 只在表里 |
"""


def an_item(no: str, name: str, *figures: tuple[str, str], **changes: Any) -> dict[str, Any]:
    told = [{"fig": fig, "unit": unit, "what": "什么"} for fig, unit in figures]
    return {"id": no, "name": name, "source": "qu", "locator": "题", "figures": told, **changes}


ITEMS = [
    an_item("q1", "由民做主", variants=["由民作主"], orig="由民做主"),
    an_item("q2", "由民作主"),
    an_item("q3", "不在表里"),
]


def test_rows_are_those_of_the_table_each_with_its_own_item() -> None:
    assert [row.row for row in rows_of(ITEMS, TABLE)] == ["q1", "q2", "qu 表外的"]
    assert rows_of(ITEMS, TABLE)[0].names == ("由民做主", "由民作主")


def test_without_a_table_every_item_is_a_row() -> None:
    assert [row.row for row in rows_of(ITEMS, "")] == ["q1", "q2", "q3"]
    assert rows_of((), "") == ()


def test_what_is_no_list_of_items_is_none() -> None:
    assert read_items("不是 JSON") == ()
    assert read_items('{"a": 1}') == ()
    assert read_items(json.dumps(ITEMS)) == tuple(ITEMS)


def a_library() -> Library:
    results = [
        a_figure("网格", "413", "个", "qu 做法(二)"),
        a_figure("资金", "17960", "万元", "zha-ji 一(一)"),
        a_figure("事项", "2016", "个", "qu 做法(二)"),
    ]
    text = {"text": "流动人口超三分之一，2014年起办，来源只说“去年”。", "cite": "qu 建议(一)"}
    note = "来源写作“去年下半年”，由全文推断"
    training = {"on": "2016-12", "what": "开始培训", "cite": "zha-ji 二(一)", "evidence": "D"}
    method = a_method(milestones=[training])
    start = {"on": "2015?", "what": "启动", "cite": "qu 建议(一)", "evidence": "D", "note": note}
    honours = [{"title": "先进", "on": "2013", "cite": "zha-ji 一(二)"}]
    case = a_case(
        results=results,
        milestones=[start],
        honours=honours,
        narrative={"background": [text], "process": [{"text": "经过"}]},
    )
    sources = [Entry("source", f"content/sources/{source.id}.yaml", source) for source in SOURCES]
    return link([case, method, *sources], Vocab((), (), (), Regions(())))[0]


def test_figures_are_in_tables_in_sentences_or_nowhere() -> None:
    items = [
        an_item("q1", "甲", ("413个", "个"), ("1.796亿元", "亿元")),
        an_item("q2", "乙", ("三分之一", "比例"), ("2014", "年度"), ("2016", "年"), ("去年", "年"), ("前年", "年")),
        an_item("q3", "丙", ("1.796亿元", "亿元"), source="zha-ji"),
        an_item("q4", "丁", ("413个", "个")),
    ]
    done = told(figures_of(items), a_library())
    assert [(one.source, one.written) for one in done.tabled] == [("qu", "413个"), ("zha-ji", "1.796亿元")]
    assert [one.written for one in done.written] == ["三分之一", "2014", "去年"]
    assert [(one.source, one.written) for one in done.absent] == [("qu", "1.796亿元"), ("qu", "2016"), ("qu", "前年")]
    assert [one.row for one in done.tabled] == ["q1", "q3"]


def test_a_date_in_a_field_is_told_from_one_in_a_sentence() -> None:
    items = [
        an_item("d1", "甲", ("2016年12月", "年月"), ("2013", "年度"), source="zha-ji", locator="一(二)、二(一)"),
        an_item("d2", "乙", ("2016年11月", "年月"), source="zha-ji", locator="二(一)"),
        an_item(
            "d3", "丙", ("去年下半年", "年月"), ("去年", "年"), ("2014年", "年"), ("由全文", "频率"), locator="建议(一)"
        ),
        an_item("d4", "丁", ("2016年", "年"), source="zha-ji", locator="一(一)"),
    ]
    done = told(figures_of(items), a_library())
    assert [one.written for one in done.dated] == ["2016年12月", "2013", "去年下半年", "去年"]
    # Words beside an inferred date are no date unless they name a year.
    assert [one.written for one in done.written] == ["2014年", "由全文", "2016年"]
    assert [one.written for one in done.absent] == ["2016年11月"]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("49—24岁", "不可能"),
        ("每月", "频率"),
        ("上世纪八十年代末", "年代"),
        ("去年10月以来", "定不下来"),
        ("24—49岁", "还没有写"),
        ("2014年", "还没有写"),
        ("每社区5个", "还没有写"),
    ],
)
def test_why_a_figure_is_no_value_is_told(written: str, why: str) -> None:
    assert why in why_written(Counted("x", "qu", "题", written, "", ""))

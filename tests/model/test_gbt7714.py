"""References of GB/T 7714, and how to cite a record."""

from typing import Any

import pytest

from casebook.model.gbt7714 import how_to_cite, reference
from casebook.model.source import Source


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"type": "期刊文章", "author": ["甲"], "container": "刊", "published": "2019-05"}, "甲. 题[J]. 刊，2019-05."),
        ({"type": "报告", "author": ["甲", "乙", "丙", "丁"], "publisher": "社"}, "甲，乙，丙，等. 题[R]. 社."),
        ({"type": "报纸文章", "published": "2016?"}, "题[N]. [2016]."),
        (
            {"type": "网络文献", "author": ["甲"], "container": "网", "published": "2019-12-13", "accessed": "2020-01-02", "url": "https://a.cn/x"},
            "甲. 题[EB/OL]. 网. (2019-12-13)[2020-01-02]. https://a.cn/x.",
        ),
        (
            {"type": "政府公开文件", "publisher": "厅", "published": "2018", "accessed": "2020", "url": "https://a.cn"},
            "题[Z/OL]. 厅，2018[2020]. https://a.cn.",
        ),
    ],
)  # fmt: skip
def test_references_follow_the_standard(changes: dict[str, Any], text: str) -> None:
    assert (
        reference(Source.model_validate({"id": "s", "title": "题", "summary": "摘要", "type": "报告", **changes}))
        == text
    )


def test_a_record_is_cited_as_an_online_database_entry() -> None:
    text = how_to_cite("案例库", "五事工作法", "https://x.cn/methods/a.html", "2026-07-01")
    assert text == "案例库. 五事工作法[DB/OL]. (2026-07-01)[引用日期]. https://x.cn/methods/a.html."
    assert "()" not in how_to_cite("案例库", "五事工作法", "methods/a.html", None)

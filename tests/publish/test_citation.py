"""Citations in the text."""

from typing import Any

import pytest

from casebook.model.fields import Cite
from casebook.model.source import Source
from casebook.publish.citation import Marks, section_anchor, source_labels


def a_source(source_id: str = "s", **changes: Any) -> Source:
    return Source.model_validate({"id": source_id, "title": "题", "summary": "摘要", "type": "报告", **changes})


@pytest.mark.parametrize(
    ("locator", "anchor"),
    [
        ("一(二)", "s-1-2"),
        ("十", "s-10"),
        ("十二", "s-12"),
        ("二十", "s-20"),
        ("二十三(十一)", "s-23-11"),
        ("第3章 2.1", "s-u7b2c3u7ae0-2-1"),
        ("导语", "s-u5bfcu8bed"),
    ],
)
def test_a_section_keeps_one_ascii_anchor(locator: str, anchor: str) -> None:
    assert section_anchor(locator) == anchor


def test_labels_are_author_and_year_and_never_the_same_twice() -> None:
    labels = source_labels(
        [
            a_source("b", author=["湖北省民政厅"], published="2019-12-13"),
            a_source("a", author=["湖北省民政厅"], published="2019"),
            a_source("c", author=["李辉"]),
            a_source("d", author=["李辉"]),
            a_source("e", title="苏州：深化“政社互动”机制推动城乡社区治理", published="2016?"),
            a_source("f", title="一个很长很长很长很长的题目", aliases=["短名"]),
        ]
    )
    assert labels == {
        "a": "湖北省民政厅 2019a",
        "b": "湖北省民政厅 2019b",
        "c": "李辉 a",
        "d": "李辉 b",
        "e": "苏州：深化政社互动机制推… 2016",
        "f": "短名",
    }


def test_a_mark_names_the_source_once_and_links_each_section() -> None:
    html = Marks({"s": "李辉 2019"}, {"s": "题<名>"}).html([Cite("s 一(二)"), Cite("s 三"), Cite("t 四")])
    assert html == (
        '<span class="cb-cite">〔<a href="../sources/s.html#s-1-2" title="题&lt;名&gt;">李辉 2019 · 一(二)</a>'
        '、<a href="../sources/s.html#s-3" title="题&lt;名&gt;">三</a>〕</span>'
        '<span class="cb-cite">〔<a href="../sources/t.html#s-4" title="t">t · 四</a>〕</span>'
    )
    assert Marks({}, {}).html([]) == ""

"""The timeline: each date once, in its year, with what a reader must know of it."""

import re
from typing import Any

from casebook.publish.timeline import timeline_part
from tests.publish.small_library import a_case, a_library, a_method


def a_point(on: str, what: str, **changes: Any) -> dict[str, Any]:
    return {"on": on, "what": what, "cite": "wen-ji 一", "evidence": "D", **changes}


def a_policy(record_id: str, title: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    data = {
        "id": record_id,
        "title": title,
        "summary": "述",
        "themes": ["yi-shi"],
        "status": "已发布",
        "sources": ["wen-ji"],
    }
    return "policy", {**data, "level": "省", **changes}


def test_years_run_on_and_each_holds_policies_before_practice() -> None:
    library = a_library(
        a_case("c", "丙", period="2015/2017", milestones=[a_point("2016-12", "建成")]),
        a_method("a", "甲", origin={"first_seen": "2014", "cite": "wen-ji 一"}),
        a_policy("p", "办法", issued="2015-06"),
    )
    html = timeline_part(library)
    assert re.findall(r'<h2 id="y(\d+)">', html) == ["2014", "2015", "2016"]
    assert html.index("办法") < html.index("丙")
    assert "2015年至2017年" in html
    assert '<span class="cb-event__what">建成</span>' in html
    assert '<span class="cb-event__what">最早见于</span>' in html


def test_what_is_inferred_or_only_planned_says_so_and_withdrawn_records_stay_away() -> None:
    point = a_point("2018?", "要建成", stage="计划", note="推断")
    library = a_library(
        a_case("c", "丙", milestones=[point]),
        a_case("d", "丁", period="2011", status="已撤回", withdrawn_reason="错了"),
    )
    html = timeline_part(library)
    assert re.findall(r'class="cb-status">([^<]+)', html) == ["推断", "计划"]
    assert "2018年</span>" in html
    assert "2011" not in html


def test_policies_without_a_date_are_counted_and_an_empty_library_says_so() -> None:
    assert "另有 1 份政策文件" in timeline_part(a_library(a_policy("p", "办法"), a_policy("q", "意见", issued="2016")))
    assert "还没有带日期的记录" in timeline_part(a_library())

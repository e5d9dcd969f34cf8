"""The graph says what the records say, in columns where nothing lies on anything else, and the same as a list."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise, product
from typing import Any

from casebook.publish.graph import graph_of, graph_part
from tests.publish.small_library import a_case, a_library, a_method
from tests.publish.test_timeline import a_policy

PLACE = {"region": "370705", "cite": "wen-ji 一"}


def used(method: str, **changes: Any) -> list[dict[str, Any]]:
    return [{"method": method, "what_happened": "照做", **changes}]


def test_a_line_stands_for_a_basis_that_the_record_names_or_a_place_that_practises_it() -> None:
    library = a_library(
        a_policy("wen-jian", "办法"),
        a_method("you-ju", "有据法", policy_basis=[{"ref": "wen-jian"}]),
        a_method("ben-di", "本地法", origin=PLACE),
        a_method("jie-yong", "借用法"),
        a_method("ji-hua", "计划法"),
        a_method("gu-li", "孤立法"),
        a_case("an-li", "某案例", procedure=used("jie-yong") + used("ji-hua", stage="计划")),
    )
    view = graph_of(library)
    assert {(tie.one, tie.other) for tie in view.ties} == {
        ("wen-jian", "you-ju"),
        ("ben-di", "370000"),
        ("jie-yong", "370000"),
    }
    assert {(node.key, node.column) for node in view.nodes} == {
        ("wen-jian", 0), ("you-ju", 1), ("ben-di", 1), ("jie-yong", 1), ("370000", 2),
    }  # fmt: skip
    assert view.rest == 0


def test_boxes_of_a_column_lie_below_each_other_and_lines_end_at_them() -> None:
    policies = [a_policy(f"p{no}", f"关于很长很长很长很长的题目的第{no}号意见") for no in range(4)]
    methods = [a_method(f"m{no}", f"法{no}", policy_basis=[{"ref": f"p{no % 4}"}], origin=PLACE) for no in range(9)]
    view = graph_of(a_library(*policies, *methods))
    for column in range(3):
        own = [node for node in view.nodes if node.column == column]
        assert all(one.y + one.height <= other.y for one, other in pairwise(own))
        assert len({(node.x, node.width) for node in own}) == 1
    assert min(node.y for node in view.nodes) == 0
    assert max(node.y + node.height for node in view.nodes) < view.height
    # Each policy has its methods together: no line of one crosses a line of another.
    middle = {node.key: node.y + node.height / 2 for node in view.nodes}
    left = [tie for tie in view.ties if tie.one.startswith("p")]
    crossings = [
        (one, other)
        for one, other in product(left, left)
        if middle[one.one] < middle[other.one] and middle[one.other] > middle[other.other]
    ]
    assert crossings == []


def test_of_many_methods_those_with_most_ties_are_drawn_and_the_rest_is_counted() -> None:
    methods = [a_method(f"m{no:02}", f"法{no}", origin=PLACE) for no in range(45)]
    policy, best = a_policy("p", "办法"), a_method("z", "最多法", origin=PLACE, policy_basis=[{"ref": "p"}])
    view = graph_of(a_library(policy, best, *methods))
    assert sum(node.column == 1 for node in view.nodes) == 40
    assert view.rest == 6
    assert "z" in {node.key for node in view.nodes}


def test_the_list_says_all_that_is_drawn_and_the_same_library_gives_the_same_bytes() -> None:
    records = (
        a_policy("wen-jian", "办法<一>"),
        a_method("you-ju", "有据法", policy_basis=[{"ref": "wen-jian"}], origin=PLACE),
    )
    html = graph_part(a_library(*records))
    assert html == graph_part(a_library(*reversed(records)))
    (said,) = re.findall(r"<li>(.*?)</li>", html)
    assert unescape(re.sub(r"<[^>]+>", "", said)) == "有据法：依据办法<一>；地方有山东省。"
    assert "还没有写明" in graph_part(a_library(a_method("gu-li", "孤立法")))

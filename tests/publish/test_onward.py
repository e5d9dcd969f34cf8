"""Every page ends with what to read next, each with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.publish.desk import desk_for
from casebook.publish.records import record_view
from casebook.publish.site import Site
from casebook.publish.views.parts import Link
from tests.publish.small_library import a_case, a_library, a_method

ROOT = Path(__file__).parents[2]
SITE = Site("案例库", "", "https://x.cn/", "", "main", "", "")
USED = {"method": "m", "what_happened": "做了", "cite": "wen-ji 一"}
FIGURE = {"indicator": "满意率", "after": "90", "unit": "%", "cite": "wen-ji 一", "evidence": "D", "methods": ["m"]}


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


def onward(library: Library, record_id: str) -> list[tuple[str, str]]:
    """(title, why) of each link."""
    section = record_view(desk_for(library, SITE), library.entries[record_id]).sections[-1]
    assert section.id == "next"
    links: Any = section.body
    assert all(isinstance(link, Link) for link in links)
    return [(link.text, str(link.note)) for link in links]


def test_a_method_leads_to_who_did_it_what_resembles_it_and_what_it_rests_on() -> None:
    policy: dict[str, Any] = {"id": "p", "title": "意见", "summary": "意见", "status": "已发布", "themes": ["yi-shi"]}
    library = a_library(
        a_method("m", "甲法", policy_basis=["p"]),
        a_method("n", "乙法", similar_to=["m"]),
        a_case("c", "奎文", procedure=[USED]),
        a_case("d", "苇湾", procedure=[USED], results=[FIGURE]),
        ("policy", {**policy, "sources": ["wen-ji"], "level": "省"}),
    )
    assert onward(library, "m") == [
        ("苇湾", "看一个地方怎样做，有 1 个数字"),
        ("乙法", "和它相近，选用之前比一比"),
        ("意见", "它依据的文件"),
        ("主题：议事", "同一主题的其他记录"),
    ]
    assert onward(library, "p")[0] == ("甲法", "依据这份文件的工作法")


def test_a_case_leads_to_its_method_and_to_another_place_that_used_it() -> None:
    steps = [{"no": 1, "name": "说事"}]
    library = a_library(
        a_method("m", "甲法", steps=steps), a_case("c", "奎文", procedure=[USED]), a_case("d", "苇湾", procedure=[USED])
    )
    assert onward(library, "c")[:2] == [
        ("甲法", "这里用的工作法：看步骤和适用条件"),
        ("苇湾", "也用了“甲法”，看另一个地方怎么做"),
    ]


def test_a_draft_is_no_reason_to_show_no_case_at_all() -> None:
    library = a_library(
        a_method("m", "甲法"),
        a_case("a", "草稿地", status="草稿", procedure=[USED], results=[FIGURE]),
        a_case("c", "奎文", procedure=[USED]),
        a_method("n", "乙法"),
        a_case("d", "苇湾", procedure=[USED, {**USED, "method": "n"}]),
        a_case("e", "南湖", procedure=[{**USED, "method": "n"}]),
        a_case("f", "草稿处", status="草稿", procedure=[USED]),
    )
    assert onward(library, "m")[0] == ("奎文", "看一个地方怎样做")
    assert ("苇湾", "也用了“乙法”，看另一个地方怎么做") in onward(library, "e")


def test_nobody_is_sent_to_a_draft_nor_to_where_nothing_was_done_as_if_it_were() -> None:
    planned = {**USED, "stage": "计划"}
    library = a_library(
        a_method("m", "甲法", similar_to=["n"], stage="计划"),
        a_method("n", "乙法", status="草稿"),
        a_case("c", "奎文", procedure=[planned]),
    )
    assert onward(library, "m")[0] == ("奎文", "看哪里准备用它")
    assert "乙法" not in dict(onward(library, "m"))


@pytest.mark.parametrize("kind", ["method", "case", "policy", "source", "term", "note", "pack"])
def test_every_page_of_the_repository_leads_on_with_reasons(content: Library, kind: str) -> None:
    for entry in content.of_kind(kind):
        links = onward(content, entry.id)
        assert 1 <= len(links) <= 5
        assert all(why for _, why in links)
        assert len(dict(links)) == len(links)

"""The home page's ways in."""

import re

from casebook.publish.home import FEATURED, home_part
from casebook.publish.items import items_of
from tests.publish.small_library import a_case, a_library, a_method
from tests.records.library import library_with

METHODS = tuple(a_method(record_id, f"法{number}") for number, record_id in enumerate(FEATURED))


def test_figures_count_what_is_there() -> None:
    library = a_library(*METHODS, a_case("c", "丙"))
    html = home_part(library, items_of(library), {})
    figures = dict(re.findall(r'<a href="([^"]+)"><b>(\d+)</b>', html))
    assert figures == {
        "methods/index.html": "3",
        "cases/index.html": "1",
        "sources/index.html": "1",
        "regions/index.html": "1",
    }


def test_situations_lead_to_their_pages() -> None:
    library = library_with().value
    html = home_part(library, items_of(library), {})
    assert '<a href="situations/yi-er-bu-jue.html">议而不决</a><p>事情议来议去定不下来</p>' in html
    assert "遇到什么问题" not in home_part(a_library(), items_of(a_library()), {})


def test_the_first_named_method_with_known_steps_is_featured_and_the_others_follow() -> None:
    steps = a_method(FEATURED[1], "有步骤的", steps=[{"no": 1, "name": "先听"}], preconditions=[{"text": "有人愿意听"}])
    library = a_library(METHODS[0], steps, METHODS[2])
    html = home_part(library, items_of(library), {})
    assert "三分钟读懂：有步骤的" in html
    assert "<li>先听</li>" in html
    assert '<dd>有人愿意听<span class="cb-editors">编者归纳</span></dd>' in html
    section = html.split("三分钟读懂", 1)[1].split("</section>", 1)[0]
    assert re.findall(r'<a href="methods/([^"]+)\.html"', section)[:3] == [FEATURED[1], FEATURED[0], FEATURED[2]]


def test_a_missing_named_method_is_passed_over() -> None:
    library = a_library(METHODS[2], a_method("a", "别的"))
    assert f"三分钟读懂：{METHODS[2][1]['title']}" in home_part(library, items_of(library), {})


def test_the_newest_changes_come_first_and_drafts_are_no_news() -> None:
    library = a_library(a_method("a", "甲"), a_method("b", "乙"), a_method("d", "丁", status="草稿"))
    html = home_part(library, items_of(library), {"a": "2024-01-01", "b": "2024-05-01", "d": "2024-06-01"})
    assert re.findall(r'<time datetime="([^"]+)">', html) == ["2024-05-01", "2024-01-01"]


def test_when_all_is_of_one_day_nothing_is_news() -> None:
    library = a_library(a_method("a", "甲"), a_method("b", "乙"))
    assert "最近更新" not in home_part(library, items_of(library), {"a": "2024-01-01", "b": "2024-01-01"})


def test_an_empty_library_still_has_a_home() -> None:
    library = a_library()
    html = home_part(library, items_of(library), {})
    assert 'action="search.html"' in html
    assert "三分钟读懂" not in html

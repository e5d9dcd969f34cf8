"""The home page's ways in."""

import re

from casebook.publish.home import FEATURED, home_part
from casebook.publish.items import items_of
from tests.publish.small_library import a_case, a_library, a_method

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


def test_problems_take_turns_between_themes_that_have_records() -> None:
    library = a_library(a_method("a", "甲"), a_method("b", "乙", themes=["fu-wu"]))
    html = home_part(library, items_of(library), {})
    asked = re.findall(r'<li><a href="(themes/[^"]+)">([^<]+)</a></li>', html)
    assert asked == [
        ("themes/yi-shi.html", "议不出结果"),
        ("themes/fu-wu.html", "办事来回跑"),
        ("themes/yi-shi.html", "没人来议"),
    ]


def test_the_named_methods_are_featured_and_missing_ones_passed_over() -> None:
    library = a_library(METHODS[0], METHODS[2], a_method("a", "别的"))
    html = home_part(library, items_of(library), {})
    shown = re.findall(r'<h3 class="cb-item__title"><a href="methods/([^"]+)\.html"', html)
    assert shown == [FEATURED[0], FEATURED[2]]


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
    assert "先看这几个工作法" not in html

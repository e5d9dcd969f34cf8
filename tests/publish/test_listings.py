"""Lists: what a row says, what filters are offered, how a long list is cut into pages."""

import json
import re

import pytest

from casebook.link.build import relinked
from casebook.publish import listings
from casebook.publish.facets import facets_of
from casebook.publish.items import Items, items_of, relative
from casebook.publish.listings import browse_data, browse_part, kind_data, kind_pages
from tests.publish.small_library import a_case, a_library, a_method


def test_a_row_says_form_place_and_year() -> None:
    origin = {"region": "370705", "place": "苇湾社区", "first_seen": "2016?", "cite": "wen-ji 一"}
    item = items_of(a_library(a_method("a", "甲法", origin=origin)))["a"]
    assert item.facts == ("工作法", "山东省潍坊市奎文区苇湾社区", "2016年（推断）")
    assert item.values["region"] == ("370000", "370700", "370705")
    assert item.values["year"] == ("2016",)


def test_a_place_that_only_practises_a_method_is_not_its_origin() -> None:
    item = items_of(a_library(a_method("a", "甲法", practised_in=[{"region": "420000", "cite": "wen-ji 一"}])))["a"]
    assert item.facts == ("工作法",)
    assert item.values["region"] == ("420000",)  # but it is found there


def test_a_span_of_years_is_found_under_each_of_them() -> None:
    item = items_of(a_library(a_case("c", "丙", period="2015/2017")))["c"]
    assert item.values["year"] == ("2015", "2016", "2017")


def test_rows_of_unchanged_records_are_taken_over_by_a_preview() -> None:
    library = a_library(a_method("a", "甲法"), a_method("b", "乙法"))
    items = items_of(library)
    before = dict(items)
    changed = a_library(a_method("a", "甲法", summary="新的摘要")).entries["a"]
    after = relinked(library, [changed])
    assert after is not None
    rows = Items(after, items)
    assert rows["a"].summary == "新的摘要"
    assert rows["b"] is before["b"]
    assert Items(a_library(a_method("b", "丙法")), items)["b"].title == "丙法"  # linked anew: nothing is taken over


def test_what_is_no_longer_used_comes_last_and_says_so() -> None:
    library = a_library(
        a_method("a", "甲", status="已撤回", withdrawn_reason="有误"),
        a_method("b", "乙"),
        a_method("c", "丙", status="草稿"),
    )
    assert [item.id for item in items_of(library).values() if item.kind == "method"] == ["b", "c", "a"]
    page = next(kind_pages(library, items_of(library), "method"))
    assert page.content.index('<span class="cb-status">草稿') < page.content.index('<span class="cb-status">已撤回')


def test_text_of_a_record_never_becomes_markup() -> None:
    library = a_library(a_method("a", "<script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>'))
    items = items_of(library)
    page = next(kind_pages(library, items, "method"))
    for html in (page.content, browse_part(library, items)):
        assert "<script>" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html


def test_a_filter_is_offered_only_where_it_tells_records_apart() -> None:
    library = a_library(a_method("a", "甲"), a_method("b", "乙", themes=["fu-wu"]), a_method("c", "丙"))
    own = [item for item in items_of(library).values() if item.kind == "method"]
    facets = facets_of(library, own, all_kinds=False)
    assert [facet.name for facet in facets] == ["theme"]
    assert [(option.label, option.count) for option in facets[0].options] == [("议事", 2), ("服务", 1)]


def test_the_region_filter_is_a_tree_with_parents_first() -> None:
    library = a_library(a_case("c", "丙"), a_case("d", "丁", region="420000"))
    own = [item for item in items_of(library).values() if item.kind == "case"]
    region = next(facet for facet in facets_of(library, own, all_kinds=False) if facet.name == "region")
    assert [(option.label, option.parent) for option in region.options] == [
        ("山东省", ""),
        ("潍坊市", "370000"),
        ("奎文区", "370700"),
        ("湖北省", ""),
    ]


def test_a_kind_without_records_says_so_and_shows_no_filters() -> None:
    library = a_library(a_method("a", "甲"))
    page = next(kind_pages(library, items_of(library), "case"))
    assert "还没有记录" in page.content
    assert "<form" not in page.content


def test_a_long_list_is_cut_into_pages_and_its_data_file_holds_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "PAGE_SIZE", 2)
    library = a_library(*(a_method(f"m{number}", f"第{number}法") for number in range(5)))
    items = items_of(library)
    pages = list(kind_pages(library, items, "method"))
    assert [page.path for page in pages] == ["methods/index.html", "methods/index.2.html", "methods/index.3.html"]
    shown = [re.findall(r'<li class="cb-item".*?href="\.\./([^"]+)"', page.content, re.DOTALL) for page in pages]
    assert [len(rows) for rows in shown] == [2, 2, 1]
    files = {
        file.path: file.data.decode() for file in (*kind_data(library, items, "method"), *browse_data(library, items))
    }
    assert set(files) == {"methods/items.js", "browse.js"}
    data = json.loads(files["methods/items.js"].split(".method=", 1)[1].removesuffix(";\n"))
    assert [row[0] for row in data["rows"]] == [path for rows in shown for path in rows]


def test_a_short_list_needs_no_data_file() -> None:
    library = a_library(a_method("a", "甲"))
    assert list(kind_data(library, items_of(library), "method")) == []
    assert list(browse_data(library, items_of(library))) == []


@pytest.mark.parametrize(
    ("start", "target", "link"),
    [
        ("methods/a.html", "methods/b.html", "b.html"),
        ("methods/a.html", "themes/x.html", "../themes/x.html"),
        ("index.html", "themes/x.html", "themes/x.html"),
        ("dev/fields.html", "index.html", "../index.html"),
    ],
)
def test_links_are_relative(start: str, target: str, link: str) -> None:
    assert relative(start, target) == link

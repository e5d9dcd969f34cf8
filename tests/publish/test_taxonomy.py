"""Theme pages and region pages: what belongs there, in which order, and the ways on."""

import re

from casebook.link.library import Library
from casebook.model.vocab import Place
from casebook.publish.items import items_of
from casebook.publish.shells import Page
from casebook.publish.site import Site
from casebook.publish.taxonomy import region_pages, theme_pages
from tests.publish.small_library import a_case, a_library, a_method

SITE = Site("库", "", "", "", "main", "https://git.test/edit/{branch}/{path}", "")


def _themes(library: Library) -> dict[str, Page]:
    return {page.path: page for page in theme_pages(library, items_of(library), SITE)}


def _regions(library: Library) -> dict[str, Page]:
    return {page.path: page for page in region_pages(library, items_of(library), SITE)}


def _links(page: Page) -> list[str]:
    return re.findall(r'<h3[^>]*><a href="([^"]+)"', page.content)


def test_methods_come_first_and_of_them_those_whose_first_theme_it_is() -> None:
    library = a_library(
        a_case("c", "丙"), a_method("a", "甲", themes=["fu-wu", "yi-shi"]), a_method("b", "乙", themes=["yi-shi"])
    )
    page = _themes(library)["themes/yi-shi.html"]
    assert _links(page) == ["../methods/b.html", "../methods/a.html", "../cases/c.html"]
    assert "先列以“议事”为第一主题的" in page.content


def test_of_one_rank_the_most_named_comes_first() -> None:
    library = a_library(
        a_method("a", "甲"),
        a_method("b", "乙"),
        a_case("c", "丙", procedure=[{"method": "b", "what_happened": "照做"}]),
    )
    assert _links(_themes(library)["themes/yi-shi.html"])[:2] == ["../methods/b.html", "../methods/a.html"]


def test_a_theme_page_says_the_problems_and_leads_to_kin_themes() -> None:
    library = a_library(a_method("a", "甲", themes=["yi-shi", "fu-wu"]))
    page = _themes(library)["themes/yi-shi.html"]
    assert "<li>议不出结果</li>" in page.content
    assert '<a href="../themes/fu-wu.html">服务</a><span class="cb-hint">1 条记录同属</span>' in page.content
    assert [anchor for anchor, _, _ in page.toc] == ["wen-ti", "methods", "xiang-jin"]
    assert page.edit_url == "https://git.test/edit/main/content/vocab/themes.yaml"


def test_a_theme_without_records_has_a_page_that_says_so() -> None:
    assert "还没有记录" in _themes(a_library())["themes/xian-zhi.html"].content


def test_the_list_of_themes_counts_by_kind() -> None:
    page = _themes(a_library(a_method("a", "甲"), a_case("c", "丙")))["themes/index.html"]
    assert [anchor for anchor, _, _ in page.toc] == ["yi-shi", "fu-wu", "xian-zhi"]
    assert '<span class="cb-fact">工作法 1</span><span class="cb-fact">案例 1</span>' in page.content


def test_a_region_page_holds_what_lies_below_it() -> None:
    pages = _regions(a_library(a_case("c", "丙", region="370705")))
    for code in ("370000", "370700", "370705"):
        assert _links(pages[f"regions/{code}.html"]) == ["../cases/c.html"]
    assert "regions/420000.html" not in pages  # nothing is there
    assert (
        '<a href="../regions/370700.html">潍坊市</a><span class="cb-count">1</span>'
        in pages["regions/370000.html"].content
    )
    assert '<a href="../regions/370000.html">山东省</a>' in pages["regions/370705.html"].content


def test_a_region_page_tells_its_own_methods_from_those_its_cases_use() -> None:
    origin = {"region": "370705", "cite": "wen-ji 一"}
    used = [
        {"method": "own", "what_happened": "做了"},
        {"method": "taken", "what_happened": "做了"},
        {"method": "planned", "what_happened": "要做", "stage": "计划"},
    ]
    pages = _regions(
        a_library(
            a_method("own", "甲", origin=origin),
            a_method("taken", "乙"),
            a_method("planned", "丙"),
            a_case("c", "丁", procedure=used),
            a_case("d", "戊", region="420000", more_regions=["370705"]),
        )
    )
    for code in ("370000", "370700", "370705"):
        page = pages[f"regions/{code}.html"]
        assert [label for _, label, _ in page.toc if label != "下级地区和地方"] == [
            "工作法",
            "案例",
            "这里的案例用到的工作法",
        ]
        assert _links(page) == ["../methods/own.html", "../cases/c.html", "../cases/d.html", "../methods/taken.html"]
    assert _links(pages["regions/420000.html"]) == ["../cases/d.html"]


def test_a_part_of_a_wider_case_is_not_said_to_do_all_of_it() -> None:
    """A case of a province that also names a district tells of both; only two places side by side both did what it used."""
    used = [{"method": "taken", "what_happened": "做了"}]
    methods = [a_method("taken", "乙")]
    pages = _regions(a_library(*methods, a_case("c", "丁", region="370000", more_regions=["370705"], procedure=used)))
    assert _links(pages["regions/370000.html"]) == ["../cases/c.html", "../methods/taken.html"]
    for code in ("370700", "370705"):
        assert _links(pages[f"regions/{code}.html"]) == ["../cases/c.html"]
    pages = _regions(a_library(*methods, a_case("c", "丁", region="420000", more_regions=["370705"], procedure=used)))
    for code in ("420000", "370000", "370705"):
        assert _links(pages[f"regions/{code}.html"]) == ["../cases/c.html", "../methods/taken.html"]


def test_a_place_below_the_county_tells_where_it_is_told_of() -> None:
    place = Place.model_validate(
        {
            "id": "wei-wan",
            "label": "苇湾社区",
            "level": "村社区",
            "region": "370705",
            "scope_note": "一个社区",
            "sources": ["wen-ji"],
            "cite": "wen-ji 一",
        }
    )
    page = _regions(a_library(a_case("c", "丙", region="wei-wan"), places=(place,)))["regions/wei-wan.html"]
    assert "一个社区" in page.content
    assert 'href="../sources/wen-ji.html">文集 一</a>' in page.content
    assert page.description == "山东省潍坊市奎文区苇湾社区：案例 1。"


def test_more_than_a_page_holds_leads_to_the_filtered_list() -> None:
    library = a_library(*(a_case(f"c{number}", f"第{number}例") for number in range(45)))
    page = _regions(library)["regions/370705.html"]
    assert len(_links(page)) == 40
    assert '<a href="../cases/index.html?region=370705">在列表里看全部 45 条</a>' in page.content


def test_the_tree_of_regions_opens_without_scripts() -> None:
    page = _regions(a_library(a_case("c", "丙"), a_case("d", "丁", region="420000")))["regions/index.html"]
    assert page.content.count("<details open>") == 1  # 山东省; 湖北省 has nothing below it
    tree = page.content[page.content.index('class="cb-bare cb-tree"') :]
    assert tree.index("山东省") < tree.index("潍坊市") < tree.index("奎文区") < tree.index("湖北省")

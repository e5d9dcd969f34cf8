"""The index of administrative divisions, on the real register and on a few rows where the rule is the point."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.load.regions import parse_regions
from casebook.model.region_names import forms, squeeze
from casebook.model.regions import LONGEST, Region, Regions

REGISTER = Path(__file__).parents[2] / "content/vocab/regions.tsv"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return parse_regions("content/vocab/regions.tsv", REGISTER.read_text(encoding="utf-8")).value


def codes(found: tuple[Region, ...]) -> list[str]:
    return [region.code for region in found]


def test_counts_of_current_units_are_those_of_the_end_of_2024(regions: Regions) -> None:
    levels = [region.level for region in regions if region.is_current]
    assert {level: levels.count(level) for level in ("省级", "地级", "县级")} == {"省级": 34, "地级": 333, "县级": 2846}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("420107", "420107"),
        ("湖北省武汉市江岸区", "420102"),
        ("湖北武汉江岸", "420102"),
        ("湖北江岸区", "420102"),
        ("武汉 / 江岸区", "420102"),
        ("重庆市渝中区", "500103"),
        ("重庆市市辖区渝中区", "500103"),
        ("江苏/苏州/太仓", "320585"),
        ("江苏 苏州 太仓市", "320585"),
        ("太仓", "320585"),
        ("山东省潍坊市奎文区", "370705"),
        ("奎文区", "370705"),
        ("姑苏", "320508"),
        ("湖北仙桃", "429004"),
        ("湖北省省直辖县级行政区划仙桃市", "429004"),
        ("武汉青山", "420107"),
        ("恩施州", "422800"),
        ("内蒙古准格尔", "150622"),
        ("绥化北林", "231202"),
        ("神农架", "429021"),
        ("东莞", "441900"),
        ("香港", "810000"),
        ("台湾省", "710000"),
    ],
)
def test_a_code_or_a_chain_of_names_resolves(regions: Regions, text: str, code: str) -> None:
    found = regions.resolve(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["鼓楼区", "青山区", "朝阳", "通州", "江苏武汉", "江岸武汉", "武汉市江岸区某某街道", "420199", "000000", "", " "],
)
def test_what_is_ambiguous_or_unknown_does_not_resolve(regions: Regions, text: str) -> None:
    assert regions.resolve(text) is None


def test_every_current_full_name_resolves_to_its_own_code(regions: Regions) -> None:
    wrong = [
        (region.code, regions.full_name(region.code))
        for region in regions
        if region.is_current and regions.resolve(regions.full_name(region.code)) != region
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("吉林", "220000"),  # before 吉林市
        ("吉林市", "220200"),
        ("海南", "460000"),  # before 海南藏族自治州 and 海南区
        ("长沙", "430100"),  # before 长沙县, which lies in it
        ("长沙县", "430121"),
        ("大理", "532900"),
        ("大理市", "532901"),
    ],
)
def test_the_larger_unit_wins_a_short_name_and_a_whole_name_wins_over_both(
    regions: Regions, text: str, code: str
) -> None:
    found = regions.resolve(text)
    assert found is not None
    assert found.code == code


def test_candidates_of_an_ambiguous_name_are_all_its_bearers(regions: Regions) -> None:
    assert codes(regions.candidates("鼓楼区")) == ["320106", "320302", "350102", "410204"]
    assert codes(regions.candidates("江苏鼓楼")) == ["320106", "320302"]
    assert regions.candidates("无此地") == ()


def test_an_abolished_code_is_found_with_its_years(regions: Regions) -> None:
    found = regions.get("320502")
    assert found == Region("320502", "沧浪区", "320500", "", "2011", ())
    assert regions.resolve("苏州沧浪区") == found
    assert regions.full_name("320502") == "江苏省苏州市沧浪区"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("329022", "320585"),  # 太仓市, from the list of units under the province to that under 苏州
        ("350427", "350405"),  # 沙县 → 沙县区
        ("510202", "500103"),  # 渝中区, when 重庆 left 四川
        ("542100", "540300"),  # 昌都地区 → 昌都市
        ("540422", "540481"),  # 米林县 → 米林市
    ],
)
def test_a_place_that_changed_its_code_names_its_successor(regions: Regions, old: str, new: str) -> None:
    found = regions.get(old)
    assert found is not None
    assert not found.is_current
    assert found.successors == (new,)


def heirs(regions: Regions, code: str, year: str | None = None) -> list[str]:
    region = regions.get(code, year)
    assert region is not None
    return codes(regions.heirs(region))


def test_heirs_are_the_current_units_at_the_end_of_the_chain(regions: Regions) -> None:
    assert heirs(regions, "322725") == ["320585"]  # 太仓, by way of 320522 and 329022
    assert heirs(regions, "320585") == ["320585"]
    assert heirs(regions, "320502") == []  # the register does not say that 沧浪区 went into 姑苏区


def test_heirs_are_not_misled_by_a_code_that_another_place_got_later(regions: Regions) -> None:
    assert [row.name for row in regions.history("130124")] == ["正定县", "栾城县"]
    assert heirs(regions, "132328") == ["130123"]  # 正定县 got 130124 first and has 130123 now
    assert heirs(regions, "130124") == ["130111"]  # 栾城县 → 栾城区


def test_heirs_end_where_a_register_runs_in_a_circle() -> None:
    one = Region("420101", "甲区", None, "1990", "1990", ("420102",))
    other = Region("420102", "乙区", None, "1991", "1991", ("420101",))
    again = Region("420101", "甲区", None, "1992", "1992", ())
    assert Regions([one, other, again]).heirs(one) == ()


def test_a_district_is_not_succeeded_by_a_city_of_the_same_name(regions: Regions) -> None:
    # 庐山区 became 濂溪区 in 2016; 庐山市 was 星子县.
    assert [row.successors for row in regions.history("360402") if row.name == "庐山区"] == [()]


def test_one_code_with_two_names_is_told_apart_by_the_year(regions: Regions) -> None:
    assert [row.name for row in regions.history("420600")] == ["襄樊市", "襄阳市"]
    now, then = regions.get("420600"), regions.get("420600", "2005")
    assert now is not None
    assert then is not None
    assert (now.name, then.name) == ("襄阳市", "襄樊市")
    assert regions.resolve("襄樊市") == then
    assert regions.get("320508", "2011") is None


def test_ancestors_come_province_first_with_the_names_of_their_time(regions: Regions) -> None:
    assert [region.name for region in regions.ancestors("420102")] == ["湖北省", "武汉市"]
    assert [region.name for region in regions.ancestors("500103")] == ["重庆市"]
    assert [region.name for region in regions.ancestors("542121")] == ["西藏自治区", "昌都地区"]
    assert regions.ancestors("420000") == ()
    assert regions.ancestors("999999") == ()


def test_children_are_the_current_units_right_below(regions: Regions) -> None:
    assert len(regions.children("420100")) == 13
    assert {"500103", "500228"} & set(codes(regions.children("500000"))) == {"500103"}
    assert {"420100", "429004"} <= set(codes(regions.children("420000")))
    assert "420102" not in codes(regions.children("420000"))
    assert regions.children("441900") == ()
    assert "昌都县" in [region.name for region in regions.children("542100")]


def test_nearest_offers_codes_one_slip_away(regions: Regions) -> None:
    assert codes(regions.nearest("420109")) == ["420107", "420106", "420105"]
    assert "370705" in codes(regions.nearest("370750", limit=5))
    assert regions.nearest("000000") == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("湖北省武汉市江岩区", "420102"),
        ("武汗市", "420100"),
        ("湖南省武汉市", "420100"),
        ("江苏省苏州市没有区", "320500"),
        ("鼓楼区", "320106"),
    ],
)
def test_nearest_offers_names_alike_in_the_unit_that_was_named(regions: Regions, text: str, first: str) -> None:
    found = regions.nearest(text)
    assert codes(found)[0] == first
    assert len(found) <= 3


def test_a_very_long_text_is_not_searched_for(regions: Regions) -> None:
    assert regions.resolve("湖北省" * LONGEST) is None
    assert regions.nearest("湖北省" * LONGEST) == ()


def test_rows_come_sorted_however_they_went_in(regions: Regions) -> None:
    rows = list(regions)
    assert rows == sorted(rows, key=lambda row: (row.code, row.valid_from))
    assert list(Regions(reversed(rows))) == rows
    assert len(regions) == len(rows)
    assert "420102" in regions
    assert "420199" not in regions


def test_the_register_of_no_rows_answers_nothing() -> None:
    empty = Regions()
    assert empty.resolve("湖北") is None
    assert empty.nearest("湖北") == ()
    assert empty.full_name("420000") == "420000"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("恩施土家族苗族自治州", ("恩施", "恩施州")),
        ("东乡族自治县", ("东乡", "东乡县")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县")),
        ("克孜勒苏柯尔克孜自治州", ("克孜勒苏", "克孜勒苏州")),
        ("新疆维吾尔自治区", ("新疆",)),
        ("管城回族区", ("管城",)),
        ("沙县", ()),
        ("清新区", ("清新",)),
        ("浦东新区", ("浦东",)),
        ("阿拉善左旗", ()),
    ],
)
def test_short_forms(name: str, short: tuple[str, ...]) -> None:
    assert forms(name) == (name, *short)


def test_squeeze_drops_separators_and_fillers() -> None:
    assert squeeze("重庆市 / 市辖区 / 渝中区") == "重庆市渝中区"
    assert squeeze("江苏省·苏州市") == "江苏省苏州市"

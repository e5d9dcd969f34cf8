"""What is found in an invented report, by kind."""

from __future__ import annotations

from casebook.draft.figures import figures, moments
from casebook.draft.found import Sure
from casebook.draft.methods import methods
from casebook.draft.places import bodies, places, spots
from casebook.draft.policies import policies
from casebook.draft.report import read_report
from casebook.draft.steps import declared, steps
from tests.draft.reports import REPORT
from tests.records.library import library_with

HELD = read_report(REPORT)


def test_documents_with_their_numbers_and_places() -> None:
    found = {one.name: one for one in policies(HELD.sections)}
    assert found["关于推行楼栋议事的实施意见"].number == "样区发〔2019〕7号"
    assert found["关于推行楼栋议事的实施意见"].locators == ("一",)
    assert found["示例省物业管理条例"].sure is Sure.HIGH
    assert found["关于推行议事办法的通知"].locators == ("二(二)",)


def test_documents_inside_and_outside_of_book_title_marks() -> None:
    text = "修订《某省实施〈村民委员会组织法〉办法》;读《平凡的世界》;按照中办发[2015]3号和城市居民委员会组织法,编制全市社区治理“十四五”规划。"
    found = {one.name: one.sure for one in policies({"一": text})}
    assert found["某省实施〈村民委员会组织法〉办法"] is Sure.HIGH
    assert found["村民委员会组织法"] is Sure.MEDIUM
    assert found["平凡的世界"] is Sure.LOW
    assert found["中办发〔2015〕3号"] is Sure.MEDIUM
    assert found["城市居民委员会组织法"] is Sure.MEDIUM
    assert found["社区治理“十四五”规划"] is Sure.LOW


def test_methods_by_quotes_last_word_and_shorthand() -> None:
    found = {one.name: one for one in methods(HELD.sections)}
    assert found["四步工作法"].sure is Sure.HIGH
    assert found["楼栋说事机制"].sure is Sure.HIGH
    assert found["楼栋说事机制"].also == ("楼栋说事",)
    assert found["两步工作法"].locators == ("二(二)",)
    text = "坚持四方联动,建立健全小区事务听证制度;他说:“这件事办得好!”推行“户户访”。"
    found = {one.name: one for one in methods({"一": text})}
    assert {"四方联动", "小区事务听证制度"} <= set(found)
    assert "这件事办得好!" not in found
    assert "户户访" in found


def test_figures_as_a_record_writes_them() -> None:
    found = [(one.after, one.unit, one.locator) for one in figures(HELD.sections) if one.provable]
    assert found == [
        ("46", "个", "一"),
        ("3万多", "户", "一"),
        ("120", "个", "二(一)一是"),
        ("1.5", "亿元", "二(一)一是"),
        ("28.7", "%", "三"),
        ("百分之九十一", "%", "三"),
        ("不少于2", "万元", "三"),
    ]


def test_points_in_time_and_no_number_of_a_document() -> None:
    inner = {locator: text for locator, text in HELD.sections.items() if locator not in ("题下", "落款")}
    assert [(one.on, one.locator) for one in moments(inner)] == [("2019-06", "一")]


def test_places_of_the_register_whole_chains_first() -> None:
    regions = library_with().value.vocab.regions
    found = places(HELD.sections, regions, HELD.title)
    assert (found[0].region.code, found[0].name, found[0].sure) == ("160103", "示例省示例市样板区", Sure.HIGH)
    text = "在样板区东风街道试点,全省各样板区城市社区跟进。"
    assert [one.name for one in spots({"一": text}, regions)] == ["东风街道"]
    assert [one.name for one in bodies(HELD.sections)] == ["区民政局", "区委", "区政府"]


def test_steps_where_as_many_are_told_as_the_name_counts() -> None:
    assert declared("四步工作法") == 4
    assert declared("楼栋说事机制") is None
    assert steps(HELD, "四步工作法", ("二(一)二是",)) == tuple(
        (name, "二(一)二是") for name in ("提事", "议事", "办事", "评事")
    )
    assert steps(HELD, "五步工作法", ("二(一)二是",)) == ()

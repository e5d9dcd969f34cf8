from __future__ import annotations

from casebook.draft.report import read_report
from casebook.proof.sections import cut, locators
from tests.draft.reports import REPORT
from tests.proof.texts import NUMBERED, TWO_SETS


def test_sections_title_and_day_of_a_report() -> None:
    report = read_report(REPORT)
    assert report.title == "样板区推行议事协商的做法"
    assert report.published == "2021-03-05"
    assert list(report.sections) == [
        "报头", "题", "题下", "引言", "一", "二", "二(一)", "二(一)一是", "二(一)二是", "二(二)", "三", "四", "落款",
    ]  # fmt: skip
    assert report.below("二(一)") == ("二(一)一是", "二(一)二是")
    assert "46个" in report.sections["一"]
    assert "120个" in report.sections["二(一)一是"]
    assert not report.traditional


def test_locators_that_were_found_are_there_when_the_text_is_cut_by_them() -> None:
    for text in (REPORT, NUMBERED, TWO_SETS, "一句话就是全部，没有标题也没有节号，读起来很短。", "标题\n\n" * 3):
        names = locators(text)
        found = cut(text, names)
        assert found.missing == ()
        assert len(set(names)) == len(names)


def test_sets_without_a_heading_above_them_get_names() -> None:
    names = locators(TWO_SETS)
    assert "部分一(一)" in names
    assert "部分二(二)" in names


def test_traditional_characters_are_noticed() -> None:
    assert read_report("社區治理創新\n\n濰坊市奎文區從區情實際出發,推進社區治理,實現黨的領導。").traditional


def test_no_more_sections_than_a_source_may_list() -> None:
    text = "\n".join(f"({'一二三四五六七八九'[no % 9]})讲一件事。一是做。二是看。三是评。四是改。" for no in range(90))
    assert 0 < len(read_report(f"一、做法\n{text}").sections) <= 200


def test_an_office_with_a_day_in_words_is_no_title_but_says_the_day() -> None:
    report = read_report(
        "青杨街道“楼长敲门七步法”经验材料\n青杨街道办事处　（二〇二二年六月十五日）\n一、背景\n老旧小区占七成以上。\n"
    )
    assert (report.title, report.published) == ("青杨街道“楼长敲门七步法”经验材料", "2022-06-15")


def test_parts_and_articles_with_numbered_points_are_sections() -> None:
    text = "某乡的工作法\n第一部分 为什么\n一、乡情。有9个村。\n第二部分 怎么做\n1.上门。\n2.集中。\n第三部分 效果\n降到41起。\n"
    report = read_report(text)
    assert list(report.sections) == ["题", "第一部分", "一", "第二部分", "第二部分1", "第二部分2", "第三部分"]
    assert cut(text, tuple(report.sections), report.title).missing == ()
    assert "41起" in report.sections["第三部分"]
    assert report.below("第二部分") == ("第二部分1", "第二部分2")

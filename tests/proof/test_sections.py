from casebook.proof.sections import cut
from tests.proof.texts import NUMBERED, NUMBERED_LOCATORS, TWO_SETS, TWO_SETS_LOCATORS

TITLE = "社区治理创新——某区“由民做主”的实践"


def test_numbered_sections_hold_what_stands_below_their_heading() -> None:
    found = cut(NUMBERED, NUMBERED_LOCATORS)
    assert found.missing == ()
    assert found.own["一"] == "一、做了什么\n全省分三步走,先试点,后推开。"
    assert "94.08%" in found.own["一(二)"]
    assert "八十一个" in found.own["一(二)"]
    assert "94.08%" not in found.own["一(一)"]
    assert "520人次" in found.own["二(一)"]


def test_masthead_introduction_and_signature_lie_outside_the_numbered_sections() -> None:
    own = cut(NUMBERED, NUMBERED_LOCATORS).own
    assert own["报头"].splitlines() == ["主办:某省社区报", "某省社区工作札记", "(发布时间:2019-12-13)"]
    assert own["引言"] == "社区工作要靠大家。这一段是引言。"
    assert own["落款"] == "某省民政厅\n2019年12月13日"
    assert "民政厅" not in own["二(一)"]


def test_two_sets_of_the_same_numbers_go_to_their_names_in_order() -> None:
    own = cut(TWO_SETS, TWO_SETS_LOCATORS, TITLE).own
    assert "8个街道" in own["做法(一)二是"]
    assert "413个" in own["做法(二)"]
    assert "社区法" in own["建议(一)"]
    assert "85.3%" in own["建议(二)"]


def test_front_matter_of_an_article() -> None:
    own = cut(TWO_SETS, TWO_SETS_LOCATORS, TITLE).own
    assert own["题"].splitlines()[1] == "社区治理创新"
    assert own["题下"] == "李 辉"
    assert own["摘要"] == "本文介绍某区的做法。"
    assert own["关键词"] == "社区;治理;由民做主"
    assert own["导语"].startswith("社区是社会的基本单元")
    assert own["文末"].splitlines() == ["(本文作者:某区书记)", "责任编辑:王某"]


def test_points_are_parts_only_where_they_are_listed() -> None:
    listed = cut(TWO_SETS, TWO_SETS_LOCATORS, TITLE)
    assert listed.parts["做法(一)"] == ("做法(一)一是", "做法(一)二是")
    assert "32个单位" not in listed.own["做法(一)"]
    assert "一是要听" in listed.own["做法(二)"]
    coarse = cut(TWO_SETS, [name for name in TWO_SETS_LOCATORS if not name.endswith("是")], TITLE)
    assert "32个单位" in coarse.own["做法(一)"]


def test_a_section_and_all_below_it() -> None:
    found = cut(TWO_SETS, TWO_SETS_LOCATORS, TITLE)
    assert found.below("做法") == ("做法(一)", "做法(一)一是", "做法(一)二是", "做法(二)")
    assert found.below("导语") == ()


def test_a_locator_that_the_text_does_not_have_is_missing() -> None:
    found = cut(NUMBERED, (*NUMBERED_LOCATORS, "三", "一(三)", "一(二)四是"))
    assert found.missing == ("三", "一(三)", "一(二)四是")
    assert found.own["三"] == ""


def test_articles_of_a_regulation() -> None:
    found = cut(
        "某市办法\n第一条 为了协商,制定本办法。\n第二条 议事会有9人。\n另有秘书1人。\n", ("第一条", "第二条", "第三条")
    )
    assert found.own["第二条"] == "第二条 议事会有9人。\n另有秘书1人。"
    assert found.missing == ("第三条",)


def test_eleven_is_not_a_part_of_ten() -> None:
    text = "".join(
        f"{no}、标题\n正文{no}。\n" for no in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
    )
    found = cut(text, ("十", "十一"))
    assert found.parts["十"] == ()
    assert found.own["十一"] == "十一、标题\n正文十一。"


def test_an_empty_text_lacks_everything() -> None:
    assert cut("", ("引言", "一")).missing == ("引言", "一")

"""Tries to fool it: what must not pass is worth more here than what must."""

from typing import Any

import pytest

from casebook.link.library import Entry
from casebook.model.fields import Cite
from casebook.proof.claims import Claim, Kind, claims_of
from casebook.proof.verify import Archive, Status, Verdict, read_text, verify
from tests.proof.texts import ARCHIVE, NUMBERED, SOURCES, a_case, a_figure, a_method


def verdicts(entry: Entry, archive: Archive = ARCHIVE) -> list[Verdict]:
    return list(verify(claims_of(entry), archive))


def of_figure(*given: str, **changes: Any) -> Verdict:
    (found,) = [v for v in verdicts(a_case(results=[a_figure(*given, **changes)])) if v.claim.kind is Kind.FIGURE]
    return found


def of_text(text: str, cite: str | list[str]) -> list[tuple[str, Status]]:
    entry = a_case(narrative={"background": [{"text": text, "cite": cite}], "process": [{"text": "经过"}]})
    return [(verdict.claim.words[0], verdict.status) for verdict in verdicts(entry)]


@pytest.mark.parametrize(
    "given",
    [
        ("议事会参会率", "94.08", "%", "zha-ji 一(二)"),
        ("参会率", "百分之九十四点零八", "%", "zha-ji 一(二)"),
        ("受益率", "28.7", "%", "zha-ji 一(二)"),
        ("享受经费的社区", "81", "个", "zha-ji 一(二)"),
        ("培训安排的资金", "1.796", "亿元", "zha-ji 一(一)"),
        ("培训安排的资金", "17960", "万元", "zha-ji 一(一)"),
        ("社区工作者", "3万多", "人", "zha-ji 一(一)"),
        ("社区工作者", "3万余", "人", "zha-ji 一(一)"),
        ("调解矛盾", "760余", "起", "zha-ji 一(二)"),
        ("治理的难点村", "2016", "个", "zha-ji 一(一)"),
        ("联席会议吸纳单位", "32", "个", "qu 做法(一)一是"),
        ("流动人口", "三分之一以上", "比例", "qu 建议(一)"),
        ("每个社区的经费（下限）", "20", "万元", "zha-ji 一(二)"),
        ("每个社区的经费", "不低于20", "万元", "zha-ji 一(二)"),
    ],
)
def test_a_figure_in_any_writing_is_proved(given: tuple[str, ...]) -> None:
    found = of_figure(*given)
    assert (found.status, found.where) == (Status.PROVED, (given[3],))


@pytest.mark.parametrize(
    "given",
    [
        ("参会率", "8", "%", "zha-ji 一(二)"),  # the tail of 94.08
        ("受益率", "8.7", "%", "zha-ji 一(二)"),  # the tail of 28.7
        ("难点村", "16", "个", "zha-ji 一(一)"),  # the tail of 2016
        ("持证社工", "6459", "人", "zha-ji 一(一)"),
        ("再建队伍", "2016", "个", "zha-ji 二(一)"),  # there it is a year
        ("培训", "12", "个", "zha-ji 二(一)"),  # 12个月
        ("招收", "520", "人", "zha-ji 二(一)"),  # 520人次
        ("社区工作者", "3万", "人", "zha-ji 一(一)"),  # 3万多 is not 3万
        ("调解矛盾", "760", "起", "zha-ji 一(二)"),
        ("培训安排的资金", "1.796", "万元", "zha-ji 一(一)"),
        ("参会率", "94.08", "个", "zha-ji 一(二)"),
        ("网格", "41", "个", "qu 做法(二)"),
        ("社区", "八十", "个", "zha-ji 一(二)"),
    ],
)
def test_what_only_looks_like_the_figure_is_refused(given: tuple[str, ...]) -> None:
    found = of_figure(*given)
    assert found.status in (Status.NOT_FOUND, Status.WRONG_SECTION)
    assert given[3] not in found.where


def test_a_right_number_in_the_wrong_section_is_told_with_the_right_one() -> None:
    found = of_figure("参会率", "94.08", "%", "zha-ji 一(一)")
    assert (found.status, found.where) == (Status.WRONG_SECTION, ("zha-ji 一(二)",))


def test_who_cites_a_section_has_read_what_lies_below_it() -> None:
    assert of_figure("成立大工委的街道", "8", "个", "qu 做法(一)").where == ("qu 做法(一)二是",)
    assert of_figure("成立大工委的街道", "8", "个", "qu 做法(一)一是").status is Status.WRONG_SECTION


def test_the_same_number_for_another_thing_is_told_apart_by_its_sentence() -> None:
    text = "一、各区\n甲区设网格8个。乙区有楼长8个。\n"
    source = SOURCES[0].model_copy(update={"sections": SOURCES[0].sections[2:3], "sha256": None})
    archive = Archive({"zha-ji": read_text(source, text.encode())})

    def told(indicator: str) -> Verdict:
        entry = a_case(results=[a_figure(indicator, "8", "个", "zha-ji 一")])
        return verdicts(entry, archive)[0]

    assert told("乙区楼长").status is Status.PROVED
    assert told("街道").status is Status.AMBIGUOUS
    assert told("甲乙两处").status is Status.AMBIGUOUS


def test_a_number_of_another_thing_in_the_same_section_is_not_taken_for_it() -> None:
    text = "一、各区\n配备专职社区工作者784名,其中持证上岗专业社工师198名。\n"
    source = SOURCES[0].model_copy(update={"sections": SOURCES[0].sections[2:3], "sha256": None})
    archive = Archive({"zha-ji": read_text(source, text.encode())})

    def told(indicator: str, number: str) -> Status:
        return verdicts(a_case(results=[a_figure(indicator, number, "名", "zha-ji 一")]), archive)[0].status

    assert told("专职社区工作者", "784") is Status.PROVED
    assert told("持证上岗专业社工师", "198") is Status.PROVED
    assert told("专职社区工作者", "198") is Status.AMBIGUOUS
    assert told("持证上岗专业社工师", "784") is Status.AMBIGUOUS


def test_a_limit_that_the_record_keeps_to_itself_is_ambiguous() -> None:
    found = of_figure("每个社区的经费", "20", "万元", "zha-ji 一(二)")
    assert (found.status, found.why) == (Status.AMBIGUOUS, "原文是“不低于（超过）”这个数，记录没有写明")
    assert of_figure("街道", "近8", "个", "qu 做法(一)二是").status is Status.AMBIGUOUS


def test_before_and_after_are_both_looked_up() -> None:
    entry = a_case(results=[a_figure("网格", "413", "个", "qu 做法(二)", before="400")])
    assert [(v.claim.words[0], v.status) for v in verdicts(entry)] == [
        ("400", Status.NOT_FOUND),
        ("413", Status.PROVED),
    ]


def test_quoted_names_and_titles_stand_in_the_cited_section() -> None:
    assert of_text("推行“五心工作法”，成立“大工委”。", ["zha-ji 一(二)", "qu 做法(一)"]) == [
        ("五心工作法", Status.PROVED),
        ("大工委", Status.PROVED),
    ]
    assert of_text("推行“六心”工作法。", "zha-ji 一(二)") == [("六心", Status.NOT_FOUND)]
    assert of_text("印发《社区法》。", "zha-ji 一(二)") == [("社区法", Status.NOT_FOUND)]
    assert of_text("推行“五心”工作法。", "zha-ji 一(一)") == [("五心", Status.WRONG_SECTION)]


def test_no_name_is_made_of_two_sentences() -> None:
    assert of_text("提到“大家的要靠”。", "zha-ji 引言") == [("大家的要靠", Status.NOT_FOUND)]
    assert of_text("提到“大家这一段”。", "zha-ji 引言") == [("大家这一段", Status.NOT_FOUND)]


def test_a_quotation_with_something_left_out() -> None:
    assert of_text("来源写“安排……用于培训”。", "zha-ji 一(一)") == [("安排……用于培训", Status.PROVED)]
    assert of_text("来源写“用于培训……安排”。", "zha-ji 一(一)") == [("用于培训……安排", Status.NOT_FOUND)]


def test_saying_that_a_word_is_missing_is_no_citation() -> None:
    assert of_text("来源没有写“每年”。", "zha-ji 一(一)") == []


def test_numbers_in_a_cited_sentence_are_looked_up_with_their_unit() -> None:
    assert of_text("2016个难点村、81个社区。", ["zha-ji 一(一)", "zha-ji 一(二)"]) == [
        ("2016", Status.PROVED),
        ("81", Status.PROVED),
    ]
    assert of_text("自2016年12月起。", "zha-ji 二(一)") == [("2016", Status.PROVED), ("12", Status.PROVED)]
    assert of_text("2016年治理难点村。", "zha-ji 一(一)") == [("2016", Status.WRONG_SECTION)]
    assert of_text("有社区82个。", "zha-ji 一(二)") == [("82", Status.NOT_FOUND)]


def test_numbers_in_chinese_numerals_are_looked_up_too() -> None:
    assert of_text("共八十一个社区，受益率百分之二十八点七，三方一起办，第十九次会议也算。", "zha-ji 一(二)") == [
        ("八十一", Status.PROVED),
        ("百分之二十八点七", Status.PROVED),
    ]
    assert of_text("共八十二个社区。", "zha-ji 一(二)") == [("八十二", Status.NOT_FOUND)]
    assert of_text("受益率百分之八点七。", "zha-ji 一(二)") == [("百分之八点七", Status.NOT_FOUND)]
    assert of_text("共八十一个社区。", "zha-ji 一(一)") == [("八十一", Status.WRONG_SECTION)]


def test_an_inferred_year_needs_no_source() -> None:
    assert of_text("推断2017年办成。", "zha-ji 一(二)") == []


def test_a_method_s_name_stands_where_its_origin_is_cited() -> None:
    good = a_method(origin={"cite": "zha-ji 一(二)"})
    alias = a_method(title="五颗心的办法", aliases=["五心工作法"], origin={"cite": "zha-ji 一(二)"})
    bad = a_method(title="六心工作法", origin={"cite": "zha-ji 一(二)"})
    assert [verdict.status for verdict in verdicts(good)] == [Status.PROVED]
    assert [verdict.status for verdict in verdicts(alias)] == [Status.PROVED]
    assert [verdict.status for verdict in verdicts(bad)] == [Status.NOT_FOUND]


def test_traditional_characters_are_read_as_simplified() -> None:
    entry = a_method(title="由民做主", aliases=["由民做主模式"], origin={"cite": "qu 题"})
    assert verdicts(entry)[0].status is Status.PROVED
    traditional = a_method(title="由民做主", aliases=["聯席會議"], origin={"cite": "qu 做法(一)一是"})
    assert verdicts(traditional)[0].status is Status.PROVED


def test_step_names_may_be_the_editors_own() -> None:
    step = {"no": 1, "name": "开好议事会", "cite": "zha-ji 一(二)"}
    own = {"no": 2, "name": "回头看", "cite": "zha-ji 一(二)"}
    found = {verdict.claim.words[0]: verdict.status for verdict in verdicts(a_method(steps=[step, own]))}
    assert (found["开好议事会"], found["回头看"]) == (Status.PROVED, Status.OWN)


def test_a_name_of_the_editors_own_making_passes_when_they_say_so() -> None:
    note = [{"kind": "处理", "text": "来源没有给出名称，名称由编者拟定。"}]
    origin = {"cite": "zha-ji 一(二)"}
    assert verdicts(a_method(title="六心工作法", origin=origin, editor_notes=note))[0].status is Status.OWN
    assert verdicts(
        a_method(title="六心工作法", origin=origin, editor_notes=[{"kind": "缺载", "text": "来源没有展开。"}])
    )[0].status is (Status.NOT_FOUND)


def test_an_office_may_be_named_as_a_document_of_its_province_names_it() -> None:
    entry = a_case(honours=[{"title": "先进", "by": "某省人民政府", "cite": "zha-ji 落款"}])
    text = NUMBERED.replace("某省民政厅\n2019", "省政府\n2019")
    archive = Archive({"zha-ji": read_text(SOURCES[0].model_copy(update={"sha256": None}), text.encode())})
    assert verdicts(entry, archive)[-1].status is Status.PROVED
    assert verdicts(entry)[-1].status is Status.NOT_FOUND


def test_a_changed_text_proves_nothing() -> None:
    changed = Archive({"zha-ji": read_text(SOURCES[0], NUMBERED.replace("94.08", "49.08").encode())})
    entry = a_case(results=[a_figure("参会率", "94.08", "%", "zha-ji 一(二)")])
    assert [verdict.status for verdict in verdicts(entry, changed)] == [Status.DIFFERS]


def test_without_the_text_nothing_is_said() -> None:
    only = Archive({"zha-ji": ARCHIVE.texts["zha-ji"]})
    entry = a_case(results=[a_figure("网格", "413", "个", "qu 做法(二)")])
    assert [verdict.status for verdict in verdicts(entry, only)] == [Status.NO_ARCHIVE]


def test_every_number_of_a_text_is_proved_in_its_own_section_and_in_no_other() -> None:
    """What the text itself says is the oracle: moved to another section each number is refused or found there too."""
    text = ARCHIVE.texts["qu"]
    for locator, found in text.numbers.items():
        for amount in found:
            if not amount.arabic or amount.role != "count" or not amount.unit:
                continue
            written = f"{amount.value.numerator / amount.value.denominator:g}"
            for other in text.numbers:
                beside, cites = text.sections.own[locator], (Cite(f"qu {other}"),)
                claim = Claim("x", ("results", 0, "after"), Kind.FIGURE, (written,), cites, beside, amount.unit)
                status = verify([claim], ARCHIVE)[0].status
                inside = other == locator or locator in text.sections.below(other)
                assert (status in (Status.PROVED, Status.AMBIGUOUS)) == inside, (written, locator, other, status)

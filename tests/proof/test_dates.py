from typing import Any

import pytest

from casebook.model.dates import Edtf
from casebook.proof.claims import Claim, Kind, claims_of
from casebook.proof.dates import dates, points
from casebook.proof.fold import simplified
from casebook.proof.verify import Archive, Status, Verdict, read_text, verify
from tests.proof.texts import ARCHIVE, SOURCES, TWO_SETS, a_case, a_method

Year = tuple[int, int | None, int | None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2016年12月,统一换届", [(2016, 12, None)]),
        ("二〇一六年十二月三十日印发", [(2016, 12, 30)]),
        ("２０１６年１２月", [(2016, 12, None)]),
        ("發布於2019-12-13", [(2019, 12, 13)]),
        ("2013、2014年度", [(2013, None, None), (2014, None, None)]),
        ("2014年—2016年培养计划", [(2014, None, None), (2016, None, None)]),
        ("中发〔2017〕13号", []),
        ("到2018年底建成", [(2018, None, None)]),
        ("治理难点村2016个", []),
        ("2016年期国债", []),
        ("去年10月以来", []),
        ("12月起每年培训", []),
        ("电话2019-123456", []),
    ],
)
def test_dates_are_found_in_any_writing(text: str, found: list[Year]) -> None:
    assert [one.parts for one in dates(simplified(text))] == found


def test_a_date_is_about_what_stands_before_the_next_one() -> None:
    text = "在2014年甲区试点的基础上,2015年扩大到全市。2013、2014年度被评为先进。"
    assert [one.about for one in dates(text)] == [
        "在2014年甲区试点的基础上,",
        "2015年扩大到全市",
        "2013、2014年度被评为先进",
        "2013、2014年度被评为先进",
    ]


def test_points_are_those_that_the_source_states() -> None:
    assert points(Edtf("2014/2016?")) == ("2014",)
    assert points(Edtf("2015?")) == ()


def a_milestone(on: str, what: str, cite: str, **changes: Any) -> dict[str, Any]:
    return {"on": on, "what": what, "cite": cite, "evidence": "D", **changes}


def of_dates(*milestones: dict[str, Any], archive: Archive = ARCHIVE) -> list[Verdict]:
    claims: list[Claim] = [claim for claim in claims_of(a_case(milestones=milestones)) if claim.kind is Kind.DATE]
    return list(verify(claims, archive))


@pytest.mark.parametrize("on", ["2016", "2016-12"])
def test_a_date_in_the_cited_section_is_proved(on: str) -> None:
    (found,) = of_dates(a_milestone(on, "开始每年培训", "zha-ji 二(一)"))
    assert (found.status, found.where) == (Status.PROVED, ("zha-ji 二(一)",))


@pytest.mark.parametrize(
    ("on", "cite", "status"),
    [
        ("2016-11", "zha-ji 二(一)", Status.NOT_FOUND),  # another month
        ("2016-12-01", "zha-ji 二(一)", Status.NOT_FOUND),  # finer than the source
        ("2016", "zha-ji 一(一)", Status.WRONG_SECTION),  # there 2016 counts villages
        ("2019-12-13", "zha-ji 一(一)", Status.WRONG_SECTION),
        ("2019-12-31", "zha-ji 报头", Status.NOT_FOUND),
        ("2012", "zha-ji 二(一)", Status.NOT_FOUND),  # 12个月
        ("2053", "zha-ji 二(一)", Status.NOT_FOUND),
    ],
)
def test_what_only_looks_like_the_date_is_refused(on: str, cite: str, status: Status) -> None:
    (found,) = of_dates(a_milestone(on, "开始每年培训", cite))
    assert found.status is status


def test_both_ends_of_a_span_are_proved_each_for_itself() -> None:
    found = of_dates(a_milestone("2016/2021", "培训和招收", "zha-ji 二(一)"))
    assert [(one.claim.words[0], one.status) for one in found] == [
        ("2016", Status.PROVED),
        ("2021", Status.NOT_FOUND),
    ]


def test_a_date_told_of_another_matter_is_doubtful() -> None:
    (swapped,) = of_dates(a_milestone("2016", "招收520人次", "zha-ji 二(一)"))
    (foreign,) = of_dates(a_milestone("2020", "修桥", "zha-ji 二(一)"))
    assert [swapped.status, foreign.status] == [Status.AMBIGUOUS, Status.AMBIGUOUS]


def test_the_date_of_a_signature_stands_alone() -> None:
    (found,) = of_dates(a_milestone("2019-12-13", "作出答复", "zha-ji 落款"))
    assert found.status is Status.PROVED


def test_an_inferred_date_is_not_held_against_the_text() -> None:
    assert of_dates(a_milestone("2031?", "开始培训", "zha-ji 二(一)", note="按“明年”推断")) == []


def test_dates_of_other_fields_are_proved_too() -> None:
    origin = {"first_seen": "2016-12", "cite": "zha-ji 二(一)"}
    wrong = {"first_seen": "2016-12", "cite": "zha-ji 一(二)"}
    for given, status in ((origin, Status.PROVED), (wrong, Status.WRONG_SECTION)):
        found = [one for one in verify(claims_of(a_method(origin=given)), ARCHIVE) if one.claim.kind is Kind.DATE]
        assert [one.status for one in found] == [status]


def test_traditional_text_and_chinese_numerals_prove_a_date() -> None:
    text = TWO_SETS.replace("全部成立。", "全部成立。二〇一六年十二月，統一換屆時間。")
    source = SOURCES[1].model_copy(update={"sha256": None})
    archive = Archive({"qu": read_text(source, text.encode())})
    (found,) = of_dates(a_milestone("2016-12", "统一换届时间", "qu 做法(一)二是"), archive=archive)
    assert found.status is Status.PROVED

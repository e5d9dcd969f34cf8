from fractions import Fraction

import pytest

from casebook.proof.fold import simplified
from casebook.proof.numbers import amounts, stated


def counts(text: str) -> list[tuple[Fraction, str]]:
    return [(amount.value, amount.unit) for amount in amounts(simplified(text)) if amount.role == "count"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("下降28.7%", "28.7", "%"),
        ("下降２８．７％", "28.7", "%"),
        ("下降百分之二十八点七", "28.7", "%"),
        ("八十一个社区", "81", "个"),
        ("安排1.796亿元", "179600000", "元"),
        ("安排17960万元", "179600000", "元"),
        ("安排一亿七千九百六十万元", "179600000", "元"),
        ("共3,900万元", "39000000", "元"),
        ("四一三個,即413個", "413", "个"),
        ("三分之一", "1/3", ""),
        ("逾百万", "1000000", ""),
        ("每千户", "1000", "户"),
        ("面积300㎡", "300", "平方米"),
        ("十名委员", "10", "人"),
        ("一百零五户", "105", "户"),
    ],
)
def test_one_number_in_many_forms(text: str, value: str, unit: str) -> None:
    assert (Fraction(value), unit) in counts(text)


@pytest.mark.parametrize("text", ["3万多人", "三万余人", "30000多人"])
def test_what_is_only_roughly_said_is_vague(text: str) -> None:
    found = next(iter(amounts(text)))
    assert (found.value, found.unit, found.vague) == (Fraction(30000), "人", True)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("不低于20万元", "low"),
        ("20万元以上", "low"),
        ("60%以上", "low"),
        ("近900个", "about"),
        ("逾100人", "low"),
        ("20万元", ""),
    ],
)
def test_limits_are_told(text: str, bound: str) -> None:
    assert next(iter(amounts(text))).bound == bound


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2016年12月", "year"),
        ("2016个", "count"),
        ("二〇一六年", "year"),
        ("2013、2014年度", "year"),
        ("2019-12-13", "date"),
        ("第0554号", "ordinal"),
        ("第3次", "ordinal"),
        ("两年", "count"),
        ("12个月", "count"),
        ("5月初", "date"),
    ],
)
def test_years_dates_and_ordinals_are_no_counts(text: str, role: str) -> None:
    assert next(iter(amounts(text))).role == role


def test_a_document_number_counts_nothing() -> None:
    assert counts("中发〔2017〕13号") == []


def test_whole_numbers_only() -> None:
    assert counts("下降28.7%") == [(Fraction("28.7"), "%")]
    assert counts("治理2016个") == [(Fraction(2016), "个")]
    assert counts("两三个人") == []


def test_the_unit_is_the_longest_that_fits() -> None:
    found = list(amounts("12个月,30人次,10分钟,3个百分点"))
    assert not found[0].has_unit("个")
    assert not found[1].has_unit("人")
    assert not found[2].has_unit("分")
    assert not found[3].has_unit("个")
    assert found[1].has_unit("人次")


def test_members_of_an_enumeration_share_its_unit() -> None:
    assert counts("9、56和16个") == [(Fraction(9), "个"), (Fraction(56), "个"), (Fraction(16), "个")]


@pytest.mark.parametrize(
    ("number", "unit", "value", "base"),
    [
        ("1.796", "亿元", "179600000", "元"),
        ("3万多", "人", "30000", "人"),
        ("逾百", "万", "1000000", ""),
        ("60", "%以上", "60", "%"),
        ("2次以上", "次", "2", "次"),
        ("20", "万元/年", "200000", "元"),
        ("两", "年", "2", "年"),
        ("2016", "年", "2016", "年"),
    ],
)
def test_a_record_s_number_with_its_unit(number: str, unit: str, value: str, base: str) -> None:
    found = stated(number, unit)
    assert found is not None
    assert (found.value, found.unit, found.role) == (Fraction(value), base, "count")


@pytest.mark.parametrize(("number", "unit"), [("若干", "个"), ("49—24", "岁"), ("3 或 5", "个"), ("第3", "次")])
def test_what_is_no_single_number_is_refused(number: str, unit: str) -> None:
    assert stated(number, unit) is None

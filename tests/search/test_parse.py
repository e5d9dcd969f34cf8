"""What people write, and what is said of slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.search.parse import Fault, parse
from casebook.search.query import And, Node, Not, Or, Phrase, Query, Term, Wild, Years


def resolve(facet: str, text: str) -> tuple[str, ...] | str:
    return (text,) if text != "没有" else "没有叫“没有”的主题"


def asked(text: str) -> Query:
    query = parse(text, resolve)
    assert isinstance(query, Query), query
    return query


def wrong(text: str) -> Fault:
    fault = parse(text, resolve)
    assert isinstance(fault, Fault), fault
    return fault


@pytest.mark.parametrize(
    "text",
    [
        "老旧小区 加装电梯",
        "中发[2017]13号",
        "村(社区)证明",
        "问题：停车难",
        "12:30",
        "1) 怎么办",
        "（没写完",
        "ANDy",
        "《居民公约》",
    ],
)
def test_a_plain_question_is_words(text: str) -> None:
    assert asked(text) == Query(tuple(text.split()), And(()), tuple(text.split()))


def test_a_full_width_bracket_that_was_never_opened_is_punctuation() -> None:
    assert asked("党建 ） 大工委）").free == ("党建", "大工委）")
    assert asked("（楼道 OR 楼栋） ） 公示").free == ("公示",)
    assert wrong("党建 ) 大工委").at == 3


@pytest.mark.parametrize("text", ['""', "“ ”", '"，！"'])
def test_quotes_around_nothing_ask_for_nothing_as_in_the_browser(text: str) -> None:
    assert asked(f"{text} 敲门") == asked("敲门")
    assert asked(text) == asked("")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("主题:协商", Or((Term("theme", "协商"),))),
        ("类型：(案例 OR 工作法)", Or((Or((Term("kind", "案例"),)), Or((Term("kind", "工作法"),))))),
        ("-主题:党建", Not(Or((Term("theme", "党建"),)))),
        ("NOT 协商", Not(Term("text", "协商"))),
        ('"居民代表"', Phrase("text", ("居民", "民代", "代表"))),
        ("“公示”", Term("text", "公示")),
        ("标题:清单", Term("names", "清单")),
        ("协商 AND 公示", And((Term("text", "协商"), Term("text", "公示")))),
        ("楼道 OR 楼栋", Or((Term("text", "楼道"), Term("text", "楼栋")))),
        ("(楼道 OR 楼栋)", Or((Term("text", "楼道"), Term("text", "楼栋")))),
        ("*十八法", Or((Wild("keys", "=*十八法"),))),
        ("AE*", Or((Wild("keys", "=ae*"), Wild("text", "ae*")))),
        ("年份:2018", Years(2018, 2018)),
        ("年份:2015..2019", Years(2015, 2019)),
        ("年份:[2015 TO 2019]", Years(2015, 2019)),
        ("year:>=2016", Years(2016, None)),
        ("年份:..2019", Years(None, 2019)),
    ],
)
def test_conditions(text: str, node: Node) -> None:
    assert asked(text).must == And((node,))
    assert asked(text).free == ()


def test_and_binds_closer_than_or_and_or_closer_than_a_blank() -> None:
    first, second, third, fourth = (Term("text", word) for word in ("甲乙", "丙丁", "戊己", "庚辛"))
    assert asked("甲乙 OR 丙丁 AND 戊己 NOT 庚辛").must.parts == (Or((first, And((second, third)))), Not(fourth))


def test_words_beside_conditions_stay_free_and_denied_words_do_not_rank() -> None:
    query = asked("停车 -收费 主题:协商 标题:清单")
    assert query.free == ("停车",)
    assert query.words == ("停车", "清单")


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("协商 AND (电梯 OR 楼道", 7, "左括号没有配对"),
        ('协商 "居民', 3, "引号没有配对"),
        ("AND 协商", 0, "AND 前面"),
        ("协商 OR", 3, "OR 后面"),
        ("协商 NOT", 3, "NOT 后面"),
        ("地域:重庆", 0, "没有“地域”这个字段"),
        ("x 主题:没有", 2, "没有叫“没有”的主题"),
        ("年份:去年", 0, "年份的写法"),
        ("年份:2019..2015", 0, "颠倒"),
        ("主题:", 0, "后面还没有写值"),
        ("标题:*", 0, "通配符"),
        ("协商 ()", 3, "括号里是空的"),
        ("(" * 30, 20, "太深"),
        ("-" * 900 + "村", 20, "连着写得太多"),
        ("NOT " * 200 + "村", 80, "连着写得太多"),
    ],
)
def test_a_slip_is_explained_at_its_place(text: str, at: int, says: str) -> None:
    fault = wrong(text)
    assert fault.at == at
    assert says in fault.message


def test_the_mark_stands_below_the_place_also_behind_wide_characters() -> None:
    assert wrong("协商 AND (电梯").marked("协商 AND (电梯") == "  协商 AND (电梯\n  　　     ^"


@pytest.mark.property
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["(", ")", '"', "“", "AND", "OR", "NOT", "-", "主题:", "年份:[", "*", " ", "协商"])).map(
        "".join
    )
)
def test_any_text_is_a_query_or_a_fault_within_it(text: str) -> None:
    outcome = parse(text, resolve)
    if isinstance(outcome, Fault):
        assert 0 <= outcome.at <= len(text)
        assert outcome.marked(text)


def test_ten_thousand_characters_are_cut() -> None:
    assert isinstance(parse("社区协商 " * 2500, resolve), Query)
    assert isinstance(parse("(" * 10_000, resolve), Fault)

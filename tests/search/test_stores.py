"""Both engines behind the one interface: same documents, same queries, same answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.edges.search_index import has_tantivy, open_store
from casebook.index.documents import SearchDoc
from casebook.search.answer import Answer, Lore, answer, similar
from casebook.search.parse import parse
from casebook.search.query import Query
from casebook.search.rows import key_of
from casebook.search.store import Store


def doc(kind: str, name: str, title: str, body: str = "", **more: object) -> SearchDoc:
    return replace(SearchDoc(kind, name, title, f"{kind}s/{name}.html", body=body, summary=f"{title}的摘要"), **more)  # type: ignore[arg-type]


DOCS = (
    doc(
        "method",
        "qiao-men",
        "天天敲门十八法",
        "楼栋长每天上门，居民代表签字。",
        aliases=("敲门十八法",),
        themes=("lian-xi",),
        year=2018,
        date=date(2018, 1, 1),
    ),
    doc("method", "si-yi", "四议两公开", "村民代表会议表决，公示结果。", themes=("xie-shang",), year=2015),
    doc(
        "method",
        "you-min",
        "由民做主",
        "居民自己议。",
        aliases=("由民作主",),
        themes=("zi-zhi", "xie-shang"),
        year=2016,
    ),
    doc(
        "case",
        "dian-ti",
        "老旧小区加装电梯的协商",
        "居民代表分楼栋商量，一楼住户得到补偿。",
        themes=("xie-shang",),
        regions=("500113", "500000"),
        year=2019,
        date=date(2019, 5, 1),
        evidence="D",
    ),
    doc(
        "case",
        "ting-che",
        "停车划线记",
        "楼道外停车难，居民代表签字，公示三天。",
        themes=("zi-zhi",),
        regions=("420106", "420000"),
        year=2021,
        date=date(2021, 1, 2),
        evidence="B",
        has_note=True,
    ),
    doc(
        "policy",
        "zhong-fa",
        "关于加强城乡社区治理的意见",
        "拨打12345热线。",
        aliases=("中发〔2017〕13号",),
        level="中央",
        year=2017,
    ),
)
LORE = Lore({key_of(one): place for place, one in enumerate(DOCS)}, [["楼栋", "单元"]])
ENGINES = ["whoosh", pytest.param("tantivy", marks=pytest.mark.skipif(not has_tantivy(), reason="没有装 tantivy"))]


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, request.param)
    opened.update(DOCS, ())
    yield opened
    opened.close()


def found(store: Store, text: str, sort: str = "relevance") -> Answer:
    query = parse(text, lambda facet, value: (value,))
    assert isinstance(query, Query), query
    return answer(store, query, LORE, limit=10, sort=sort)


def ids(store: Store, text: str) -> list[str]:
    return [result.row.doc.id for result in found(store, text).results]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("天天敲门十八法", "qiao-men"),
        ("敲门", "qiao-men"),
        ("天天敲门十八发", "qiao-men"),
        ("由民坐主", "you-min"),
        ("sylgk", "si-yi"),
        ("siyi lianggongkai", "si-yi"),
        ("四議兩公開", "si-yi"),
        ("中发[2017]13号", "zhong-fa"),
        ("１２３４５", "zhong-fa"),
        ("老旧小区 电梯", "dian-ti"),
        ("补偿", "dian-ti"),
        ("敲", "qiao-men"),
        ("单元长", "qiao-men"),
        ("由民座主", "you-min"),
        ("四义两公开", "si-yi"),
        ("youmingzuozhu", "you-min"),
        ("sylgl", "si-yi"),
    ],
)
def test_what_is_typed_brings_the_record_to_the_top(store: Store, text: str, first: str) -> None:
    assert ids(store, text)[0] == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"居民代表" AND 公示', {"ting-che"}),
        ('"居民代表" NOT 公示', {"qiao-men", "dian-ti"}),
        ("公示 OR 补偿", {"si-yi", "ting-che", "dian-ti"}),
        ("居民代表 kind:case", {"dian-ti", "ting-che"}),
        ("theme:(zi-zhi OR lian-xi)", {"qiao-men", "you-min", "ting-che"}),
        ("region:500000", {"dian-ti"}),
        ("年份:2016..2018", {"qiao-men", "you-min", "zhong-fa"}),
        ("年份:>2018", {"dian-ti", "ting-che"}),
        ("*十八法", {"qiao-men"}),
        ("由民?主", {"you-min"}),
        ("123*", {"zhong-fa"}),
        ("标题:居民", set()),
        ("kind:method -theme:xie-shang", {"qiao-men"}),
    ],
)
def test_conditions_choose(store: Store, text: str, expected: set[str]) -> None:
    assert set(ids(store, text)) == expected


def test_a_phrase_does_not_run_from_one_field_into_the_next(store: Store) -> None:
    # The title ends in 法, the summary begins with 天天.
    assert ids(store, '"十八法天天"') == []


def test_facets_count_all_results_and_totals_are_theirs(store: Store) -> None:
    done = found(store, "居民代表 年份:2018..2021")
    assert done.total == 3
    assert done.facets["kind"] == {"case": 2, "method": 1}
    assert done.facets["theme"] == {"lian-xi": 1, "xie-shang": 1, "zi-zhi": 1}
    assert done.facets["year"] == {"2021": 1, "2019": 1, "2018": 1}


def test_results_stand_by_date_or_by_evidence_and_those_without_come_last(store: Store) -> None:
    by_date = found(store, "居民代表 NOT 村民", sort="date").results
    assert [result.row.doc.id for result in by_date] == ["ting-che", "dian-ti", "qiao-men"]
    by_evidence = found(store, "居民代表 NOT 村民", sort="evidence").results
    assert [result.row.doc.evidence for result in by_evidence] == ["B", "D", None]


def test_cases_with_a_teaching_note_can_be_asked_for_and_are_counted(store: Store) -> None:
    assert ids(store, "居民代表 教学说明:yes") == ["ting-che"]
    assert found(store, "居民代表").facets["note"] == {"yes": 1}


def test_a_wrong_character_suggests_the_name_as_written(store: Store) -> None:
    assert found(store, "天天敲門十八发").suggestions == ("天天敲门十八法",)
    assert found(store, "天天敲门十八法").suggestions == ()


def test_who_finds_nothing_is_told_the_names_most_like_it(store: Store) -> None:
    for text in ("敲错门错十法", "敲錯門错十法？"):
        done = found(store, text)
        assert (done.total, done.suggestions) == (0, ("敲门十八法",)), text
    assert found(store, "鼍鼉龘").suggestions == ()


def test_snippets_mark_the_words(store: Store) -> None:
    snippet = found(store, "楼栋長").results[0].snippet
    assert snippet.marked("【", "】") == "【楼栋长】每天上门，居民代表签字。"


def test_a_snippet_does_not_begin_with_a_mark_that_closes_what_was_cut_off(store: Store) -> None:
    store.update([doc("term", "chang", "长句", f"{'前' * 60}“甲”，{'乙' * 10}鼍龙{'后' * 90}")], ())
    assert found(store, "鼍龙").results[0].snippet.text.startswith("…乙乙")


def test_a_figure_is_not_marked_within_another_one(store: Store) -> None:
    store.update([doc("term", "kuo-zhan", "扩展", "2018年11月的1+X，共1项，12345热线。")], ())
    assert (
        found(store, "1 x 项").results[0].snippet.marked("【", "】")
        == "2018年11月的【1】+【X】，共【1项】，12345热线。"
    )


def test_similar_shares_the_rare_words_and_is_never_the_record_itself(store: Store) -> None:
    everything = Query((), parsed_nothing().must, ())
    done = similar(store, "case/ting-che", everything, LORE, limit=5)
    assert done is not None
    assert done.results[0].row.doc.id == "qiao-men"
    assert "ting-che" not in [result.row.doc.id for result in done.results]
    assert similar(store, "case/nothing", everything, LORE, limit=5) is None


def parsed_nothing() -> Query:
    query = parse("", lambda facet, value: (value,))
    assert isinstance(query, Query)
    return query


def test_an_update_replaces_adds_and_removes(store: Store) -> None:
    changed = replace(DOCS[1], title="四议两公开一监督")
    store.update([changed, doc("term", "jian-fu", "社区减负")], ["case/ting-che"])
    assert store.size() == len(DOCS)
    assert ids(store, "一监督") == ["si-yi"]
    assert ids(store, "社区减负")[0] == "jian-fu"
    assert "ting-che" not in ids(store, "停车")


def test_what_was_replaced_or_removed_no_longer_counts(store: Store, tmp_path: Path) -> None:
    """Else the order would depend on how the index came to be."""
    store.update([replace(DOCS[0], body="每天上门。")], ["case/ting-che"])
    assert (store.frequency("居民"), store.frequency("天天"), store.frequency("停车")) == (2, 1, 0)
    assert store.frequency("没有") == 0


@pytest.mark.parametrize(
    "text", ["👍🏽" * 50, "\u0000\u202e社区\ufeff", "治" * 900, "constructor __proto__", "\\", "<script>"]
)
def test_odd_queries_only_find_or_do_not_find(store: Store, text: str) -> None:
    assert found(store, text).total <= len(DOCS)

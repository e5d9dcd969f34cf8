"""The Library: what resolves, what does not, and every reverse side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from casebook.files import SourceText
from casebook.link import build
from casebook.link.library import Library
from casebook.link.references import references
from casebook.link.suggest import Names
from casebook.model.case import Case
from casebook.model.method import Method
from casebook.problem import Problem
from tests.records.library import library_with, problems_with, record

CASE = """id: {id}
title: 案例{id}
summary: 一件事
themes: [{themes}]
sources: [lai-yuan-jia]
region: "{region}"
narrative:
  background: [{{text: 起因}}]
  process: [{{text: 经过}}]
limits: 未见报道
procedure: [{{method: {method}, what_happened: 照做}}]
"""
TERM = "id: {id}\ntitle: {id}\nsummary: 词\nthemes: [yi-shi]\nsources: [lai-yuan-jia]\ndefinition: [{{text: 文}}]\n"


def a_case(
    name: str, themes: str = "yi-shi", region: str = "160103", method: str = "liang-bu-gong-zuo-fa", more: str = ""
) -> SourceText:
    return record(f"cases/{name}", CASE.format(id=name, themes=themes, region=region, method=method) + more)


def a_term(name: str, more: str = "see_also: [liang-bu-gong-zuo-fa]\n") -> SourceText:
    return record(f"terms/{name}", TERM.format(id=name) + more)


def a_policy(name: str, more: str) -> SourceText:
    head = f"id: {name}\ntitle: 文件{name}\nsummary: 文件\nthemes: [yi-shi]\nsources: [lai-yuan-jia]\nlevel: 市\n"
    return record(f"policies/{name}", head + more)


def a_method(name: str, more: str = "") -> SourceText:
    head = f"id: {name}\ntitle: 办法{name}\nsummary: 办法\nthemes: [yi-shi]\nsources: [lai-yuan-jia]\nform: 机制\n"
    return record(f"methods/{name}", head + more)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.path.removeprefix("content/"), problem.code) for problem in problems]


@pytest.fixture(scope="module")
def library() -> Library:
    return library_with(
        a_case("b-an", themes="xing-lin, yi-shi", region="样板区", more="place: 示例小区\n"),
        a_case("a-an", themes="yi-shi", region="160102"),
        a_case("c-an", themes="xing-lin", region="shi-li-she-qu"),
        a_case("d-an", region="示例市样板区"),
    ).value


# ---- reverse sides


def test_whom_one_record_names_knows_it(library: Library) -> None:
    """Every link that resolves is found again at its other end, with the field and the reason."""
    assert [(link.source, link.field) for link in library.who_names("liang-bu-gong-zuo-fa", "procedure")] == [
        ("a-an", "procedure"),
        ("b-an", "procedure"),
        ("c-an", "procedure"),
        ("d-an", "procedure"),
        ("shi-li-she-qu-yi-shi", "procedure"),
    ]
    (similar,) = library.who_names("yi-bu-gong-zuo-fa", "similar_to")
    assert (similar.source, similar.note) == ("liang-bu-gong-zuo-fa", "那一种只听不办")
    for record_id, links in library.backlinks.items():
        for link in links:
            assert record_id in str(library.entries[link.source].record)
            assert link.source != record_id


def test_cases_of_a_method_come_once_each_and_sorted(library: Library) -> None:
    ids = ("a-an", "b-an", "c-an", "d-an", "shi-li-she-qu-yi-shi")
    assert library.cases_of("liang-bu-gong-zuo-fa") == ids


def test_a_spot_includes_what_lies_below(library: Library) -> None:
    assert library.by_spot["shi-li-she-qu"] == ("liang-bu-gong-zuo-fa", "b-an", "c-an", "shi-li-she-qu-yi-shi")
    assert set(library.by_spot["shi-li-she-qu"]) < set(library.by_spot["160103"]) < set(library.by_spot["160100"])
    assert library.by_spot["160102"] == ("a-an", "che-hui-de-an-li")
    for spot in library.spots.values():
        for child in library.children_of(spot.id):
            assert set(library.by_spot[child.id]) <= set(library.by_spot[spot.id])


def test_a_place_written_by_name_is_the_registered_one_in_that_region(library: Library) -> None:
    assert library.spot_of["b-an"] == ("shi-li-she-qu",)
    assert [spot.label for spot in library.spot_path("shi-li-she-qu")] == [
        "示例省", "示例市", "样板区", "样板街道", "示例社区",
    ]  # fmt: skip


def test_parents_come_before_children(library: Library) -> None:
    seen: set[str | None] = {None}
    for spot in library.spots.values():
        assert spot.parent in seen
        seen.add(spot.id)


def test_a_theme_lists_first_whom_it_is_first_for(library: Library) -> None:
    ranked = library.by_theme["xing-lin"]
    first = [record_id for record_id in ranked if _themes(library, record_id)[0] == "xing-lin"]
    assert list(ranked) == [*first, *(record_id for record_id in ranked if record_id not in first)]
    assert ranked == ("shi-li-mo-shi", "b-an", "c-an", "liang-bu-gong-zuo-fa")
    assert library.by_theme["jiu-zhu-ti"] == ()


def _themes(library: Library, record_id: str) -> Any:
    return library.entries[record_id].record.themes  # type: ignore[attr-defined]


def test_who_cites_a_source_comes_in_the_order_of_its_sections(library: Library) -> None:
    locators = [locator for locator, _ in library.cited["lai-yuan-jia"] if locator]
    order = ["一", "二", "三(一)"]
    assert [locator for locator in order for _ in range(locators.count(locator))] == locators
    whole = [record_id for locator, record_id in library.cited["lai-yuan-jia"] if not locator]
    precise = {record_id for locator, record_id in library.cited["lai-yuan-jia"] if locator}
    assert "sheng-yi-jian" in whole
    assert not precise & set(whole)


def test_settings_redirects_and_counts(library: Library) -> None:
    assert library.by_setting["lao-she-qu"] == ("shi-li-she-qu-yi-shi",)
    assert library.redirects == {"er-bu-fa": "liang-bu-gong-zuo-fa"}
    assert library.counts()["case"] == 6
    assert [entry.id for entry in library.of_kind("note")] == ["shi-li-jiao-xue"]
    assert {case.id for _, case in library.of_model(Case)} == {entry.id for entry in library.of_kind("case")}
    assert library.get("liang-bu-gong-zuo-fa", Method).title == "两步工作法"
    with pytest.raises(TypeError):
        library.get("liang-bu-gong-zuo-fa", Case)


# ---- what does not hold


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("liang-bu-gongzuofa", "liang-bu-gong-zuo-fa"),
        ("liang-bu-gong-zuo-fang", "liang-bu-gong-zuo-fa"),
        ("laing-bu-gong-zuo-fa", "liang-bu-gong-zuo-fa"),
        ("Liang_Bu_Gong_Zuo_Fa", "liang-bu-gong-zuo-fa"),
        ("两步工作法", "liang-bu-gong-zuo-fa"),
        ("二步工作法", "liang-bu-gong-zuo-fa"),
        ("兩步工作法", "liang-bu-gong-zuo-fa"),
        ("er-bu-fa", "liang-bu-gong-zuo-fa"),
        ("示例魔式", "shi-li-mo-shi"),
    ],
)
def test_a_typo_gets_what_was_likely_meant_first(written: str, meant: str) -> None:
    (problem,) = problems_with(a_case("x", method=written))
    assert problem.code == "CB401"
    assert problem.hint.startswith(f"是不是：{meant}（")


def test_what_is_like_nothing_gets_advice_and_no_guess() -> None:
    (problem,) = problems_with(a_case("x", method="qwertyuiop"))
    assert problem.hint == "先建立这条记录，或删去这个链接"


def test_a_link_to_a_broken_file_is_no_second_problem() -> None:
    problems = problems_with(record("methods/liang-bu-gong-zuo-fa", "id: [\n"))
    assert told(problems) == [("methods/liang-bu-gong-zuo-fa.yaml", "CB103")]


def test_a_broken_file_hides_no_problem_of_others() -> None:
    problems = problems_with(record("methods/liang-bu-gong-zuo-fa", "id: [\n"), a_case("x", method="mei-you"))
    assert told(problems) == [("cases/x.yaml", "CB401"), ("methods/liang-bu-gong-zuo-fa.yaml", "CB103")]


def test_an_alias_that_looks_like_an_id_hides_no_record() -> None:
    text = "see_also: [liang-bu-gong-zuo-fa]\naliases: [yi-bu-gong-zuo-fa]\n"
    assert problems_with(a_term("a-ci", text), a_case("x", method="yi-bu-gong-zuo-fa")) == ()


def test_a_record_may_bear_the_id_of_a_place() -> None:
    assert problems_with(a_case("shi-li-she-qu", region="shi-li-she-qu")) == ()


def test_two_records_of_one_id_are_both_told() -> None:
    problems = problems_with(a_method("x", "see_also: [liang-bu]\n"), a_case("x"), a_term("x"))
    assert Counter(code for _, code in told(problems)) == Counter({"CB405": 3})


def test_two_records_of_one_old_id_are_both_told() -> None:
    more = "see_also: [liang-bu]\nredirect_from: [jiu-de]\n"
    problems = problems_with(a_term("a-ci", more), a_term("b-ci", more))
    assert told(problems) == [("terms/a-ci.yaml", "CB407"), ("terms/b-ci.yaml", "CB407")]
    assert problems[0].values["other"] == "content/terms/b-ci.yaml"
    assert problems[1].values["other"] == "content/terms/a-ci.yaml"


def test_a_record_s_own_id_is_no_old_id() -> None:
    problems = problems_with(a_term("a-ci", "see_also: [liang-bu]\nredirect_from: [a-ci]\n"))
    assert told(problems) == [("terms/a-ci.yaml", "CB407")]


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (a_policy, "implements: [{}]"),
        (a_policy, "amends: [{}]"),
        (a_policy, "replaced_by: {}"),
        (a_method, "part_of: [{}]"),
        (a_method, "derived_from: [{}]"),
        (a_term, "status: 被替代\nsuperseded_by: {}"),
    ],
)
def test_a_relation_that_closes_on_itself_is_told_once(make: Callable[[str, str], SourceText], field: str) -> None:
    names = ["a-x", "b-x", "c-x"]
    ring = [make(name, field.format(names[(index + 1) % 3]) + "\n") for index, name in enumerate(names)]
    problems = problems_with(*ring)
    assert [problem.code for problem in problems] == ["CB408"]
    assert problems[0].values["chain"].count("→") == 3
    assert problems_with(*reversed(ring)) == problems


def test_a_long_chain_is_no_circle_and_no_deep_call() -> None:
    chain = [a_policy(f"p{no:04}", f"implements: [p{no + 1:04}]\n") for no in range(1500)]
    assert problems_with(*chain, a_policy("p1500", "see_also: [liang-bu]\n")) == ()


def test_what_two_name_alike_is_no_circle() -> None:
    assert problems_with(a_policy("a-x", "implements: [b-x, c-x]\n"), a_policy("b-x", "implements: [c-x]\n"), a_policy("c-x", "implements: [sheng-yi-jian]\n")) == ()  # fmt: skip


# ---- names


def test_both_sides_of_a_shared_name_are_told() -> None:
    problems = problems_with(a_term("a-ci", "see_also: [liang-bu]\naliases: [同名]\n"), a_term("b-ci", "see_also: [liang-bu]\naliases: ['同 名！']\n"))  # fmt: skip
    assert [(path, code) for path, code in told(problems)] == [
        ("terms/a-ci.yaml", "CB406"),
        ("terms/b-ci.yaml", "CB406"),
    ]


def test_titles_may_be_shared_by_kinds_and_by_documents_of_different_regions() -> None:
    title = "title: 文件a-x\n"
    term = record("terms/a-ci", TERM.format(id="a-ci").replace("title: a-ci\n", title) + "see_also: [liang-bu]\n")
    one = a_policy("a-x", 'region: "160100"\nimplements: [sheng-yi-jian]\n')
    text = one.data.decode().replace("id: a-x", "id: b-x").replace("160100", "160200").split("\n", 1)[1]
    assert problems_with(term, one, record("policies/b-x", text)) == ()
    same = record("policies/b-x", text.replace("160200", "示例市"))
    assert told(problems_with(one, same)) == [("policies/a-x.yaml", "CB406"), ("policies/b-x.yaml", "CB406")]


def test_names_of_nothing_but_signs_are_not_all_the_same() -> None:
    more = "see_also: [liang-bu]\naliases: ['{}']\n"
    assert problems_with(a_term("a-ci", more.format("——")), a_term("b-ci", more.format("……"))) == ()


# ---- cost


def test_the_work_grows_with_the_records_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: walks over records and look-ups of names for n and for 4n records."""

    def work(count: int) -> Counter[str]:
        calls: Counter[str] = Counter()
        walk, near = references, Names._suggestion

        def counted_walk(value: Any) -> Any:
            calls["walks"] += 1
            return walk(value)

        def counted_near(self: Names, text: str, kinds: tuple[str, ...]) -> str:
            calls["suggestions"] += 1
            return near(self, text, kinds)

        with monkeypatch.context() as patch:
            patch.setattr(build, "references", counted_walk)
            patch.setattr(Names, "_suggestion", counted_near)
            extra = [
                a_term(f"t{no}", f"see_also: [liang-bu, mei-you]\nredirect_from: [old-{no}]\n") for no in range(count)
            ]
            problems = problems_with(*extra)
            assert [problem.code for problem in problems] == ["CB401"] * count
        return calls

    small, large = work(50), work(200)
    assert large["walks"] - small["walks"] == 150
    assert small["suggestions"] == large["suggestions"] == 1  # the same typo is looked up once

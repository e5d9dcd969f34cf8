"""What a record's page says, before it is HTML: each promise of the pages as a sentence."""

from typing import Any

from casebook.link.library import Library
from casebook.model.method import Method
from casebook.publish.desk import desk_for
from casebook.publish.fragments import record_fragment
from casebook.publish.items import items_of
from casebook.publish.records import record_view
from casebook.publish.site import Site
from casebook.publish.views.figures import Figures
from casebook.publish.views.method import Steps
from casebook.publish.views.note import Plan
from casebook.publish.views.pack import Units, clock
from casebook.publish.views.parts import LinkGroup, PageView, Statements
from casebook.publish.views.policy import Chain
from tests.publish.small_library import SOURCE, a_case, a_library, a_method

SITE = Site("案例库", "", "https://x.cn/", "", "main", "https://git.cn/edit/{branch}/{path}", "")
CITED = {"text": "有出处", "cite": "wen-ji 一"}
OWN = {"text": "没有出处"}


def a_record(kind: str, record_id: str, title: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    common: dict[str, Any] = {"id": record_id, "title": title, "summary": f"{title}的摘要", "status": "已发布"}
    if kind not in ("note", "pack"):
        common |= {"themes": ["yi-shi"], "sources": ["wen-ji"]}
    return kind, {**common, **changes}


def a_policy(record_id: str, title: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    return a_record("policy", record_id, title, level="省", **changes)


def view_of(library: Library, record_id: str) -> PageView:
    return record_view(desk_for(library, SITE), library.entries[record_id], "2026-07-01")


def body(library: Library, record_id: str, section_id: str) -> Any:
    """The body of a section, or None where the page has no such section."""
    found = [section.body for section in view_of(library, record_id).sections if section.id == section_id]
    return found[0] if found else None


def names(groups: tuple[LinkGroup, ...]) -> dict[str, list[str]]:
    return {group.title: [link.text for link in group.links] for group in groups}


def test_steps_that_the_sources_do_not_give_are_counted_and_not_padded() -> None:
    step = {"no": 1, "name": "说事", "cite": "wen-ji 一"}
    library = a_library(a_method("m", "十八法", steps=[step], declared_steps=18), a_method("n", "无步法"))
    steps = body(library, "m", "steps")
    assert isinstance(steps, Steps)
    assert (len(steps.items), steps.declared, steps.missing) == (1, 18, 17)
    assert steps.items[0].anchor == "step-1"
    assert body(library, "n", "steps").missing == 0


def test_a_few_short_steps_stand_side_by_side() -> None:
    def row(count: int, how: str = "做", **changes: Any) -> bool:
        steps = [{"no": no, "name": f"第{no}", "how": how, "who": ["居民"]} for no in range(1, count + 1)]
        return bool(body(a_library(a_method("m", "法", steps=steps, **changes)), "m", "steps").row)

    assert [row(count) for count in (1, 2, 5, 6)] == [False, True, True, False]
    assert (row(3, "做" * 100), row(3, "做" * 120)) == (True, False)
    assert not row(3, declared_steps=5)  # what is missing needs a row of its own


def test_similar_methods_are_shown_from_both_sides_with_the_reason() -> None:
    reason = {"ref": "b", "note": "它多一步", "cite": "wen-ji 一"}
    library = a_library(a_method("a", "甲法", similar_to=[reason]), a_method("b", "乙法"))
    for own, other in (("a", "乙法"), ("b", "甲法")):
        (group,) = body(library, own, "related")
        assert (group.title, [link.text for link in group.links]) == ("相近的工作法", [other])
        assert "它多一步" in group.links[0].note
        assert "文集 · 一" in group.links[0].note


def test_a_reason_that_stands_in_another_record_brings_its_source() -> None:
    reason = {"ref": "b", "note": "它多一步", "cite": "bie-ji 一"}
    other = ("source", {**SOURCE, "id": "bie-ji", "title": "别集"})
    library = a_library(a_method("a", "甲法", sources=["bie-ji"], similar_to=[reason]), a_method("b", "乙法"), other)
    assert [str(source.href) for source in body(library, "a", "sources")] == ["../sources/bie-ji.html"]
    assert [str(source.href) for source in body(library, "b", "sources")] == [
        "../sources/wen-ji.html",
        "../sources/bie-ji.html",
    ]


def test_derived_and_part_of_are_shown_both_ways() -> None:
    library = a_library(
        a_method("a", "甲法", derived_from=["b"], part_of=["c"]), a_method("b", "乙法"), a_method("c", "丙法")
    )
    assert names(body(library, "a", "related")) == {"脱胎于": ["乙法"], "属于": ["丙法"]}
    assert names(body(library, "b", "related")) == {"由它发展出来": ["甲法"]}
    assert names(body(library, "c", "related")) == {"包含": ["甲法"]}


def test_a_method_shows_who_practises_it_and_their_results() -> None:
    figure = {"indicator": "满意率", "after": "90", "unit": "%", "cite": "wen-ji 一", "evidence": "D", "methods": ["m"]}
    scale = {**figure, "indicator": "社区", "nature": "规模", "methods": []}
    procedure = [
        {"method": "m", "step_no": 1, "what_happened": "做了", "cite": "wen-ji 一"},
        {"method": "m", "step_no": 2, "fidelity": "改造", "what_happened": "改了", "cite": "wen-ji 一"},
    ]
    steps = [{"no": 1, "name": "说"}, {"no": 2, "name": "办"}]
    library = a_library(
        a_method("m", "甲法", steps=steps), a_case("c", "奎文", procedure=procedure, results=[figure, scale])
    )
    practised = body(library, "m", "practised")
    assert [(link.text, str(link.note)) for link in practised.cases] == [("奎文", "照用第 1 步；改造第 2 步")]
    evidence = body(library, "m", "evidence")
    ((case, table),) = evidence.tables
    assert (case.text, [row.indicator for row in table.rows]) == ("奎文", ["满意率"])
    assert evidence.grades == (("D", "实施单位或其主管单位自己的说法"),)
    (used,) = body(library, "c", "procedure")
    assert [(item.step, item.step_href) for item in used.items] == [
        ("第 1 步 说", "../methods/m.html#step-1"),
        ("第 2 步 办", "../methods/m.html#step-2"),
    ]


def test_three_and_more_steps_in_a_row_are_told_as_a_range() -> None:
    steps = [{"no": no, "name": f"第{no}"} for no in range(1, 10)]
    used = [
        {"method": "m", "step_no": no, "what_happened": "做了", "cite": "wen-ji 一"} for no in (1, 2, 3, 4, 6, 8, 9)
    ]
    library = a_library(a_method("m", "甲法", steps=steps), a_case("c", "奎文", procedure=used))
    assert str(body(library, "m", "practised").cases[0].note) == "照用第 1 至 4、6、8、9 步"


def test_parts_of_equal_rank_are_not_drawn_as_steps() -> None:
    parts = [{"no": 1, "name": "自治清单"}, {"no": 2, "name": "协助清单"}]
    used = [{"method": "m", "step_no": 2, "what_happened": "列了", "cite": "wen-ji 一"}]
    library = a_library(
        a_method("m", "两张清单", steps=parts, steps_order="并列"),
        a_method("n", "两步法", steps=parts),
        a_case("c", "奎文", procedure=used),
    )
    assert [page.sections[1].title for page in (view_of(library, "m"), view_of(library, "n"))] == ["组成", "步骤"]
    assert [body(library, method, "steps").parallel for method in "mn"] == [True, False]
    assert str(body(library, "m", "practised").cases[0].note) == "照用第 2 项"
    (done,) = body(library, "c", "procedure")
    assert done.items[0].step == "第 2 项 协助清单"


def test_nothing_is_copied_from_a_method_known_by_name_only() -> None:
    used = [{"method": "m", "what_happened": "点了名", "cite": "wen-ji 一"}]
    library = a_library(a_method("m", "甲法"), a_case("c", "奎文", procedure=used))
    assert str(body(library, "m", "practised").cases[0].note) == ""
    (done,) = body(library, "c", "procedure")
    assert done.items[0].step == ""


def test_each_case_has_a_table_of_its_own_and_a_name_of_its_own() -> None:
    figure = {"indicator": "满意率", "after": "90", "unit": "%", "cite": "wen-ji 一", "evidence": "D", "methods": ["m"]}
    used = [{"method": "m", "what_happened": "做了", "cite": "wen-ji 一"}]
    cases = [a_case(case, title, procedure=used, results=[figure]) for case, title in (("c", "甲地"), ("d", "乙地"))]
    tables = body(a_library(a_method("m", "甲法"), *cases), "m", "evidence").tables
    assert [(case.text, table.label) for case, table in tables] == [
        ("甲地", "甲地：数字"),
        ("乙地", "乙地：数字"),
    ]


def test_the_problem_comes_before_the_facts() -> None:
    view = view_of(a_library(a_method("m", "甲法", problem_solved=[CITED])), "m")
    assert [section.id for section in view.sections if section.lead] == ["problem"]
    page = record_fragment(view)
    assert page.index("cb-summary") < page.index('id="problem"') < page.index("cb-facts")


def test_other_names_stay_apart_and_never_repeat_the_title() -> None:
    library = a_library(
        a_method("m", "公约", aliases=["村规民约、居民公约", "村规"]),
        a_method("n", "公益采购、公益伙伴", aliases=["公益采购", "公益伙伴"]),
        a_method("o", "户决制", aliases=["戶決制", "户决"]),
    )
    assert [view_of(library, method).head.aliases for method in "mno"] == [
        "村规民约、居民公约；村规",
        "",
        "戶決制、户决",
    ]


def test_nothing_is_said_twice() -> None:
    effort = {"people": "三人", "difficulty": "难", "cite": "wen-ji 一"}
    parties = [{"name": "街道", "role": "牵头", "cite": "wen-ji 一"}]
    library = a_library(
        a_method("m", "甲法", effort=effort),
        a_case("c", "奎文", partners=parties),
        a_case("d", "苇湾", partners=[{"name": "街道", "cite": "wen-ji 一"}]),
        a_record("term", "t", "六条途径", definition=[CITED], see_also=["m"]),
    )
    difficulty = {row.label: row.value for row in view_of(library, "m").head.facts}["难度"]
    assert "文集 · 一" in difficulty
    assert [row.label for row in body(library, "m", "people").facts] == ["人手", "依据"]
    labels = {case: [row.label for row in view_of(library, case).head.facts] for case in "cd"}
    assert ("参与单位" in labels["c"], "参与单位" in labels["d"]) == (False, True)
    assert body(library, "c", "partners") is not None
    assert body(library, "t", "used") is None


def test_a_source_takes_nothing_from_itself() -> None:
    notes = [{"kind": "缺载", "text": "没有日期", "cite": "wen-ji 一"}]
    library = a_library(a_method("m", "甲法", problem_solved=[CITED]))
    noted = a_library(("source", {**SOURCE, "id": "bie-ji", "title": "别集", "editor_notes": notes}))
    assert names(body(library, "wen-ji", "taken")[0].groups) == {"工作法": ["甲法"]}
    assert names(body(noted, "wen-ji", "taken")[0].groups) == {"来源": ["别集"]}
    own = a_library(
        (
            "source",
            {**SOURCE, "id": "zi-ji", "editor_notes": [{"kind": "缺载", "text": "没有日期", "cite": "zi-ji 一"}]},
        )
    )
    assert names(body(own, "zi-ji", "taken")[0].groups) == {}


def test_a_level_is_named_alike_everywhere() -> None:
    library = a_library(a_policy("p", "意见"), a_policy("q", "办法", implements=["p"]))
    level = {row.label: row.value for row in view_of(library, "p").head.facts}["层级"]
    assert level.startswith("省级")
    assert body(library, "q", "chain").tiers[0].links[0].facts == "省级"
    assert items_of(library)["p"].facts[0] == "省级"


def test_facts_bear_the_names_that_filters_and_the_field_table_use() -> None:
    facts = view_of(a_library(a_method("m", "甲法", participation="协作")), "m").head.facts
    assert Method.model_fields["participation"].title in [row.label for row in facts]


def test_keywords_wait_at_the_foot() -> None:
    view = view_of(a_library(a_method("m", "甲法", keywords=["议事"])), "m")
    assert [row.label for row in view.head.tags] == ["主题"]
    assert [(word.text, word.href) for word in view.foot.words] == [("议事", "../search.html?q=%E8%AE%AE%E4%BA%8B")]


def test_a_statement_without_a_source_is_labelled_once_where_all_lack_one() -> None:
    library = a_library(
        a_method("a", "甲法", support=[CITED, OWN]),
        a_method("b", "乙法", support=[OWN, OWN]),
        a_method("c", "丙法", support=[OWN]),
    )
    mixed, none, single = (body(library, record_id, "support") for record_id in "abc")
    assert isinstance(mixed, Statements)
    assert ["编者归纳" in item for item in mixed.items] == [False, True]
    assert (none.editors, ["编者归纳" in item for item in none.items]) == (True, [False, False])
    assert (single.editors, ["编者归纳" in item for item in single.items]) == (False, [True])


def test_a_stage_is_told_where_it_is_not_the_records_own() -> None:
    done, planned = {**CITED, "stage": "已实施"}, {**CITED, "stage": "计划"}
    library = a_library(
        a_method("a", "甲法", stage="已实施", support=[done, planned, CITED]),
        a_method("b", "乙法", stage="试点", support=[done, {**CITED, "stage": "试点"}]),
    )
    assert ["cb-stage" in item for item in body(library, "a", "support").items] == [False, True, False]
    assert "cb-stage--planned" in body(library, "a", "support").items[1]
    assert ["cb-stage--done" in item for item in body(library, "b", "support").items] == [True, False]
    assert [row.value for row in view_of(library, "b").head.facts if row.label == "进展"] == [
        '试点<small class="cb-gloss">来源说在少数地方试行</small>'
    ]


def test_what_is_only_proposed_says_so_at_every_step_party_and_place() -> None:
    changes = {
        "steps": [{"no": 1, "name": "听"}, {"no": 2, "name": "办", "stage": "已实施"}],
        "participants": [{"name": "居民"}],
        "practised_in": [{"region": "370705", "cite": "wen-ji 一"}],
    }
    library = a_library(
        a_method("a", "甲法", stage="建议", **changes), a_method("b", "乙法", stage="已实施", **changes)
    )
    told = [
        (
            [step.stage for step in body(library, method, "steps").items],
            body(library, method, "people").parties[0][0],
            body(library, method, "practised").places[0][1],
        )
        for method in "ab"
    ]
    proposed = '<span class="cb-stage cb-stage--proposed" title="只是来源作者的建议">建议</span>'
    (steps, party, place), (plain_steps, plain_party, plain_place) = told
    assert steps == [proposed, '<span class="cb-stage cb-stage--done" title="来源说已经做了">已实施</span>']
    assert party == f"居民{proposed}"
    assert place.startswith(proposed)
    assert (plain_steps, plain_party) == (["", ""], "居民")
    assert "cb-stage" not in plain_place


def test_a_case_marks_what_it_only_plans() -> None:
    used = [
        {"method": "m", "step_no": 1, "what_happened": "做了"},
        {"method": "m", "step_no": 2, "what_happened": "要做", "stage": "计划"},
    ]
    target = {
        "indicator": "覆盖", "after": "100", "unit": "%", "nature": "目标", "stage": "计划",
        "cite": "wen-ji 一", "evidence": "D", "methods": ["m"],
    }  # fmt: skip
    narrative = {"background": [OWN], "process": [{"text": "要建", "stage": "计划"}]}
    library = a_library(
        a_method("m", "甲法", steps=[{"no": 1, "name": "听"}, {"no": 2, "name": "办"}]),
        a_case("c", "奎文", procedure=used, narrative=narrative, results=[target]),
    )
    (done,) = body(library, "c", "procedure")
    assert [item.fidelity for item in done.items] == ["照用", ""]
    assert ["cb-stage--planned" in item.text for item in done.items] == [False, True]
    assert "cb-stage--planned" in body(library, "c", "process").items[0]
    assert "cb-stage--planned" in body(library, "c", "figures").groups[0].table.rows[0].stage
    assert str(body(library, "m", "practised").cases[0].note) == "照用第 1 步；计划第 2 步"


def test_a_case_that_only_plans_a_method_known_by_name_says_so() -> None:
    used = [{"method": "m", "what_happened": "打算推行", "stage": "计划"}]
    library = a_library(a_method("m", "甲法"), a_case("c", "奎文", procedure=used))
    assert "cb-stage--planned" in body(library, "m", "practised").cases[0].note


def test_lists_do_not_pass_off_a_proposal_as_practice() -> None:
    library = a_library(a_method("a", "甲法", stage="建议"), a_method("b", "乙法", stage="推进中", similar_to=["a"]))
    assert [items_of(library)[method].facts for method in "ab"] == [("工作法", "建议"), ("工作法",)]
    assert body(library, "b", "related")[0].links[0].facts == "工作法，建议"


def test_a_case_of_several_regions_names_them_all() -> None:
    library = a_library(a_case("c", "奎文", more_regions=["420000"]))
    facts = {row.label: row.value for row in view_of(library, "c").head.facts}
    assert ("奎文区" in facts["地点"], "湖北省" in facts["还涉及"]) == (True, True)
    assert items_of(library)["c"].values["region"] == ("370000", "370700", "370705", "420000")


def test_figures_stand_by_nature_with_the_grades_that_occur() -> None:
    figure = {"indicator": "甲率", "after": "90", "unit": "%", "cite": "wen-ji 一", "evidence": "D"}
    results = [{**figure, "nature": "规模", "evidence": "B"}, figure, {**figure, "indicator": "乙率", "before": "3"}]
    figures = body(a_library(a_case("c", "奎文", results=results)), "c", "figures")
    assert isinstance(figures, Figures)
    assert [(group.title, group.table.before, group.table.period) for group in figures.groups] == [
        ("成效", True, False),
        ("规模", False, False),
    ]
    assert [grade for grade, _ in figures.grades] == ["B", "D"]


def test_unreported_limits_are_said() -> None:
    library = a_library(a_case("a", "甲"), a_case("b", "乙", limits=[CITED]))
    assert body(library, "a", "limits").unreported
    assert len(body(library, "b", "limits").statements.items) == 1


def test_a_place_leads_from_the_province_down() -> None:
    facts = {row.label: str(row.value) for row in view_of(a_library(a_case("a", "甲", place="某社区")), "a").head.facts}
    assert facts["地点"] == (
        '<span class="cb-place"><a href="../regions/370000.html">山东省</a><span>›</span><a href="../regions/370700.html">潍坊市</a>'
        '<span>›</span><a href="../regions/370705.html">奎文区</a><span>›</span>某社区</span>'
    )


def test_the_policy_chain_goes_all_the_way_up_and_one_step_down() -> None:
    library = a_library(
        a_policy("a", "中央意见"),
        a_policy("b", "省意见", implements=["a"]),
        a_policy("c", "市意见", implements=["b"]),
        a_policy("d", "县意见", implements=["c"]),
        a_policy("e", "别的"),
    )
    chain = body(library, "c", "chain")
    assert isinstance(chain, Chain)
    assert [[link.text for link in tier.links] for tier in chain.tiers] == [
        ["中央意见"],
        ["省意见"],
        ["市意见"],
        ["县意见"],
    ]
    assert [tier.current for tier in chain.tiers] == [False, False, True, False]
    assert body(library, "e", "chain").alone


def test_a_circle_of_policies_ends() -> None:
    library = a_library(a_policy("a", "甲", implements=["b"]), a_policy("b", "乙", implements=["a"]))
    assert [[link.text for link in tier.links] for tier in body(library, "a", "chain").tiers] == [
        ["乙"],
        ["甲"],
        ["乙"],
    ]


def test_a_policy_shows_who_rests_on_it() -> None:
    library = a_library(
        a_policy("p", "意见"),
        a_method("m", "甲法", policy_basis=["p"]),
        a_case("c", "奎文", policy_basis=[{"ref": "p", "note": "文中点了名"}]),
    )
    used = body(library, "p", "used")
    assert names(used) == {"工作法": ["甲法"], "案例": ["奎文"]}
    assert [str(group.links[0].note) for group in used] == ["", "文中点了名"]


def test_a_source_shows_section_by_section_what_was_taken() -> None:
    library = a_library(a_method("m", "甲法", support=[CITED]), a_case("c", "奎文"))
    uses = body(library, SOURCE["id"], "taken")
    assert [(use.anchor, names(use.groups)) for use in uses] == [
        ("s-1", {"工作法": ["甲法"]}),
        ("s-whole", {"案例": ["奎文"]}),
    ]


def test_a_source_tells_what_must_be_known_to_read_a_figure() -> None:
    figure = {"indicator": "覆盖", "after": "90", "unit": "%", "cite": "wen-ji 一", "evidence": "D", "note": "口径不明"}
    library = a_library(a_case("c", "奎文", results=[figure]))
    (taken,) = [use.figures for use in body(library, SOURCE["id"], "taken") if use.figures]
    assert [(item.text, str(item.note)) for item in taken] == [("覆盖 90%", "口径不明")]
    assert "<small>口径不明</small>" in record_fragment(view_of(library, SOURCE["id"]))


def test_records_that_name_each_other_stand_once_a_page() -> None:
    used = [{"method": "b", "what_happened": "做了"}]
    library = a_library(
        a_method("a", "甲法", similar_to=[{"ref": "b", "note": "多一步"}], see_also=["b"]),
        a_method("b", "乙法", similar_to=["a"], see_also=["a"]),
        a_case("c", "奎文", procedure=used, see_also=["b"], policy_basis=["p"]),
        a_policy("p", "意见", see_also=["c", "q"]),
        a_policy("q", "办法", implements=["p"]),
    )
    assert names(body(library, "a", "related")) == {"相近的工作法": ["乙法"]}
    assert names(body(library, "b", "related")) == {"相近的工作法": ["甲法"]}
    assert body(library, "q", "related") is None
    assert names(body(library, "c", "related")) == {"": ["乙法"]}


def test_a_term_knows_where_it_is_used_and_lights_up_there() -> None:
    term = a_record("term", "wang-ge", "网格", definition=[{"text": "管理单元", "cite": "wen-ji 一"}])
    library = a_library(term, a_method("m", "甲法", support=[{"text": "每个网格一人"}]), a_method("n", "乙法"))
    assert names(body(library, "wang-ge", "used")) == {"工作法": ["甲法"]}
    assert body(library, "m", "terms") == (("../terms/wang-ge.html", "网格", "网格的摘要"),)
    assert body(library, "n", "terms") is None


def a_note(record_id: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    needed = {
        "case": "c",
        "audience": ["社工"],
        "class_minutes": 45,
        "purpose": "用途",
        "objectives": [{"no": 1, "text": "会议事"}],
        "questions": [{"text": "为什么", "objective": 1, "hint": "想想**居民**"}],
        "analysis": [OWN],
        "key_points": [OWN],
        "plan": [{"activity": "讲", "minutes": 20}, {"activity": "议", "minutes": 25}],
    }
    return a_record("note", record_id, "说明", **{**needed, **changes})


def test_a_note_has_the_ten_parts_in_order() -> None:
    library = a_library(a_case("c", "奎文"), a_note("n"))
    titles = [section.title for section in view_of(library, "n").sections][:10]
    assert titles == [
        "一、目的与用途", "二、启发思考题", "三、分析思路", "四、理论依据", "五、背景信息",
        "六、关键要点", "七、课堂计划", "八、后续进展", "九、附件", "十、其他支持材料",
    ]  # fmt: skip
    plan = body(library, "n", "plan")
    assert isinstance(plan, Plan)
    assert ([row.until for row in plan.rows], plan.total) == ([20, 45], 45)
    assert names(body(library, "c", "teaching")) == {"教学说明": ["说明"]}


def test_an_answer_names_its_letter() -> None:
    quiz = {"type": "单选", "stem": "选", "options": ["甲", "乙"], "answer": ["乙"]}
    judge = {"type": "判断", "stem": "判", "answer": ["对"]}
    items = body(a_library(a_case("c", "奎文"), a_note("n", quiz=[quiz, judge])), "n", "quiz")
    assert [item.answer for item in items] == ["B　乙", "对"]


def test_a_pack_runs_a_clock() -> None:
    units = [
        {"session": "上午", "type": "案例", "ref": "c", "minutes": 50, "alternative_ref": "d"},
        {"type": "休息", "minutes": 10},
        {"type": "讨论", "title": "议一议", "minutes": 30},
    ]
    pack = a_record("pack", "p", "半天", audience=["社工"], hours=1.5, objectives=["会"], units=units)
    library = a_library(a_case("c", "奎文"), a_case("d", "苇湾"), pack)
    found = body(library, "p", "units")
    assert isinstance(found, Units)
    assert [(row.begin, row.until, row.title) for row in found.rows] == [
        ("0:00", "0:50", "奎文"),
        ("0:50", "1:00", "休息"),
        ("1:00", "1:30", "议一议"),
    ]
    assert [row.session for row in found.rows] == ["上午", "", ""]
    assert found.rows[0].alternative is not None
    assert (found.rows[0].alternative.text, found.minutes, found.total) == ("苇湾", 90, "1:30")
    assert clock(125) == "2:05"


def test_status_is_the_first_thing_a_reader_learns() -> None:
    library = a_library(
        a_method("a", "甲法", status="草稿"),
        a_method("b", "乙法", status="已撤回", withdrawn_reason="来源作废"),
        a_method("c", "丙法", status="被替代", superseded_by="d"),
        a_method("d", "丁法"),
    )
    banners = {record_id: view_of(library, record_id).head.banner for record_id in "abcd"}
    assert banners["d"] is None
    assert [(banner.kind, banner.text, banner.link) for banner in banners.values() if banner] == [
        ("draft", "这条记录还在编写，内容可能改动，请不要引用。", ""),
        ("withdrawn", "来源作废", ""),
        ("superseded", "请改看：", "丁法"),
    ]


def test_the_foot_says_how_to_cite_and_where_to_mend() -> None:
    foot = view_of(a_library(a_method("m", "甲法", reviewed={"by": "王", "on": "2026-06"})), "m").foot
    assert foot.cite == "案例库. 甲法[DB/OL]. (2026-07-01)[引用日期]. https://x.cn/methods/m.html."
    assert foot.today in foot.cite
    assert foot.edit_url == "https://git.cn/edit/main/content/methods/m.yaml"
    assert foot.reviewed == "王，2026年6月"


def test_a_link_to_a_missing_record_is_shown_and_not_followed() -> None:
    (link,) = body(a_library(a_method("m", "甲法", policy_basis=["nowhere"])), "m", "basis")
    assert (link.href, link.text, link.status) == ("", "nowhere", "缺这条记录")


def test_points_in_time_stand_in_order_with_stage_and_grade() -> None:
    late = {"on": "2018", "what": "全面推开", "stage": "计划", "cite": "wen-ji 一", "evidence": "D"}
    early = {"on": "2016?", "what": "开始", "cite": "wen-ji 一", "evidence": "E", "note": "来源写作“去年”"}
    library = a_library(a_method("m", "甲法", milestones=[late, early]))
    found = body(library, "m", "times")
    assert [(one.on, one.grade) for one in found] == [("2016年（推断）", "E"), ("2018年", "D")]
    assert "来源写作" in found[0].note
    assert "计划</span>全面推开" in found[1].what
    assert body(a_library(a_method("m", "甲法")), "m", "times") is None


def test_an_editors_note_says_what_kind_it_is() -> None:
    notes = [{"kind": "存疑", "text": "前后不合", "cite": "wen-ji 一"}]
    (note,) = body(a_library(a_method("m", "甲法", editor_notes=notes)), "m", "doubts")
    assert 'cb-note-kind--doubt" title="来源前后不一' in note
    assert "存疑</span>前后不合" in note


def test_places_known_from_cases_only_are_said_apart() -> None:
    library = a_library(
        a_method("m", "甲法", origin={"region": "370705", "cite": "wen-ji 一"}),
        a_case("a", "甲地", region="370705", procedure=[{"method": "m", "what_happened": "照做"}]),
        a_case("c", "丙地", region="370000", procedure=[{"method": "m", "what_happened": "照做"}]),
        a_case("b", "乙地", region="420000", procedure=[{"method": "m", "what_happened": "照做"}]),
    )
    tags = {row.label: [tag.href for tag in row.tags] for row in view_of(library, "m").head.tags}
    assert tags == {"主题": tags["主题"], "案例所在": ["../regions/420000.html"]}

"""数据 and 原文疑点: what the two pages and the CSV hold, and what a source's page lists."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from casebook.link.library import Library, Proved
from casebook.model.case import Case
from casebook.model.parts import Figure
from casebook.publish.data import CSV_PATH, data_files, data_part
from casebook.publish.desk import desk_for
from casebook.publish.doubts import doubts_part
from casebook.publish.records import record_page
from casebook.publish.site import Site
from tests.publish.small_library import a_case, a_library, a_method

SITE = Site("案例库", "", "https://x.cn/sub/", "", "main", "", "")


def a_figure(indicator: str, after: str, unit: str, **changes: Any) -> dict[str, Any]:
    return {"indicator": indicator, "after": after, "unit": unit, "cite": "wen-ji 一", "evidence": "D", **changes}


def marked(library: Library, *afters: str) -> Library:
    """The library with these figures proved."""
    figures = [figure for _, case in library.of_model(Case) for figure in case.results if figure.after in afters]
    return replace(library, proved=Proved(frozenset(figures)))


def page(library: Library) -> str:
    return data_part(library, desk_for(library, SITE))


def rows(library: Library) -> list[dict[str, str]]:
    (file,) = data_files(library, SITE)
    assert file.path == CSV_PATH
    assert file.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))


LIBRARY = a_library(
    a_case("a", "甲地", results=[a_figure("参会率", "94.08", "%"), a_figure("社工", "3万多", "人", nature="规模")]),
    a_case("b", "乙地", themes=["fu-wu"], results=[a_figure("资金", "1.5", "亿元", evidence="A", period="2018")]),
)


def test_every_figure_of_every_case_is_a_row() -> None:
    html = page(LIBRARY)
    assert html.count('<tr role="row" data-') == 3
    assert '<a href="../cases/b.html#figures">乙地</a>' in html
    assert "2018年" in html


def test_rows_carry_what_filters_ask_for() -> None:
    html = page(LIBRARY)
    assert 'data-theme="fu-wu" data-region="370000 370700 370705" data-unit="亿元" data-nature="result"' in html
    for name in ("theme", "unit", "nature", "evidence"):
        assert f'name="{name}"' in html
    assert 'value="370705"' in html


def test_a_place_that_a_case_only_touches_does_not_claim_its_figures() -> None:
    html = page(a_library(a_case("a", "甲地", more_regions=["420000"], results=[a_figure("资金", "1.5", "亿元")])))
    assert 'data-region="370000 370700 370705"' in html
    assert 'value="420000"' not in html


@pytest.mark.parametrize(
    ("after", "unit", "size"),
    [("1.5", "亿元", "150000000"), ("3万多", "人", "30000"), ("760余", "起", "760"), ("三分之一", "比例", "")],
)
def test_numbers_sort_by_what_they_are_worth(after: str, unit: str, size: str) -> None:
    html = page(a_library(a_case("a", "甲地", results=[a_figure("数", after, unit)])))
    assert f'data-sort="{size}">{after}<' in html


def test_a_column_that_nothing_fills_is_left_out() -> None:
    assert "之前" not in page(LIBRARY)
    assert "之前" in page(a_library(a_case("a", "甲地", results=[a_figure("数", "2", "个", before="1")])))


def test_what_was_proved_is_ticked_and_counted() -> None:
    html = page(marked(LIBRARY, "94.08"))
    assert html.count('aria-label="已核对原文"') == 1
    assert "其中 1 个已核对原文" in html
    assert "已核对原文：" not in page(LIBRARY)


def test_without_figures_the_page_says_so() -> None:
    assert "还没有案例写下数字" in page(a_library(a_case("a", "甲地")))


def test_the_csv_has_the_same_rows_and_where_each_is_from() -> None:
    first, _, last = rows(marked(LIBRARY, "94.08"))
    assert (first["指标"], first["数值"], first["单位"], first["出处"]) == ("参会率", "94.08", "%", "wen-ji 一")
    assert (first["已核对原文"], last["已核对原文"]) == ("是", "")
    assert (last["主题"], last["时间"], last["证据等级"]) == ("服务", "2018", "A")
    assert last["网页"] == "https://x.cn/sub/cases/b.html"
    assert first["地区"] == "山东省潍坊市奎文区"


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+86", "'+86"), ("-cmd", "'-cmd"), ("-3.5", "-3.5"), ("5", "5")],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    (row,) = rows(a_library(a_case("a", "甲地", results=[a_figure("数", text, "个")])))
    assert row["数值"] == cell


def test_strangers_text_stays_text_on_the_page() -> None:
    html = page(a_library(a_case("a", "<b>甲地</b>", results=[a_figure("<i>数</i>", "5", '"个"')])))
    assert "<b>甲地" not in html
    assert "<i>数" not in html


def test_doubts_come_first_then_gaps_by_source_and_section_with_their_record() -> None:
    notes = [
        {"kind": "缺载", "text": "年份不明", "cite": "wen-ji 一"},
        {"kind": "缺载", "text": "没有写节号"},
        {"kind": "存疑", "text": "前后不合", "cite": "wen-ji 一"},
    ]
    library = a_library(a_method("m", "工作法甲", editor_notes=notes), a_case("a", "甲地"))
    html = doubts_part(library, desk_for(library, SITE))
    assert "共 3 处，记在 1 条记录上" in html
    assert (
        html.index('id="doubt"')
        < html.index('id="doubt-wen-ji"')
        < html.index("前后不合")
        < html.index('id="gap-wen-ji"')
        < html.index("年份不明")
        < html.index('id="gap-other"')
        < html.index("没有写节号")
    )
    assert '<a href="../sources/wen-ji.html#s-1">一</a>' in html
    assert '<a href="../methods/m.html#doubts">工作法甲</a>（工作法）' in html


def test_without_doubts_the_page_says_so() -> None:
    library = a_library(a_case("a", "甲地"))
    assert "现在没有记下的疑点" in doubts_part(library, desk_for(library, SITE))


def test_a_source_lists_the_figures_taken_from_each_section() -> None:
    library = marked(LIBRARY, "94.08")
    html = record_page(desk_for(library, SITE), library.entries["wen-ji"]).content
    section = html[html.index('id="s-1"') :]
    assert "参会率 94.08%" in section
    assert "社工 3万多人" in section
    assert '<a href="../cases/b.html#figures">乙地</a>' in section
    assert section.count("cb-proved") == 1


def test_a_sentence_is_ticked_when_it_was_proved() -> None:
    said = {"text": "共办了8件事", "cite": "wen-ji 一"}
    library = a_library(
        a_case("a", "甲地", narrative={"background": [said], "process": [{"text": "经过", "cite": "wen-ji 一"}]})
    )
    passage = library.get("a", Case).narrative.background[0]
    proved = replace(library, proved=Proved(texts=frozenset({(passage.text, passage.cite)})))
    assert record_page(desk_for(proved, SITE), proved.entries["a"]).content.count("cb-proved") == 1
    assert "cb-proved" not in record_page(desk_for(library, SITE), library.entries["a"]).content


def test_figures_compare_by_all_they_say() -> None:
    one, same, other = (Figure.model_validate(a_figure("数", "5", unit)) for unit in ("个", "个", "家"))
    assert len({one, same, other}) == 2

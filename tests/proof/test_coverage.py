from typing import Any

import pytest

from casebook.link.build import link
from casebook.link.library import Entry, Library, Vocab
from casebook.model.regions import Region, Regions
from casebook.model.term import Term
from casebook.proof.coverage import (
    Placed,
    Row,
    check_mappings,
    completed,
    found,
    misnamed,
    missing,
    read_mappings,
    shelves,
    write_mappings,
)
from tests.proof.texts import SOURCES, a_case, a_figure, a_method

REGIONS = Regions(
    (
        Region("370000", "山东省", None, "", None),
        Region("370700", "潍坊市", "370000", "", None),
        Region("370705", "奎文区", "370700", "", None),
    )
)


def a_term(**changes: Any) -> Entry:
    data = {
        "id": "liu-you",
        "title": "六有",
        "summary": "测试",
        "themes": ["yi-shi"],
        "sources": ["qu"],
        "definition": [{"text": "六样东西", "cite": "qu 做法(二)"}],
        **changes,
    }
    return Entry("term", "content/terms/liu-you.yaml", Term.model_validate(data))


def a_library() -> Library:
    steps = [{"no": 1, "name": "居民论坛", "cite": "zha-ji 一(二)"}]
    method = a_method(
        aliases=["五心法"], steps=steps, problem_solved=[{"text": "设“顾问团”和议事厅。", "cite": "zha-ji 一(二)"}]
    )
    case = a_case(results=[a_figure("议事厅里的参会率", "94.08", "%", "zha-ji 一(二)")])
    sources = [Entry("source", f"content/sources/{source.id}.yaml", source) for source in SOURCES]
    return link([method, case, a_term(), *sources], Vocab((), (), (), REGIONS))[0]


SHELVES = shelves(a_library())


def row(name: str, *spellings: str, source: str = "zha-ji", locator: str = "一(二)", no: str = "r1") -> Row:
    return Row(no, (name, *spellings), source, locator)


def line(record: str, how: str, part: str, name: str = "甲", no: str = "r1") -> Placed:
    return Placed(no, name, "zha-ji", "一(二)", record, how, part)


def codes(*lines: Placed) -> list[str]:
    return [problem.code for problem in check_mappings(list(enumerate(lines, start=3)), SHELVES)]


@pytest.mark.parametrize(
    ("wanted", "record", "how"),
    [
        (row("五心工作法"), "wu-xin", "record"),
        (row("“五心”法"), "wu-xin", "record"),
        (row("六有", source="qu", locator="做法(二)"), "liu-you", "term"),
        (row("潍坊市奎文区"), "370705", "record"),
        (row("奎文"), "370705", "record"),
        (row("居民论坛"), "wu-xin", "part"),
        (row("顾问团"), "wu-xin", "part"),
    ],
)
def test_a_row_is_found_by_its_names(wanted: Row, record: str, how: str) -> None:
    place = found(wanted, SHELVES)
    assert place is not None
    assert (place.record, place.how) == (record, how)
    assert codes(place) == []


def test_a_listed_name_comes_before_a_mention() -> None:
    place = found(row("议事厅"), SHELVES)
    assert place is not None
    assert place.record == "wu-xin"  # both mention it; methods come before cases


def test_a_mention_counts_only_where_the_section_is_cited() -> None:
    assert found(row("居民论坛", locator="二(一)"), SHELVES) is None
    assert found(row("居民论坛", source="qu", locator="做法(二)"), SHELVES) is None
    assert found(row("没有的"), SHELVES) is None


def test_the_spelling_that_fits_is_written_down() -> None:
    place = found(row("五心办法", "五心法"), SHELVES)
    assert place is not None
    assert (place.name, place.part) == ("五心办法", "五心法")


@pytest.mark.parametrize(
    ("placed", "code"),
    [
        (line("mei-you", "record", "五心工作法"), "CB812"),
        (line("wu-xin", "record", "六心工作法"), "CB813"),
        (line("wu-xin", "record", "居民论坛"), "CB813"),  # a step is no name of the method
        (line("wu-xin", "part", "居民大会"), "CB813"),
        (line("wu-xin", "part", "居民论坛；居民大会"), "CB813"),
        (line("wu-xin", "term", "五心工作法"), "CB813"),
        (line("liu-you", "record", "六有"), "CB813"),
        (line("wu-xin", "有", "五心工作法"), "CB814"),
    ],
)
def test_a_line_that_does_not_hold_is_told(placed: Placed, code: str) -> None:
    assert codes(placed) == [code]


def test_several_words_may_stand_for_a_list() -> None:
    assert codes(line("wu-xin", "part", "居民论坛；顾问团")) == []


def test_no_row_stands_twice() -> None:
    assert codes(line("wu-xin", "record", "五心法"), line("wu-xin", "part", "顾问团")) == ["CB815"]


def test_what_the_file_lacks_and_what_it_names_otherwise() -> None:
    rows = [row("甲"), row("乙", no="r2"), row("丙", no="r3")]
    lines = [(3, line("wu-xin", "record", "五心法")), (4, line("wu-xin", "record", "五心法", name="丁", no="r3"))]
    assert missing(rows, lines) == (rows[1],)
    assert [(problem.line, problem.code) for problem in misnamed(rows, lines)] == [(4, "CB816")]
    assert [problem.line for problem in misnamed(rows[1:], lines)] == [3, 4]


def test_completing_keeps_what_people_wrote_and_replaces_what_no_longer_holds() -> None:
    rows = [row("五心工作法"), row("居民论坛", no="r2"), row("没有的", no="r3")]
    written = line("wu-xin", "part", "顾问团", name="五心工作法")
    broken = line("mei-you", "record", "居民论坛", name="居民论坛", no="r2")
    done = completed(rows, [(3, written), (4, broken)], SHELVES)
    assert [(one.row, one.record, one.how, one.part) for one in done] == [
        ("r1", "wu-xin", "record", "五心工作法"),  # it has a record of its own by now
        ("r2", "wu-xin", "part", "居民论坛"),
    ]
    by_hand = line("wu-xin", "part", "居民论坛；顾问团", name="两个平台", no="r4")
    assert by_hand in completed([row("两个平台", no="r4")], [(3, by_hand)], SHELVES)


def test_the_file_reads_as_it_was_written() -> None:
    lines = (line("wu-xin", "record", "五心法"), line("liu-you", "term", "六有", no="r0"))
    text = write_mappings(lines).decode()
    assert [placed for _, placed in read_mappings(text)[0]] == sorted(lines)
    assert write_mappings(reversed(lines)).decode() == text
    read, problems = read_mappings(text + "r9\t缺列\n")
    assert len(read) == 2
    assert [(problem.line, problem.code) for problem in problems] == [(6, "CB811")]

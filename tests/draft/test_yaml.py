"""The drafts of an invented report, added to the invented library: nothing is wrong with them but what is left open."""

from __future__ import annotations

import pytest

from casebook.draft.proposal import propose
from casebook.draft.report import read_report
from casebook.draft.yaml import OPEN, drafts
from casebook.files import SourceText
from casebook.model.case import Case
from casebook.model.method import Method
from casebook.model.parts import Claim
from casebook.model.policy import Policy
from casebook.model.source import Source
from casebook.problem import Problem
from casebook.proof.claims import Kind, claims_of
from casebook.proof.verify import Archive, Status, read_text, verify
from tests.draft.reports import REPORT
from tests.records.library import library_with

SOURCE = "yang-ban-qu-tui-xing-yi-shi-xie"


def drafted(text: str, title: str = "") -> tuple[SourceText, ...]:
    proposal = propose(read_report(text, title), library_with().value)
    return tuple(SourceText(f"content/{file.path}", file.data) for file in drafts(proposal))


def unexpected(files: tuple[SourceText, ...]) -> list[Problem]:
    """Problems on lines that are not marked as open."""
    lines = {file.path: file.data.decode().split("\n") for file in files}
    return [
        problem
        for problem in library_with(*files).problems
        if problem.level == "error" and not (problem.line and OPEN in lines[problem.path][problem.line - 1])
    ]


def test_drafts_pass_check_but_for_what_is_left_open() -> None:
    files = drafted(REPORT)
    assert unexpected(files) == []
    assert [file.path for file in files] == [
        f"content/sources/{SOURCE}.yaml",
        f"content/cases/{SOURCE}-an-li.yaml",
        "content/methods/lou-dong-shuo-shi-ji-zhi.yaml",
        "content/methods/si-bu-gong-zuo-fa.yaml",
        "content/policies/guan-yu-tui-xing-lou-dong-yi-shi-de-shi-shi-yi-jian.yaml",
        "content/policies/shi-li-sheng-wu-ye-guan-li-tiao-li.yaml",
    ]


def test_records_hold_what_was_found_and_link_what_the_library_has() -> None:
    library = library_with(*drafted(REPORT)).value
    case = library.get(f"{SOURCE}-an-li", Case)
    assert case.region == "160103"
    assert {one.method for one in case.procedure} >= {"lou-dong-shuo-shi-ji-zhi", "si-bu-gong-zuo-fa"}
    assert {library.entries[one.method].title for one in case.procedure} >= {"两步工作法"}
    assert {library.entries[one.ref].title for one in case.policy_basis} >= {"关于推行议事办法的通知"}
    assert [(figure.after, figure.unit) for figure in case.results][:2] == [("46", "个"), ("3万多", "户")]
    assert [milestone.on for milestone in case.milestones] == ["2019-06"]
    method = library.get("si-bu-gong-zuo-fa", Method)
    assert (method.declared_steps, [step.name for step in method.steps]) == (4, ["提事", "议事", "办事", "评事"])
    policy = library.get("guan-yu-tui-xing-lou-dong-yi-shi-de-shi-shi-yi-jian", Policy)
    assert (policy.document_number, policy.level) == ("样区发〔2019〕7号", "县")


def test_points_belong_where_the_section_around_them_does() -> None:
    text = REPORT.replace("一些小区还没有业主委员会。", "一是缺人手。二是缺经费。")
    case = library_with(*drafted(text)).value.get(f"{SOURCE}-an-li", Case)
    cited = [cite.locator for one in case.limits if isinstance(one, Claim) for cite in one.cite]
    assert cited == ["四", "四一是", "四二是"]


def test_figures_and_names_of_the_drafts_are_proved_by_the_report() -> None:
    library = library_with(*drafted(REPORT)).value
    archive = Archive({SOURCE: read_text(library.get(SOURCE, Source), REPORT.encode())})
    claims = [
        claim
        for entry in library.entries.values()
        if SOURCE in str(entry.record.model_dump())
        for claim in claims_of(entry)
        if claim.words[0] != OPEN and {cite.source for cite in claim.cites} == {SOURCE}
    ]
    verdicts = verify(claims, archive)
    assert {claim.kind for claim in claims} >= {Kind.FIGURE, Kind.DATE, Kind.NAME, Kind.WORDING}
    assert [one for one in verdicts if one.status not in (Status.PROVED, Status.OWN, Status.AMBIGUOUS)] == []


def test_no_sentence_of_the_report_stands_in_a_field() -> None:
    sentences = [part for part in REPORT.replace("。", ",").replace("\n", ",").split(",") if len(part) > 14]
    assert sentences
    for file in drafted(REPORT):
        held = "\n".join(line.split("#")[0] for line in file.data.decode().split("\n"))
        assert [one for one in sentences if one in held] == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert drafted(REPORT) == drafted(REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "一段没有标题的话,没有节号,也没有日期和地方,只有一句。",
        '题: 有#号\'和"引号"\n\n一、做法\n《a: b # c 办法》,“x: #y”机制,!tag &a *b 12个。\n',
        "index\n\n一、con\n推行“”机制、《》和《法》,共0个,第号。",
        "# 标题\n\n" + "一、" * 500,
        "\n".join(f"({no})一是12个、13家;《{'长' * 118}办法》" for no in "一二三四五六七八九"),
        "标题\n(发布时间:2021-13-40)\n一、时间\n2019年13月45日和2020年2月31日,到2021-19-39。",
        "标题\n一、数\n" + "9" * 5_000 + "个、" + "一" * 5_000 + "个、12345678901234567890123亿元。",
        "标题\n一、数\n" + "投入1万元,建成2个。" * 200,
        "标题\n一、文件\n" + "".join(f"《第{no}号实施办法》、" for no in range(60)) + "。",
    ],
)
def test_odd_reports_give_drafts_that_can_be_read(text: str) -> None:
    assert unexpected(drafted(text)) == []


@pytest.mark.parametrize(
    "sign", ["居", "〈", "《", "“", "(", "一", "9", "、", "一、", "社区", "机制", "〔2019〕", "\n(一)"]
)
def test_one_sign_thousands_of_times_is_no_crash(sign: str) -> None:
    assert drafted("一、题\n" + sign * (5_000 // len(sign)))

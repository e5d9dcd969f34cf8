"""The Word template, filled by python-docx as somebody would in Word, becomes records in which every answer stands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from casebook.app.checking import check
from casebook.app.draft import draft
from casebook.check.blanks import BLANKS
from casebook.publish.form.word import template
from tests.records.library import good_folder

ANSWERS = {
    "标题": ["楼道晾衣三问会"],
    "地区": ["示例省示例市样板区"],
    "具体地方": ["芦苇湾社区"],
    "时间": ["2021/2023"],
    "主题": ["示例议事"],
    "摘要": ["居民为晾衣杆开了三次会。"],
    "场景": ["示例老社区"],
    "阶段": ["运行"],
    "规模": ["三栋楼，四十户"],
    "牵头单位": ["芦苇湾社区居委会"],
    "参与单位": ["居民代表｜提出议题", "物业公司｜装杆子"],
    "服务对象": ["独居老人", "年轻父母"],
    "背景与起因": ["楼道里晾衣服挡路。（出处：一）", "邻居常为这事拌嘴。"],
    "做法与经过": ["先问谁要晾: 再问晾在哪里。（出处：二（一）、二(二)）"],
    "成效与反响": ["不再拌嘴。(出处:三)"],
    "探讨与评论": ["#小事也要开会"],
    "数字": ["参会户数｜40｜户｜2021｜D｜二(一)", "满意率｜九成多｜%｜｜D｜三"],
    "不足与局限": ["冬天没有人来。（出处：三）"],
    "搬到别处的条件": ["要有愿意召集的人。"],
    "关键词": ["晾衣", "楼道"],
    "别名": ["晾衣杆议事会"],
    "来源名称": ["芦苇湾社区议事会工作总结"],
    "文献类型": ["报告"],
    "作者": ["芦苇湾社区居委会"],
    "所在报刊或网站": ["社区简报"],
    "出版或发布单位": ["样板区民政局"],
    "发表日期": ["2023-12-01"],
    "网址": ["https://example.org/zong-jie"],
    "来源摘要": ["社区一年的工作总结。", "第二部分讲议事会。"],
}
CITED = "lu-wei-wan-she-qu-yi-shi-hui-gong-zuo-zong-jie"


def _filled(path: Path, answers: dict[str, list[str]]) -> Path:
    """The template with each answer in the empty paragraph below its blank."""
    document = Document(BytesIO(template().data))
    label = ""
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("【"):
            label = paragraph.text.strip("【】")
        elif not paragraph.text and label in answers:
            for line in answers[label]:
                paragraph.insert_paragraph_before(line)
    document.save(str(path))
    return path


def _read(path: Path) -> dict[str, Any]:
    loaded = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def test_the_answers_cover_every_blank() -> None:
    assert [blank.label for blank in BLANKS] == [*ANSWERS]


def test_a_filled_template_loses_nothing_and_passes_the_check(tmp_path: Path) -> None:
    root = good_folder(tmp_path / "library")
    done = draft(root, _filled(tmp_path / "稿.docx", ANSWERS), root / "content")
    assert (done.problems, done.proposal) == ((), None)
    # A warning, for the template asks for no links.
    assert [problem.code for problem in check(root)] == ["CB409"]
    case, source = (_read(Path(path)) for path in done.files)
    assert case == {
        "id": "lou-dao-liang-yi-san-wen-hui",
        "title": "楼道晾衣三问会",
        "aliases": ["晾衣杆议事会"],
        "summary": "居民为晾衣杆开了三次会。",
        "themes": ["yi-shi"],
        "keywords": ["晾衣", "楼道"],
        "status": "草稿",
        "sources": [CITED],
        "region": "示例省示例市样板区",
        "place": "芦苇湾社区",
        "setting": "lao-she-qu",
        "scale": "三栋楼，四十户",
        "lead": "芦苇湾社区居委会",
        "partners": [{"name": "居民代表", "role": "提出议题"}, {"name": "物业公司", "role": "装杆子"}],
        "period": "2021/2023",
        "stage": "运行",
        "target_groups": ["独居老人", "年轻父母"],
        "narrative": {
            "background": [{"text": "楼道里晾衣服挡路。", "cite": f"{CITED} 一"}, {"text": "邻居常为这事拌嘴。"}],
            "process": [{"text": "先问谁要晾: 再问晾在哪里。", "cite": [f"{CITED} 二(一)", f"{CITED} 二(二)"]}],
            "outcome": [{"text": "不再拌嘴。", "cite": f"{CITED} 三"}],
            "reflection": [{"text": "#小事也要开会"}],
        },
        "results": [
            {
                "indicator": "参会户数",
                "after": "40",
                "unit": "户",
                "period": "2021",
                "cite": f"{CITED} 二(一)",
                "evidence": "D",
            },
            {"indicator": "满意率", "after": "九成多", "unit": "%", "cite": f"{CITED} 三", "evidence": "D"},
        ],
        "limits": [{"text": "冬天没有人来。", "cite": f"{CITED} 三"}],
        "transfer_conditions": [{"text": "要有愿意召集的人。"}],
    }
    assert source == {
        "id": CITED,
        "title": "芦苇湾社区议事会工作总结",
        "summary": "社区一年的工作总结。\n\n第二部分讲议事会。",
        "status": "草稿",
        "type": "报告",
        "author": ["芦苇湾社区居委会"],
        "container": "社区简报",
        "publisher": "样板区民政局",
        "published": "2023-12-01",
        "url": "https://example.org/zong-jie",
        "sections": [{"locator": locator} for locator in ("一", "二(一)", "二(二)", "三")],
    }


def test_what_was_not_answered_is_left_open_or_out(tmp_path: Path) -> None:
    root = good_folder(tmp_path / "library")
    answers = {"标题": ["某事"], "不足与局限": ["未见报道"], "来源名称": ["关于示例市议事办法的报告"]}
    done = draft(root, _filled(tmp_path / "稿.docx", answers), tmp_path / "out")
    (path,) = done.files  # the library has that source
    case = _read(Path(path))
    assert case["limits"] == "未见报道"
    assert case["sources"] == ["lai-yuan-jia"]
    assert case["summary"] == "待补充"
    assert case["narrative"] == {"background": [{"text": "待补充"}], "process": [{"text": "待补充"}]}
    assert "place" not in case


def test_the_template_is_the_same_each_time() -> None:
    assert template() == template()


@pytest.mark.parametrize("text", ["某社区的做法\n【标题】不是模板", ""])
def test_other_files_are_no_filled_template(text: str) -> None:
    from casebook.draft.filled import is_filled

    assert not is_filled(text)

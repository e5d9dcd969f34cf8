"""Small sources written for the tests, in the shapes that real ones have."""

import hashlib
from typing import Any

from casebook.link.library import Entry
from casebook.model.case import Case
from casebook.model.method import Method
from casebook.model.source import Source
from casebook.proof.verify import Archive, read_text

NUMBERED = """主办:某省社区报
某省社区工作札记
(发布时间:2019-12-13)

  社区工作要靠大家。这一段是引言。
  一、做了什么
  全省分三步走,先试点,后推开。
  (一)建好队伍。全省有社区工作者3万多人,其中持证16459人,安排1.796亿元用于培训,治理难点村2016个。
  (二)搞好协商。一是开好议事会,参会率达94.08%。二是推行“五心”工作法,调解矛盾760余起,受益率百分之二十八点七。
三是每个社区每年不低于20万元经费,共有八十一个社区。
  二、还要做什么
  (一)再建队伍。2016年12月起,每年培训12个月,到2020年招收520人次。
某省民政厅
2019年12月13日
"""

# Traditional characters, headings of the first level lost: two sets of (一)(二).
TWO_SETS = """李 輝
社區治理創新
—— 某區“由民做主”的實踐
李 輝
本文介紹某區的做法。
社區;治理;由民做主
社區是社會的基本單元。治理的重心在社區。
(一)搭建平臺。一是建立聯席會議,吸納３２個單位。二是成立“大工委”,全區8個街道全部成立。
(二)居民自治。全區設413個二級網格,幹部一是要聽,二是要做。
(一)加快立法。建議制定社區法,流動人口超三分之一以上。
(二)減輕負擔。減少蓋章,比上年下降85.3%。
(本文作者:某區書記)
責任編輯:王某
"""
TWO_SETS_LOCATORS = (
    "题", "题下", "摘要", "关键词", "导语", "做法", "做法(一)", "做法(一)一是", "做法(一)二是", "做法(二)", "建议",
    "建议(一)", "建议(二)", "文末",
)  # fmt: skip
NUMBERED_LOCATORS = ("报头", "引言", "一", "一(一)", "一(二)", "二", "二(一)", "落款")


def a_source(source_id: str, text: str, locators: tuple[str, ...], **changes: Any) -> Source:
    """The record of a text, with its checksum."""
    return Source.model_validate(
        {
            "id": source_id,
            "title": "社区治理创新——某区“由民做主”的实践",
            "summary": "测试用的来源",
            "type": "报告",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "sections": [{"locator": locator} for locator in locators],
            **changes,
        }
    )


SOURCES = (a_source("zha-ji", NUMBERED, NUMBERED_LOCATORS), a_source("qu", TWO_SETS, TWO_SETS_LOCATORS))
ARCHIVE = Archive({"zha-ji": read_text(SOURCES[0], NUMBERED.encode()), "qu": read_text(SOURCES[1], TWO_SETS.encode())})


def a_figure(indicator: str, after: str, unit: str, cite: str, **changes: Any) -> dict[str, Any]:
    return {"indicator": indicator, "after": after, "unit": unit, "cite": cite, "evidence": "D", **changes}


def a_case(**changes: Any) -> Entry:
    """A case that cites nothing unless it is told to."""
    data = {
        "id": "mou-qu",
        "title": "某区的做法",
        "summary": "测试",
        "themes": ["yi-shi"],
        "sources": ["zha-ji", "qu"],
        "region": "370705",
        "narrative": {"background": [{"text": "起因"}], "process": [{"text": "经过"}]},
        "limits": "未见报道",
        **changes,
    }
    return Entry("case", "content/cases/mou-qu.yaml", Case.model_validate(data))


def a_method(**changes: Any) -> Entry:
    data = {
        "id": "wu-xin",
        "title": "五心工作法",
        "summary": "测试",
        "themes": ["yi-shi"],
        "sources": ["zha-ji", "qu"],
        "form": "工作法",
        **changes,
    }
    return Entry("method", "content/methods/wu-xin.yaml", Method.model_validate(data))

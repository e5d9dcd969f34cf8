"""Documents that a report names: titles in 《》, laws and plans without them, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.draft.found import Found, Sure, merged
from casebook.draft.phrases import HAN, before

# What a Chinese document is called by its last word.
_DOCUMENT = (
    "意见|办法|通知|规划|方案|条例|法|规定|细则|规范|决定|决议|纲要|指引|规程|规则|标准|章程|公约|要点|计划|报告|批复|公告|通告|"
    "建议|指南|守则|制度|清单|目录|措施|通报|规约|提案"
)
_TITLE = re.compile(r"《([^《》\n]{2,120})》")
_IS_DOCUMENT = re.compile(rf"(?:{_DOCUMENT})(?:\([^()]*\))?$")
_INNER = re.compile(r"〈([^〈〉]{2,60})〉")
_NUMBER = re.compile(
    rf"({HAN}{{1,10}})[〔\[(]((?:19|20)\d\d)[〕\])]\s*(?:第\s*)?(\d{{1,5}})\s*号|第(\d{{3,5}})号(?:提案|建议)"
)
_LEADS = re.compile(r"^.*(?:根据|按照|依据|贯彻|落实|印发|执行|文件|见|及|和|以)")
# Laws, plans and party documents that officials write without 《》.
_BARE = (
    (re.compile(rf"(?:中华人民共和国)?{HAN}{{2,16}}(?:组织法|选举法|保护法|促进法|民法典)"), Sure.MEDIUM),
    (re.compile(rf"{HAN}{{2,16}}(?:管理|促进|保护|工作|服务|物业)条例"), Sure.MEDIUM),
    (
        re.compile(rf"{HAN}{{0,14}}“?(?:十[一二三四五六七八九]五)”?规划|{HAN}{{2,14}}(?:立法|发展|建设|布点|专项)规划"),
        Sure.LOW,
    ),
    (re.compile(r"党的[一二三四五六七八九十]{1,3}(?:大|届[一二三四五六七]中全会)(?:精神|报告)?"), Sure.LOW),
    (re.compile(rf"习近平{HAN}{{2,16}}思想|中央{HAN}{{2,6}}工作会议|中央{HAN}{{0,6}}(?:20\d\d年)?工作要点"), Sure.LOW),
    (re.compile(rf"{HAN}{{2,16}}(?:指导意见|实施意见|暂行办法|实施方案|管理办法)"), Sure.LOW),
    (re.compile(r"(?:制定|修订|出台|在)([一-鿿]{2,8}法)(?=[,。;、的])"), Sure.LOW),
)
_INSIDE = re.compile(r"[《〈][^《》\n]{0,120}[》〉]")


def policies(sections: Mapping[str, str]) -> tuple[Found, ...]:
    """Documents by first place. `sections` are locator → folded text. A number that stands behind a title belongs to it."""
    return merged(found for locator, text in sections.items() for found in _in(locator, text))


def _in(locator: str, text: str) -> Iterator[Found]:
    numbers = {match.start(): _number(match) for match in _NUMBER.finditer(text)}
    taken: set[int] = set()
    for match in _TITLE.finditer(text):
        title = match[1].strip()
        near = next((at for at in numbers if text[match.end() : at].strip() in ("", "(") and at >= match.end()), None)
        if near is not None:
            taken.add(near)
        sure = Sure.HIGH if _IS_DOCUMENT.search(title) else Sure.LOW
        yield Found(title, (locator,), sure, number=numbers[near] if near is not None else "")
        for inner in _INNER.finditer(title):
            yield Found(inner[1], (locator,), Sure.MEDIUM)
    for at, number in numbers.items():
        if at not in taken:
            yield Found(number, (locator,), Sure.MEDIUM, number=number)
    plain = _INSIDE.sub("《》", text)
    for pattern, sure in _BARE:
        for match in pattern.finditer(plain):
            name = before(match[match.lastindex or 0])
            if len(name) > 2 and not name.endswith(("办法", "方法", "立法", "做法", "工作法")):
                yield Found(name, (locator,), sure)


def _number(match: re.Match[str]) -> str:
    if match[4]:
        return f"第{match[4]}号"
    return f"{_LEADS.sub('', match[1]) or match[1]}〔{match[2]}〕{match[3]}号"

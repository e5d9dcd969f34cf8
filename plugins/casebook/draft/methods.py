"""Methods and mechanisms that a report names: …工作法, …机制, …制度, …模式, shorthand in “”, and numeral shorthand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.draft.found import Found, Sure, merged
from casebook.draft.phrases import HAN, before

_STRONG = "工作法|机制|制度|模式"
_SUFFIX = (
    f"{_STRONG}|体制机制|工作体系|体系|格局|原则|流程|架构|构架|联席会议|代表会议|议事会|协商日|决策日|清单|公约|民约|章程|联动|互动|"
    "村务公开|居务公开|专项经费"
)
_METHOD = re.compile(rf"(?:{_STRONG})$")
_NUMERAL = "一二三四五六七八九十两双多"
_UNITS = f"个届次年月日级类项人名家户件元万亿百千点地高样{_NUMERAL}"  # 五届二次 counts, it names nothing
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"\n]{2,24})[”」』\"]")
_BEHIND = re.compile(rf"^(?:的)?({HAN}{{0,10}}?(?:{_SUFFIX}))(?:工作体系)?")
_LED_BY = re.compile(
    "(?:推行|实行|坚持|开展|采取|建立|探索|深化|打造|推进|实施|落实|创新|构建|形成|提出|按照|以|完善|健全|运用|即|推广|制度|社区|组织|的)$"
)
_SPEECH = re.compile(r"[。!?;:]|(?:是|了|吗|呢|吧)$|^(?:我|你|他|这|那|不)")
_PLAIN_WORD = re.compile(rf"^{HAN}{{1,3}}$")
_COUNTED = re.compile(rf"[{_NUMERAL}]|\+")
# 三社联动, 四议两公开, 三上三下, 四张清单
_SHORTHAND = re.compile(
    rf"[{_NUMERAL}](?![{_UNITS}]){HAN}(?:[两多](?![{_UNITS}]){HAN}{{1,2}}|[{_NUMERAL}](?![{_UNITS}]){HAN})(?:[{_NUMERAL}]{HAN}{{2}})?|"
    rf"[{_NUMERAL}][社治方级位网]{HAN}?(?:联动|互动|融合|共治|协同|一体)|"
    rf"[{_NUMERAL}](?:张清单|项制度|步工作法|步法)"
)
_RUN = re.compile(rf"(?:{HAN}|[()+、—\-]|\d\+){{1,40}}?(?:工作法|体制机制|{_SUFFIX})(?![一-鿿]{{0,1}}(?:法|化))")
# What ends in such a word and names nothing: 长效机制 alone, 各项制度.
_EMPTY = re.compile(
    r"^(?:长效|工作|运行|有关|相关|各项|一系列|基本|新型?|好的?|规章|体制|社会主义|这一|此项|该|社区|村|服务|管理|自治|基层|城乡|中国特色)?"
    rf"(?:{_SUFFIX}|体制机制)$"
)
_LISTED = re.compile(r"^[^、]{1,16}(?:、[^、]{1,16}){1,5}$")


def methods(sections: Mapping[str, str]) -> tuple[Found, ...]:
    """Names by first place; `sections` are locator → folded text, titles in 《》 are left out."""
    return merged(
        found for locator, text in sections.items() for found in _in(locator, re.sub("《[^《》]*》", "《》", text))
    )


def _in(locator: str, text: str) -> Iterator[Found]:
    for match in _QUOTED.finditer(text):
        yield from _quoted(locator, text, match)
    plain = _QUOTED.sub(lambda match: match[1], text)
    for match in _SHORTHAND.finditer(plain):
        yield Found(match[0], (locator,), Sure.MEDIUM)
    for clause in re.split(r"[,。;:!?\n]", plain):
        yield from _suffixed(locator, clause)


def _quoted(locator: str, text: str, match: re.Match[str]) -> Iterator[Found]:
    """A quoted word is a name when it counts something, when 机制 and the like follow, or when it was introduced or done."""
    inner = match[1].strip(" ,、")
    if _SPEECH.search(inner):
        return
    behind = _BEHIND.match(text[match.end() : match.end() + 20])
    ahead = re.search(rf"{HAN}{{0,12}}$", text[: match.start()])
    lead = before(ahead[0]) if ahead and not _LED_BY.search(ahead[0]) else ""
    if _METHOD.search(inner):
        also = (f"{lead}{inner}",) if 2 <= len(lead) <= 8 else ()
        yield Found(inner, (locator,), Sure.HIGH, also)
    elif behind and (_METHOD.search(behind[1]) or len(inner) > 1):
        tail = before(behind[1], keep=1) if len(behind[1]) > 8 else behind[1]
        strong = _METHOD.search(behind[1]) is not None
        yield Found(f"{inner}{tail}", (locator,), Sure.HIGH if strong else Sure.MEDIUM, (inner,))
    elif _COUNTED.search(inner) and len(inner) <= 16:
        yield Found(inner, (locator,), Sure.MEDIUM)
    elif ahead and _LED_BY.search(ahead[0]) and not _PLAIN_WORD.match(inner):
        yield Found(inner, (locator,), Sure.MEDIUM if "," not in inner else Sure.LOW)
    else:
        yield Found(inner, (locator,), Sure.LOW)


def _suffixed(locator: str, clause: str) -> Iterator[Found]:
    for match in _RUN.finditer(clause):
        stretch = match[0]
        name = before(stretch, keep=_least(stretch))
        parts = name.rpartition("、")
        short = before(parts[2], keep=_least(parts[2])) if parts[1] else name
        strong = _METHOD.search(name) is not None
        listed = (name,) if parts[1] and _LISTED.match(name) and len(name) <= 40 else ()
        named = short.endswith("工作法") and "的" not in short and len(short) <= 12
        sure = Sure.HIGH if named else Sure.MEDIUM if strong else Sure.LOW
        yield from _named(locator, short, sure, listed)


def _least(stretch: str) -> int:
    """At least two characters in front of the word that makes it a name."""
    suffix = re.search(rf"(?:工作法|体制机制|{_SUFFIX})$", stretch)
    return len(suffix[0]) + 2 if suffix else 3


def _named(locator: str, name: str, sure: Sure, also: tuple[str, ...]) -> Iterator[Found]:
    tidy = _balanced(name.strip("()、-—+"))
    if 3 < len(tidy) <= 40 and (also or not _EMPTY.match(tidy)):
        yield Found(tidy, (locator,), Sure.LOW if _EMPTY.match(tidy) else sure, also)


def _balanced(name: str) -> str:
    """Without what is left of a bracket that was opened before the name began."""
    return name if name.count("(") == name.count(")") else re.split(r"[()]", name)[-1]

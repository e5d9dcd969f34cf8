"""Numbers as Chinese texts write them, in one normal form: 1.796亿元 = 17960万元, 百分之二十八点七 = 28.7%, 八十一个 = 81个.

Whole numbers only: 8.7 does not stand in 28.7, nor 16 in 2016. Years, days of the month and ordinals prove no count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from casebook.proof.fold import simplified

_LONGEST = 60  # characters of a number; Python itself refuses to read 5,000 digits
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_HAN = "零〇一二三四五六七八九十百千万亿两"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
# [before] [X分之] number [余] [万亿] [余] [%]
_NUMBER = re.compile(
    rf"(?P<head>不低于|不少于|不高于|不超过|至少|最少|最多|超过|超|逾|近|约|达到|达|第|每|数|几)?\s*"
    rf"(?P<of>[{_HAN}]+分之)?"
    rf"(?P<core>{_ARABIC}|[{_HAN}]+(?:点[零〇一二三四五六七八九]+)?)"
    r"\s*(?P<vague>[余多几])?(?P<times>[百千]?[万亿]+|[百千](?=[万亿元余多]))?(?P<vague2>[余多几])?\s*(?P<percent>[%‰])?"
)
_LOW = {"不低于", "不少于", "至少", "最少", "超过", "超", "逾"}  # a source writes 超三分之一以上: the two are one
_HIGH = {"不高于", "不超过", "最多"}
_ABOUT = {"约", "近", "数", "几"}
_AFTER = re.compile(r"^(?P<side>以上|以下|以内|左右|上下)")
_SIDES = {"以上": "low", "以下": "high", "以内": "high", "左右": "about", "上下": "about"}
# Longest first: 12 个月 is not 12 个, 30 人次 not 30 人, 10 分钟 not 10 分.
_UNITS = sorted(
    re.findall(
        r"\S+",
        """
        个百分点 百分点 个月 个工作日 工作日 个小时 小时 人次 户次 场次 平方米 平方公里 立方米 公里 分钟 人民币 家庭 年度
        亿元 万元 千元 美元 元 亿 万 人 名 位 个 家 户 次 项 类 件 起 份 级 门 期 届 年 天 日 月 岁 条 种 处 套 支 场 所
        步 法 点 部 篇 张 本 间 栋 幢 楼 座 辆 台 亩 公顷 吨 米 分 秒 倍 成 m2 km % ‰
        """,
    ),
    key=len,
    reverse=True,
)
_SAME_UNIT = {
    "m2": "平方米",
    "平米": "平方米",
    "km": "公里",
    "千米": "公里",
    "名": "人",
    "位": "人",
    "百分点": "个百分点",
}
_SHARE = {"比例", "占比", "分数"}  # for 三分之一, which has no unit
_ENUMERATION = re.compile(r"\s*(?:[、和与至到~]|--?|—+|-)\s*")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number where a text has it. `role` is count, year, date or ordinal; `bound` low, high, about or ''."""

    value: Fraction
    unit: str  # 万 and 亿 are in the value; '' when none is known
    vague: bool  # 余, 多, 几
    bound: str
    role: str
    start: int
    end: int
    arabic: bool = True
    rest: str = ""  # what follows the number, for units that are not in our list

    def has_unit(self, unit: str) -> bool:
        """True when the text goes on with this unit and not with a longer one."""
        if unit in ("", *_SHARE):
            return True
        return self.unit == unit or (self.rest.startswith(unit) and unit.startswith(self.unit))

    @property
    def written_unit(self) -> str:
        """The unit as the text writes it: 名 where `unit` is 人; '' for a percentage."""
        return "" if self.unit in ("%", "‰") else _unit(self.rest) or self.unit


def amounts(folded: str) -> Iterator[Amount]:
    """All numbers of a folded text, in order."""
    found = [amount for match in _NUMBER.finditer(folded) if (amount := _amount(folded, match)) is not None]
    yield from _shared(folded, found)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    core = match["core"]
    value = value_of(core)
    if value is None or re.search("[A-Za-z]$", text[max(0, match.start("core") - 1) : match.start("core")]):
        return None  # the 2 of m2
    head, of, percent = match["head"] or "", match["of"], match["percent"]
    if of:
        whole = value_of(of.removesuffix("分之"))
        if not whole:
            return None
        value = value if whole == 100 else value / whole
    for char in match["times"] or "":
        value *= (_SMALL | _LARGE)[char]
    rest = text[match.end() :].lstrip(" ")
    unit = "%" if percent == "%" or (of or "").startswith("百分之") else "‰" if percent else _unit(rest)
    after = _AFTER.match(rest[len(unit) :] if not percent and unit and rest.startswith(unit) else rest)
    arabic = core[0].isdigit()
    shape = Amount(
        value=value,
        unit=_SAME_UNIT.get(unit, unit),
        vague=bool(match["vague"] or match["vague2"]),
        bound=_bound(head, after["side"] if after else ""),
        role="ordinal" if head == "第" else "count",
        start=match.start("of") if of else match.start("core"),
        end=match.end(),
        arabic=arabic,
        rest=rest[:16],
    )
    return replace(shape, role=_role(text, shape, core, match)) if shape.role == "count" else shape


def _unit(rest: str) -> str:
    return next((unit for unit in _UNITS if rest.startswith(unit)), "")


def _bound(head: str, side: str) -> str:
    for words, bound in ((_LOW, "low"), (_HIGH, "high"), (_ABOUT, "about")):
        if head in words:
            return bound
    return _SIDES.get(side, "")


def _role(text: str, amount: Amount, core: str, match: re.Match[str]) -> str:
    """A four-figure number before 年 is a year; before 月 or 日 stands a date; 号 and 第 count nothing."""
    before, after = text[: match.start("core")], amount.rest
    bare = not (match["vague"] or match["times"] or match["of"] or match["percent"])
    if bare and _looks_like_year(core) and (re.match(r"\s*年(?!限|期)", after) or before.endswith(("〔", "["))):
        return "year"
    if bare and re.match(r"\s*[月日](?!间|均)", after) and not after.startswith("日制"):
        return "date"
    if bare and after.startswith("号"):
        return "ordinal"
    if bare and core.isdigit() and (re.match(r"-\d", after) or re.search(r"\d-$", before)):
        return "date"  # 2019-12-13
    return "count"


def _looks_like_year(core: str) -> bool:
    value = value_of(core)
    return (
        len(core) == 4
        and (core.isdigit() or all(char in _DIGITS for char in core))
        and value is not None
        and 1800 <= value < 2200
    )


def _shared(text: str, found: list[Amount]) -> list[Amount]:
    """In '2013、2014年度' and '9、56和16个' the last member's unit and role hold for all."""
    result = list(found)
    for place in range(len(found) - 2, -1, -1):
        here, after = result[place], result[place + 1]
        joined = _ENUMERATION.fullmatch(text[here.end : after.start]) is not None
        if joined and not here.unit and here.arabic and after.arabic and here.role == "count":
            result[place] = replace(here, unit=after.unit, role=after.role)
    return result


def value_of(numeral: str) -> Fraction | None:
    """'1,234.5' or '八十一' or '二十八点七' as a number; None for what is none, like 百 in 百姓 alone is 100 but 两三 is not 23."""
    if len(numeral) > _LONGEST:
        return None
    if numeral[0].isdigit():
        return Fraction(numeral.replace(",", ""))
    whole, _, decimals = numeral.partition("点")
    value = _han(whole)
    if value is None:
        return None
    if decimals:
        value += Fraction(int("".join(str(_DIGITS[char]) for char in decimals)), 10 ** len(decimals))
    return value


def _han(numeral: str) -> Fraction | None:
    if len(numeral) > 1 and all(char in _DIGITS for char in numeral):
        return Fraction(int("".join(str(_DIGITS[char]) for char in numeral))) if len(numeral) == 4 else None
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char == "万":
            total += (section + digit or 1) * 10**4
            section = digit = 0
        else:
            total = (total + section + digit or 1) * 10**8
            section = digit = 0
    return Fraction(total + section + digit)


def stated(number: str, unit: str) -> Amount | None:
    """A record's number with its unit ('1.796', '亿元'; '3万多', '人'; '三分之一以上', '比例'); None when it is no number."""
    whole = simplified(unit).strip()
    base = whole.partition("/")[0]
    side = next((word for word in _SIDES if base.endswith(word)), "")  # 60 with the unit %以上
    base = base.removesuffix(side)
    head, tail = simplified(number).strip(), base
    multiplier = next((char for char in ("百亿", "千万", "百万", "万", "亿") if base.startswith(char)), "")
    found = list(amounts(head + tail)) if multiplier or base in _UNITS else list(amounts(head))
    if len(found) != 1 or found[0].role == "ordinal":
        return None
    amount = found[0]
    if amount.start > 4 or not _covers(head, amount, tail):
        return None
    own = amount.unit or _SAME_UNIT.get(base.removeprefix(multiplier), base.removeprefix(multiplier))
    return replace(amount, unit=own, role="count", bound=amount.bound or _SIDES.get(side, ""))


def _covers(head: str, amount: Amount, unit: str) -> bool:
    """Nothing in the record's own writing is left over that the number does not say."""
    left = head[: amount.start] + (head + unit)[amount.end :]
    for known in (unit, *_LOW, *_HIGH, *_ABOUT, *_SIDES, "达到", "达"):
        left = left.replace(known, "") if known else left
    return not left.strip(" 元人个%")

"""How people shorten the names of administrative divisions, and how a written chain of names is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

SEPARATORS = re.compile(r"[\s/／·•,，、>›→—\-]+")
# Written between a city and its districts in tables of codes, though no unit of that name exists.
FILLERS = re.compile(r"(?<=.)(?:市辖区|(?:省|自治区)直辖县级行政(?:区划|单位))(?=.)")

PROVINCES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}
# The 55 minorities; 族 may only be left out where the name is too long to be read as a part of the place name.
_PEOPLES = (
    "达斡尔|鄂温克|鄂伦春|柯尔克孜|哈萨克|塔吉克|塔塔尔|乌孜别克|俄罗斯|维吾尔|蒙古|锡伯|朝鲜|土家|布依|哈尼|傈僳|拉祜|"
    "纳西|景颇|布朗|撒拉|毛南|仡佬|仫佬|阿昌|普米|德昂|保安|裕固|独龙|门巴|珞巴|基诺|赫哲|高山|东乡|羌|回|满|藏|苗|彝|壮|侗|瑶|"
    "白|黎|傣|畲|佤|水|土|怒|京|各"
)
_LONG_PEOPLES = "达斡尔|鄂温克|鄂伦春|柯尔克孜|哈萨克|塔吉克|蒙古|锡伯"
_PEOPLE_AT_END = re.compile(rf"(?:(?:{_PEOPLES})族|(?:{_LONG_PEOPLES}))$")
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
# 林区 before 区: 神农架林区 is 神农架, while 北林区 is 北林, because its stem would be one character.
_PLAIN = ("地区", "林区", "特区", "新区", "矿区", "省", "市", "区", "县", "盟")


def squeeze(text: str) -> str:
    """The chain without separators and fillers: '重庆市 / 市辖区 / 渝中区' → '重庆市渝中区'."""
    return FILLERS.sub("", SEPARATORS.sub("", text))


@lru_cache(maxsize=16384)
def forms(name: str) -> tuple[str, ...]:
    """The full name first, then what people write for it; no form is shorter than two characters.

    '恩施土家族苗族自治州' → itself, '恩施', '恩施州'; '沙县' → itself only.
    """
    if name in PROVINCES:
        return (name, PROVINCES[name])
    for suffix in _AUTONOMOUS:
        if name.endswith(suffix):
            stem = _without_peoples(name.removesuffix(suffix))
            return (name, stem, stem + suffix[-1])
    for suffix in _PLAIN:
        stem = name.removesuffix(suffix)
        if stem != name and len(stem) >= 2:
            return (name, _without_peoples(stem) if suffix == "区" else stem)
    stem = name.removesuffix("旗")
    # Without 旗 nobody knows 阿拉善左 for a place, but everybody knows 准格尔.
    if stem != name and len(stem) >= 3 and stem[-1] not in "左右前中后":
        return (name, stem)
    return (name,)


def explains(prefix: str, ancestors: Sequence[Iterable[str]]) -> bool:
    """Whether `prefix` is a chain of the ancestors' names, outermost first; any of them may be left out.

    `ancestors` holds, province first, every form of each ancestor's names.
    """
    if not prefix:
        return True
    if not ancestors:
        return False
    *outer, nearest = ancestors
    if any(prefix.endswith(form) and explains(prefix.removesuffix(form), outer) for form in nearest):
        return True
    return explains(prefix, outer)


def _without_peoples(stem: str) -> str:
    """The stem less the peoples named at its end, unless nothing would be left ('东乡族' → '东乡')."""
    while (shorter := _PEOPLE_AT_END.sub("", stem)) != stem and len(shorter) >= 2:
        stem = shorter
    return stem if len(stem) <= 2 else stem.removesuffix("族")

"""What must not stand in a public repository about a private person: mobile numbers, identity numbers, mailboxes, home addresses.

Looked for in the file as it was typed, comments too. Names alone are let through: officials and honoured residents are named in
published sources. The message never repeats what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from casebook.files import SourceText
from casebook.problem import Problem

_NARROW = str.maketrans("０１２３４５６７８９＠", "0123456789@")
_BUILDINGS = ("号楼", "号院", "栋", "幢", "单元")
_LONG = re.compile("[0-9][0-9 -]{9}")  # most files have no such run, and need no closer look
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z_.])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![0-9A-Za-z_.]|\s*(?:元|人|个|户|次|万|亿|平方米))"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])(\d{6})((?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![0-9A-Za-z])"
)
_MAIL = re.compile(r"[A-Za-z0-9][\w.%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII)
_NO = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
# A door behind a staircase is a home; one in a numbered building may be an office, unless somebody is said to live there.
_DOOR = re.compile(
    rf"{_NO}单元{_NO}(?:室|号|户)|(?:住|家)[^，。；\n]{{0,12}}?{_NO}(?:号楼|号院|栋|幢)[^，。；、“”\n]{{0,4}}?\d{{1,4}}(?:室|号)?(?![\d户个人单])"
)
# Common surnames that begin no common word.
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐韩冯邓曹彭曾肖董袁潘蔡杜苏魏吕丁沈姚卢姜崔钟谭汪范廖贾韦付邹孟熊秦邱薛闫段侯陶黎顾郝龚邵覃"
_RESIDENT = re.compile(
    rf"{_NO}(?:号楼|栋|幢)(?:{_NO}单元)?的?(?:居民|住户|业主|村民|老人)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[，。；、：:（(“]|说|家|反映|表示)"
)
_ANONYMOUS = re.compile(r"[某××xX*＊]|先生|女士|大爷|大妈|阿姨|师傅|奶奶|爷爷")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


# What the form on the site goes by too (web/src/form/privacy.ts).
PATTERNS = {
    "mobile": _MOBILE,
    "identity": _IDENTITY,
    "mail": _MAIL,
    "door": _DOOR,
    "resident": _RESIDENT,
    "anonymous": _ANONYMOUS,
}


def private(source: SourceText) -> tuple[Problem, ...]:
    """An error for each, in the order of the file."""
    text = source.data.decode("utf-8", "replace")
    if "１" in text or "０" in text or "＠" in text:
        text = text.translate(_NARROW)
    found = sorted(_found(text), key=lambda one: one.start)
    return tuple(
        Problem(
            source.path,
            text.count("\n", 0, one.start) + 1,
            one.start - text.rfind("\n", 0, one.start),
            one.code,
            {"shown": one.shown},
            one.width,
        )
        for one in found
    )


def masked(text: str) -> str:
    """The text, as long as before, with every such thing in it as the messages show it."""
    found = sorted(_found(text.translate(_NARROW)), key=lambda one: (one.start, -one.width))
    parts: list[str] = []
    end = 0
    for one in found:
        if one.start >= end:
            parts += (text[end : one.start], one.shown)
            end = one.start + one.width
    return "".join((*parts, text[end:]))


class _Found(NamedTuple):
    """What may be `shown` of it is as wide and never all."""

    start: int
    width: int
    code: str
    shown: str


def _found(text: str) -> Iterator[_Found]:
    if _LONG.search(text):
        yield from _numbers(text)
    if "@" in text:
        for match in _MAIL.finditer(text):
            if not _in_address(text, match.start()):
                user, _, host = match[0].partition("@")
                yield _Found(match.start(), len(match[0]), "CB333", f"{'*' * len(user)}@{host}")
    for start, end in sorted(_lines_with(_BUILDINGS, text)):
        yield from _homes(text, start, end)


def _numbers(text: str) -> Iterator[_Found]:
    for match in _MOBILE.finditer(text):
        if not _in_address(text, match.start()):
            middle = re.sub(r"\d", "*", match[1][3:-4])
            yield _Found(match.start(1), len(match[1]), "CB331", match[1][:3] + middle + match[1][-4:])
    for match in _IDENTITY.finditer(text):
        if _is_identity(match[0]) and not _in_address(text, match.start()):
            yield _Found(match.start(), len(match[0]), "CB332", f"{match[1]}************")


def _lines_with(signs: tuple[str, ...], text: str) -> set[tuple[int, int]]:
    """Starts and ends of the lines that have one of the signs: few, and only they are looked at closely."""
    lines = set()
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            lines.add((text.rfind("\n", 0, at) + 1, end))
            at = text.find(sign, end)
    return lines


def _homes(text: str, start: int, end: int) -> Iterator[_Found]:
    for match in _DOOR.finditer(text, start, end):
        yield _Found(match.start(), len(match[0]), "CB334", re.sub(r"\d", "*", match[0]))
    for match in _RESIDENT.finditer(text, start, end):
        if not _ANONYMOUS.search(match[0]):
            yield _Found(match.start(), len(match[0]), "CB334", re.sub(r"\d", "*", match[0][:-2]) + "**")


def _is_identity(number: str) -> bool:
    """Whether the last sign checks the seventeen before it. Source: GB 11643-1999, ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _in_address(text: str, start: int) -> bool:
    """Whether the place lies inside a web address, whose digits are a page's number."""
    head = text[max(0, start - 500) : start]
    return "://" in re.split(r"[\s\"'“”（）<>，。；]", head)[-1]

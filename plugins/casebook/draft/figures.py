"""Figures with their units, and points in time, as a report states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.draft.found import Sure
from casebook.model.dates import Edtf
from casebook.proof.dates import Dated, dates
from casebook.proof.numbers import Amount, amounts, stated

_SAID = re.compile(r"《[^《》]*》|[\u3400-\u9fff]{0,6}[〔\[(](?:19|20)\d\d[〕\])]\s*\d+号")
_HEADS = ("不低于", "不少于", "不高于", "不超过", "至少", "最少", "最多", "超过", "超", "逾", "近", "约", "每")
_TIMES = re.compile(r"(?<=[\d十百千])([百千]?[万亿]+)$")
_SIDES = ("以上", "以下", "以内", "左右", "上下")
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """`after` and `unit` as a record has them ('不低于20', '万元'); `near` are the words around it, by which a reader finds it."""

    after: str
    unit: str
    locator: str
    near: str
    sure: Sure
    amount: Amount

    @property
    def provable(self) -> bool:
        """Whether a record that says so can be proved in the section."""
        return 0 < len(self.unit) <= 12 and len(self.after) <= 40 and stated(self.after, self.unit) is not None


@dataclass(frozen=True, slots=True)
class Moment:
    """`on` is EDTF."""

    on: str
    locator: str
    near: str


def figures(sections: Mapping[str, str]) -> tuple[Figure, ...]:
    """What the sections count, in order; numbers of documents, years and points of lists are none."""
    return tuple(figure for locator, text in sections.items() for figure in _in(locator, text))


def moments(sections: Mapping[str, str]) -> tuple[Moment, ...]:
    """The dates that the sections tell, each once a section."""
    found = (
        Moment(_edtf(one), locator, _near(text, one.start, one.end))
        for locator, text in ((locator, _plain(own)) for locator, own in sections.items())
        for one in dates(text)
        if _is_day(one)
    )
    once: dict[tuple[str, str], Moment] = {}
    for moment in found:
        once.setdefault((moment.on, moment.locator), moment)
    return tuple(once.values())


def _plain(text: str) -> str:
    """Without titles and document numbers; as long as before."""
    return _SAID.sub(lambda match: "《" + " " * (len(match[0]) - 2) + "》" if len(match[0]) > 1 else match[0], text)


def _in(locator: str, text: str) -> Iterator[Figure]:
    plain = _plain(text)
    days = dates(plain)
    for amount in amounts(plain):
        if _counts(amount, plain) and not any(day.start <= amount.start < day.end for day in days):
            yield _figure(locator, plain, amount)


def _counts(amount: Amount, text: str) -> bool:
    """A count with a unit, a share, or a number of tens in characters: 三社 and 一批 count nothing that a table could show."""
    if amount.role != "count":
        return False
    said = text[amount.start : amount.end]
    if amount.arabic:
        return bool(amount.unit) and not re.match(r"\s*[+.xX]", amount.rest)
    return "分之" in said or (bool(amount.unit) and amount.value >= 11 and len(said) > 1)


def _figure(locator: str, text: str, amount: Amount) -> Figure:
    said = text[amount.start : amount.end].strip()
    head = next((word for word in _HEADS if text[: amount.start].endswith(word)), "")
    share = amount.unit in ("%", "‰")
    unit = amount.unit if share else amount.written_unit
    said = said.removesuffix(amount.unit) if share else said
    times = _TIMES.search(said)
    if times and unit:
        said, unit = said[: times.start()], f"{times[1]}{unit}"
    side = next((word for word in _SIDES if amount.rest.removeprefix(amount.written_unit).startswith(word)), "")
    if "分之" in said and not unit:
        unit = "比例"
    return Figure(
        f"{'' if head == '每' else head}{said.strip()}",
        f"{unit}{side}",
        locator,
        _near(text, amount.start, amount.end),
        Sure.HIGH if amount.arabic else Sure.MEDIUM,
        amount,
    )


def _near(text: str, start: int, end: int) -> str:
    """Some characters before and behind, within the sentence."""
    before = re.split(r"[。;!?\n]", text[max(0, start - _NEAR) : start])[-1]
    behind = re.split(r"[。;!?\n]", text[end : end + _NEAR])[0]
    return " ".join(f"{before}{text[start:end]}{behind}".split())


def _is_day(dated: Dated) -> bool:
    """False for 2021年13月, which no record can hold."""
    try:
        Edtf.parse(_edtf(dated))
    except ValueError:
        return False
    return True


def _edtf(dated: Dated) -> str:
    year, month, day = dated.parts
    return "-".join(part for part in (f"{year}", f"{month:02}" if month else "", f"{day:02}" if day else "") if part)

"""Dates as Chinese texts write them: 2016年12月, 二〇一六年十二月, 2019-12-13, 2013、2014年度. A number that only looks like a year is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from casebook.model.dates import Edtf
from casebook.model.fields import Frozen
from casebook.model.parts import Reviewed
from casebook.proof.numbers import amounts, value_of

_NUMERAL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_MONTH = re.compile(rf"\s*年\s*({_NUMERAL})\s*月(?:\s*({_NUMERAL})\s*日)?")
_ISO = re.compile(r"(?<![\d-])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d-])")
_CLAUSE = re.compile(r"[,。;:!?\n]")
_SENTENCE = re.compile(r"[。;!?\n]")
_NUMBERED_BY = ("〔", "[")  # 中发〔2017〕13号 names a document and tells nothing of that year
_JOINT = 3  # 2013、2014年度 and 2014年—2016年 are told of one thing


@dataclass(frozen=True, slots=True)
class Dated:
    """A date where a text has it: 2016年12月 is (2016, 12, None). `about` is what the text says happened then: up to the next date."""

    parts: tuple[int, int | None, int | None]
    start: int
    end: int
    about: str

    def says(self, point: str) -> bool:
        """True when the text says the point: 2016年12月 says 2016 and 2016-12, not 2016-12-05."""
        wanted = [int(part) for part in point.split("-")]
        return list(self.parts[: len(wanted)]) == wanted


def points(date: Edtf) -> tuple[str, ...]:
    """The ends of a date that the source itself states: '2014/2016?' → ('2014',)."""
    return tuple(point for point in date.split("/") if not point.endswith("?"))


def dated_fields(value: Frozen) -> Iterator[tuple[str, Edtf]]:
    """The dates of a part that come from a source; not the days on which the editors looked or checked."""
    for name in () if isinstance(value, Reviewed) else type(value).model_fields:
        held = getattr(value, name)
        if isinstance(held, Edtf) and name != "accessed":
            yield name, held


def dates(folded: str) -> tuple[Dated, ...]:
    """All dates of a folded text, in order."""
    found = sorted((*_written(folded), *_numbered(folded)), key=lambda place: place[1:])
    ends = [*(place[1] for place in found[1:]), len(folded)][: len(found)]
    ends = _past_joints(ends, [place[2] for place in found])
    return tuple(
        Dated(parts, start, end, _about(folded, start, until))
        for (parts, start, end), until in zip(found, ends, strict=True)
    )


_Place = tuple[tuple[int, int | None, int | None], int, int]


def _written(folded: str) -> Iterator[_Place]:
    for amount in amounts(folded):
        if amount.role == "year" and not folded[: amount.start].endswith(_NUMBERED_BY):
            found = _MONTH.match(folded, amount.end)
            month, day = (_whole(found[1]), _whole(found[2])) if found else (None, None)
            yield (int(amount.value), month, day), amount.start, found.end() if found else amount.end


def _whole(numeral: str | None) -> int | None:
    value = value_of(numeral) if numeral else None
    return int(value) if value else None


def _numbered(folded: str) -> Iterator[_Place]:
    for found in _ISO.finditer(folded):
        yield (int(found[1]), int(found[3]), int(found[4])), *found.span()


def _past_joints(ends: list[int], closes: list[int]) -> list[int]:
    """Where each date's matter ends; a date that is one of a list or span shares the matter of the last."""
    result = list(ends)
    for place in range(len(ends) - 2, -1, -1):
        if ends[place] - closes[place] <= _JOINT:
            result[place] = result[place + 1]
    return result


def _about(text: str, start: int, until: int) -> str:
    return _CLAUSE.split(text[:start])[-1] + _SENTENCE.split(text[start:until])[0]


def pairs(text: str) -> set[str]:
    """Pairs of neighbouring Han characters: what two wordings of one matter share."""
    return {"".join(pair) for run in re.findall(r"[\u3400-\u9fff]+", text) for pair in pairwise(run)}

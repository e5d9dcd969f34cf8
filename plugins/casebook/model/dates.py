"""Dates as sources give them: EDTF level 0 (2018, 2018-11, 2018-11-30, 2015/2017), with level 1's `?` for an inferred one."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"  # not \d, which takes full-width digits
EDTF_PATTERN = rf"^{_POINT}\??(/{_POINT}\??)?$"
_EDTF = re.compile(EDTF_PATTERN)


@lru_cache(maxsize=4096)
def _bounds(point: str) -> tuple[date, date]:
    """First and last day of a point such as '2018-11'. ValueError for a day that no calendar has."""
    # Month 00 is refused by date(); only what was not written is filled in.
    year, month, day = [*(int(part) for part in point.split("-")), None, None][:3]
    first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    last_month = 12 if month is None else month
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1] if day is None else day)


@lru_cache(maxsize=4096)
def _label(point: str) -> str:
    year, *rest = point.rstrip("?").split("-")
    text = f"{int(year)}年" + "".join(f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False))
    return text + ("（推断）" if point.endswith("?") else "")


class Edtf(str):
    """A date or span as written; `start` and `end` are the first and last day it may mean."""

    __slots__ = ()

    @property
    def start(self) -> date:
        return _bounds(self.split("/")[0].rstrip("?"))[0]

    @property
    def end(self) -> date:
        return _bounds(self.split("/")[-1].rstrip("?"))[1]

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def inferred(self) -> bool:
        """True when an editor worked the date out and the source does not say it."""
        return "?" in self

    @property
    def label(self) -> str:
        """As a reader sees it: '2018年11月', '2015年至2017年', '2016年（推断）'."""
        return "至".join(_label(point) for point in self.split("/"))

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """PydanticCustomError 'bad_date' for anything that is no date, or a span that ends before it starts."""
        value = cls(text.strip())
        if not _EDTF.match(value) or not value._is_real():
            raise PydanticCustomError("bad_date", "not a date")
        return value

    def _is_real(self) -> bool:
        try:
            return self.start <= self.end
        except ValueError:
            return False

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": EDTF_PATTERN}

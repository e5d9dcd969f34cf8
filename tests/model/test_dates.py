"""Dates as sources give them: EDTF level 0, and ? for an inferred one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from casebook.model.dates import Edtf


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "2018年"),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28), "2018年2月"),
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29), "2020年2月29日"),
        ("2015/2017", date(2015, 1, 1), date(2017, 12, 31), "2015年至2017年"),
        ("2015-12/2017-02", date(2015, 12, 1), date(2017, 2, 28), "2015年12月至2017年2月"),
        ("2016?", date(2016, 1, 1), date(2016, 12, 31), "2016年（推断）"),
        (" 2018 ", date(2018, 1, 1), date(2018, 12, 31), "2018年"),
    ],
)
def test_a_date_is_the_days_it_may_mean(text: str, start: date, end: date, label: str) -> None:
    value = Edtf.parse(text)
    assert (value.start, value.end, value.label, value.year) == (start, end, label, start.year)
    assert value.inferred == ("?" in text)


@pytest.mark.parametrize(
    "text",
    ["", "18", "2018-13", "2018-00", "2018-11-00", "2019-02-29", "2018-1-1", "2018/2016", "2018/", "/2018", "0000", "２０１８", "2018年", "2018-11-30T00:00", "2018//2019", "2018?-11", "今年", "2018/2019/2020"],
)  # fmt: skip
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        Edtf.parse(text)


@pytest.mark.property
@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_every_day_lies_in_what_it_is_written_as(day: date, form: str) -> None:
    text = {"%Y": f"{day.year:04}", "%Y-%m": f"{day.year:04}-{day.month:02}", "%Y-%m-%d": day.isoformat()}[form]
    value = Edtf.parse(text)
    assert value.start <= day <= value.end
    assert Edtf.parse(f"{text}/{text}").end == value.end

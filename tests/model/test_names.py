"""Kinds, ids, paths, and the values that fields can hold."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from casebook.model.fields import Cite, Locator, Number, Url, Whole
from casebook.model.kinds import FIELD_NAMES, MODEL_OF_KIND, NAME_OF_TITLE
from casebook.model.names import RECORD_KINDS, RESERVED_IDS, is_id, listing_path, page_path, record_path


def test_every_kind_of_record_has_a_model() -> None:
    assert set(RECORD_KINDS) == set(MODEL_OF_KIND)


def test_paths_of_a_kind() -> None:
    assert page_path("policy", "a") == "policies/a.html"
    assert record_path("policy", "a") == "content/policies/a.yaml"


@pytest.mark.parametrize("text", ["a", "a1-b2", "2018", "x" * 80])
def test_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "A", "a_b", "a.b", "../a", "甲", "a\n", "x" * 81, "ａ", *RESERVED_IDS]
)
def test_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_no_record_s_page_is_its_kind_s_list(kind: str) -> None:
    name = listing_path(kind).rpartition("/")[2].removesuffix(".html")
    assert not is_id(name)


def test_a_chinese_field_name_has_one_meaning() -> None:
    assert NAME_OF_TITLE["标题"] == "title"
    assert set(NAME_OF_TITLE.values()) <= FIELD_NAMES
    assert "类型" not in NAME_OF_TITLE  # of a method, of a unit …


@pytest.mark.parametrize("text", ["a 一（二）", "a　一(二)", " a  一(二) "])
def test_a_citation_has_narrow_brackets_and_one_blank(text: str) -> None:
    cite = Cite.parse(text)
    assert (cite, cite.source, cite.locator) == ("a 一(二)", "a", "一(二)")


def test_a_locator_is_written_as_citations_have_it() -> None:
    assert TypeAdapter(Locator).validate_python("一（二）　上") == "一(二) 上"


@pytest.mark.parametrize("text", ["1_000", "1.0", "+1", "-1", "１", "1e3", "", "9" * 5000, "nan", "inf", " 1 2"])
def test_no_whole_number(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Whole).validate_python(text)


@pytest.mark.parametrize("text", ["nan", "inf", "1e3", "-1", "1.", ".5", "1_0.5", "9" * 400])
def test_no_decimal_number(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(text)


def test_numbers() -> None:
    assert TypeAdapter(Whole).validate_python("010") == 10
    assert TypeAdapter(Number).validate_python("1.5") == 1.5


@pytest.mark.parametrize("text", ["javascript:alert(1)", "//a.org", "ftp://a.org", "http://", "http://a b", 'http://a"b', "http://a<b", "data:text/html,x", " mailto:a@b.c"])  # fmt: skip
def test_no_web_address(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(text)

"""Pydantic's verdicts in a contributor's words: whatever is written, at any place, something useful is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, Field, ValidationError

from casebook.check.shape import check_shape, choices_of, model_in
from casebook.files import SourceText
from casebook.load.yaml import Plain, parse_yaml
from casebook.messages import MESSAGES
from casebook.model.fields import Frozen
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from casebook.model.names import KIND_OF_FOLDER
from tests.records.library import good_records, good_vocab
from tests.records.test_bad import assert_chinese

JUNK: tuple[Plain, ...] = (
    "", " ", "x", "甲", "-1", "0", "1e9", "nan", "9" * 400, "甲" * 5000, "a\nb", [], [""], ["x"], ["x"] * 300, [["x"]],
    {}, {"x": "y"}, {"": ""}, [{}], [{"x": "y"}], {"x": {"y": ["z"]}},
)  # fmt: skip


def plain(source: SourceText) -> dict[str, Plain]:
    value = parse_yaml(source, 10**7, 10**6).value
    assert value is not None
    return value


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        inner = model_in(field.annotation)
        if inner is not None:
            yield from _models(inner)


@pytest.mark.parametrize("model", [*MODEL_OF_KIND.values(), *MODEL_OF_VOCAB.values()])
@pytest.mark.parametrize("blank", ["", "  "])
def test_no_field_takes_a_blank(model: type[BaseModel], blank: str) -> None:
    # check_shape leaves blanks out only once a record was refused: a field that took one would keep it
    for part in _models(model):
        for name in part.model_fields:
            with pytest.raises(ValidationError) as refused:
                part.model_validate({name: blank})
            assert any(error["loc"][:1] == (name,) for error in refused.value.errors()), (part, name)


def places(value: Plain, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in the data, the first item of a list standing for all."""
    if isinstance(value, dict):
        return [path for key, item in value.items() for path in [(*at, key), *places(item, (*at, key))]]
    if isinstance(value, list) and value:
        return [(*at, 0), *places(value[0], (*at, 0))]
    return []


def with_junk(value: Plain, at: tuple[Any, ...], junk: Plain) -> Any:
    if not at:
        return junk
    first, *rest = at
    if isinstance(value, dict):
        return {key: with_junk(item, tuple(rest), junk) if key == first else item for key, item in value.items()}
    assert isinstance(value, list)
    return [with_junk(item, tuple(rest), junk) if index == first else item for index, item in enumerate(value)]


def fullest(kind: str) -> dict[str, Plain]:
    return max((plain(one) for one in good_records() if KIND_OF_FOLDER[one.path.split("/")[1]] == kind), key=len)


CASES = [(MODEL_OF_KIND[kind], fullest(kind)) for kind in MODEL_OF_KIND]
CASES += [(MODEL_OF_VOCAB[name], plain(good_vocab()[name])) for name in MODEL_OF_VOCAB]  # type: ignore[misc]


@pytest.mark.parametrize(("model", "value"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_whatever_is_written_anywhere_is_taken_or_told(model: type[Frozen], value: dict[str, Plain]) -> None:
    assert check_shape(model, value)[1] == ()
    for at in places(value):
        for junk in JUNK:
            made, findings = check_shape(model, with_junk(value, at, junk))
            assert (made is None) == bool(findings)
            for finding in findings:
                assert finding.code != "CB299", (at, junk, finding)
                text = MESSAGES[finding.code].text.format_map(finding.values)
                hint = MESSAGES[finding.code].hint.format_map(finding.values)
                assert_chinese(hint.split("这里可用的字段：")[0])
                assert len(text) < 200
                assert "'" not in text


def test_one_fault_says_one_thing() -> None:
    """A single piece of junk in a record gives a single finding, but for mappings that lack more than one key."""
    model, value = CASES[0]
    for at in places(value):
        for junk in JUNK:
            if junk in ({}, [{}]):
                continue  # may lack several keys, each of which is told
            findings = check_shape(model, with_junk(value, at, junk))[1]
            assert len({finding.at[: len(at)] for finding in findings}) <= 1, (at, junk, findings)
            assert junk == [] or all(finding.code != "CB205" for finding in findings), (at, junk)


class Odd(Frozen):
    """A kind of value that no record has."""

    when: datetime = Field(title="时刻")


def test_a_verdict_that_nobody_foresaw_still_speaks_chinese() -> None:
    made, (finding,) = check_shape(Odd, {"when": "昨天"})
    assert made is None
    assert finding.code == "CB299"
    assert MESSAGES["CB299"].text.format_map(finding.values) == "时刻的值不能用：“昨天”"


@pytest.mark.parametrize("model", [*MODEL_OF_KIND.values(), *MODEL_OF_VOCAB.values()], ids=lambda model: model.__name__)
def test_every_field_has_a_title_and_says_what_to_write(model: type[Frozen]) -> None:
    waiting, seen = [model], set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for name, field in here.model_fields.items():
            assert field.title, (here, name)
            assert field.description or choices_of(field.annotation), (here, name)
            inner = model_in(field.annotation)
            if inner is not None:
                waiting.append(inner)  # type: ignore[arg-type]


def test_blanks_count_as_not_written() -> None:
    value = yaml.safe_load(
        "{id: x, title: 词, summary: 词, themes: [a], sources: [b], definition: [{text: 文, cite: ''}], aliases: ''}"
    )
    record, findings = check_shape(MODEL_OF_KIND["term"], value)
    assert findings == ()
    assert record is not None
    assert record.aliases == ()

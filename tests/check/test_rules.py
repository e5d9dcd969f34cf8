"""Each rule by itself: what it lets pass, and the finding it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from casebook.check import rules
from casebook.check.rules import check_rules, walk
from casebook.load.yaml import parse_yaml
from casebook.model.fields import Cite
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import KIND_OF_FOLDER
from casebook.model.parts import Record
from casebook.problem import Finding, Loc
from tests.records.library import good_records

Rule = Callable[[Record], Iterator[Finding]]


def a_record(kind: str, **changes: Any) -> Record:
    """The fullest good record of the kind with some fields replaced; None takes a field away."""
    texts = [source for source in good_records() if KIND_OF_FOLDER[source.path.split("/")[1]] == kind]
    data: dict[str, Any] = max((parse_yaml(source).value or {} for source in texts), key=len)
    return MODEL_OF_KIND[kind].model_validate({k: v for k, v in {**data, **changes}.items() if v is not None})


def plan(*minutes: int) -> list[dict[str, Any]]:
    return [{"activity": "讲", "minutes": one} for one in minutes]


def quiz(**item: Any) -> list[dict[str, Any]]:
    return [{"type": "单选", "stem": "问", "options": ["听", "办"], "answer": ["听"], **item}]


CLAIM = [{"text": "文", "cite": "a 一"}]
STEP = {"name": "听"}


@pytest.mark.parametrize(
    ("rule", "kind", "changes", "expected"),
    [
        (rules.status_is_explained, "term", {"status": "被替代"}, [("CB302", ("status",))]),
        (rules.status_is_explained, "term", {"status": "被替代", "superseded_by": "x"}, []),
        (rules.status_is_explained, "term", {"status": "已撤回"}, [("CB303", ("status",))]),
        (rules.status_is_explained, "term", {"status": "已撤回", "withdrawn_reason": "因"}, []),
        (rules.nothing_is_listed_twice, "term", {"aliases": ["甲", "乙", "甲"]}, [("CB304", ("aliases", 2))]),
        (rules.nothing_is_listed_twice, "term", {"title": "甲", "aliases": ["甲"]}, [("CB304", ("aliases", 0))]),
        (rules.nothing_is_listed_twice, "term", {"keywords": ["甲", "甲"]}, [("CB304", ("keywords", 1))]),
        (rules.nothing_is_listed_twice, "term", {"themes": ["a", "a"]}, [("CB304", ("themes", 1))]),
        (rules.nothing_is_listed_twice, "term", {"sources": ["a", "b", "a"]}, [("CB304", ("sources", 2))]),
        (rules.nothing_is_listed_twice, "term", {"redirect_from": ["a", "a"]}, [("CB304", ("redirect_from", 1))]),
        (rules.cited_sources_are_listed, "term", {"sources": ["a"], "definition": CLAIM}, []),
        (rules.cited_sources_are_listed, "term", {"sources": ["b"], "definition": CLAIM}, [("CB308", ("definition", 0, "cite", 0))]),
        (rules.steps_are_in_order, "method", {"steps": [{"no": 1, **STEP}, {"no": 2, **STEP}]}, []),
        (rules.steps_are_in_order, "method", {"steps": [{"no": 2, **STEP}]}, [("CB305", ("steps", 0, "no"))]),
        (rules.steps_are_in_order, "method", {"declared_steps": 1}, [("CB306", ("declared_steps",))]),
        (rules.steps_are_in_order, "method", {"declared_steps": 2}, []),
        (rules.steps_are_in_order, "method", {"declared_steps": 18}, []),
        (rules.steps_are_in_order, "note", {"objectives": [{"no": 1, "text": "甲"}, {"no": 1, "text": "乙"}]}, [("CB305", ("objectives", 1, "no"))]),
        (rules.dates_are_in_order, "policy", {"issued": "2017-03", "effective_from": "2017"}, []),
        (rules.dates_are_in_order, "policy", {"issued": "2017-03-02", "effective_from": "2017-03-01"}, [("CB307", ("effective_from",))]),
        (rules.dates_are_in_order, "policy", {"effective_from": "2019?", "effective_to": "2018"}, [("CB307", ("effective_to",))]),
        (rules.dates_are_in_order, "source", {"published": "2020", "accessed": "2019"}, [("CB307", ("accessed",))]),
        (rules.validity_matches_chain, "policy", {"validity": "有效"}, [("CB314", ("validity",))]),
        (rules.validity_matches_chain, "policy", {"validity": "有效", "replaced_by": None}, []),
        (rules.sections_are_unique, "source", {"sections": [{"locator": "一（二）"}, {"locator": "一(二)"}]}, [("CB304", ("sections", 1, "locator"))]),
        (rules.note_adds_up, "note", {"plan": plan(20, 20)}, [("CB309", ("plan",))]),
        (rules.note_adds_up, "note", {"plan": plan(40, 5)}, []),
        (rules.note_adds_up, "note", {"questions": [{"text": "问", "objective": 9}]}, [("CB310", ("questions", 0, "objective"))]),
        (rules.note_adds_up, "note", {"quiz": quiz(answer=["等"])}, [("CB311", ("quiz", 0, "answer"))]),
        (rules.note_adds_up, "note", {"quiz": quiz(options=["听"])}, [("CB311", ("quiz", 0))]),
        (rules.note_adds_up, "note", {"quiz": quiz(answer=["听", "办"])}, [("CB311", ("quiz", 0, "answer"))]),
        (rules.note_adds_up, "note", {"quiz": quiz(type="多选", answer=["听", "办"])}, []),
        (rules.note_adds_up, "note", {"quiz": quiz(type="判断", answer=["是"])}, [("CB311", ("quiz", 0, "answer"))]),
        (rules.note_adds_up, "note", {"quiz": quiz(type="判断", answer=["对"])}, []),
        (rules.note_adds_up, "note", {"quiz": quiz(type="简答", options=[], answer=["略"])}, []),
        (rules.pack_adds_up, "pack", {"hours": "2"}, [("CB312", ("units",))]),
        (rules.pack_adds_up, "pack", {"hours": "1.67", "units": [{"type": "休息", "title": "歇", "minutes": 100}]}, []),
        (rules.pack_adds_up, "pack", {"hours": "0.5", "units": [{"type": "案例", "minutes": 30}]}, [("CB313", ("units", 0))]),
        (rules.pack_adds_up, "pack", {"hours": "0.5", "units": [{"type": "休息", "minutes": 30}]}, [("CB315", ("units", 0))]),
        (rules.pack_adds_up, "pack", {"hours": "0.5", "units": [{"type": "休息", "title": "歇", "minutes": 30}]}, []),
        (rules.pack_adds_up, "pack", {"hours": "0.5", "units": [{"type": "案例", "query": "议事", "minutes": 30}]}, []),
        (rules.pack_adds_up, "pack", {"hours": "0.5", "units": [{"type": "案例", "query": "议事", "ref": "a", "minutes": 30}]}, [("CB319", ("units", 0, "query"))]),
        (rules.pack_adds_up, "pack", {"hours": "0.5", "units": [{"type": "休息", "title": "歇", "query": "议事", "minutes": 30}]}, [("CB319", ("units", 0, "query"))]),
    ],
)  # fmt: skip
def test_a_rule(rule: Rule, kind: str, changes: dict[str, Any], expected: list[tuple[str, Loc]]) -> None:
    found = [(finding.code, finding.at) for finding in rule(a_record(kind, **changes))]
    assert found == expected


def test_a_picture_is_shown_once() -> None:
    picture = {"file": "a.png", "alt": "图", "credit": "甲", "licence": "自有"}
    found = rules.media_are_shown_once(a_record("case", media=[picture, picture]))
    assert [(finding.code, finding.at) for finding in found] == [("CB304", ("media", 1, "file"))]


@pytest.mark.parametrize("kind", sorted(MODEL_OF_KIND))
def test_rules_let_the_good_records_pass(kind: str) -> None:
    assert check_rules(a_record(kind)) == ()


def test_every_rule_is_run() -> None:
    public = {
        name for name, rule in vars(rules).items()
        if callable(rule) and getattr(rule, "__module__", "") == rules.__name__ and not name.startswith("_")
    }  # fmt: skip
    assert public - {"check_rules", "walk"} == {rule.__name__ for rule in rules._RULES}


def test_walk_gives_every_leaf_with_its_path() -> None:
    record = a_record("term")
    leaves = dict(walk(record))
    assert leaves["id",] == record.id
    assert leaves["definition", 0, "cite", 0] == Cite("lai-yuan-jia 二")
    assert all(value is not None for value in leaves.values())

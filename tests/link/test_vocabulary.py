"""The vocabularies hold together: each fault is told in its own file, at its place."""

from __future__ import annotations

import pytest

from casebook.link.library import Vocab
from casebook.link.spots import SpotFinder
from casebook.model.regions import Regions
from casebook.model.vocab import Place
from tests.records.library import good_vocab, library_with, problems_with

PLACE = """  - id: {id}
    label: {label}
    level: 村社区
    region: "{region}"
    scope_note: 一个地方
    sources: [{source}]
"""


def text(name: str) -> str:
    return good_vocab()[name].data.decode()


def told(**vocab: str) -> list[tuple[str, str]]:
    problems = problems_with(**vocab)
    return [
        (problem.path.rpartition("/")[2], f"{problem.code} {problem.line}:{problem.column}") for problem in problems
    ]


def places(*more: str) -> str:
    return text("places") + "".join(more)


def a_place(name: str, label: str = "", region: str = "160103", source: str = "lai-yuan-jia", more: str = "") -> str:
    return PLACE.format(id=name, label=label or name, region=region, source=source) + more


LINES = len(text("places").split("\n")) - 1


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        (a_place("a", source="lai-yuan-bing"), "CB401 6:15"),
        (a_place("a", region="三江区"), "CB410 4:13"),
        (a_place("a", region="同名区"), "CB411 4:13"),
        (a_place("a", region="160104"), "CB412 4:13"),
        (a_place("a", region="a"), "CB417 4:13"),
        (a_place("a", region="lao-shi-li-she-qu"), "CB412 4:13"),
        (a_place("a", more="    successor: mei-you\n"), "CB401 7:16"),
        (a_place("a", more="    cite: lai-yuan-jia 九\n"), "CB404 7:11"),
        (a_place("a", more="    cite: lai-yuan-yi 一(二)\n"), "CB308 7:11"),
        (a_place("a", more="    valid_from: 2010\n    valid_to: 2009\n"), "CB307 8:15"),
        (a_place("shi-li-she-qu", "另一个名称"), "CB405 1:9"),
        (a_place("160102", "另一个名称"), "CB405 1:9"),
        (a_place("index", "另一个名称"), "CB216 1:9"),
        (a_place("a", "示例社区", region="yang-ban-jie-dao"), "CB406 2:12"),
    ],
)
def test_a_fault_of_a_place(more: str, verdict: str) -> None:
    code, _, where = verdict.partition(" ")
    line, _, column = where.partition(":")
    assert told(places=places(more)) == [("places.yaml", f"{code} {LINES + int(line)}:{column}")]


def test_places_of_one_name_may_lie_in_different_regions() -> None:
    assert told(places=places(a_place("a", "示例社区", region="160102"))) == []


def test_places_that_lie_in_each_other_are_told_once_and_end_the_walk() -> None:
    ring = places(a_place("a", region="b"), a_place("b", region="c"), a_place("c", region="a"))
    assert [verdict.split()[0] for _, verdict in told(places=ring)] == ["CB408"]
    library = library_with(places=ring).value
    assert [spot.id for spot in library.spot_path("a")] == ["a"]


def test_what_hangs_on_a_ring_ends_at_the_ring() -> None:
    one = {"level": "村社区", "scope_note": "地", "sources": ["s"]}
    pairs = [("a", "b"), ("b", "a"), ("c", "a"), ("d", "c")]
    ring = [Place.model_validate({**one, "id": name, "label": name, "region": region}) for name, region in pairs]
    finder = SpotFinder(Vocab((), (), tuple(ring), Regions()))
    assert finder.chain("d") == ("d", "c", "a")
    assert finder.chain("b") == ("b",)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("broader: yi-shi", "broader: yi-si", "CB401 14:14"),
        ("broader: yi-shi", "broader: xing-lin", "CB417 14:14"),
        ("    problems:", "    broader: xing-lin\n    problems:", "CB408 15:14"),
        ("label: 示例邻里", "label: 示例协商", "CB406 12:12"),
        ("id: xing-lin", "id: yi-shi", None),
        ("valid_from: 2010", "valid_from: 2017", "CB307 19:15"),
        ("scope_note: 邻里之间互相帮助", "scope_note:", "CB214 13:5"),
    ],
)
def test_a_fault_of_a_theme(old: str, new: str, verdict: str | None) -> None:
    changed = text("themes").replace(old, new)
    assert changed != text("themes")
    found = told(themes=changed)
    if verdict is None:
        assert ("themes.yaml", "CB405 11:9") in found
    else:
        assert found == [("themes.yaml", verdict)]


def test_a_setting_is_held_to_the_same() -> None:
    assert told(settings=text("settings").replace("label: 示例新社区", "label: 示例旧社区")) == [
        ("settings.yaml", "CB406 10:12")
    ]


def test_a_missing_schema_line_is_a_warning_here_too() -> None:
    assert told(themes=text("themes").split("\n", 1)[1]) == [("themes.yaml", "CB122 1:0")]

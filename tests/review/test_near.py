"""How much texts have in common, reckoned with numbers, is what counting them as text gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from casebook.app.content import load_library
from casebook.link.library import Entry
from casebook.review.near import GRAM, WALL, Common, prints
from casebook.review.resembling import resembling
from tests.records.library import good_folder
from tests.review.repository import METHOD

TEXTS = st.lists(st.sampled_from(("社区议事会", "三步", "ab", WALL, "𠮷", "甲")), max_size=40).map("".join)


def windows(text: str) -> list[str]:
    found = [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)]
    return [one for one in found if WALL not in one]


@given(TEXTS)
def test_there_is_a_number_for_each_window(text: str) -> None:
    assert len(prints(text)) == len(windows(text))
    assert len(set(prints(text).tolist())) == len(set(windows(text)))


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_common_windows_are_counted_as_often_as_they_stand_in_the_text(texts: list[str], other: str) -> None:
    there = set(windows(other))
    counted = [sum(times for one, times in Counter(windows(text)).items() if one in there) for text in texts]
    assert Common(texts).counts(other).tolist() == counted


def test_of_very_many_that_are_alike_the_likest_are_found(tmp_path: Path) -> None:
    """Each of a thousand bears the name and half of the text; one bears all of it."""
    library = load_library(good_folder(tmp_path / "库")).value
    entry = next(one for one in library.entries.values() if one.path == METHOD)
    half = entry.record.model_copy(update={"steps": (), "summary": "别的话"})
    others = [Entry(entry.kind, f"{at}.yaml", half.model_copy(update={"id": f"yi-{at:03}"})) for at in range(1000)]
    others.insert(500, Entry(entry.kind, "xiang.yaml", entry.record.model_copy(update={"id": "xiang"})))
    (found,) = resembling([entry], [entry, *others]).values()
    assert [one.id for one in found] == ["xiang", "yi-000", "yi-001", "yi-002", "yi-003"]
    assert found[0].share > found[1].share
    assert found[0].name == 100

"""A patch writes what a full build would write, and nothing else; where it would not do it says so."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.index.analysis import analysed
from casebook.index.documents import SearchDoc
from casebook.index.names import BUCKET
from casebook.index.patch import patched
from casebook.index.postings import HEAD
from casebook.index.shards import TEXTS_UP_TO, shards_of
from casebook.index.state import IndexState

WORDS = "社区居民协商议事楼栋电梯加装停车垃圾分类党建引领网格员志愿服务老旧小区物业"
SETTINGS = (None, "cun", "cheng")
SMALL = 30


def _library(count: int) -> list[SearchDoc]:
    dice = random.Random(4)

    def words(most: int) -> str:
        return "".join(dice.choice(WORDS) for _ in range(dice.randint(2, most)))

    records = [
        SearchDoc(
            kind="method", id=f"m-{number}", title=f"{words(6)}工作法", url=f"methods/m-{number}.html", summary=words(30),
            body=f"社区{words(40)}{dice.randint(1, 99)}次", themes=("a",), setting=SETTINGS[number % 3], spots=("37",),
        )
        for number in range(count)
    ]  # fmt: skip
    term = SearchDoc(kind="term", id="t", title="楼栋", url="t.html", aliases=("楼道",), body="居民的楼")
    theme = SearchDoc(kind="theme", id="a", title="协商", url="a.html", themes=("a",))
    return [*records, theme, SearchDoc(kind="region", id="37", title="山东省", url="37.html", spots=("37",)), term]


@cache
def _blob(doc: SearchDoc) -> bytes:
    return analysed([doc])[0]


def _build(docs: list[SearchDoc]) -> tuple[dict[str, bytes], IndexState]:
    """Files, and the state as it comes back from JSON."""
    noted: list[IndexState] = []
    files = dict(shards_of(map(_blob, docs), noted.append))
    return files, IndexState.from_data(json.loads(json.dumps(noted[0].as_data())))


class Built:
    """A library and what was built of it."""

    def __init__(self, count: int) -> None:
        self.docs = _library(count)
        self.files, self.state = _build(self.docs)


@pytest.fixture(scope="module", params=[SMALL, HEAD * 3 // 2], ids=["small", "frequent words"])
def built(request: pytest.FixtureRequest) -> Built:
    return Built(request.param)


Edit = Callable[[SearchDoc], SearchDoc]
TEXT = st.text(st.sampled_from(WORDS + "關１.a①，…\u2028"), max_size=30)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    TEXT.map(lambda text: lambda doc: replace(doc, title=f"{text}法")),
    TEXT.map(lambda text: lambda doc: replace(doc, aliases=(text, doc.title))),
    TEXT.map(lambda text: lambda doc: replace(doc, summary=doc.summary + text, keywords=(text,))),
    TEXT.map(lambda text: lambda doc: replace(doc, body=text + doc.body[:20])),
    st.sampled_from([lambda doc: replace(doc, steps="", body=""), lambda doc: doc]),
    st.sampled_from(SETTINGS).map(lambda one: lambda doc: replace(doc, setting=one, spots=(), date=date(2019, 1, 2))),
)


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, SMALL - 1), EDITS), min_size=1, max_size=3))
def test_a_patch_is_a_full_build(built: Built, edits: list[tuple[int, Edit]]) -> None:
    after = list(built.docs)
    for number, edit in edits:
        after[number] = edit(after[number])
    _check(built.docs, after, built.files, built.state)


def _check(docs: list[SearchDoc], after: list[SearchDoc], files: dict[str, bytes], state: IndexState) -> None:
    changed = {number for number, (old, new) in enumerate(zip(docs, after, strict=True)) if old != new}
    found = patched(_keyed(docs, changed), _keyed(after, changed), state, files.__getitem__)
    full, whole = _build(after)
    if found is None:
        assert full.keys() != files.keys() or whole.edition != state.edition or whole.settings != state.settings
        return
    written, left = list(found[0]), found[1]
    assert dict(written) == {path: data for path, data in full.items() if files[path] != data}
    assert left == whole
    assert not written or written[-1].path == "search/index.js"


def _keyed(docs: list[SearchDoc], numbers: set[int]) -> dict[str, SearchDoc]:
    return {f"{docs[number].kind}/{docs[number].id}": docs[number] for number in numbers}


def test_patches_follow_one_another() -> None:
    docs = _library(40)
    files, state = _build(docs)
    for number in range(12):
        after = list(docs)
        after[number] = replace(
            after[number], title=f"{after[number].title}之{WORDS[number]}", body=docs[number + 1].body
        )
        found = patched(_keyed(docs, {number}), _keyed(after, {number}), state, files.__getitem__)
        assert found is not None
        files, state, docs = {**files, **dict(found[0])}, found[1], after
    assert (files, state) == _build(docs)


def test_full_buckets_of_sounds_are_filled_emptied_and_split_again() -> None:
    docs = _library(BUCKET + 3)
    docs[: BUCKET + 1] = [
        replace(doc, title=f"社区协商{WORDS[number % 30]}{WORDS[number // 30]}")
        for number, doc in enumerate(docs[: BUCKET + 1])
    ]
    files, state = _build(docs)
    assert state.deeper
    emptied = list(docs)
    emptied[3], emptied[4] = replace(docs[3], title="议事"), replace(docs[4], title="议事")
    _check(docs, emptied, files, state)
    less, left = _build(emptied)
    assert not left.deeper
    _check(emptied, docs, less, left)


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (-3, lambda doc: replace(doc, title="议事")),
        (-2, lambda doc: replace(doc, title="山东")),
        (0, lambda doc: replace(doc, setting="xiang")),
    ],
    ids=["theme", "region", "setting"],
)
def test_what_other_files_number_or_repeat_needs_a_full_build(number: int, change: Edit) -> None:
    docs = _library(5)
    files, state = _build(docs)
    key = f"{docs[number].kind}/{docs[number].id}"
    assert patched({key: docs[number]}, {key: change(docs[number])}, state, files.__getitem__) is None


@pytest.mark.parametrize("aliases", [(), ("楼道", "单元"), ("一个比八个字更长的名字",)])
def test_names_that_say_the_same_come_with_the_manifest(aliases: tuple[str, ...]) -> None:
    docs = _library(5)
    _check(docs, [*docs[:-1], replace(docs[-1], aliases=aliases)], *_build(docs))
    theme = replace(docs[-3], aliases=aliases)
    _check(docs, [*docs[:-3], theme, *docs[-2:]], *_build(docs))


def test_another_set_of_documents_needs_a_full_build() -> None:
    docs = _library(5)
    files, state = _build(docs)
    assert patched({}, {"method/m-0": docs[0]}, state, files.__getitem__) is None
    assert patched({"method/m-9": docs[0]}, {"method/m-9": docs[1]}, state, files.__getitem__) is None


def test_files_of_another_format_need_a_full_build() -> None:
    docs = _library(5)
    files, state = _build(docs)
    key = {"method/m-0": docs[0]}
    assert patched(key, key, state, files.__getitem__) is not None
    assert patched(key, key, replace(state, format=0), files.__getitem__) is None


@pytest.mark.parametrize("what", ["missing", "cut", "foreign"])
def test_files_of_yesterday_that_are_not_whole_need_a_full_build(what: str) -> None:
    docs = _library(5)
    files, state = _build(docs)
    others, _ = _build(docs[1:])
    after = replace(docs[0], summary="议事楼栋网格")

    def read(path: str) -> bytes:
        if path == "search/d/0.js":
            return {"missing": b"", "cut": files[path][:-9], "foreign": others[path]}[what]
        return files[path]

    assert patched({"method/m-0": docs[0]}, {"method/m-0": after}, state, files.__getitem__) is not None
    assert patched({"method/m-0": docs[0]}, {"method/m-0": after}, state, read) is None
    assert patched({"method/m-0": docs[0]}, {"method/m-0": after}, state, dict[str, bytes]().__getitem__) is None


def test_a_large_library_has_no_texts_to_patch() -> None:
    docs = [
        SearchDoc(kind="term", id=f"t-{number}", title=f"词{number}", url="t.html", body="正文")
        for number in range(TEXTS_UP_TO + 1)
    ]
    after = [*docs[:7], replace(docs[7], body="议事"), *docs[8:]]
    _check(docs, after, *_build(docs))

"""Past 2,000 documents: the real ones among many others that talk of the same things. Both engines and the browser, gold queries."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from casebook.app.content import load_library
from casebook.edges.search_index import has_tantivy
from casebook.index.documents import SearchDoc, documents
from casebook.search.store import CAP
from tests.bench.corpus import DOES, HOW, SHAPE, WHAT, WHO
from tests.bench.search import engines
from tests.bench.search.queries import Query
from tests.bench.search.served import answered
from tests.search.gold import HELD_OUT, gold, measured

ROOT = Path(__file__).resolve().parents[2]
GOLD, OTHERS = gold(), gold(HELD_OUT)
QUERIES = [Query(one.q, one.kind, one.relevant[0]) for one in (*GOLD, *OTHERS)]


def _other(number: int, dice: random.Random) -> SearchDoc:
    def sentence() -> str:
        return f"{dice.choice(WHO)}{dice.choice(HOW)}{dice.choice(DOES)}，办理{dice.choice(WHAT)}。"

    return SearchDoc(
        kind="term", id=f"other-{number}", title=f"{number}号{dice.choice(WHAT)}{dice.choice(HOW)}{dice.choice(SHAPE)}", url=f"terms/other-{number}.html",
        summary=sentence(), body="\n".join(sentence() for _ in range(dice.randint(5, 40))),
    )  # fmt: skip


@pytest.fixture(scope="module")
def docs() -> list[SearchDoc]:
    """2,656 of them, those of a kind together."""
    dice = random.Random(8)
    real = list(documents(load_library(ROOT).value))
    after = max(at for at, doc in enumerate(real) if doc.kind == "term") + 1
    return [*real[:after], *(_other(number, dice) for number in range(2656 - len(real))), *real[after:]]


@pytest.fixture(scope="module")
def found(docs: list[SearchDoc], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, list[str]]]:
    """Engine → query → ids, best first."""
    answers: dict[str, dict[str, list[str]]] = {}
    for engine in ("whoosh", "tantivy"):
        ask = engines.store(engine)(docs, tmp_path_factory.mktemp(engine))
        answers[engine] = {one.q: ask(one.q) for one in QUERIES}
    return answers


@pytest.mark.slow
@pytest.mark.skipif(not has_tantivy(), reason="没有装 tantivy")
def test_both_engines_find_the_same_in_a_large_library(
    docs: list[SearchDoc], found: Mapping[str, Mapping[str, list[str]]]
) -> None:
    assert len(docs) > CAP
    # 电梯 stands in hundreds of invented titles: none of them is a worse answer than the real one.
    gold = [one for one in GOLD if not any(doc.id.startswith("other-") and one.q in doc.title for doc in docs)]
    assert len(GOLD) - len(gold) <= 3
    (recall, rank), (_, other) = measured(found["whoosh"], gold), measured(found["tantivy"], gold)
    assert (recall >= 0.97, rank >= 0.92, abs(rank - other) <= 0.02) == (True, True, True), (recall, rank, other)


@pytest.mark.slow
@pytest.mark.skipif(not has_tantivy(), reason="没有装 tantivy")
def test_the_browser_finds_what_the_command_line_finds_in_a_large_library(
    browser: Browser, docs: list[SearchDoc], found: Mapping[str, Mapping[str, list[str]]], tmp_path: Path
) -> None:
    """The first five, for all but one query in a hundred: the browser reads frequent words only so far, to stay small."""
    engines.ours(docs, tmp_path, tmp_path)
    shown = answered(browser, tmp_path, QUERIES)
    different = {q: (ours[:5], shown[q][:5]) for q, ours in found["tantivy"].items() if ours[:5] != shown[q][:5]}
    assert len(different) <= len(QUERIES) / 100, different

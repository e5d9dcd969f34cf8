from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.index.grams import ODD, grams
from casebook.index.keys import term_of
from casebook.index.words import terms

# Also what folds to several characters, into others, or differently beside others.
TEXTS = st.lists(
    st.text(st.sampled_from("社区關於著〇a1９.．，… Ａ①㎡℃½ﬁΣσϹİ\u0301カﾞ한\u1161𠮷👍\n_"), max_size=12), max_size=8
)


def _found(texts: list[str]) -> list[Counter[str]]:
    found = grams(texts)
    counted = [Counter[str]() for _ in texts]
    for text, code in zip(found.text.tolist(), found.code.tolist(), strict=True):
        is_odd = ODD <= code < ODD + len(found.odd)
        counted[text][found.odd[code - ODD] if is_odd else term_of(code)] += 1
    return counted


@pytest.mark.property
@given(TEXTS)
def test_the_same_terms_as_one_by_one(texts: list[str]) -> None:
    assert _found(texts) == [Counter(terms(text)) for text in texts]


def test_every_character_of_the_basic_plane() -> None:
    texts = [f"社{chr(code)}1.{chr(code)}a" for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert _found(texts) == [Counter(terms(text)) for text in texts]


def test_odd_terms_are_numbered_in_their_order_whatever_they_came_in() -> None:
    assert grams(["b社区2", "a"]).odd == grams(["a", "2社区b"]).odd == ("2", "a", "b")

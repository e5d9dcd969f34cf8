import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.index.keys import hash_of, shard_of
from casebook.index.lines import (
    END,
    Lines,
    lines_of,
    named_lines,
    odd_lines_of,
    packed,
    read_digits,
    read_groups,
    stands,
)
from casebook.index.postings import HEAD, LEVELS, digits
from casebook.index.tables import Key, key_of, read_table, size_of, write_table
from tests.index.one_by_one import encode, tables

TERMS = ("社区", "居民", "议", "12345", "aed", "社_")
Terms = dict[str, dict[int, int]]  # term → document → level


def _lines(terms: Terms) -> tuple[tuple[Lines, Lines], tuple[Lines, Lines]]:
    """Plain and odd lines of t/, plain and odd lines of c/."""
    parts = [
        packed(
            np.full(len(found), hash_of(term), np.uint32),
            np.array([*found.values()], np.uint8),
            np.array([*found], np.int64),
        )
        for term, found in terms.items()
        if term in ("社区", "居民", "议")
    ]
    odd = {
        term: [stands(document, level) for document, level in found.items()]
        for term, found in terms.items()
        if term not in ("社区", "居民", "议")
    }
    heads, tails = zip(lines_of(np.concatenate([*parts, np.zeros(0, np.uint64)])), odd_lines_of(odd), strict=True)
    return heads, tails


def _tables(terms: Terms, count: int) -> tuple[dict[Key, str], ...]:
    """The tables of t/ and c/, from the shards that arrays give."""
    found = []
    for plain, odd in _lines(terms):
        table: dict[Key, str] = {}
        for number, parts in enumerate(zip(plain.dealt(count), odd.dealt(count), strict=True)):
            data = b"".join(parts).removesuffix(END)
            shard = read_table("t", number, count, data.decode())
            assert all(shard_of(term, count) == number for term in terms if key_of(term) in shard)
            assert write_table("t", number, count, shard) == b'"%s"' % data
            table |= shard
        assert size_of("t", table) == len(plain.data) + len(odd.data)
        found.append(table)
    return tuple(found)


FOUND = st.dictionaries(st.integers(0, 600_000), st.integers(0, LEVELS - 1), min_size=1, max_size=30)


@pytest.mark.property
@given(st.dictionaries(st.sampled_from(TERMS), FOUND), st.sampled_from((1, 4, 256)))
def test_arrays_write_what_is_written_one_by_one(terms: Terms, count: int) -> None:
    assert _tables(terms, count) == tables(terms)


def test_long_lists_are_split_as_one_by_one() -> None:
    dice = np.random.default_rng(2)
    terms = {
        term: dict(
            zip(dice.choice(9999, size, replace=False).tolist(), dice.integers(0, 8, size).tolist(), strict=True)
        )
        for term, size in (
            ("社区", HEAD * 5),
            ("居民", HEAD + HEAD // 4),
            ("议", HEAD + HEAD // 4 + 1),
            ("aed", HEAD * 2),
        )
    }
    assert _tables(terms, 2) == tables(terms)


def test_a_long_list_is_read_heaviest_first_and_two_keep_the_same_documents() -> None:
    common = dict.fromkeys(range(HEAD * 4), 3)
    heads, tails = _tables({"社区": common, "居民": common | dict.fromkeys(range(100), 7)}, 1)
    first, second = (
        _documents(heads[key_of(term)][1 + read_digits(heads[key_of(term)][1:])[1] :]) for term in ("社区", "居民")
    )
    assert len(first) == len(second) == HEAD
    assert first | _documents(tails[key_of("社区")]) == set(common)
    assert second >= set(range(100))
    assert len(first & second) > HEAD * 0.8


def _documents(groups: str) -> set[int]:
    return {posting & (1 << 29) - 1 for posting in read_groups(groups).tolist()}


@pytest.mark.property
@given(FOUND)
def test_groups_are_read_back(found: dict[int, int]) -> None:
    assert sorted(read_groups(encode(found)).tolist()) == sorted(stands(*one) for one in found.items())


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ({0: 3}, "#"),
        ({0: 4, 1: 3, 2: 4}, "$ #$"),
        ({5: 0}, "       ("),
        ({70: 3}, digits(70)),
    ],
)
def test_documents_are_grouped_by_level_the_frequent_one_first(found: dict[int, int], text: str) -> None:
    assert encode(found) == text


@pytest.mark.parametrize("value", [0, 69, 70, 89, 1469, 1470, 29_469, 29_470, 1 << 31, (1 << 32) - 1])
def test_numbers_are_read_back(value: int) -> None:
    assert read_digits(f"{digits(value)}#") == (value, len(digits(value)))


def test_lines_of_names_are_dealt_to_the_shards_of_their_keys() -> None:
    table = {f"<{number}": f"x:{number}" for number in range(50)}
    lines = named_lines(table)
    for count in (1, 8):
        found = [read_table("n", at, count, part.decode()[:-1]) for at, part in enumerate(lines.dealt(count))]
        assert all(shard_of(str(key), count) == at for at, shard in enumerate(found) for key in shard)
        assert {key: rest for shard in found for key, rest in shard.items()} == table
    assert sum(size_of("n", shard) for shard in found) == len(lines.data)

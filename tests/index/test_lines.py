import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.index.keys import hash_of, line_order
from casebook.index.lines import lines_of, named_lines, odd_lines_of, packed, read_groups, stands
from casebook.index.postings import HEAD, LEVELS, encode, number, split

TERMS = ("社区", "居民", "议", "12345", "aed")
Table = dict[str, dict[int, int]]  # term → document → level


def _arrays(table: Table) -> tuple[list[str], list[str]]:
    """Lines of t/ and of c/ that the arrays give."""
    plain = [term for term in table if not term.isascii()]
    parts = [
        packed(
            np.full(len(table[term]), hash_of(term), np.uint32),
            np.array([*table[term].values()], np.uint8),
            np.array([*table[term]], np.int64),
        )
        for term in plain
    ]
    odd = [
        (hash_of(term), term, [int(stands(document, level)) for document, level in found.items()])
        for term, found in table.items()
        if term.isascii()
    ]
    pairs = zip(lines_of(np.concatenate([*parts, np.zeros(0, np.uint64)])), odd_lines_of(sorted(odd)), strict=True)
    heads, tails = ([*plain_lines, *odd_lines] for plain_lines, odd_lines in pairs)
    return heads, tails


def _one_by_one(table: Table) -> tuple[list[str], list[str]]:
    heads, tails = [], []
    for term in sorted(table, key=line_order):
        found = sorted(document * LEVELS + level for document, level in table[term].items())
        head, tail = split(found)
        heads.append(f"{term} !{number(len(found))} {encode(head)}" if tail else f"{term} {encode(head)}")
        tails += [f"{term} {encode(tail)}"] if tail else []
    return heads, tails


FOUND = st.dictionaries(st.integers(0, 600_000), st.integers(0, LEVELS - 1), min_size=1, max_size=30)


@pytest.mark.property
@given(st.dictionaries(st.sampled_from(TERMS), FOUND))
def test_arrays_write_what_is_written_one_by_one(table: Table) -> None:
    assert _arrays(table) == _one_by_one(table)


def test_long_lists_are_split_as_one_by_one() -> None:
    dice = np.random.default_rng(2)
    table = {
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
    assert _arrays(table) == _one_by_one(table)


@pytest.mark.property
@given(FOUND)
def test_groups_are_read_back(found: dict[int, int]) -> None:
    text = encode(sorted(document * LEVELS + level for document, level in found.items()))
    assert sorted(read_groups(text).tolist()) == sorted(int(stands(*one)) for one in found.items())


def test_each_line_is_dealt_to_the_shard_of_its_key() -> None:
    table = {f"<{number}": f"x:{number}" for number in range(50)}
    lines = named_lines(table)
    dealt = [part.decode().split("\\n")[:-1] for part in lines.dealt(8)]
    assert [line for part in dealt for line in part] == list(lines)
    assert all(hash_of(line.split(" ")[0]) >> 29 == shard for shard, part in enumerate(dealt) for line in part)
    assert b"".join(lines.dealt(1)) == lines.data

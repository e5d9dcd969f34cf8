import numpy as np
import pytest

from casebook.index.keys import code_of, hash_of, hashes_of, is_plain, mixed, shard_of, term_of, unmixed


def test_a_hash_of_two_characters_can_be_undone() -> None:
    codes = np.random.default_rng(1).integers(0, 1 << 32, 10_000, dtype=np.uint32)
    assert np.array_equal(unmixed(mixed(codes)), codes)


def test_hashes_of_many_keys_are_those_of_each() -> None:
    keys = ["", "a", "社区", "<天天敲门", "𠮷野家工作法", "@wush", "~wsg"]
    assert hashes_of(keys).tolist() == [hash_of(key) for key in keys]
    assert hashes_of([]).tolist() == []


@pytest.mark.parametrize("term", ["社区", "社", "〇一"])
def test_a_plain_term_is_its_own_code(term: str) -> None:
    assert is_plain(term)
    assert term_of(code_of(term)) == term
    assert mixed(np.array([code_of(term)], np.uint32)).tolist() == [hash_of(term)]


@pytest.mark.parametrize("term", ["", "社区办", "a", "12", "社a", "𠮷野", "カタ"])
def test_other_terms_are_not_plain(term: str) -> None:
    assert not is_plain(term)


def test_shards_are_dealt_by_the_first_bits_and_evenly() -> None:
    keys = [f"~{number}" for number in range(8000)]
    found = [shard_of(key, 16) for key in keys]
    assert all(shard_of(key, 32) // 2 == shard for key, shard in zip(keys, found, strict=True))
    assert all(400 < found.count(shard) < 600 for shard in range(16))
    assert shard_of("社区", 1) == 0

"""The seeded library: sound, as large as asked for, and the same every time."""

from pathlib import Path

import pytest

from casebook.app.content import load_library
from casebook.problem import has_errors
from tests.bench.corpus import write_corpus

VOCAB = Path(__file__).resolve().parents[2] / "content/vocab"


def texts(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("content/[!v]*/*.yaml")}


@pytest.mark.parametrize("count", [10, 250])
def test_it_has_the_number_of_records_and_no_error(tmp_path: Path, count: int) -> None:
    write_corpus(tmp_path, VOCAB, count)
    loaded = load_library(tmp_path)
    assert not has_errors(loaded.problems), [problem for problem in loaded.problems if problem.level == "error"][:3]
    assert len(loaded.value.entries) == count


def test_a_seed_always_gives_the_same_bytes_and_about_four_kilobytes_a_record(tmp_path: Path) -> None:
    size = write_corpus(tmp_path / "one", VOCAB, 200, seed=3)
    write_corpus(tmp_path / "two", VOCAB, 200, seed=3)
    write_corpus(tmp_path / "other", VOCAB, 200, seed=4)
    one = texts(tmp_path / "one")
    assert one == texts(tmp_path / "two")
    assert one != texts(tmp_path / "other")
    assert 3500 < size / 200 < 4500

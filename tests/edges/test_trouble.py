"""What the disk refused, in words."""

import errno
import os
from pathlib import Path

import pytest

from casebook.edges.trouble import problem_of


def refused(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "CB610"),
        (errno.EDQUOT, "CB610"),
        (errno.EACCES, "CB611"),
        (errno.EROFS, "CB611"),
        (errno.EIO, "CB612"),
        (errno.ENAMETOOLONG, "CB612"),
    ],
)
def test_each_refusal_has_its_sentence_and_its_place(tmp_path: Path, number: int, code: str) -> None:
    problem = problem_of(refused(number, tmp_path / "build/site/a.html"), tmp_path)
    assert (problem.path, problem.code) == ("build/site/a.html", code)
    assert problem.message
    assert not problem.message.isascii()


def test_a_place_outside_the_library_is_named_in_full(tmp_path: Path) -> None:
    assert problem_of(refused(errno.ENOSPC, tmp_path / "www"), tmp_path / "lib").path == (tmp_path / "www").as_posix()


def test_an_error_without_a_file_or_a_number_is_still_a_problem(tmp_path: Path) -> None:
    problem = problem_of(OSError("what now"), tmp_path)
    assert (problem.path, problem.code) == (".", "CB612")
    assert "what now" in problem.message

"""From a path of keys to a place in the text."""

from __future__ import annotations

import pytest

from casebook.files import SourceText
from casebook.load.places import place
from casebook.load.yaml import KEY
from casebook.problem import Finding, Loc

TEXT = "id: x\nsteps:\n  - no: 1\n    cite: a b\n  - no: 2\nlinks:\n  - y\n"
SOURCE = SourceText("content/methods/x.yaml", TEXT.encode())


@pytest.mark.parametrize(
    ("at", "line", "column"),
    [
        (("id",), 1, 5),
        (("id", KEY), 1, 1),
        (("steps", 1, "no"), 5, 9),
        (("steps", 0, "name"), 3, 5),  # missing: at the mapping that should have it
        (("steps", 0, "cite", 0), 4, 11),  # one citation instead of a list: at its value
        (("links", 0, "ref"), 7, 5),  # a bare id instead of a mapping: at the id
        (("origin", "region"), 1, 1),
        ((), 1, 1),
    ],
)
def test_the_nearest_that_stands_in_the_text(at: Loc, line: int, column: int) -> None:
    (problem,) = place(SOURCE, [Finding("CB214", at, {"label": "", "fix": ""})])
    assert (problem.line, problem.column) == (line, column)


def test_findings_come_sorted_and_once() -> None:
    def finding(value: str, at: Loc) -> Finding:
        return Finding("CB304", at, {"value": value})

    late, early, other = finding("a", ("links", 0)), finding("b", ("id",)), finding("a", ("id",))
    several = [late, early, other, early]
    expected = [(1, "a"), (1, "b"), (7, "a")]
    assert [(one.line, one.values["value"]) for one in place(SOURCE, several)] == expected
    assert place(SOURCE, several) == place(SOURCE, reversed(several))

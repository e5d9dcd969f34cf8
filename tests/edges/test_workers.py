"""Work shared among processes."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.edges.workers import spread


def test_work_that_is_shared_on_the_way_to_other_shared_work_is_not_mixed_up_with_it() -> None:
    """The search index is worked out by processes, and written by others as it comes."""

    def found() -> Iterator[int]:
        yield from list(spread(lambda number: number + 1, range(5)))

    assert list(spread(lambda number: number * 10, found())) == [10, 20, 30, 40, 50]

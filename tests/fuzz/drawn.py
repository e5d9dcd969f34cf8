"""A door under Hypothesis: seeds spoilt and words joined at random, and what fails made as small as it gets."""

from __future__ import annotations

import faulthandler
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.fuzz.doors import Door

HANG = 30  # seconds for one input; the slowest sound one takes a tenth


@st.composite
def spoilt(draw: st.DrawFn, door: Door) -> bytes:
    """One of the seeds with pieces cut out, put in, doubled or exchanged for those of another."""
    data = draw(st.sampled_from(door.seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        other = draw(st.sampled_from(door.seeds))
        at = draw(st.integers(0, len(other)))
        put = draw(
            st.one_of(st.just(b""), st.binary(max_size=8), st.sampled_from(door.words), st.just(other[at : at + 60]), st.just(data[start:end] * 20))
        )  # fmt: skip
        data = data[:start] + put + data[end:]
    return data


def joined(door: Door) -> st.SearchStrategy[bytes]:
    """Words of the door and any other text, one after the other."""
    other = st.text(max_size=12).map(str.encode)
    return st.lists(st.one_of(st.sampled_from(door.words), other), max_size=30).map(b"".join)


def run(door: Door, seconds: float, kept: Path) -> int:
    """How many inputs the door took in that time. Raises what it raises, on the smallest input that does it.

    `kept`: a folder for what failed, tried first the next time.
    """
    taken = 0

    def one(sent: bytes) -> None:
        nonlocal taken
        taken += 1
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            door.check(sent)
        finally:  # what was found wrong is told, and must not end the process half a minute later
            faulthandler.cancel_dump_traceback_later()

    ends = time.monotonic() + seconds
    number = time.time_ns()  # other inputs every time; a failure is kept and told
    while time.monotonic() < ends:
        number += 1
        seed(number)(
            settings(
                max_examples=500,
                deadline=None,
                report_multiple_bugs=False,  # else two at once come as a group, which is not what a door raises
                database=DirectoryBasedExampleDatabase(kept),
                suppress_health_check=list(HealthCheck),
                phases=[Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
            )(given(st.one_of(spoilt(door), joined(door)))(one))
        )()
    return taken

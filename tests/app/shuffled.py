"""`python tests/app/shuffled.py SEED casebook arguments…`: casebook on a disk that lists its folders in another order each time."""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

_dice = random.Random(int(sys.argv.pop(1)))
_scandir, _listdir = os.scandir, os.listdir


def scandir(path: str = ".") -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
    """os.scandir in a random order; a folder that is not there is told at once, as there."""
    with _scandir(path) as entries:
        found = list(entries)
    _dice.shuffle(found)
    return nullcontext(iter(found))


def listdir(path: str = ".") -> list[str]:
    """os.listdir in a random order."""
    found = _listdir(path)
    _dice.shuffle(found)
    return found


os.scandir, os.listdir = scandir, listdir  # type: ignore[assignment]

if __name__ == "__main__":
    from casebook.cli import main

    # pathlib of Python 3.11 looks both up at each call; were that to change, nothing would be shuffled and nothing tested.
    seen = [[path.name for path in Path(__file__).parent.iterdir()] for _ in range(20)]
    assert len({tuple(names) for names in seen}) > 1
    main()

"""`python -m casebook`: the same door as the `casebook` command, for machines where Scripts/ is not on PATH."""

import os
import sys
from contextlib import suppress

from casebook.cli import main


def run() -> None:
    """The command line; what it held is left to the system, which takes it back at once. Python would go through all of it."""
    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    with suppress(OSError):  # a reader that went away
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    run()

"""`python -m casebook`: the same door as the `casebook` command, for machines where Scripts/ is not on PATH."""

import os
import sys
from contextlib import suppress


def run() -> None:
    """The command line; what it held is left to the system, which takes it back at once. Python would go through all of it."""
    # Those of other packages are none of ours, and looking for them takes a tenth of the start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from casebook.cli import main  # noqa: PLC0415 - after that

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

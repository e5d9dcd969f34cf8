"""`python -m tests.bench.pages_only build …`: the command line without the browser index, to be held against Hugo's pages."""

import sys

from casebook.app import printing, site  # noqa: F401 - loads every module that could hold the function
from casebook.cli import main
from casebook.index.shards import shards


def no_shards(*_given: object, **_how: object) -> tuple[()]:
    """Takes the documents, which cost next to nothing as long as nobody reads them, and makes no file of them."""
    return ()


if __name__ == "__main__":
    places = [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("casebook")
        for name, found in vars(module).items()
        if found is shards
    ]
    assert len(places) > 1, "nothing calls index.shards.shards any more: this bench must be brought up to date"
    for module, name in places:
        setattr(module, name, no_shards)
    # Sheets make their search documents as they go.
    printing.__dict__["_document"] = lambda _press, _name: b""
    main()

"""One file of the browser's search: a script of one call, `casebookSearch(family, number, edition, data)`."""

from __future__ import annotations

import json
import re
from typing import Any

from casebook.files import OutFile, compact_json

# Families whose only file has a name; others are numbered in a folder of their own.
_NAMED = {"m": "index", "f": "fold", "p": "pinyin", "v": "facets"}
_CALL = re.compile(rb'casebookSearch\("(\w)",(\d+),"(\w*)",(.*)\)\n', re.DOTALL)


def path_of(family: str, number: int = 0) -> str:
    """'search/t/7.js'."""
    return f"search/{_NAMED.get(family) or f'{family}/{number}'}.js"


def script(family: str, number: int, edition: str, data: bytes) -> OutFile:
    """The file; `data` is JSON as as_json() writes it."""
    call = f'casebookSearch("{family}",{number},"{edition}",'.encode()
    return OutFile(path_of(family, number), b"".join((call, data, b")\n")))


def data_of(file: OutFile, family: str, number: int, edition: str) -> Any:
    """What script() was given, parsed. ValueError: it is no such file, or not whole."""
    match = _CALL.fullmatch(file.data)
    if match is None or match[1].decode() != family or int(match[2]) != number or match[3].decode() != edition:
        raise ValueError(file.path)
    return json.loads(match[4])


def as_json(data: object) -> bytes:
    """Fit to stand in a script: past ES2019 these two may stand in a string; older browsers stop at them."""
    return compact_json(data).replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")

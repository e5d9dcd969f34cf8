"""No code without a proof: a broken record or a test that names it."""

from __future__ import annotations

import re
from pathlib import Path

from casebook.messages import MESSAGES
from tests.records.library import bad_records

TESTS = Path(__file__).parents[1]
ROOMS = TESTS.parent / "plugins/casebook"


def test_every_code_of_content_is_provoked() -> None:
    proved = {said.split()[0] for bad in bad_records() for said in bad.expected}
    for path in TESTS.rglob("test_*.py"):
        if path != Path(__file__):
            proved |= set(re.findall(r"\"(CB[1-4]\d\d)\"", path.read_text(encoding="utf-8")))
    assert sorted(code for code in MESSAGES if code < "CB5" and code not in proved) == []


def test_every_code_of_content_has_a_message_and_every_message_is_used() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted(ROOMS.rglob("*.py")) if path.name != "messages.py"
    )
    used = set(re.findall(r"\"(CB[1-4]\d\d)\"", source))
    assert used - set(MESSAGES) == set()
    assert sorted(code for code in MESSAGES if code < "CB5" and code not in used) == []

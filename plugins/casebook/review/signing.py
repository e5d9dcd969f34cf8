"""Whether the commits of a change bear the line that says: I wrote this, or may pass it on. Source: Developer Certificate of
Origin 1.1; the line is what `git commit --signoff` writes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casebook.problem import Problem

_LINE = re.compile(r"^Signed-off-by: *\S.*<[^<>\s]+@[^<>\s]+> *$", re.MULTILINE | re.IGNORECASE)
_SHOWN = 6


def unsigned(messages: Mapping[str, str], *, is_required: bool) -> tuple[Problem, ...]:
    """One Problem for all commits without the line, an error where the settings ask for it. `messages` are by commit."""
    without = [commit[:10] for commit, message in messages.items() if not _LINE.search(message)]
    if not without:
        return ()
    more = f" 等 {len(without)} 个" if len(without) > _SHOWN else ""
    values = {"count": str(len(without)), "shown": "、".join(without[:_SHOWN]) + more}
    return (Problem("提交说明", 0, 0, "CB922" if is_required else "CB921", values),)

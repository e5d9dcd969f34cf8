"""What an Office file says of itself: title, author, version, dates."""

from __future__ import annotations

from typing import Any

from casebook.packs.fixed import moment
from casebook.packs.outline import Outline

_LIMIT = 255  # of the standard


def set_properties(core: Any, outline: Outline) -> None:
    """`core` is the core_properties of python-docx or python-pptx; nothing in them is of this machine."""
    core.title, core.subject = f"{outline.title}（{outline.edition_label}）", outline.version.line
    core.author = core.last_modified_by = outline.site
    core.keywords, core.comments, core.category = "；".join(outline.keywords)[:_LIMIT], outline.url[:_LIMIT], "课程包"
    core.language, core.revision = "zh-CN", 1
    core.created = core.modified = moment(outline.version.date)

"""Templates and data to PDF, by typst. Fonts come from a package: no system font is asked, so every machine gives the same bytes."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Compiler

_TEMPLATES = Path(__file__).parent / "templates"
_NEEDED = ("typst", "pylopdf_fonts_zh_cn", "segno", "docx", "pptx", "genanki", "PIL")


def is_installed() -> bool:
    """Whether the extra `packs` is there."""
    return all(find_spec(name) for name in _NEEDED)


def pdf(template: str, data: object) -> bytes:
    """The document `template` ('brief.typ') makes of `data`, which reaches it as JSON: text stays text, nothing of it is run.

    Never in a process that was forked from one where it ran: the compiler's threads do not come along, and it waits for them for
    ever. Tagged, to PDF/UA-1. It carries no date, so the same data gives the same bytes. TypstError for a template that
    does not compile or data it cannot set: our bug.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made: Any = _compiler().compile(str(_TEMPLATES / template), format="pdf", sys_inputs=inputs, pdf_standards="ua-1")
    return bytes(made)


def pngs(template: str, data: object, ppi: float) -> list[bytes]:
    """The pages that `template` makes of `data`, as pictures."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made: Any = _compiler().compile(str(_TEMPLATES / template), format="png", ppi=ppi, sys_inputs=inputs)
    return list(map(bytes, made)) if isinstance(made, list) else [bytes(made)]


@cache
def _compiler() -> Compiler:
    """One for all documents: reading the fonts takes longer than setting a page."""
    import pylopdf_fonts_zh_cn as zh  # noqa: PLC0415 - an extra, as typst is
    from typst import Compiler, Fonts  # noqa: PLC0415

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[zh.serif_path().parent])
    return Compiler(root=_TEMPLATES, font_paths=fonts)

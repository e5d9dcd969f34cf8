"""A method's steps as a picture, for documents that cannot draw them."""

from __future__ import annotations

from casebook.packs.outline import Steps
from casebook.packs.typst import pngs

_PPI = 220  # sharp on paper, some 30 kB


def steps_png(steps: Steps) -> bytes:
    """The names in boxes, arrows between those that follow each other; `steps.summary` says the same in words."""
    (drawn,) = pngs("steps.typ", {"names": [step.name for step in steps.items], "parallel": steps.parallel}, _PPI)
    return drawn

"""Everything of a pack in one zip: a student's holds nothing that is for teachers; a teacher's holds all, with a folder for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.files import OutFile
from casebook.packs.formats import Made
from casebook.packs.outline import Edition

FOR_TEACHERS = "教师用"  # a folder of its own, so that nobody passes it on by mistake


def members(made: Iterable[Made], edition: Edition) -> Iterator[OutFile]:
    """What the zip for an edition holds, in the order given."""
    for one in made:
        if one.edition is not Edition.TEACHER:
            yield one.file
        elif edition is Edition.TEACHER:
            yield one.file._replace(path=f"{FOR_TEACHERS}/{one.file.path}")

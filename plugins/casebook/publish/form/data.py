"""The files that the form's script asks for first: models, messages and vocabularies; the register of regions when one is chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator

from casebook.check.privacy import PATTERNS
from casebook.files import OutFile
from casebook.link.holds import LABEL
from casebook.link.library import Library
from casebook.messages import MESSAGES
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import ID_LIMIT, RESERVED_IDS, SECTION
from casebook.publish.form.sections import SECTIONS_OF
from casebook.publish.form.shapes import models
from casebook.publish.form.vocabulary import concepts, current_regions, ended_regions, readings
from casebook.publish.form.word import can_write, template

FOLDER = "form"


def form_files(library: Library) -> Iterator[OutFile]:
    """Classic scripts, which file:// allows; `FormData` in web/src/form/shapes.ts says what stands in the first. And the Word template
    where it can be made."""
    told = {
        "models": models(),
        "kinds": {kind: _kind(kind) for kind in SECTIONS_OF},
        "messages": {code: list(message) for code, message in MESSAGES.items() if code < "CB5"},
        "concepts": concepts(library.vocab),
        "labels": LABEL,
        "readings": readings(),
        "private": {name: pattern.pattern for name, pattern in PATTERNS.items()},
        "ids": {"most": ID_LIMIT, "reserved": list(RESERVED_IDS)},
    }
    yield _script("models", "casebookForm", told)
    yield _script("regions", "casebookRegions", current_regions(library.vocab))
    yield _script("ended", "casebookEnded", ended_regions(library.vocab))
    if can_write():
        yield template()


def _kind(kind: str) -> dict[str, object]:
    section = SECTION[kind]
    return {
        "label": section.label,
        "folder": section.folder,
        "model": MODEL_OF_KIND[kind].__name__,
        "sections": SECTIONS_OF[kind],
    }


def _script(name: str, variable: str, value: object) -> OutFile:
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return OutFile(f"{FOLDER}/{name}.js", f"window.{variable}={told};\n".encode())

"""The shells' sources: for each section one listing stub and one record stub, as Markdown any engine can build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.files import OutFile
from casebook.model.names import Section

# Ids never hold an underscore, so no record's page can have this name.
RECORD_STEM = "_record"
# Markers hold no character that HTML, a URL or Markdown would rewrite. The first two were tried with MkDocs, ProperDocs and Zensical.
TITLE = "@@TITLE@@"
DESCRIPTION = "@@DESCRIPTION@@"
UPDATED = "@@UPDATED@@"
OG_TYPE = "@@OGTYPE@@"
CONTENT = "@@CONTENT@@"
TOC_OUTER, TOC_OUTER_ID = "@@TOCOUTER@@", "casebook-toc-outer"
TOC_INNER, TOC_INNER_ID = "@@TOCINNER@@", "casebook-toc-inner"

_STUB = f"""\
---
title: "{TITLE}"
description: "{DESCRIPTION}"
revision_date: "{UPDATED}"
og_type: "{OG_TYPE}"
---

<div markdown="0" id="casebook-content">{CONTENT}<h1>{TITLE}</h1></div>

## {TOC_OUTER} {{ #{TOC_OUTER_ID} }}

### {TOC_INNER} {{ #{TOC_INNER_ID} }}

<div markdown="0" id="casebook-content-end"></div>
"""


def stub_pages(sections: Iterable[Section]) -> Iterator[OutFile]:
    """Two stubs a section, `<folder>/index.md` and `<folder>/_record.md`, in the order of `sections`."""
    data = _STUB.encode("utf-8")
    for section in sections:
        yield OutFile(f"{section.folder}/index.md", data)
        yield OutFile(f"{section.folder}/{RECORD_STEM}.md", data)


def shell_paths(sections: Iterable[Section]) -> tuple[str, ...]:
    """Where the engine puts the built shells, below its site folder, in the order of `stub_pages`."""
    return tuple(
        path
        for section in sections
        for path in (f"{section.folder}/index.html", f"{section.folder}/{RECORD_STEM}.html")
    )

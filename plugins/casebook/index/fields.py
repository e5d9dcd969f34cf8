"""What a document is found by: its terms by field, and how heavy each is in it. Browser and command line count alike."""

from __future__ import annotations

import re

from casebook.index.documents import SearchDoc
from casebook.index.postings import BODY, NAME_LEVEL, NAMES, STEPS, SUMMARY, levels
from casebook.index.words import squeeze, terms

# A single character is asked for by who has just begun to type a name; nobody begins with the title of a decree.
SHORT_NAME = 12
# Behind a character that stands in a name: the 个 of 109个示范点 is not to find every name with a 个 in it.
IN_NAME = "_"
_LATIN = re.compile(r"[!-~]+")


def terms_of(doc: SearchDoc) -> dict[str, list[str]]:
    """Terms in order, by field: names, summary (with keywords), steps, body."""
    return {
        NAMES.name: [term for name in (doc.title, *doc.aliases) for term in terms(name)],
        SUMMARY.name: terms("\n".join((doc.summary, *doc.keywords))),
        STEPS.name: terms(doc.steps),
        BODY.name: terms(doc.body),
    }


def chars_of(doc: SearchDoc) -> list[str]:
    """Distinct Han characters of short names, each with IN_NAME: what a query of one character asks for."""
    names = (squeeze(name) for name in (doc.title, *doc.aliases))
    chars = _LATIN.sub("", "".join(name for name in names if len(name) <= SHORT_NAME))
    return [char + IN_NAME for char in dict.fromkeys(chars)]


def levels_of(doc: SearchDoc, found: dict[str, list[str]]) -> dict[str, int]:
    """Level of each term and character; `found` are the document's `terms_of`."""
    weighed = levels([(field, found[field.name]) for field in (NAMES, SUMMARY, STEPS, BODY)])
    return weighed | dict.fromkeys(chars_of(doc), NAME_LEVEL)

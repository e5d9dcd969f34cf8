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


FIELDS = (NAMES, SUMMARY, STEPS, BODY)


def texts_of(doc: SearchDoc) -> tuple[str, ...]:
    """The text of each of FIELDS; keywords stand in the summary's."""
    return "\n".join((doc.title, *doc.aliases)), "\n".join((doc.summary, *doc.keywords)), doc.steps, doc.body


def terms_of(doc: SearchDoc) -> dict[str, list[str]]:
    """Terms in order, by name of the field."""
    return {field.name: terms(text) for field, text in zip(FIELDS, texts_of(doc), strict=True)}


def chars_of(doc: SearchDoc) -> list[str]:
    """Distinct Han characters of short names, each with IN_NAME: what a query of one character asks for."""
    names = (squeeze(name) for name in (doc.title, *doc.aliases))
    chars = _LATIN.sub("", "".join(name for name in names if len(name) <= SHORT_NAME))
    return [char + IN_NAME for char in dict.fromkeys(chars)]


def levels_of(doc: SearchDoc, found: dict[str, list[str]]) -> dict[str, int]:
    """Level of each term and character; `found` are the document's `terms_of`."""
    weighed = levels([(field, found[field.name]) for field in FIELDS])
    return weighed | dict.fromkeys(chars_of(doc), NAME_LEVEL)

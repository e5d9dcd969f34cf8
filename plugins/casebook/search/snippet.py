"""The place in a document that shows best why it was found, with the query's words marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook.index.documents import SearchDoc
from casebook.index.words import fold

_LENGTH = 90
_WORD = re.compile(r"[a-z0-9]")
_CLOSING = re.compile(r"[，、：；。！？）」』】》”’\s]+")
_END = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are (start, end) in `text`, ascending, apart from each other."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def marked(self, before: str, after: str) -> str:
        """The text with signs around each mark."""
        done, last = "", 0
        for start, end in self.marks:
            done += self.text[last:start] + before + self.text[start:end] + after
            last = end
        return done + self.text[last:]


def snippet(doc: SearchDoc, terms: tuple[str, ...]) -> Snippet:
    """Some 90 characters of summary, steps or body with most of the terms; the summary's start when none is there."""
    best, most = doc.summary or doc.body, 0
    for text in (doc.summary, *doc.steps.split("\n"), *doc.body.split("\n")):
        folded = fold(text)
        found = sum(1 for term in terms if term in folded)
        if found > most:
            best, most = text, found
    places = _places(best, terms)
    start = _start(best, places)
    end = min(len(best), start + _LENGTH)
    head, tail = "…" if start else "", "…" if end < len(best) else ""
    marks = tuple(
        (max(low, start) - start + len(head), min(high, end) - start + len(head))
        for low, high in places
        if high > start and low < end
    )
    return Snippet(head + best[start:end].replace("\n", " ") + tail, marks)


def _places(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where terms stand, overlapping ones as one. Folded a character at a time, which keeps the places."""
    folded = "".join(one if len(one := fold(char)) == 1 else char for char in text)
    spots: list[tuple[int, int]] = []
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            if _stands_alone(folded, at, at + len(term)):
                spots.append((at, at + len(term)))
            at = folded.find(term, at + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spots):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False for a figure or Latin word within a longer one: the 1 of 2018 is not what was asked for."""
    if not text[start:end].isascii():
        return True
    return not any(_WORD.match(char) for char in (text[start - 1 : start], text[end : end + 1]))


def _start(text: str, places: list[tuple[int, int]]) -> int:
    """Start of the window with most marks in it, moved back to the start of a sentence when one is near."""
    if len(text) <= _LENGTH or not places:
        return 0
    best = max(
        places,
        key=lambda place: (
            sum(min(end, place[0] + _LENGTH) - at for at, end in places if place[0] <= at < place[0] + _LENGTH),
            -place[0],
        ),
    )[0]
    ends = [found.end() for found in _END.finditer(text, max(0, best - 30), best)]
    start = ends[-1] if ends else max(0, best - 12)
    closing = _CLOSING.match(text, start) if start else None
    return closing.end() if closing else start

"""Terms in running text: every title and alias of the term records in one pattern, longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# A name of one character would light up inside half of all words.
_SHORTEST = 2
_TIP_LENGTH = 120
_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class TermName:
    """A term as the text may write it: `names` are its title and aliases, `tip` its definition as plain text."""

    id: str
    names: tuple[str, ...]
    tip: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a library. `pattern` is None for a library without terms."""

    pattern: re.Pattern[str] | None
    term_of: dict[str, str]  # name → term id
    tips: dict[str, str]  # term id → tooltip

    def ids_in(self, text: str) -> tuple[str, ...]:
        """Ids of the terms that occur in a text, in order of first occurrence. Linear in the text."""
        return tuple(dict.fromkeys(self.term_of[hit[0]] for hit in self._hits(text)))

    def _hits(self, text: str) -> Iterator[re.Match[str]]:
        """Names that stand for themselves: a Latin name inside a longer Latin word does not."""
        for hit in self.pattern.finditer(text) if self.pattern else ():
            start, end = hit.span()
            if not (_in_word(text, start) or _in_word(text, end)):
                yield hit

    def marked(self, text: str, mark: Callable[[str, str], str], plain: Callable[[str], str]) -> str:
        """The text in pieces: `mark(term id, name)` for each name found, `plain(piece)` for what lies between."""
        parts: list[str] = []
        done = 0
        for found in self._hits(text):
            if found.start() > done:
                parts.append(plain(text[done : found.start()]))
            parts.append(mark(self.term_of[found[0]], found[0]))
            done = found.end()
        parts.append(plain(text[done:]))
        return "".join(parts)


def glossary(terms: Iterable[TermName]) -> Glossary:
    """A name that two terms share goes to the first of them."""
    term_of: dict[str, str] = {}
    tips: dict[str, str] = {}
    for term in terms:
        tips[term.id] = shortened(term.tip, _TIP_LENGTH)
        for name in term.names:
            if len(name) >= _SHORTEST:
                term_of.setdefault(name, term.id)
    return Glossary(re.compile(_pattern(term_of)) if term_of else None, term_of, tips)


def shortened(text: str, length: int) -> str:
    """At most `length` characters, the last one … where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip("，、；：（《“ ") + "…"


def _in_word(text: str, at: int) -> bool:
    """True when the place between two characters is inside a Latin word or a number."""
    return 0 < at < len(text) and text[at - 1] in _LATIN and text[at] in _LATIN


Trie = dict[str, "Trie"]


def _pattern(names: Iterable[str]) -> str:
    """A prefix tree written as a regular expression: sre tries alternatives in order, a plain `a|b|c…` would try each name in turn."""
    root: Trie = {}
    for name in names:
        node = root
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root)


def _branch(node: Trie) -> str:
    """Longest match first: going on is tried before stopping."""
    options = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not options:
        return ""
    together = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    return f"(?:{together})?" if "" in node else together

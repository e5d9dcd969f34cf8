"""Terms in running text: every title and alias of the term records, the longest of those that begin at one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

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
    """All terms of a library. `finder` is None for a library without terms."""

    finder: AhoCorasick | None
    term_of: dict[str, str]  # name → term id
    tips: dict[str, str]  # term id → tooltip

    def ids_in(self, text: str) -> tuple[str, ...]:
        """Ids of the terms that occur in a text, in order of first occurrence. Linear in the text."""
        return tuple(dict.fromkeys(self.term_of[name] for name, _, _ in self._hits(text)))

    def _hits(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Name, begin and end of the names that stand for themselves: a Latin name inside a longer Latin word does not."""
        for _, start, end in self.finder.find_matches_as_indexes(text) if self.finder else ():
            if not (_in_word(text, start) or _in_word(text, end)):
                yield text[start:end], start, end

    def marked(self, text: str, mark: Callable[[str, str], str], plain: Callable[[str], str]) -> str:
        """The text in pieces: `mark(term id, name)` for each name found, `plain(piece)` for what lies between."""
        parts: list[str] = []
        done = 0
        for name, start, end in self._hits(text):
            if start > done:
                parts.append(plain(text[done:start]))
            parts.append(mark(self.term_of[name], name))
            done = end
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
    names = list(term_of)
    finder = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest) if names else None
    return Glossary(finder, term_of, tips)


def shortened(text: str, length: int) -> str:
    """At most `length` characters, the last one … where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip("，、；：（《“ ") + "…"


def _in_word(text: str, at: int) -> bool:
    """True when the place between two characters is inside a Latin word or a number."""
    return 0 < at < len(text) and text[at - 1] in _LATIN and text[at] in _LATIN

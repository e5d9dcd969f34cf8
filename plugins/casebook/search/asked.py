"""What a query's words ask for: their terms, names and sounds, and other ways to say them. The browser's ask.ts and names.ts do
the same: tests/site/test_gold_browser.py holds them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casebook.index.fields import IN_NAME
from casebook.index.names import TYPO_LENGTH
from casebook.index.pinyin import usual_sounds
from casebook.index.words import squeeze, terms
from casebook.search.ranking import RANKING

_EMPTY = re.compile(f"[{RANKING.empty}]")
_BLANKS = re.compile(r"[\s\ufeff]+")  # what Python and JavaScript between them call white space
_TYPED = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*[a-z][a-z0-9]*")

Same = Sequence[Sequence[str]]
"""Groups of squeezed names that say the same, of index/synonyms.py."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`words`: distinct terms, in order; of a query of one character that in names. `plain`: the whole query squeezed; `parts`: its blank-separated parts where it has
    several. `others`: the terms of other wordings."""

    words: tuple[str, ...]
    plain: str = ""
    parts: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """The words as they stand in texts."""
        return tuple(word.removesuffix(IN_NAME) for word in self.words)

    @property
    def typed(self) -> tuple[str, ...]:
        """What may be pinyin: Latin letters and figures, at least two letters."""
        if _TYPED.fullmatch(self.plain):
            return (self.plain,)
        return tuple(part for part in self.parts if _TYPED.fullmatch(part))


def ask(words: Iterable[str], same: Same) -> Asked:
    """What words as written ask for; cut at RANKING.query_limit characters."""
    text = _BLANKS.sub(" ", " ".join(words)).strip()[: RANKING.query_limit]
    pieces = [squeeze(piece) for piece in text.split(" ")]
    plain = "".join(pieces)
    parts = tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1 and piece != plain))
    others = tuple(_distinct(other) for other in other_wordings(" ".join(pieces), same))
    is_char = len(plain) == 1 and not plain.isascii()
    return Asked((plain + IN_NAME,) if is_char else _distinct(text), plain, parts[: RANKING.parts_limit], others)


def _distinct(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(terms(text)))
    full = tuple(term for term in found if not _EMPTY.search(term))
    return (full if len(full) >= RANKING.full_terms else found)[: RANKING.terms_limit]


def other_wordings(query: str, same: Same) -> list[str]:
    """The query with one of its names replaced by another that says the same, longer names first."""
    found = []
    for group in same:
        name = next((one for one in sorted(group, key=len, reverse=True) if one in query), None)
        if name is not None:
            # A name within the other one brings no new words but fewer.
            others = (other for other in group if name not in other and other not in name)
            found += [(len(name), query.replace(name, other, 1)) for other in others]
    return [text for _, text in sorted(found, key=lambda pair: -pair[0])[: RANKING.wordings_limit]]


def may_be_slips(asked: Asked, known: Iterable[str]) -> tuple[str, ...]:
    """What may be a name with a slip: the whole, and parts that are no `known` names."""
    named = set(known)
    texts = (asked.plain, *(part for part in asked.parts if part not in named))
    return tuple(text for text in texts if TYPO_LENGTH <= len(text) <= RANKING.near_limit)


def sound_of(plain: str) -> str:
    """Characters as they usually sound; '' when one is too rare, all are letters, or there are too many."""
    return "" if len(plain) > RANKING.sound_limit or plain.isascii() else "".join(usual_syllables(plain))


def usual_syllables(plain: str) -> list[str]:
    """A syllable a character, letters and figures as they are; [] when one is too rare."""
    syllables = [char if char.isascii() else _syllables().get(char, "") for char in plain]
    return syllables if all(syllables) else []


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    return {char: syllable for syllable, chars in usual_sounds().items() for char in chars}


def is_near(left: str, right: str) -> bool:
    """True when one changed, missing or added character, or two swapped neighbours, lead from one text to the other."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    head = next((at for at, char in enumerate(short) if char != long[at]), len(short))
    rest = len(short) - head
    tail = next((at for at in range(rest) if short[-1 - at] != long[-1 - at]), rest)
    if len(long) != len(short):
        return head + tail >= len(short)
    different = len(long) - head - tail
    return different <= 1 or (different == 2 and short[head] == long[head + 1] and short[head + 1] == long[head])


def near_keys(plain: str) -> Iterable[str]:
    """Keys of index/names.py under which every name stands that is one slip away."""
    for length in (len(plain) - 1, len(plain), len(plain) + 1):
        if length >= TYPO_LENGTH:
            half = length // 2
            yield "<" + plain[:half]
            yield ">" + plain[len(plain) - (length - half) :]
    half = len(plain) // 2
    if half:
        yield "<" + plain[: half - 1] + plain[half]  # two characters swapped across the middle


def together(query: str, text: str) -> float:
    """How much of the query, 0 to 1, stands in a text in one piece. Both squeezed."""
    if len(query) < 2:
        return 0.0
    if query in text:
        return 1.0
    longest = 0
    for start in range(len(query)):
        while start + longest < len(query) and query[start : start + longest + 1] in text:
            longest += 1
    return longest / len(query) if longest >= RANKING.piece_shortest else 0.0

"""The order of results. The browser's search ranks by the same rules (web/src/search/rank.ts); gold queries hold the two together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casebook.index.names import TYPO_LENGTH
from casebook.model.names import SECTIONS
from casebook.search.rows import Row

# What a level is worth. In a name a term is worth clearly more than anywhere else, in a short name most.
_VALUES = (0.2, 0.32, 0.42, 0.52, 0.62, 0.72, 1.3, 1.7)
# Documents with less than this share of what the best one has of the query are left out.
ENOUGH = 0.4
_TITLE, _ALIAS, _INITIALS, _NEAR, _PREFIX, _PART = 1000, 900, 700, 500, 300, 12
_PARTS_LIMIT = 4
_KIND_ORDER = {section.kind: number for number, section in enumerate(SECTIONS)}


@dataclass(frozen=True, slots=True)
class Asked:
    """`plain`: the whole query squeezed; `parts`: its words squeezed, without those of one character; `terms`: distinct."""

    plain: str
    parts: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with its score. `near`: its name that is nearly the query, '' when none was needed."""

    row: Row
    score: float
    near: str = ""


def rank(
    rows: Sequence[Row], asked: Asked, frequency: Callable[[str], int], size: int, enough: float = ENOUGH
) -> list[Ranked]:
    """Rows in order, best first, without those that have too little of the query (`enough` 0: with all); ties in site order, then by id.

    Source: BM25F by levels (index/postings.py) times the share of the query that is there; names and pinyin come before.
    """
    weights = {term: _rarity(frequency(term), size) for term in asked.terms}
    bonus = {row.key: _bonus(row, asked) for row in rows}
    levels = {row.key: {term: level for term in asked.terms if (level := row.level(term)) >= 0} for row in rows}
    nears: dict[str, str] = {}
    if not any(points >= _INITIALS for points in bonus.values()) and not any(
        asked.terms and len(found) == len(asked.terms) for found in levels.values()
    ):
        nears = {row.key: name for row in rows if (name := _near(row, asked))}
        for key, name in nears.items():
            bonus[key] = max(bonus[key], _NEAR if is_near(name, asked.plain) else _PART)
    total = sum(weights.values())
    shares = {key: sum(weights[term] for term in found) for key, found in levels.items()}
    least = max(shares.values(), default=0.0) * enough
    ranked = []
    for row in rows:
        share, extra = shares[row.key], bonus[row.key]
        if extra or not enough or (share and share >= least):
            gained = sum(weights[term] * _VALUES[level] for term, level in levels[row.key].items())
            coverage = share / total if total else 0.0
            ranked.append(Ranked(row, gained * coverage + extra, nears.get(row.key, "")))
    return sorted(ranked, key=lambda one: (-one.score, *site_order(one.row)))


def site_order(row: Row) -> tuple[int, str]:
    """Sorts rows by kind as the site lists them, then by id."""
    return _KIND_ORDER.get(row.doc.kind, len(_KIND_ORDER)), row.doc.id


def _rarity(found: int, size: int) -> float:
    return math.log(1 + (max(0, size - found) + 0.5) / (found + 0.5))


def _bonus(row: Row, asked: Asked) -> float:
    """What a document gets for being called like the query, or like a part of it; the most of all its names."""
    points = 0.0
    for number, name in enumerate(row.names):
        later = min(number, 1)
        if name == asked.plain:
            points = max(points, _ALIAS if later else _TITLE)
        elif name in asked.parts:
            points = max(points, _PART - 2 * later)
    return points or (_sound_bonus(row, asked.plain) if is_pinyin(asked.plain) else 0.0)


def is_pinyin(plain: str) -> bool:
    """Whether it may be initials or pinyin: two Latin letters or more, perhaps with digits."""
    return len(plain) > 1 and plain.isascii() and plain.isalnum() and not plain.isdigit()


def _sound_bonus(row: Row, plain: str) -> float:
    points = 0.0
    for number, (first, full) in enumerate(row.sounds):
        later = min(number, 1) * 50
        if plain in (first, full):
            points = max(points, _INITIALS - later)
        elif full.startswith(plain) or first.startswith(plain):
            points = max(points, _PREFIX - later)
    return points


def _near(row: Row, asked: Asked) -> str:
    wanted = [text for text in (asked.plain, *asked.parts) if len(text) >= TYPO_LENGTH]
    return next((name for text in wanted for name in row.names if len(name) >= TYPO_LENGTH and is_near(name, text)), "")


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
    """Keys of index/names.py under which every name stands that is one slip away; none for short texts."""
    for length in (len(plain) - 1, len(plain), len(plain) + 1):
        if length >= TYPO_LENGTH and len(plain) >= TYPO_LENGTH:
            half = length // 2
            yield "<" + plain[:half]
            yield ">" + plain[len(plain) - (length - half) :]


def parts_of(words: Iterable[str], plain: str, squeeze: Callable[[str], str]) -> tuple[str, ...]:
    """The words squeezed, those of two characters and more, without the whole; the first few."""
    pieces = (squeeze(piece) for word in words for piece in word.split())
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1 and piece != plain))[:_PARTS_LIMIT]

"""The order of results. The browser ranks by the same rules (rank.ts and names.ts in web/src/search) and the same numbers
(ranking.json); tests/site/test_gold_browser.py holds the two together."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from casebook.index.names import INITIALS, LETTERS, TYPO_LENGTH
from casebook.index.words import squeeze
from casebook.search.asked import Asked, is_near, may_be_slips, sound_of, together, usual_syllables
from casebook.search.ranking import RANKING
from casebook.search.rows import Row

_UNIT = 100 * RANKING.rarity_steps  # levels are hundredths


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the whole index: its size, how many documents have a term, the place of a document by key (for ties)."""

    size: int
    frequency: Callable[[str], int]
    order: Mapping[str, int]

    def place(self, row: Row) -> int:
        return self.order.get(row.key, self.size)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with its score. `near`: its name that is nearly the query, '' when none was looked for."""

    row: Row
    score: float
    near: str = ""


def rank(rows: Sequence[Row], asked: Asked, counts: Counts, enough: float = RANKING.enough) -> list[Ranked]:
    """Rows in order, best first, without those that have too little of the query (`enough` 0: with all).

    Source: BM25F by levels (index/postings.py) times the share of the query that is there; names and sounds come before.
    """
    bonus = {row.key: _bonus(row, asked, counts) for row in rows}
    scored, is_whole = _scored(rows, asked, counts, bonus, enough)
    nears: dict[str, str] = {}
    if not is_whole and not any(asked.plain in row.names or _heard(row, asked) for row in rows):
        slips = may_be_slips(asked, {name for row in rows for name in row.names})
        for row in rows:
            points, name = max(_near(row, asked.plain, slips), _nearly_heard(row, asked), key=lambda found: found[0])
            if name:
                nears[row.key] = name
                bonus[row.key] = max(bonus[row.key], points)
        if nears:
            scored, _ = _scored(rows, asked, counts, bonus, enough)
    return [replace(one, near=nears.get(one.row.key, "")) for one in _checked(scored, asked.plain, counts)]


def _scored(
    rows: Sequence[Row], asked: Asked, counts: Counts, bonus: Mapping[str, float], enough: float
) -> tuple[list[Ranked], bool]:
    """The rows in order, and whether any of them has all terms of a wording."""
    best: dict[str, float] = {}
    is_whole = False
    own = 0
    for worth, words in ((1.0, asked.words), *((RANKING.other_wording, other) for other in asked.others)):
        weights = {term: _rarity(counts.frequency(term), counts.size) for term in words}
        total = sum(weights.values())
        own = own or total  # a longer name for the same thing must not outweigh the reader's own words by its length
        found = {row.key: {term: level for term in words if (level := row.level(term)) >= 0} for row in rows}
        shares = {key: sum(weights[term] for term in levels) for key, levels in found.items()}
        least = max(shares.values(), default=0.0) * enough
        for key, levels in found.items():
            if levels and (bonus[key] or shares[key] >= least):
                is_whole = is_whole or len(levels) == len(words)
                gained = sum(weights[term] * RANKING.levels[level] for term, level in levels.items())
                score = gained * shares[key] / total * (worth * min(1.0, own / total)) / _UNIT
                best[key] = max(best.get(key, 0.0), score)
    kept = [row for row in rows if bonus[row.key] or row.key in best or not enough]
    ranked = [Ranked(row, best.get(row.key, 0.0) + bonus[row.key]) for row in kept]
    return in_order(ranked, counts), is_whole


def in_order(ranked: Sequence[Ranked], counts: Counts) -> list[Ranked]:
    """Best first; ties as the site lists them."""
    return sorted(ranked, key=lambda one: (-one.score, counts.place(one.row)))


def _rarity(found: int, size: int) -> int:
    rarity = math.log(1 + (max(0, size - found) + 0.5) / (found + 0.5))
    return math.floor(rarity * RANKING.rarity_steps + 0.5)


def _bonus(row: Row, asked: Asked, counts: Counts) -> float:
    """What a document gets for being called like the query or a part of it, or sounding so; the most of all its names."""
    points = [0.0]
    for number, name in enumerate(row.names):
        if name == asked.plain:
            points.append(_called(row.doc.kind, number))
        elif name in asked.parts:
            points.append(RANKING.part - (RANKING.part_alias_less if number else 0))
    for letters in asked.typed:
        is_word = letters in asked.words and counts.frequency(letters) > 0
        share = (RANKING.word_sounds if is_word else 1.0) * (1.0 if letters == asked.plain else RANKING.part_sounds)
        points += [share * _sounding(number, full, first, letters) for number, full, first in row.sounds]
    return max(points)


def _called(kind: str, number: int) -> float:
    if number:
        # A theme's aliases are what its records are about: the records themselves come first.
        return 0 if kind == "theme" else RANKING.alias
    return RANKING.title + (RANKING.method if kind == "method" else 0)


def _sounding(number: int, full: str, first: str, letters: str) -> float:
    later = RANKING.sound_alias_less if number else 0
    points = 0.0
    for sound, exact, behind, length in (
        (full, RANKING.sound, 0, LETTERS),
        (first, RANKING.initials, RANKING.begins_initials_less, INITIALS),
    ):
        if sound == letters and len(sound) > 1:
            points = max(points, exact - later)
        elif len(letters) >= length and sound.startswith(letters):
            missing = min(RANKING.begins_missing_most, len(sound) - len(letters))
            points = max(points, RANKING.begins - behind - later - missing)
    return points


def _heard(row: Row, asked: Asked) -> bool:
    return any(_sounding(number, full, first, letters) for letters in asked.typed for number, full, first in row.sounds)


def _near(row: Row, plain: str, slips: Sequence[str]) -> tuple[float, str]:
    """(points, the name) for the name of a document that is one slip from the query or a part of it, or sounds like it."""
    points, near = 0.0, ""
    for place, text in enumerate(slips):
        sound = sound_of(text)
        for number, name in enumerate(row.names):
            later, found, meant = RANKING.near_alias_less if number else 0, 0.0, name
            if len(name) >= TYPO_LENGTH and is_near(name, text):
                found = RANKING.near - later if is_near(name, plain) else RANKING.part
            elif sound and any(at == number and full == sound for at, full, _ in row.sounds):
                found = RANKING.homophone - later if place == 0 else RANKING.part
                meant = _heard_name(row, number, sound)
            if found > points:
                points, near = found, meant
    return points, near


def _nearly_heard(row: Row, asked: Asked) -> tuple[float, str]:
    """The same for a name whose pinyin or initials are one slip from letters of the query, after the first ones."""
    points, near = 0.0, ""
    for letters in asked.typed:
        for number, full, first in row.sounds:
            later = RANKING.near_alias_less if number else 0
            found = RANKING.homophone - later if letters == asked.plain else RANKING.part
            for sound, length in ((full, LETTERS), (first, INITIALS)):
                if found > points and _is_slip(letters, sound, length):
                    points, near = found, _heard_name(row, number, sound)
    return points, near


def _heard_name(row: Row, number: int, sound: str) -> str:
    """The name that was heard: an alias only when its characters usually sound so, for the browser knows no other reading."""
    syllables = usual_syllables(row.names[number])
    is_usual = sound in ("".join(syllables), "".join(syllable[0] for syllable in syllables))
    return row.names[number if is_usual else 0]


def _is_slip(letters: str, sound: str, length: int) -> bool:
    """Whether what was typed is nearly the sound, of which the first `length` letters must be right."""
    is_long = min(len(letters), len(sound)) >= RANKING.near_letters
    return is_long and sound[:length] == letters[:length] and is_near(sound, letters)


def _checked(scored: list[Ranked], plain: str, counts: Counts) -> list[Ranked]:
    """The first hits as their names and summaries bear out: the query in one piece says more than its pairs apart."""
    first = scored[: RANKING.checked]
    if len(first) < 2 or len(plain) < 2:
        return scored
    best = max((one.score for one in first if one.score < RANKING.checked_below), default=0.0)
    again = [replace(one, score=one.score + best * _piece(one.row, plain)) for one in first]
    return [*in_order(again, counts), *scored[RANKING.checked :]]


def _piece(row: Row, plain: str) -> float:
    in_alias = RANKING.piece_in_theme_alias if row.doc.kind == "theme" else RANKING.piece_in_alias
    title, *aliases = (together(plain, squeeze(name)) for name in (row.doc.title, *row.doc.aliases))
    summary = together(plain, squeeze(row.doc.summary))
    return max(
        title * RANKING.piece_in_title, *(said * in_alias for said in aliases), summary * RANKING.piece_in_summary
    )

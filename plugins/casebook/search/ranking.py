"""The numbers that decide the order of results. They stand in ranking.json, which the browser's script has built in as well."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a query is cut to, what its words weigh, and what names add.

    Cut to: `query_limit` characters (what is longer is a pasted page), `terms_limit` distinct terms, `parts_limit` parts between
    blanks, `wordings_limit` other wordings; up to `near_limit` characters it may be a name with a slip, up to `sound_limit` one
    that sounds right. `empty`: characters that only hold a sentence together; a pair with one of them is left out where
    `full_terms` others are there.

    Words: `levels` is what a level of index/postings.py is worth, in hundredths: in a name clearly more than anywhere else, in a
    short name most. `rarity_steps`: rarities are whole steps, so that sums have no last digit for two languages to differ in.
    `enough`: documents with less than this share of what the best one has of the query are left out. `other_wording`: what a
    match is worth that is not in the reader's own words.

    Names: one that is the whole query outweighs any sum of terms; a near one comes after; a `part` of the query adds to the
    sum. `…_less` is taken off. While a sound is being typed, the name comes first of which least is missing, at most
    `begins_missing_most` letters counted. `word_sounds`: whoever types a word that texts have does not type the sound of a name.

    A pinyin with a slip is looked for from `near_letters` on. When nothing is found at all, names that share `nearest` of their
    characters with the query (Dice: twice the shared ones, by all of both) are suggested. Suggested are at most `suggested`
    names, of the first `suggested_from` results.

    Pieces: the query in one piece says more than its pairs apart. The names and summaries of the first `checked` results are
    looked through for it, and it adds a share of the best sum below `checked_below`. Shorter than `piece_shortest` is no piece.
    In the browser the first `phrase_checked` results that have the pairs of a phrase in quotes are looked through for the phrase.
    Pieces in steps and body do not count: of 321 gold and held-out queries MRR stayed within 0.003 whatever they were worth.
    """

    query_limit: int
    terms_limit: int
    parts_limit: int
    wordings_limit: int
    near_limit: int
    sound_limit: int
    empty: str
    full_terms: int
    levels: tuple[int, ...]
    rarity_steps: int
    enough: float
    other_wording: float
    title: int
    method: int
    alias: int
    sound: int
    sound_alias_less: int
    initials: int
    near: int
    homophone: int
    near_alias_less: int
    near_letters: int
    nearest: float
    suggested: int
    suggested_from: int
    begins: int
    begins_initials_less: int
    begins_missing_most: int
    part: int
    part_alias_less: int
    part_sounds: float
    word_sounds: float
    checked: int
    checked_below: int
    phrase_checked: int
    piece_shortest: int
    piece_in_title: float
    piece_in_alias: float
    piece_in_theme_alias: float
    piece_in_summary: float


RANKING = Ranking(**json.loads(Path(__file__).with_name("ranking.json").read_text(encoding="utf-8")))

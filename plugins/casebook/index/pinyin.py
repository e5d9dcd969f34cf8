"""How names sound, for readers who type pinyin and for wrong characters that sound right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from casebook.index.words import squeeze

# Nobody types more of a name in pinyin; titles of decrees run to sixty characters.
NAME_LIMIT = 24


# Names are made of the same words again and again, and a word is read the same in each.
@lru_cache(maxsize=1 << 16)
def _syllables(word: str) -> tuple[str, ...]:
    """How a word of pypinyin's, or a character by itself, is mostly read; other characters as they are."""
    # Late: pypinyin's tables take a third of a second, and most commands never ask how a name sounds.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return tuple(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False))


def _syllable(char: str) -> str:
    return "".join(_syllables(char))


def sounds(name: str) -> Iterator[tuple[str, str]]:
    """(full pinyin, initials) of a name, without tones, figures and Latin letters as written: '五事工作法' → ('wushigongzuofa',
    'wsgzf'). First as the phrase is read, then, where it differs, character by character: 重庆 is chongqing, but who only has
    the characters reads zhongqing. Nothing for a name without Han characters or with more than NAME_LIMIT of them.
    """
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415 - as above

    plain = squeeze(name)
    if plain.isascii() or len(plain) > NAME_LIMIT:
        return
    read = tuple(chain.from_iterable(map(_syllables, seg(plain))))
    alone = tuple(_syllable(char) for char in plain)
    for syllables in dict.fromkeys((_split(read, plain), alone)):
        full = "".join(syllables)
        if full.isascii():
            yield full, "".join(syllable[0] for syllable in syllables)


def _split(syllables: tuple[str, ...], plain: str) -> tuple[str, ...]:
    """Figures and Latin letters of the name itself taken apart: each of them is its own initial."""
    parts: list[str] = []
    for syllable in syllables:
        parts += syllable if syllable in plain else [syllable]
    return tuple(parts)


@lru_cache(maxsize=1)
def usual_sounds() -> dict[str, str]:
    """Syllable → the characters read so, for the 3,755 characters people write most: GB 2312, first level."""
    table: dict[str, list[str]] = {}
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if (row, cell) < (0xD7, 0xFA):
                char = bytes((row, cell)).decode("gb2312")
                table.setdefault(_syllable(char), []).append(char)
    return {syllable: "".join(table[syllable]) for syllable in sorted(table)}

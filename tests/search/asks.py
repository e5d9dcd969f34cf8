"""Queries as people type them, drawn by chance from what the library says: nobody has tuned anything on them."""

import random
import re
from collections.abc import Callable, Sequence

from opencc import OpenCC

from casebook.index.documents import SearchDoc
from casebook.index.pinyin import sounds, usual_sounds

_HOLDING = ("怎么", "怎么办", "的", "了", "吗", "有哪些", "如何")
_ODD = ("“{}”", "《{}》", "{}？", "{}/{}", "{}，{}", "{}　{}", "{}\ufeff{}", "{}👍{}", "{}\x1c{}")


def asks(docs: Sequence[SearchDoc], count: int, seed: int) -> list[str]:
    """`count` different queries; the same ones for the same documents and seed."""
    chance = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        query = chance.choice(_WAYS)(docs, chance).strip()
        # AND, quotes and the like mean something on the command line only; test_parse.py asks for them.
        if query and not re.search(r"""["“(（*]|(^|\s)-|[:：]|AND|OR|NOT""", query):
            made[query] = None
    return list(made)


def quoted(docs: Sequence[SearchDoc], count: int, seed: int) -> list[str]:
    """`count` queries with a phrase in quotes, out of a text; half of them with another word, some with two phrases."""
    chance = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        runs = [run for run in re.findall("[一-鿿]+", _text(docs, chance)) if len(run) > 2]
        if runs:
            run = chance.choice(runs)
            start = chance.randrange(len(run) - 2)
            phrase = run[start : start + chance.randint(3, 7)]
            mark = chance.choice(('"{}"', "“{}”", "＂{}＂")).format(phrase)
            other = chance.choice(("", "", "", run[-3:], "社区", f'"{run[:2]}"'))
            made[f"{mark} {other}".strip()] = None
    return list(made)


def _text(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    doc = chance.choice(docs)
    return chance.choice([text for text in (doc.title, doc.summary, doc.steps, doc.body, *doc.keywords) if text])


def _name(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    doc = chance.choice(docs)
    return chance.choice((doc.title, *doc.aliases))


def _fragment(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    text = _text(docs, chance)
    start = chance.randrange(len(text))
    return " ".join(text[start : start + chance.randint(1, 12)].split())


def _some(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    return " ".join(_fragment(docs, chance) for _ in range(chance.randint(2, 3)))


def _sentence(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    return _fragment(docs, chance) + chance.choice(_HOLDING) + _fragment(docs, chance) + chance.choice(_HOLDING)


def _slip(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    name = list(_name(docs, chance))
    at = chance.randrange(len(name))
    match chance.randrange(5):
        case 0:
            name[at] = chance.choice(_fragment(docs, chance) or "错")
        case 1:
            name.insert(at, chance.choice(_fragment(docs, chance) or "错"))
        case 2:
            del name[at]
        case 3:
            name[at : at + 2] = name[at : at + 2][::-1]
        case _:
            alike = next((chars for chars in usual_sounds().values() if name[at] in chars), name[at])
            name[at] = chance.choice(alike)
    return "".join(name)


def _two_slips(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    return "".join(char if chance.random() < 0.6 else "错" for char in _name(docs, chance))


def _letters(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    heard = [sound for pair in sounds(_name(docs, chance)) for sound in pair]
    if not heard:
        return ""
    sound = chance.choice(heard)
    if chance.random() < 0.3:
        at = chance.randrange(len(sound))
        return sound[:at] + chance.choice(("", "a", "x", sound[at] * 2)) + sound[at + 1 :]
    return sound[: chance.randint(2, len(sound))] if len(sound) > 2 and chance.random() < 0.5 else sound


def _traditional(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    return str(OpenCC("s2t").convert(chance.choice((_name, _fragment))(docs, chance)))


def _odd(docs: Sequence[SearchDoc], chance: random.Random) -> str:
    return chance.choice(_ODD).format(_name(docs, chance), _fragment(docs, chance))


_WAYS: tuple[Callable[[Sequence[SearchDoc], random.Random], str], ...] = (
    *(_name, _fragment, _fragment, _some, _some, _sentence, _sentence),
    *(_slip, _slip, _two_slips, _letters, _letters, _traditional, _odd),
)

"""Seeded queries on the bench's corpus, each with the record it means."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opencc import OpenCC

from casebook.index.documents import SearchDoc

WRONG = "的一是在不了有和人这"


@dataclass(frozen=True)
class Query:
    """`relevant`: the id of the record whose name was asked for."""

    q: str
    kind: str
    relevant: str


def queries(docs: Sequence[SearchDoc], each: int, seed: int) -> list[Query]:
    """`each` queries of every kind, on records with names of ten characters and more."""
    dice = random.Random(seed)
    named = [doc for doc in docs if doc.kind in ("method", "case", "policy") and len(doc.title) >= 10]
    kinds: dict[str, Callable[[str], str]] = {
        "exact": lambda title: title,
        "traditional": lambda title: str(OpenCC("s2t").convert(title)),
        "typo": lambda title: _spoilt(title, dice),
        "words": lambda title: f"{title[4:8]} {title[-4:]} {title[:4]}",
        "fragment": lambda title: title[2:],
    }
    return [
        Query(change(doc.title), kind, doc.id) for kind, change in kinds.items() for doc in dice.sample(named, each)
    ]


def _spoilt(title: str, dice: random.Random) -> str:
    at = dice.randrange(len(title) - 4)
    return title[:at] + dice.choice(WRONG) + title[at + 1 :]

"""Search documents of 1,500 characters, seeded: what the bench of search asks. Half of their sentences are the bench's own, half
are made of the words of a newspaper, as often as it has them, so that frequent and rare words are as many as in real texts."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path

from casebook.index.documents import SearchDoc
from casebook.model.names import page_path
from tests.bench.corpus import DOES, HOW, SETTINGS, SHAPE, THEMES, WHAT, WHO

SHARES = {"method": 0.3, "case": 0.5, "policy": 0.2}
SUMMARY, STEPS, BODY = 80, 270, 1070
REGIONS = ("420100", "420106", "370705", "500103", "500113", "320508", "320585", "110108", "310115", "440305", "330106")
PATTERNS = ("n v", "v n", "d v", "a n", "n n", "vn n", "r n", "v vn", "n i")
# Writers say the same again and again, most of all within a record. The numbers are set so that 120,000 characters have as many
# different pairs as the project's own records have (16,500; here 15,500), and a long record 0.57 of its own (there 0.54).
PHRASES, BENT, DOMAIN, AGAIN = 30_000, 1.1, 0.3, 0.4


class Words:
    """jieba's list of words with their counts and classes: `word count class` a line."""

    def __init__(self, file: Path, dice: random.Random) -> None:
        self.dice = dice
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for line in file.read_text("utf-8").splitlines():
            word, count, kind = line.split(" ")
            if int(count) > 2 and word.isalpha() and not word.isascii():
                found[kind].append((word, int(count)))
        self.words = {kind: [word for word, _ in pairs] for kind, pairs in found.items()}
        self.sums = {kind: list(accumulate(count for _, count in pairs)) for kind, pairs in found.items()}

    def one(self, kind: str) -> str:
        return self.dice.choices(self.words[kind], cum_weights=self.sums[kind])[0]

    def phrases(self) -> Iterator[str]:
        """Two words each."""
        for _ in range(PHRASES):
            yield "".join(map(self.one, self.dice.choice(PATTERNS).split(" ")))


def library(words: Path, count: int, seed: int = 1) -> list[SearchDoc]:
    """`count` records by kind in site order, then the themes and regions that they name."""
    dice = random.Random(seed)
    writer = _Writer(Words(words, dice), dice)
    records = [writer.record(kind, number) for kind, share in SHARES.items() for number in range(round(count * share))]
    return [*records, *map(_theme, THEMES), *map(_region, REGIONS)]


class _Writer:
    def __init__(self, words: Words, dice: random.Random) -> None:
        self.words, self.dice = words, dice
        self.phrases = list(words.phrases())
        self.sums = list(accumulate(1 / (rank + 10) ** BENT for rank in range(PHRASES)))
        self.taken: set[str] = set()
        self.own: list[str] = []

    def _title(self) -> str:
        """No two are the same, and many are alike."""
        while True:
            of = self.dice.choice
            title = f"{self.words.one('ns')}{of(WHAT)}{of(HOW)}{of(SHAPE)}"
            if title not in self.taken:
                self.taken.add(title)
                return title

    def _sentence(self) -> str:
        if self.dice.random() < DOMAIN:
            of = self.dice.choice
            return f"{of(WHO)}{of(HOW)}{of(DOES)}，办理{of(WHAT)}，再由{of(WHO)}{of(DOES)}。"
        found = [self._phrase() for _ in range(self.dice.randint(3, 6))]
        return "，".join("".join(found[at : at + 2]) for at in range(0, len(found), 2)) + "。"

    def _phrase(self) -> str:
        if self.own and self.dice.random() < AGAIN:
            return self.dice.choice(self.own)
        self.own += self.dice.choices(self.phrases, cum_weights=self.sums)
        return self.own[-1]

    def _prose(self, length: int) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            parts.append(self._sentence())
        return "\n".join(parts)

    def record(self, kind: str, number: int) -> SearchDoc:
        dice, title = self.dice, self._title()
        self.own = []
        year, region = dice.randint(2005, 2024), dice.choice(REGIONS)
        return SearchDoc(
            kind=kind,
            id=f"{kind[0]}-{number}",
            title=title,
            url=page_path(kind, f"{kind[0]}-{number}"),
            aliases=(title[-6:],) if kind == "method" and dice.random() < 0.3 else (),
            summary=self._prose(SUMMARY),
            steps=self._prose(STEPS),
            body=self._prose(BODY),
            facts=(f"{year}年",),
            themes=tuple(dice.sample(THEMES, 2)),
            regions=(region,),
            spots=(region,),
            setting=dice.choice(SETTINGS) if kind == "case" else None,
            level="市" if kind == "policy" else None,
            year=year,
            date=date(year, 1, 1),
            evidence="D" if kind == "case" else None,
            has_note=kind == "case" and dice.random() < 0.1,
        )


def _theme(theme: str) -> SearchDoc:
    return SearchDoc(kind="theme", id=theme, title=theme, url=page_path("theme", theme), themes=(theme,))


def _region(code: str) -> SearchDoc:
    return SearchDoc(kind="region", id=code, title=code, url=page_path("region", code), regions=(code,), spots=(code,))

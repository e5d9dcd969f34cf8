"""Text to search terms. The only place that cuts text; web/src/search/words.ts does the same, and tests compare the two."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

_HAN = "〇㐀-䶿一-鿿\U00020000-\U0003ffff"
# Han characters; a decimal number; any other run of letters and digits.
_RUN = re.compile(rf"[{_HAN}]+|[0-9]+(?:\.[0-9]+)+|[^\W_{_HAN}]+")
IS_HAN = re.compile(rf"[{_HAN}]")
_FIRST, _LAST = 0x3400, 0x9FFF  # both blocks of Han characters below 0x10000


@lru_cache(maxsize=1)
def simplified() -> dict[str, str]:
    """Character → its simplified form, for the Han characters below U+10000 that have another; sorted by character.

    Single characters only, so that the browser can hold the same table: 乾坤 becomes 干坤, in the index and in the query alike.
    Source: OpenCC's t2s with Hong Kong's variants. 著 → 着 is added: s2t writes 著 for both, and Taiwan for 着.
    """
    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    table: dict[str, str] = {}
    for config in ("t2s", "hk2s"):
        found = OpenCC(config).convert("\n".join(characters)).split("\n")
        pairs = zip(characters, found, strict=True)
        table |= {old: new for old, new in pairs if old != new and len(new) == 1 and new <= "\uffff"}
    table["著"] = "着"
    return {old: table.get(table[old], table[old]) for old in sorted(table)}


@lru_cache(maxsize=1)
def _fold_table() -> dict[int, str]:
    return {ord(old): new for old, new in simplified().items()}


def fold(text: str) -> str:
    """Text in one shape: NFKC (also full-width to half-width), lower case, simplified characters. Length may change."""
    return unicodedata.normalize("NFKC", text).lower().translate(_fold_table())


def terms(text: str) -> list[str]:
    """Search terms in order of occurrence, with repetitions: Han runs as pairs of neighbours (a run of one as it is),
    other runs whole.

    '拨打12345热线' → ['拨打', '12345', '热线'].
    """
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if len(run) > 2 and IS_HAN.match(run):
            found += map(str.__add__, run, run[1:])
        else:
            found.append(run)
    return found


def squeeze(text: str) -> str:
    """A name for comparing: folded, and without anything but letters and digits. '中发〔2017〕13号' → '中发201713号'."""
    return "".join(_RUN.findall(fold(text)))

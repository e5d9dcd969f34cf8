"""One form for texts that are compared: simplified characters, half-width signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

# A name may stand with or without them: “五心”工作法 is 五心工作法. Ends of sentences stay, so that no name spans two.
_LOOSE = re.compile(r"[\s“”‘’「」『』\"'《》〈〉·・()\[\]【】*`]+")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """NFKC and simplified characters: '２８．７％' → '28.7%', '濰坊' → '潍坊'. Line breaks stay."""
    return unicodedata.normalize("NFKC", str(_converter().convert(text)))


def bare(folded: str) -> str:
    """A folded text without quotes, brackets and blanks, lower case: names are looked up in this."""
    return _LOOSE.sub("", folded).lower()

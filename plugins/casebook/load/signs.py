"""Signs that a reader does not see."""

from __future__ import annotations

import re

# Controls, direction marks, blanks of no width, line breaks that only YAML sees (U+0085, U+2028, U+2029, a lone return),
# broken characters. Variation selectors (U+FE0F, U+E0100 and up) stay: emoji and rare Han characters are written with them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e00ff]|\r(?!\n)"
)

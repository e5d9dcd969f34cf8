"""Questions in GIFT, the text format that Moodle reads (docs.moodle.org, GIFT format), and many others after it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model.choices import QuizType
from casebook.packs.questions import Bank, Item

_ESCAPED = str.maketrans({**{sign: f"\\{sign}" for sign in "\\~=#{}:"}, "\n": "\\n"})


def gift(bank: Bank) -> bytes:
    """All questions, a blank line between two."""
    return "\n\n".join("\n".join(_lines(item)) for item in bank.items).encode() + b"\n"


def _lines(item: Item) -> Iterator[str]:
    # [plain] wherever a text begins: one that begins with '[html]' or '%50%' itself would be read as more than text.
    yield f"::{escaped(item.name)}::[plain]{escaped(item.stem)} {{"
    match item.type:
        case QuizType.JUDGE:
            yield "TRUE" if item.options[0].is_right else "FALSE"
        case QuizType.SINGLE:
            yield from (f"{'=' if one.is_right else '~'}[plain]{escaped(one.text)}" for one in item.options)
        case QuizType.MULTIPLE:
            share = f"{100 / len(item.right):.7g}"
            for one in item.options:
                yield f"~%{share if one.is_right else -100}%[plain]{escaped(one.text)}"
    if item.feedback:
        yield f"####[plain]{escaped(item.feedback)}"
    yield "}"


def escaped(text: str) -> str:
    """The text with nothing in it that GIFT reads as a sign of its own."""
    return text.translate(_ESCAPED)

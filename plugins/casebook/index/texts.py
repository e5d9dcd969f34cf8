"""What a record says, as plain text for the index and for snippets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from casebook.model.fields import Ref
from casebook.model.parts import NOT_REPORTED, Figure
from casebook.model.plain import plain
from casebook.model.roles import ROLE_OF, Role

# Already a field of its own, an address or a code, or for teachers only (参考思路, answers): nothing to find a record by.
_LEFT_OUT = frozenset(
    (
        *("id", "title", "aliases", "summary", "keywords", "themes", "document_number"),
        *(
            "cite",
            "url",
            "sha256",
            "locator",
            "file",
            "licence",
            "licence_note",
            "redirect_from",
            "withdrawn_reason",
            "reviewed",
        ),
        *("hint", "answer", "explanation"),
    )
)
_STEPS = frozenset({"steps", "procedure"})
NameOf = Callable[[Ref], str]


def _figure(figure: Figure) -> str:
    before = f"{figure.before}→" if figure.before else ""
    return f"{figure.indicator}{before}{figure.after}{figure.unit}" + (f"（{figure.note}）" if figure.note else "")


def _walk(part: Any, name_of: NameOf, texts: list[str]) -> None:
    # Exactly str: dates, choices and citations are subclasses of it, and say nothing in words.
    role = ROLE_OF[type(part)]
    if role is Role.TEXT:
        texts.append("" if part == NOT_REPORTED else plain(part))
    elif role is Role.REF:
        texts.append(name_of(part))
    elif role is Role.LIST:
        for item in part:
            _walk(item, name_of, texts)
    elif type(part) is Figure:
        texts.append(_figure(part))
    elif role is Role.PART:
        for name, value in part.__dict__.items():
            if name not in _LEFT_OUT:
                _walk(value, name_of, texts)


def steps_and_body(record: BaseModel, name_of: NameOf) -> tuple[str, str]:
    """What a record says of its steps, and all the rest, in the order of its fields; a line a value. Each field that holds
    text is taken, also one that a later model adds. References become names by `name_of`; an empty name is left out."""
    steps: list[str] = []
    body: list[str] = []
    for name, value in record.__dict__.items():
        if name not in _LEFT_OUT:
            _walk(value, name_of, steps if name in _STEPS else body)
    return _lines(steps), _lines(body)


def _lines(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))

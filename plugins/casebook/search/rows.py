"""What an engine keeps of a search document, beside the terms it indexes: enough to rank, count and show it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from casebook.index.documents import SearchDoc
from casebook.index.fields import levels_of, terms_of
from casebook.index.names import name_keys
from casebook.index.pinyin import sounds
from casebook.index.postings import LEVELS
from casebook.index.words import squeeze


def key_of(doc: SearchDoc) -> str:
    """'method/you-min-zuo-zhu'."""
    return f"{doc.kind}/{doc.id}"


def digest(doc: SearchDoc) -> str:
    """Changes when anything of the document does."""
    return sha256(json.dumps(asdict(doc), ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Row:
    """`names`: title, then aliases, squeezed. `sounds`: (number of the name, full pinyin, initials), a line a reading.
    `weights`: the document's terms by level, heavy last, each with blanks around."""

    doc: SearchDoc
    names: tuple[str, ...]
    sounds: tuple[tuple[int, str, str], ...]
    weights: tuple[str, ...]

    @property
    def key(self) -> str:
        return key_of(self.doc)

    def level(self, term: str) -> int:
        """How heavy a term is in the document; -1 when it is not there."""
        form, groups = f" {term} ", range(LEVELS - 1, -1, -1)
        return next((level for level in groups if form in self.weights[level]), -1)


def row_of(doc: SearchDoc) -> tuple[Row, dict[str, list[str]]]:
    """The row, and the terms of its text fields in order: names, summary, steps, body."""
    fields = terms_of(doc)
    weights = [[""] for _ in range(LEVELS)]
    for term, level in levels_of(doc, fields).items():
        weights[level].append(term)
    names = tuple(dict.fromkeys(filter(None, map(squeeze, (doc.title, *doc.aliases)))))
    heard = tuple((number, full, first) for number, name in enumerate(names) for full, first in sounds(name))
    return Row(doc, names, heard, tuple(" ".join((*group, "")) for group in weights)), fields


def keys_of(row: Row) -> Iterator[str]:
    """Under which a document is found by name: '=' whole, '<' and '>' halves (for typing errors), '#' initials, '@' pinyin."""
    for name in row.names:
        yield "=" + name
        yield from (key for key, _ in name_keys(name) if key[0] in "<>")
    for _, full, first in row.sounds:
        yield "@" + full
        if len(first) > 1:
            yield "#" + first


def facets_of(doc: SearchDoc) -> dict[str, tuple[str, ...]]:
    """Values of the facets a document can be chosen by; none of '' and None."""
    values: dict[str, Iterable[str | None]] = {
        "kind": (doc.kind,),
        "theme": doc.themes,
        "region": doc.regions,
        "level": (doc.level,),
        "setting": (doc.setting,),
        "form": (doc.form,),
        "status": (doc.status,),
        "note": ("yes",) if doc.has_note else (),
        "id": (doc.id,),
    }
    return {name: tuple(value for value in found if value) for name, found in values.items()}


def packed(row: Row) -> str:
    """A row as the text an engine stores."""
    return json.dumps(
        [asdict(row.doc), row.names, row.sounds, row.weights], ensure_ascii=False, separators=(",", ":"), default=str
    )


def unpacked(text: str) -> Row:
    """The row of such a text. ValueError, TypeError or KeyError: the index is damaged."""
    doc, names, heard, weights = json.loads(text)
    return Row(
        SearchDoc(**{name: _frozen(value) for name, value in doc.items()}), tuple(names), _frozen(heard), tuple(weights)
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value

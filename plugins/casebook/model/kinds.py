"""Which model belongs to which kind of record, and to which vocabulary file."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model.case import Case
from casebook.model.fields import Frozen
from casebook.model.method import Method
from casebook.model.names import VOCABULARIES
from casebook.model.note import Note
from casebook.model.pack import Pack
from casebook.model.parts import Record
from casebook.model.policy import Policy
from casebook.model.source import Source
from casebook.model.term import Term
from casebook.model.vocab import PlaceList, SettingList, SituationList, ThemeList

MODEL_OF_KIND: dict[str, type[Record]] = {
    "method": Method,
    "case": Case,
    "policy": Policy,
    "term": Term,
    "note": Note,
    "pack": Pack,
    "source": Source,
}
_VOCAB_MODELS: tuple[type[Frozen], ...] = (ThemeList, SettingList, PlaceList, SituationList)
MODEL_OF_VOCAB: dict[str, type[Frozen]] = dict(zip(VOCABULARIES, _VOCAB_MODELS, strict=True))


def _models(base: type[Frozen] = Frozen) -> Iterator[type[Frozen]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


_TITLED = {(field.title, name) for model in _models() for name, field in model.model_fields.items() if field.title}
FIELD_NAMES: frozenset[str] = frozenset(name for _, name in _TITLED)
# What people write for a field when they write Chinese: 标题 → title. Only titles that mean one field everywhere.
NAME_OF_TITLE: dict[str, str] = {
    title: name for title, name in sorted(_TITLED) if sum(other == title for other, _ in _TITLED) == 1
}

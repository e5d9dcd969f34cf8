"""Which model belongs to which kind of record, and to which vocabulary file."""

from __future__ import annotations

from casebook.model.case import Case
from casebook.model.fields import Frozen
from casebook.model.method import Method
from casebook.model.note import Note
from casebook.model.pack import Pack
from casebook.model.parts import Record
from casebook.model.policy import Policy
from casebook.model.source import Source
from casebook.model.term import Term
from casebook.model.vocab import PlaceList, SettingList, ThemeList

MODEL_OF_KIND: dict[str, type[Record]] = {
    "method": Method,
    "case": Case,
    "policy": Policy,
    "term": Term,
    "note": Note,
    "pack": Pack,
    "source": Source,
}
MODEL_OF_VOCAB: dict[str, type[Frozen]] = {"themes": ThemeList, "settings": SettingList, "places": PlaceList}

"""What an id or a name may have meant: for did-you-mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from casebook.link.library import Entry, Vocab

# Ids share hyphens and syllables by nature: only a close one is worth offering.
_NEAR_ID, _NEAR_NAME = 75, 50


class Names:
    """Every name there is, by kind: ids, titles, aliases, old ids."""

    def __init__(self, entries: Mapping[str, Entry], vocab: Vocab) -> None:
        self.ids: dict[str, set[str]] = defaultdict(set)
        self.title: dict[tuple[str, str], str] = {}
        self._of_kind: dict[str, dict[str, str]] = defaultdict(dict)  # kind → name → id
        self._told: dict[tuple[str, tuple[str, ...]], str] = {}
        for entry in entries.values():
            self._add(entry.kind, entry.id, entry.record.title)
        for entry in entries.values():
            for name in (entry.record.title, *entry.record.aliases, *entry.record.redirect_from):
                self._of_kind[entry.kind].setdefault(name, entry.id)
        for kind, concepts in (("theme", vocab.themes), ("setting", vocab.settings), ("place", vocab.places)):
            for concept in concepts:
                self._add(kind, concept.id, concept.label)
                for name in (concept.label, *concept.aliases):
                    self._of_kind[kind].setdefault(name, concept.id)

    def _add(self, kind: str, record_id: str, title: str) -> None:
        self.ids[kind].add(record_id)
        self.title[kind, record_id] = title
        self._of_kind[kind][record_id] = record_id

    def has(self, record_id: str, kinds: tuple[str, ...]) -> bool:
        """Whether one of the kinds has that id."""
        return any(record_id in self.ids[kind] for kind in kinds)

    def suggestion(self, text: str, kinds: tuple[str, ...]) -> str:
        """At most three ids with their titles, the likeliest first; advice where nothing is near."""
        if (text, kinds) not in self._told:
            self._told[text, kinds] = self._suggestion(text, kinds)
        return self._told[text, kinds]

    def _suggestion(self, text: str, kinds: tuple[str, ...]) -> str:
        names = {name: (kind, record_id) for kind in kinds for name, record_id in self._of_kind[kind].items()}
        near = [text] if text in names else self._near(text, list(names))
        found = dict.fromkeys(names[name] for name in near)
        if found:
            return "是不是：" + "、".join(f"{record_id}（{self.title[kind, record_id]}）" for kind, record_id in found)
        return "先建立这条记录，或删去这个链接"

    @staticmethod
    def _near(text: str, names: list[str]) -> list[str]:
        cutoff = _NEAR_ID if text.isascii() else _NEAR_NAME
        text = re.sub(r"[_\s]+", "-", text.lower()) if text.isascii() else text
        return [name for name, _, _ in process.extract(text, names, scorer=fuzz.ratio, limit=3, score_cutoff=cutoff)]

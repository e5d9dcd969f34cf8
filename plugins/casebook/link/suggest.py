"""What an id or a name may have meant: for did-you-mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

from casebook.link.library import Entry, Vocab

# Ids share hyphens and syllables by nature: only a close one is worth offering.
_NEAR_ID, _NEAR_NAME = 75, 50


class Names:
    """Every name there is, by kind: ids, titles, aliases, old ids."""

    def __init__(self, entries: Mapping[str, Entry], vocab: Vocab) -> None:
        self._entries = entries
        self._concepts = [
            (kind, concept)
            for kind, concepts in (("theme", vocab.themes), ("setting", vocab.settings), ("place", vocab.places))
            for concept in concepts
        ]
        self.ids: dict[str, set[str]] = defaultdict(set)
        for entry in entries.values():
            self.ids[entry.kind].add(entry.id)
        for kind, concept in self._concepts:
            self.ids[kind].add(concept.id)
        self._told: dict[tuple[str, tuple[str, ...]], str] = {}

    @cached_property
    def title(self) -> dict[tuple[str, str], str]:
        """Title of each id, by kind and id."""
        titles = {(entry.kind, entry.id): entry.title for entry in self._entries.values()}
        return titles | {(kind, concept.id): concept.label for kind, concept in self._concepts}

    @cached_property
    def _of_kind(self) -> dict[str, dict[str, str]]:
        """Kind → name → id. Ids before names: what is an id means that record. Made only when something dangles."""
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for kind, record_id in self.title:
            names[kind][record_id] = record_id
        for entry in self._entries.values():
            for name in (entry.title, *entry.card.aliases, *entry.card.redirect_from):
                names[entry.kind].setdefault(name, entry.id)
        for kind, concept in self._concepts:
            for name in (concept.label, *concept.aliases):
                names[kind].setdefault(name, concept.id)
        return names

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

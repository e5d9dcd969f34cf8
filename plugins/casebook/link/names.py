"""Titles and aliases that two records would share, so that a reader could not tell them apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from casebook.link.library import Entry
from casebook.link.spots import SpotFinder
from casebook.problem import Finding


def name_collisions(entries: Mapping[str, Entry], finder: SpotFinder) -> Iterator[tuple[str, Finding]]:
    """A title must be unique within its kind, an alias everywhere. Documents of different regions may share both
    (各省都有《关于加强和完善城乡社区治理的实施意见》)."""
    titles: dict[tuple[str, str, str], Entry] = {}
    names: dict[str, list[Entry]] = {}
    for entry in entries.values():
        key = (entry.kind, _region(entry, finder), folded(entry.record.title))
        other = titles.setdefault(key, entry)
        if other is not entry:
            yield entry.path, _finding(("title",), entry.record.title, other)
        names.setdefault(folded(entry.record.title), []).append(entry)
    for entry in entries.values():
        for index, alias in enumerate(entry.record.aliases):
            for other in names.setdefault(folded(alias), []):
                if other is not entry and not _different_documents(entry, other, finder):
                    yield entry.path, _finding(("aliases", index), alias, other)
                    break
            names[folded(alias)].append(entry)


def _different_documents(one: Entry, other: Entry, finder: SpotFinder) -> bool:
    return one.kind == other.kind == "policy" and _region(one, finder) != _region(other, finder)


def _region(entry: Entry, finder: SpotFinder) -> str:
    region = getattr(entry.record, "region", None) if entry.kind == "policy" else None
    return (finder.find(region) or region) if region else ""


def folded(name: str) -> str:
    """The name without width, case and signs; a name of nothing but signs is itself."""
    return "".join(char for char in unicodedata.normalize("NFKC", name).lower() if char.isalnum()) or name


def _finding(at: tuple[str | int, ...], name: str, other: Entry) -> Finding:
    return Finding("CB406", at, {"name": name, "other": other.path, "title": other.record.title})

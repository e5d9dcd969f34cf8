"""What a change would add to the words of the library: entries of the vocabularies, and names of places and organisations that
no record has named before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.index.parallel import Spread
from casebook.link.library import Entry, Vocab
from casebook.model.roles import ROLE_OF, Role

_PORTION = 500
_NAMES = {
    "place": "地方",
    "lead": "单位",
    "organisation": "单位",
    "publisher": "单位",
    "by": "单位",
    "issuers": "单位",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """`what` is 主题, 场景, 地方, 情形, 单位 …; `how` is 新增, 修改, 删去, or 首次出现 for a name that is in no vocabulary."""

    what: str
    how: str
    name: str
    id: str = ""


def vocabulary_changes(old: Vocab, new: Vocab) -> tuple[Proposal, ...]:
    """Entries of themes, settings, places and situations that came, changed or went."""
    groups: tuple[tuple[str, Sequence[Any], Sequence[Any]], ...] = (
        ("主题", old.themes, new.themes),
        ("场景", old.settings, new.settings),
        ("地方", old.places, new.places),
        ("情形", old.situations, new.situations),
    )
    # A list of which nothing is left could not be read, and a problem says so.
    return tuple(proposal for what, before, after in groups if after for proposal in _of_list(what, before, after))


def _of_list(what: str, old: Iterable[Any], new: Iterable[Any]) -> Iterator[Proposal]:
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    for one in after.values():
        if before.get(one.id) != one:
            yield Proposal(what, "修改" if one.id in before else "新增", one.label, one.id)
    yield from (Proposal(what, "删去", one.label, one.id) for one in before.values() if one.id not in after)


def first_named(
    changed: Iterable[Entry], others: Sequence[Entry], vocab: Vocab, spread: Spread = map
) -> tuple[Proposal, ...]:
    """Names of places and organisations in the changed records that neither the others nor the places of the vocabulary have."""
    named = dict.fromkeys(pair for entry in changed for pair in _names(entry.record))
    if not named:
        return ()
    known = {name for place in vocab.places for name in (place.label, *place.aliases)}
    wanted = {name for _, name in named}

    def met(entries: Sequence[Entry]) -> set[str]:
        return {name for entry in entries for _, name in _names(entry.record)} & wanted

    for found in spread(met, [others[start : start + _PORTION] for start in range(0, len(others), _PORTION)]):
        known |= found
    return tuple(Proposal(what, "首次出现", name) for what, name in named if name not in known)


def _names(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    role = ROLE_OF[type(value)]
    if role is Role.PART:
        for name, part in value.__dict__.items():
            if part and (name in _NAMES or type(part) is not str):
                yield from _names(part, name)
    elif role is Role.LIST:
        for item in value:
            yield from _names(item, field)
    elif role is Role.TEXT and field in _NAMES:
        yield _NAMES[field], value

"""What a record points at: typed references with their place, and citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebook.model.fields import Cite, Ref, RegionRef
from casebook.model.roles import ROLE_OF, Role
from casebook.problem import Loc


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in a record; `note` is the reason written beside it, `place` the name of a spot below the region."""

    at: Loc
    target: Ref
    note: str | None = None
    place: str | None = None


def references(value: Any) -> tuple[tuple[Reference, ...], tuple[tuple[Loc, Cite], ...]]:
    """All references and all citations of a record, in field order."""
    refs: list[Reference] = []
    cites: list[tuple[Loc, Cite]] = []
    _collect(value, (), None, refs, cites)
    return tuple(refs), tuple(cites)


def _collect(value: Any, at: Loc, parent: Any, refs: list[Reference], cites: list[tuple[Loc, Cite]]) -> None:
    role = ROLE_OF[type(value)]
    if role is Role.PART:
        for name, part in value.__dict__.items():
            # Most fields are plain text or not there: not worth a call.
            if part and type(part) is not str:
                _collect(part, (*at, name), value, refs, cites)
    elif role is Role.LIST:
        for index, item in enumerate(value):
            _collect(item, (*at, index), parent, refs, cites)
    elif role is Role.REF:
        place = getattr(parent, "place", None) if isinstance(value, RegionRef) else None
        refs.append(Reference(at, value, getattr(parent, "note", None) if at[-1] == "ref" else None, place))
    elif role is Role.CITE:
        cites.append((at, value))


def targets(refs: tuple[Reference, ...], *fields: str) -> Iterator[str]:
    """Ids named in the given top-level fields."""
    return (str(ref.target) for ref in refs if ref.at[0] in fields)

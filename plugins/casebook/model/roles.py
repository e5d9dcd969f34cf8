"""What a value is to whoever walks through a record. Asked of its type, once each: `isinstance` of a pydantic model costs as much as
the walk itself."""

from __future__ import annotations

from enum import Enum, auto

from casebook.model.fields import Cite, Frozen, Ref


class Role(Enum):
    PART = auto()  # a model, the record itself or one inside it
    LIST = auto()
    TEXT = auto()  # exactly str
    WORD = auto()  # a date, a choice, an address: text with a meaning of its own
    REF = auto()
    CITE = auto()
    OTHER = auto()  # numbers, None


_ROLES = ((Frozen, Role.PART), (tuple, Role.LIST), (Ref, Role.REF), (Cite, Role.CITE), (str, Role.WORD))


class _Roles(dict[type, Role]):
    def __missing__(self, kind: type) -> Role:
        found = next((role for base, role in _ROLES if issubclass(kind, base)), Role.OTHER)
        self[kind] = Role.TEXT if kind is str else found
        return self[kind]


ROLE_OF = _Roles()  # the role of all values of a type

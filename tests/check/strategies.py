"""Hypothesis strategies made from the models: plain data that a record of the kind may be."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass
from enum import EnumMeta
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from casebook.model.dates import Edtf
from casebook.model.fields import Cite, Ref
from casebook.model.names import RESERVED_IDS

_ID = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True).filter(
    lambda text: text not in {*RESERVED_IDS, "null", "true", "false"}
)
_TEXT = st.text(alphabet="甲乙丙丁社区治理一二三（）：，。 ab12-#'\"", min_size=1, max_size=10).filter(
    lambda text: text.strip() != ""
)
_DATE = st.sampled_from(["2018", "2018-11", "2018-11-30", "2015/2017", "2016?"])
_CITE = st.builds(lambda source, locator: f"{source} {locator}", _ID, st.sampled_from(["一", "二(三)", "引言"]))
_OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    Edtf: _DATE,
    int: st.integers(1, 20),
    float: st.sampled_from([1, 1.5, 200]),
}
_PATTERNED: dict[str, st.SearchStrategy[Any]] = {
    "url": st.just("https://example.org/a?b=1#c"),
    "sha256": st.just("0123456789abcdef" * 4),
    "mark": st.just("0123abcd"),
    "file": st.just("a-1.png"),
    "id": _ID,
    "redirect_from": st.lists(_ID, max_size=2),
}


def plain_record(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """Any ids and citations, of records that need not exist."""
    return Records().plain(model)


@dataclass(frozen=True)
class Records:
    """What texts, citations and references are drawn from; `refs` gets the reference's type."""

    texts: st.SearchStrategy[str] = _TEXT
    cites: st.SearchStrategy[str] = _CITE
    refs: Callable[[type[Ref]], st.SearchStrategy[str]] = lambda _: _ID

    def plain(self, model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
        """Required fields always, each other one sometimes; text in quotes or not is for the writer to decide."""
        required = {name: self._field(name, field) for name, field in model.model_fields.items() if field.is_required()}
        optional = {
            name: self._field(name, field) for name, field in model.model_fields.items() if not field.is_required()
        }
        return st.fixed_dictionaries(required, optional=optional)

    def _field(self, name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
        if name in _PATTERNED:
            return _PATTERNED[name]
        sizes = {type(rule).__name__: rule for rule in field.metadata}
        least = getattr(sizes.get("MinLen"), "min_length", 0)
        return self._value(field.annotation, least)

    def _value(self, annotation: Any, least: int = 0) -> st.SearchStrategy[Any]:
        origin = get_origin(annotation)
        if origin is Annotated:
            return self._annotated(annotation, least)
        if origin is tuple:
            return st.lists(self._value(get_args(annotation)[0]), min_size=least, max_size=least + 1)
        if origin in (Union, types.UnionType):
            return st.one_of([self._value(part, least) for part in get_args(annotation) if part is not type(None)])
        if origin is Literal:
            return st.sampled_from(get_args(annotation))
        return self._plain(annotation)

    def _annotated(self, annotation: Any, least: int) -> st.SearchStrategy[Any]:
        base, *rules = get_args(annotation)
        for rule in rules:
            for part in getattr(rule, "metadata", ()):
                least = max(least, getattr(part, "min_length", 0) if get_origin(base) is tuple else 0)
        return self._value(base, least)

    def _plain(self, annotation: Any) -> st.SearchStrategy[Any]:
        if isinstance(annotation, EnumMeta):
            return st.sampled_from([str(member.value) for member in annotation])  # type: ignore[var-annotated]
        if isinstance(annotation, type) and issubclass(annotation, Ref):
            return self.refs(annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return st.deferred(lambda: self.plain(annotation))
        return self.cites if annotation is Cite else _OF_TYPE.get(annotation, self.texts)

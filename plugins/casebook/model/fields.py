"""The kinds of value a field can hold: references, citations, addresses, short and long text."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic import BaseModel as _BaseModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from casebook.model.names import ID_LIMIT, ID_PATTERN, RESERVED_IDS

ONE_LINE = r"^[^\r\n]*$"
ANY_RECORD = ("method", "case", "policy", "source", "term", "note", "pack")


class Frozen(_BaseModel):
    """Base of all models: immutable, unknown keys refused, text trimmed."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", str_strip_whitespace=True, str_min_length=1
    )


class Ref(str):
    """The id of another record or concept; `kinds` says of which kinds. Resolved in link/.

    Any line of text is taken here, for link/ can say which id was meant by a title; the schema tells an editor what an id is.
    """

    __slots__ = ()
    kinds: ClassVar[tuple[str, ...]] = ANY_RECORD

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.str_schema(pattern=ONE_LINE, min_length=1, max_length=ID_LIMIT, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(cls, text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LIMIT, "x-casebook-ref": list(cls.kinds)}


class MethodRef(Ref):
    __slots__ = ()
    kinds = ("method",)


class CaseRef(Ref):
    __slots__ = ()
    kinds = ("case",)


class PolicyRef(Ref):
    __slots__ = ()
    kinds = ("policy",)


class SourceRef(Ref):
    __slots__ = ()
    kinds = ("source",)


class ThemeRef(Ref):
    __slots__ = ()
    kinds = ("theme",)


class SettingRef(Ref):
    __slots__ = ()
    kinds = ("setting",)


class PlaceRef(Ref):
    __slots__ = ()
    kinds = ("place",)


class RegionRef(Ref):
    """A GB/T 2260 code, the written name of a unit (湖北省武汉市江岸区), or a place id from content/vocab/places.yaml."""

    __slots__ = ()
    kinds = ("region", "place")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.str_schema(pattern=ONE_LINE, min_length=1, max_length=60, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(cls, text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": ONE_LINE,
            "minLength": 1,
            "maxLength": 60,
            "x-casebook-ref": list(cls.kinds),
        }


CITE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)* +\S.*$"
CITE_SCHEMA_PATTERN = r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s+\S"  # before blanks are narrowed
_CITE = re.compile(CITE_PATTERN)
_NARROW = str.maketrans({"（": "(", "）": ")", "\u3000": " "})


class Cite(str):
    """'source-id locator', e.g. 'hubei-2019 一(二)': where a reader can look the statement up."""

    __slots__ = ()

    @property
    def source(self) -> str:
        return self.split(" ", 1)[0]

    @property
    def locator(self) -> str:
        return self.split(" ", 1)[1]

    @classmethod
    def parse(cls, text: str) -> Cite:
        """Full-width brackets and blanks are narrowed. PydanticCustomError 'bad_cite' when source or locator is missing."""
        plain = " ".join(text.translate(_NARROW).split())
        if not _CITE.match(plain):
            raise PydanticCustomError("bad_cite", "not a citation")
        return cls(plain)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(max_length=120))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "maxLength": 120, "pattern": CITE_SCHEMA_PATTERN}


URL_PATTERN = r"^https?://[^\s<>\"'`]+$"
_URL = re.compile(URL_PATTERN)
_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")


def _web_address(text: str) -> str:
    if not _URL.match(text):
        raise PydanticCustomError("bad_url", "not a web address")
    return text


def _free_id(text: str) -> str:
    if text in RESERVED_IDS:
        raise PydanticCustomError("reserved_id", "reserved")
    return text


def _whole_number(value: Any) -> Any:
    """Digits only: pydantic by itself would also take 1_000 and 5.0, which an editor's schema does not."""
    if isinstance(value, str) and not _WHOLE.fullmatch(value.strip()):
        raise PydanticCustomError("bad_number", "not a whole number")
    return value


def _decimal_number(value: Any) -> Any:
    """Digits, and a point: no inf, no nan, no exponent."""
    if isinstance(value, str) and not _DECIMAL.fullmatch(value.strip()):
        raise PydanticCustomError("bad_number", "not a number")
    return value


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def _narrow(text: str) -> str:
    """Brackets and blanks as citations have them, so that the two are the same text."""
    return " ".join(text.translate(_NARROW).split())


Id = Annotated[
    str,
    Field(pattern=ID_PATTERN, max_length=ID_LIMIT, json_schema_extra={"not": {"enum": list(RESERVED_IDS)}}),
    AfterValidator(_free_id),  # behind the limits: before them, they would be missing from the schema
]
Url = Annotated[str, Field(max_length=500, json_schema_extra={"pattern": URL_PATTERN}), AfterValidator(_web_address)]
Whole = Annotated[int, BeforeValidator(_whole_number)]
Number = Annotated[float, BeforeValidator(_decimal_number)]
Name = Annotated[str, Field(max_length=80, pattern=ONE_LINE)]
Line = Annotated[str, Field(max_length=200, pattern=ONE_LINE)]
Locator = Annotated[Name, AfterValidator(_narrow)]
Prose = Annotated[str, Field(max_length=4000)]
Cites = Annotated[
    tuple[Cite, ...],
    BeforeValidator(_one_or_many),
    Field(min_length=1, max_length=8, json_schema_extra={"x-casebook-one-or-many": True}),
]

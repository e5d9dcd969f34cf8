"""Records of any shape that the models allow, fitted into the good library: what refers to another record finds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from casebook.model.fields import Ref
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import SECTION
from tests.app.hostile import Data
from tests.check.strategies import Records

IDS = {
    "method": ["liang-bu-gong-zuo-fa", "yi-bu-gong-zuo-fa"], "case": ["shi-li-she-qu-yi-shi"], "policy": ["shi-li-tong-zhi"],
    "source": ["lai-yuan-jia"], "term": ["liang-bu"], "note": ["shi-li-jiao-xue"], "pack": ["shi-li-ke-cheng"],
    "theme": ["yi-shi", "xing-lin"], "setting": ["lao-she-qu"], "region": ["160102", "160202"], "place": ["shi-li-she-qu"],
}  # fmt: skip
# Short enough for every field of text, and full of what HTML, Markdown, YAML and templates take for more than text.
_SHORT = st.text(alphabet="<>&\"'`{}%[]()!*_#|\\/:;=- 0aZ一二事。אب😀", min_size=1, max_size=11).map(
    lambda text: f"{text}字"
)


def _ref(kind: type[Ref]) -> st.SearchStrategy[str]:
    return st.sampled_from([found for name in kind.kinds for found in IDS[name]])


_RECORDS = Records(_SHORT, st.sampled_from(["lai-yuan-jia 一", "lai-yuan-jia 二"]), _ref)


def records(at_most: int = 3) -> st.SearchStrategy[dict[str, Data]]:
    """Up to so many new records of any kinds, by path."""
    kinds = sorted(MODEL_OF_KIND)
    one = st.sampled_from(kinds).flatmap(lambda kind: st.tuples(st.just(kind), _RECORDS.plain(MODEL_OF_KIND[kind])))
    return st.lists(one, min_size=1, max_size=at_most).map(
        lambda found: dict(_fitted(number, *each) for number, each in enumerate(found))
    )


def _fitted(number: int, kind: str, data: Data) -> tuple[str, Data]:
    """What the models cannot say and the rules demand: numbers that count, sums, names that differ, dates in order."""
    name = f"ren-yi-{number}"
    data |= {"id": name, "title": f"{data['title']}{number}", "status": "草稿"}
    for field in ("redirect_from", "superseded_by", "withdrawn_reason", "reviewed", *_LEFT_OUT.get(kind, ())):
        data.pop(field, None)
    if "aliases" in data:
        data["aliases"] = [f"{alias}又名{number}{place}" for place, alias in enumerate(data["aliases"])]
    for field in ("keywords", "themes"):
        if field in data:
            data[field] = list(dict.fromkeys(str(value).strip() for value in data[field]))
    if "sources" in data:
        data["sources"] = ["lai-yuan-jia"]
    if kind in _KINDS:
        _KINDS[kind](data)
    return f"content/{SECTION[kind].folder}/{name}.yaml", data


def _count(field: str, data: Data) -> None:
    for number, item in enumerate(data.get(field, ()), start=1):
        item["no"] = number


def _note(data: Data) -> None:
    _count("objectives", data)
    for question in data["questions"]:
        question.pop("objective", None)
    data["class_minutes"] = sum(item["minutes"] for item in data["plan"])


def _pack(data: Data) -> None:
    data["units"] = [
        {"type": "讨论", "title": unit.get("title", "讨论"), "minutes": 30, **_some(unit, "purpose", "text")}
        for unit in data["units"]
    ]
    data["hours"] = len(data["units"]) / 2


def _some(data: Data, *fields: str) -> dict[str, Any]:
    return {field: data[field] for field in fields if field in data}


def _case(data: Data) -> None:
    for item in data.get("procedure", ()):
        item.pop("step_no", None)


def _method(data: Data) -> None:
    _count("steps", data)
    data.setdefault("stage", "试点")


def _source(data: Data) -> None:
    for number, section in enumerate(data.get("sections", ())):
        section["locator"] = f"第{number}节"


_KINDS: dict[str, Callable[[Data], None]] = {
    "method": _method, "case": _case, "note": _note, "pack": _pack, "source": _source,
}  # fmt: skip
_LEFT_OUT = {
    "method": ("declared_steps",),
    "case": ("media", "more_regions"),
    "policy": ("effective_from", "effective_to", "replaced_by"),
    "note": ("quiz",),
    "source": ("accessed",),
}

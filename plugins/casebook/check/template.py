"""A commented template for a new record, written from its model, with an id made from the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo
from pypinyin import Style, lazy_pinyin

from casebook.check.shape import choices_of, describe, model_in
from casebook.model.fields import Frozen
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import ID_LIMIT, SECTION

# Fields that a first contribution seldom needs; `full` lists them too.
_RARE = {
    "superseded_by",
    "withdrawn_reason",
    "reviewed",
    "redirect_from",
    "editor_notes",
    "derived_from",
    "part_of",
    "see_also",
    "support",
    "claims",
    "practised_in",
    "media",
    "honours",
    "resources",
    "amends",
    "replaced_by",
    "effective_to",
    "alternative_ref",
}
_STATUS = "草稿"


def id_of(title: str) -> str:
    """The title in pinyin, joined by hyphens: '五事工作法' → 'wu-shi-gong-zuo-fa'. '' when nothing of it can be written so."""
    words = [word for part in lazy_pinyin(title, style=Style.NORMAL) for word in re.findall(r"[a-z0-9]+", part.lower())]
    return "-".join(words)[:ID_LIMIT].rstrip("-")


def template(kind: str, record_id: str, title: str, *, full: bool = False) -> str:
    """YAML text: required fields to fill in, optional ones commented out, each with what to write there."""
    model = MODEL_OF_KIND[kind]
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json",
        f"# {SECTION[kind].label}：{SECTION[kind].blurb}。",
        "# 不带 # 的必填；带 # 的用得上就去掉 # 填写，用不上可以删去。填好后运行 casebook check。",
    ]
    given = {"id": record_id, "title": _quoted(title), "status": _STATUS}
    for name, field in model.model_fields.items():
        if name in given:
            lines += ["", *_comment(field), f"{name}: {given[name]}"]
        elif full or field.is_required() or name not in _RARE:
            lines += ["", *_field(name, field, 0, required=field.is_required())]
    return "\n".join(lines) + "\n"


def _quoted(title: str) -> str:
    """As it is where YAML reads it as it is, else in single quotes."""
    plain = re.fullmatch(r"[\w\u3400-\u9fff][^:#\n]*", title) is not None and title == title.strip()
    return title if plain else "'" + title.replace("'", "''") + "'"


def _comment(field: FieldInfo, indent: int = 0) -> Iterator[str]:
    choices = choices_of(field.annotation)
    parts = [
        describe(field) if field.description or field.examples else "",
        "可选：" + "、".join(choices) if choices else "",
    ]
    text = "。".join(part for part in parts if part)
    yield " " * indent + f"# {field.title}" + (f"：{text}" if text else "")


def _field(name: str, field: FieldInfo, indent: int, *, required: bool) -> Iterator[str]:
    yield from _comment(field, indent)
    pad = " " * indent + ("" if required else "# ")
    inner = model_in(field.annotation)
    is_list = "tuple" in str(field.annotation)
    if inner is None:
        yield f"{pad}{name}:" + ("\n" + f"{pad}  - " if is_list else " ")
        return
    yield f"{pad}{name}:"
    yield from _children(inner, pad, is_list=is_list, required=required, indent=indent)


def _children(model: type[Frozen | Any], pad: str, *, is_list: bool, required: bool, indent: int) -> Iterator[str]:
    """Fields of a part: required ones as lines to fill in, others named in one comment."""
    needed = [(name, field) for name, field in model.model_fields.items() if field.is_required()]
    others = [f"{name}（{field.title}）" for name, field in model.model_fields.items() if not field.is_required()]
    lead = "- " if is_list else ""
    for place, (name, field) in enumerate(needed or list(model.model_fields.items())[:1]):
        start = lead if place == 0 else " " * len(lead)
        deeper = model_in(field.annotation)
        if required and deeper is not None:
            yield f"{' ' * (indent + 2)}{start}{name}:  # {field.title}"
            yield from _children(
                deeper,
                "  " + pad,
                is_list="tuple" in str(field.annotation),
                required=True,
                indent=indent + 2 + len(lead),
            )
        else:
            yield f"{pad}  {start}{name}:   # {field.title}"
    if others:
        yield f"{pad}  {' ' * len(lead)}# 还可以写：{'、'.join(others)}"

"""A commented template for a new record, written from its model, with an id made from the title."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from casebook.check.layout import key_order
from casebook.check.shape import choices_of, describe, model_in
from casebook.model.fields import Cite
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import ID_LIMIT, SECTION

# Fields that a first contribution seldom needs; `full` lists them too.
_RARE = {
    "superseded_by",
    "withdrawn_reason",
    "reviewed",
    "redirect_from",
    "editor_notes",
    "milestones",
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
    "query",
    "most",
    "lock",
}
_STATUS = "草稿"


def id_of(title: str) -> str:
    """The title in pinyin, joined by hyphens: '五事工作法' → 'wu-shi-gong-zuo-fa'. '' when nothing of it can be written so.

    Phrases decide how a character of several sounds is read (重庆 chong, 重要 zhong). What goes past the limit is left out
    by whole syllables.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its tables take a third of a second, and only `new` asks

    plain = unicodedata.normalize("NFKC", title)
    words = [word for part in lazy_pinyin(plain, style=Style.NORMAL) for word in re.findall(r"[a-z0-9]+", part.lower())]
    while len("-".join(words)) > ID_LIMIT:
        words.pop()
    return "-".join(words)


def template(kind: str, record_id: str, title: str, *, full: bool = False) -> str:
    """YAML text: required fields to fill in, optional ones commented out with '# ', each below what to write there.

    The explanation of an optional field begins with '##', so that an editor's "toggle comment" on the whole block leaves YAML.
    """
    model = MODEL_OF_KIND[kind]
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json",
        f"# {SECTION[kind].label}：{SECTION[kind].blurb}。",
        "# 不带 # 的必填；前面有 # 的是选填，去掉 # 和后面的一个空格再填写，用不上可以删去。",
        "# 填好后运行 casebook check。",
    ]
    given = {"id": record_id, "title": quoted(title), "status": _STATUS}
    for name in key_order(model):
        field = model.model_fields[name]
        if name in given:
            lines += ["", f"# {_explained(field)}", f"{name}: {given[name]}"]
        elif field.is_required():
            lines += ["", f"# {_explained(field)}", *_field(name, field)]
        elif full or name not in _RARE:
            lines += ["", f"## {_explained(field)}", *(f"# {line}" for line in _field(name, field))]
    return "\n".join(lines) + "\n"


def quoted(title: str) -> str:
    """As it is where YAML reads it as it is, else in single quotes."""
    plain = (
        re.fullmatch(r"[\w\u3400-\u9fff][^:#\n]*", title) is not None
        and title == title.strip()
        and title.lower() != "null"
    )
    return title if plain else "'" + title.replace("'", "''") + "'"


def _explained(field: FieldInfo) -> str:
    said = describe(field) if field.description or field.examples else ""
    return f"{field.title}" + (f"：{said}" if said else "") + (f"。{_choices(field)}" if _choices(field) else "")


def _choices(field: FieldInfo) -> str:
    own = choices_of(field.annotation) if model_in(field.annotation) is None else []
    return f"可选：{'、'.join(own)}" if own else ""


def _is_list(field: FieldInfo) -> bool:
    """Whether items are written below each other; a single citation may stand on its own."""
    return "tuple" in str(field.annotation) and Cite not in get_args(field.annotation)


def _field(name: str, field: FieldInfo) -> list[str]:
    """The field's lines, to be filled in."""
    inner = model_in(field.annotation)
    if inner is not None:
        return [f"{name}:", *_part(inner, is_list=_is_list(field))]
    return [f"{name}:", "  - "] if _is_list(field) else [f"{name}: "]


def _part(model: type[BaseModel], *, is_list: bool) -> list[str]:
    """What a part needs, as lines; what it may have, in one comment. Of a part that needs nothing all is listed."""
    needed = {name: field for name, field in model.model_fields.items() if field.is_required()}
    shown = needed or model.model_fields
    lines: list[str] = []
    for name, field in shown.items():
        first, *others = _field(name, field)
        note = "；".join(part for part in (field.title or "", _choices(field)) if part)
        lines += [f"{first.rstrip()}  # {note}", *others]
    rest = [f"{name}（{field.title}）" for name, field in model.model_fields.items() if name not in shown]
    if rest:
        lines.append(f"# 还可以写：{'、'.join(rest)}")
    marks = ["  - " if is_list else "  ", *["    " if is_list else "  "] * len(lines)]
    return [f"{mark}{line}" for mark, line in zip(marks, lines, strict=False)]

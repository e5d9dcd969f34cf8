"""How much of what readers look for a record tells, and what would raise that. Nobody is asked to invent: what no source tells
stays out, and then less than all is a good score."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.check.shape import model_in
from casebook.link.library import Entry
from casebook.model.choices import Validity
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.method import Method
from casebook.model.parts import NOT_REPORTED, Record

# What a reader of each kind asks for, of the fields that may be left out.
_ASKED: dict[str, tuple[str, ...]] = {
    "method": (
        "keywords", "origin", "problem_solved", "steps", "participants", "effort", "preconditions", "not_suitable_when",
        "participation", "support", "policy_basis", "similar_to",
    ),
    "case": (
        "keywords", "place", "setting", "scale", "lead", "partners", "period", "stage", "target_groups",
        "narrative.outcome", "narrative.reflection", "procedure", "resources", "results", "limits", "transfer_conditions",
        "policy_basis",
    ),
    "policy": ("document_number", "issuers", "issued", "effective_from", "validity", "key_points", "implements", "url"),
    "source": ("author", "publisher", "published", "url", "sha256", "sections", "licence_note"),
    "term": ("aliases", "expansion", "see_also"),
    "note": ("theory", "background", "attachments", "slide_points", "quiz"),
    "pack": ("pre_reading", "outputs"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """`percent` of what is asked for that the record tells; `gaps` are (title of the field, what belongs there)."""

    percent: int
    gaps: tuple[tuple[str, str], ...]


def score(entry: Entry) -> Score:
    """The score of a record."""
    asked = [name for name in _ASKED[entry.kind] if _exists(entry.kind, name)]
    missing = [name for name in asked if not _tells(entry.record, name)]
    gaps = [_named(entry.kind, name) for name in missing]
    record = entry.record
    if isinstance(record, Method):
        silent = sum(step.how is None for step in record.steps)
        if silent:
            gaps.append(("步骤的“怎么做”", f"{len(record.steps)} 步里有 {silent} 步没有写"))
        if record.declared_steps and record.declared_steps > len(record.steps):
            gaps.append(("步骤", f"名称说有 {record.declared_steps} 步，写了 {len(record.steps)} 步"))
    return Score(round(100 * (len(asked) - len(missing)) / len(asked)), tuple(gaps))


def _exists(kind: str, name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in MODEL_OF_KIND[kind].model_fields


def _tells(record: Record, name: str) -> bool:
    value: object = record
    for part in name.split("."):
        value = getattr(value, part)
    return bool(value) and value not in (NOT_REPORTED, Validity.UNKNOWN)


def _named(kind: str, name: str) -> tuple[str, str]:
    model = MODEL_OF_KIND[kind]
    *parents, last = name.split(".")
    for parent in parents:
        model = model_in(model.model_fields[parent].annotation) or model  # type: ignore[assignment]
    field = model.model_fields[last]
    return field.title or last, field.description or ""

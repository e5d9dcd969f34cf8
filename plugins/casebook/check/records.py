"""One file to one checked record, with every problem placed at its line and column."""

from __future__ import annotations

from typing import TypeVar

from casebook.check.privacy import private
from casebook.check.rules import check_rules
from casebook.check.shape import check_shape
from casebook.files import SourceText
from casebook.load.places import place
from casebook.load.yaml import SIZE_LIMIT, VALUE_LIMIT, parse_yaml
from casebook.model.fields import Frozen
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from casebook.model.names import KIND_OF_FOLDER, is_id
from casebook.model.parts import Record
from casebook.problem import Finding, Outcome, Problem

M = TypeVar("M", bound=Frozen)
_SCHEMA: dict[type[Frozen], str] = {model: name for name, model in (*MODEL_OF_KIND.items(), *MODEL_OF_VOCAB.items())}
_SCHEMA_LINE = "# yaml-language-server: $schema=../../schemas/{}.schema.json"
_FOLDERS = "、".join(KIND_OF_FOLDER)


def check_record(source: SourceText) -> Outcome[Record | None]:
    """The record of a file below content/<folder>/, or None with its problems. Rules run only on a record of right shape."""
    parts = source.path.split("/")
    kind = KIND_OF_FOLDER.get(parts[1]) if len(parts) == 3 else None
    if kind is None:
        return Outcome(None, (Problem(source.path, 0, 0, "CB116", {"name": source.path, "folders": _FOLDERS}),))
    stem, _, ending = parts[2].rpartition(".")
    if ending != "yaml" or not is_id(stem):
        return Outcome(None, (Problem(source.path, 0, 0, "CB114", {"name": parts[2]}),))
    outcome = check_vocab(source, MODEL_OF_KIND[kind], SIZE_LIMIT, VALUE_LIMIT)
    record = outcome.value
    problems = (*outcome.problems, *private(source))
    if record is None:
        return Outcome(None, problems)
    findings = check_rules(record)
    if record.id != stem:
        findings = (Finding("CB301", ("id",), {"id": record.id, "name": parts[2]}), *findings)
    return Outcome(record, (*problems, *(place(source, findings) if findings else ())))


def check_vocab(
    source: SourceText, model: type[M], size_limit: int = 2_000_000, value_limit: int = 100_000
) -> Outcome[M | None]:
    """A file against one model: syntax first, then shape."""
    plain = parse_yaml(source, size_limit, value_limit)
    if plain.value is None:
        return Outcome(None, plain.problems)
    value, findings = check_shape(model, plain.value)
    unnamed = (
        () if _names_schema(source.data, model) else (Problem(source.path, 1, 0, "CB122", {"kind": _SCHEMA[model]}),)
    )
    return Outcome(value, (*unnamed, *(place(source, findings) if findings else ())))


def _names_schema(data: bytes, model: type[Frozen]) -> bool:
    """Whether one of the comments before the first key tells an editor the schema of this model."""
    wanted = _SCHEMA_LINE.format(_SCHEMA[model])
    for line in data.decode("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            return False
        if line.strip() == wanted:
            return True
    return False

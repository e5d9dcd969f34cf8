"""What an editor refuses by schemas/ and what `casebook check` refuses are the same, wherever JSON Schema can say it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from casebook.app.content import write_schemas
from casebook.check.records import check_vocab
from casebook.check.schema import schemas
from casebook.files import SourceText
from casebook.model.kinds import MODEL_OF_KIND, MODEL_OF_VOCAB
from casebook.model.names import KIND_OF_FOLDER, SECTION
from tests.check.editor import as_editor
from tests.check.strategies import plain_record
from tests.records.library import Bad, bad_records, good_records, good_vocab

ROOT = Path(__file__).parents[2]
MODELS = {**MODEL_OF_KIND, **MODEL_OF_VOCAB}
SCHEMAS: dict[str, dict[str, Any]] = {file.path.split(".")[0]: json.loads(file.data) for file in schemas()}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
# What a schema cannot say, and why.
BEYOND = {
    "CB106": "an editor's parser lets the last of two equal keys win, or refuses them itself",
    "CB107": "anchors are resolved before a schema sees the value",
    "CB114": "a schema does not see the file's name",
    "CB115": "hidden signs are legal in a JSON string",
    "CB121": "seen in the text, not in the value",
    "CB122": "a comment",
    "CB210": "a pattern knows the form of a date, not the calendar, nor which of two comes first",
    "CB211": "a number in quotes has no size",
}  # fmt: skip


def kind_of(path: str) -> str:
    return KIND_OF_FOLDER[path.split("/")[1]]


def fits(kind: str, value: Any) -> bool:
    return bool(VALIDATORS[kind].is_valid(value))


def passes(kind: str, text: str) -> bool:
    """By pydantic: syntax and shape only."""
    return check_vocab(SourceText("content/x.yaml", text.encode()), MODELS[kind]).value is not None


def test_the_files_are_up_to_date() -> None:
    assert write_schemas(ROOT, check_only=True).changed == (), "运行 make schema"
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{name}.schema.json" for name in MODELS}


def test_a_stale_file_is_told_and_mended(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path).changed) == len(MODELS)
    stale = tmp_path / "schemas/term.schema.json"
    stale.write_text("{}", encoding="utf-8")
    assert write_schemas(tmp_path, check_only=True).changed == ("schemas/term.schema.json",)
    assert stale.read_text(encoding="utf-8") == "{}"
    assert write_schemas(tmp_path).changed == ("schemas/term.schema.json",)
    assert write_schemas(tmp_path).changed == ()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_and_speaks_chinese(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    told = list(_told(schema))
    assert len(told) > 10
    for text in told:
        assert re.search(r"[\u4e00-\u9fff]|SHA-256", text), text


def _told(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for item in node for text in _told(item)]
    if not isinstance(node, dict):
        return []
    own = [node[key] for key in ("title", "description") if isinstance(node.get(key), str)]
    return own + [text for value in node.values() for text in _told(value)]


def test_closed_lists_carry_a_sentence_for_each_value() -> None:
    for name, schema in SCHEMAS.items():
        for part in schema.get("$defs", {}).values():
            if "enum" in part:
                assert len(part["markdownEnumDescriptions"]) == len(part["enum"]), name


def test_good_records_fit() -> None:
    for source in good_records():
        assert list(VALIDATORS[kind_of(source.path)].iter_errors(as_editor(source.data.decode()))) == []
    for name in MODEL_OF_VOCAB:
        assert list(VALIDATORS[name].iter_errors(as_editor(good_vocab()[name].data.decode()))) == []


def test_real_records_agree() -> None:
    for path in sorted((ROOT / "content").glob("*/*.yaml")):
        folder = path.parent.name
        kind = KIND_OF_FOLDER.get(folder) or path.stem
        text = path.read_text(encoding="utf-8")
        try:
            value = as_editor(text)
        except yaml.YAMLError:
            continue  # being written just now: both refuse it
        assert fits(kind, value) == passes(kind, text), path


@pytest.mark.parametrize("bad", bad_records(), ids=lambda bad: bad.source.path.removeprefix("content/"))
def test_bad_records_agree(bad: Bad) -> None:
    kind, text = kind_of(bad.source.path), bad.source.data.decode()
    codes = {said.split()[0] for said in bad.expected}
    try:
        fit = fits(kind, as_editor(text))
    except (yaml.YAMLError, TypeError, ValueError):
        fit = False
    if codes & set(BEYOND):
        assert fit or codes - set(BEYOND) or _form_is_wrong(bad)
    elif any(code < "CB3" for code in codes):
        assert not fit
    elif not _names_a_record_by_its_title(bad):
        assert fit


def _form_is_wrong(bad: Bad) -> bool:
    """A code that a schema can say in part: the text is not even of the form, or does not parse."""
    return bad.expected[0].split()[0] in {"CB107", "CB115", "CB121", "CB210", "CB211"}


def _names_a_record_by_its_title(bad: Bad) -> bool:
    """link/ answers a title with its id; the editor's schema asks for an id at once."""
    return re.search(r"^ .*- 示例议事$|superseded_by: Liang_Bu", bad.source.data.decode(), re.MULTILINE) is not None


def test_check_jsonschema_agrees_too(tmp_path: Path) -> None:
    """The tool that CI services and pre-commit run, on the good terms and on one bad one."""
    schema = tmp_path / "term.schema.json"
    schema.write_text(json.dumps(SCHEMAS["term"]), encoding="utf-8")
    good = [str(ROOT / "tests/records/good" / source.path.removeprefix("content/")) for source in good_records() if "/terms/" in source.path]  # fmt: skip
    bad = str(ROOT / "tests/records/bad/terms/bu-ren-shi-de-jian.yaml")
    for files, code in ((good, 0), ([bad], 1)):
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code


def test_the_editor_is_told_which_schema_belongs_to_which_folder() -> None:
    known = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    records = {f"./schemas/{kind}.schema.json": f"content/{SECTION[kind].folder}/*.yaml" for kind in MODEL_OF_KIND}
    vocab = {f"./schemas/{name}.schema.json": f"content/vocab/{name}.yaml" for name in MODEL_OF_VOCAB}
    assert known == records | vocab


@pytest.mark.parametrize(
    ("line", "fit"),
    [
        ("aliases:", True),
        ("aliases: ~", True),
        ("aliases: []", True),
        ("aliases: [2018]", True),
        ("aliases: ['']", False),
        ("aliases: [' ']", False),
        ("aliases: 词", False),
        ("title: 2018", True),
        ("title: true", True),
        ("title: |\n  一行\n", True),
        ("title: |\n  两\n  行\n", False),
        ("title: ", False),
        ("id: 2018", True),
        ("id: 20.18", False),
        ("id: index", False),
        ("reviewed: {by: 甲, on: 2018}", True),
        ("reviewed: {by: 甲, on: 2018-13}", False),
        ("reviewed: {by: 甲, on: 2018-1-1}", False),
        ("see_also: [a, {ref: b, note: 词}]", True),
        ("see_also: [{note: 词}]", False),
        ("editor_notes: [{kind: 存疑, text: 词, cite: a 一}]", True),
        ("editor_notes: [{kind: 缺载, text: 词, cite: [a 一, b 二]}]", True),
        ("editor_notes: [{kind: 处理, text: 词, cite: [a]}]", False),
        ("editor_notes: [{kind: 处理, text: 词, cite: []}]", False),
        ("status: ''", True),
        ("status: 完成", False),
        ("zzz: 1", False),
    ],
)
def test_both_say_the_same_of_one_line(line: str, fit: bool) -> None:
    base = {
        "id": "id: x", "title": "title: 词", "summary": "summary: 词", "themes": "themes: [a]", "sources": "sources: [b]",
        "definition": "definition: [{text: 文}]",
    }  # fmt: skip
    base[line.split(":", 1)[0]] = line
    text = "\n".join(base.values()) + "\n"
    try:
        value = as_editor(text)
    except ValueError:
        value = None
    assert (fits("term", value), passes("term", text)) == (fit, fit) or "2018-13" in line
    assert passes("term", text) == fit


# ---- whatever a model allows


@pytest.mark.property
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("kind", sorted(MODELS))
@given(data=st.data())
def test_any_record_of_a_model_fits_its_schema(kind: str, data: st.DataObject) -> None:
    value = data.draw(plain_record(MODELS[kind]))
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    assert passes(kind, text), text
    assert list(VALIDATORS[kind].iter_errors(as_editor(text))) == []


@pytest.mark.property
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("kind", sorted(MODEL_OF_KIND))
@given(data=st.data())
def test_any_record_with_a_fault_of_shape_fits_neither(kind: str, data: st.DataObject) -> None:
    value = data.draw(plain_record(MODELS[kind]))
    fault = data.draw(st.sampled_from(["less", "more", "list", "mapping", "text", "long", "choice"]))
    if fault == "less":
        del value[
            data.draw(
                st.sampled_from(
                    sorted(name for name, field in MODELS[kind].model_fields.items() if field.is_required())
                )
            )
        ]
    else:
        faults: dict[str, dict[str, Any]] = {
            "more": {"zzz": "x"},
            "list": {"title": ["x"]},
            "mapping": {"summary": {"x": "y"}},
            "text": {"aliases": "x"},
            "long": {"summary": "长" * 301},
            "choice": {"status": "完成"},
        }
        value.update(faults[fault])
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    assert not passes(kind, text)
    assert not fits(kind, as_editor(text))
    codes = {
        problem.code for problem in check_vocab(SourceText("content/x.yaml", text.encode()), MODELS[kind]).problems
    }
    assert codes - {"CB122"} <= {"CB201", "CB202", "CB203", "CB204", "CB207"}

"""The field dictionary and the list of codes, and the hand-written pages that hold them."""

import re
from pathlib import Path

import pytest

from casebook.check.records import check_record
from casebook.files import SourceText
from casebook.messages import MESSAGES
from casebook.model.choices import Evidence
from casebook.model.kinds import MODEL_OF_KIND
from casebook.publish.reference import reference_parts

PAGES = Path(__file__).resolve().parents[2] / "content/pages"


def test_every_part_has_its_place_in_a_page_and_every_place_its_part() -> None:
    text = "".join((PAGES / "dev" / name).read_text(encoding="utf-8") for name in ("fields.md", "problems.md"))
    assert set(re.findall(r"<!-- casebook:([a-z0-9-]+) -->", text)) == set(reference_parts())


def test_every_code_is_listed_once_without_placeholders() -> None:
    html = "".join(part for name, part in reference_parts().items() if name.startswith("problems-"))
    assert re.findall(r'<dt id="(CB\d{3})">', html) == sorted(MESSAGES)
    assert not re.search(r"\{\w+\}", html)


@pytest.mark.parametrize("kind", MODEL_OF_KIND)
def test_every_field_of_a_kind_is_in_the_dictionary(kind: str) -> None:
    html = reference_parts()["fields-common"] + reference_parts()[f"fields-{kind}"]
    listed = {name.removesuffix("[]") for name in re.findall(r"<dt[^>]*><code>([^<.]+)</code>", html)}
    assert listed == set(MODEL_OF_KIND[kind].model_fields)


def test_choices_come_with_their_explanations() -> None:
    html = reference_parts()["fields-case"]
    assert all(f"<b>{grade.value}</b> {grade.note}" in html for grade in Evidence)


def test_the_example_of_the_contribution_guide_is_a_sound_record() -> None:
    """Whoever copies it must not be told off by the check."""
    text = (PAGES / "contribute.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    outcome = check_record(SourceText("content/methods/wu-shi-gong-zuo-fa.yaml", example[1].encode()))
    assert [problem.code for problem in outcome.problems if problem.level == "error"] == []
    assert outcome.value is not None


def test_evidence_grades_mean_the_same_for_readers_as_for_the_check() -> None:
    about = (PAGES / "about.md").read_text(encoding="utf-8")
    assert [grade.value for grade in Evidence if f"| {grade.value} | {grade.note} |" not in about] == []

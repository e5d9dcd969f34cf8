"""`casebook stale`: what is told on which day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main
from tests.records.library import good_folder
from tests.review.repository import CASE, TERM, edit

SOURCE = "content/sources/lai-yuan-jia.yaml"  # accessed 2026-11-01, reviewed the same day
POLICY = "content/policies/shi-li-tong-zhi.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return good_folder(tmp_path / "库")


def stale(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["stale", *arguments, "--root", str(root)])


def found(root: Path, on: str, years: int = 3) -> list[tuple[str, str, int]]:
    result = stale(root, "--on", on, "--years", str(years), "--format", "json")
    return [(one["path"], one["code"], one["line"]) for one in json.loads(result.stdout)["problems"]]


def codes(root: Path, path: str, on: str, years: int = 3) -> list[str]:
    return [code for where, code, _ in found(root, on, years) if where == path]


def test_the_day_of_the_next_review_has_come(root: Path) -> None:
    edit(root, TERM, ("sources:", "reviewed: {by: 甲, on: 2020-01-01, next_review: 2027-03}\nsources:"))
    assert codes(root, TERM, "2027-03-30") == []
    assert codes(root, TERM, "2027-03-31") == ["CB341"]


def test_years_since_the_last_review_count_only_without_a_next_one(root: Path) -> None:
    assert codes(root, SOURCE, "2029-11-01") == ["CB343"]
    edit(root, SOURCE, ("  next_review: 2031-06\n", ""))
    assert codes(root, SOURCE, "2029-10-31") == []
    assert codes(root, SOURCE, "2029-11-01") == ["CB342", "CB343"]


def test_a_document_that_has_run_out_is_not_in_force(root: Path) -> None:
    text = (root / POLICY).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("validity:", "effective_to:"))]
    (root / POLICY).write_text("\n".join([*kept, "validity: 有效", "effective_to: 2027-06", ""]), encoding="utf-8")
    assert codes(root, POLICY, "2027-06-30") == []
    assert codes(root, POLICY, "2027-07-01") == ["CB344"]


def test_a_trial_of_which_nothing_was_heard(root: Path) -> None:
    edit(root, CASE, ("stage: 推广", "stage: 试点"))
    assert codes(root, CASE, "2021-11-29") == []
    assert codes(root, CASE, "2021-11-30") == ["CB345"]
    assert codes(root, CASE, "2021-11-30", years=4) == []


def test_what_was_withdrawn_is_left_alone(root: Path) -> None:
    path = "content/cases/che-hui-de-an-li.yaml"
    edit(root, path, ("region:", "reviewed: {by: 甲, on: 2000-01-01, next_review: 2001}\nregion:"))
    assert codes(root, path, "2030-01-01") == []


def test_what_is_due_ends_with_1_and_nothing_with_0(root: Path) -> None:
    due = stale(root, "--on", "2029-11-01")
    assert due.exit_code == 1
    assert "提醒 CB343 网址是 2026-11-01 查阅的，过了 3 年" in due.stdout
    assert stale(root, "--on", "2026-11-02").exit_code == 0
    assert stale(root, "--on", "2026年").exit_code == 2

"""The committed mapping holds for the committed records; the inventory itself is not ours to publish."""

from pathlib import Path

from casebook.app.proof import cover_content

ROOT = Path(__file__).resolve().parents[2]


def test_every_line_of_the_mapping_stands_in_the_record_it_names() -> None:
    report = cover_content(ROOT, None)
    assert [f"{problem.line}: {problem.message}" for problem in report.problems] == []
    assert len(report.lines) >= 345

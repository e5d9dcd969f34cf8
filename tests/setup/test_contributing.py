"""What a contributor finds on the host: issue forms that GitHub and Gitee can read, and files whose links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

GITHUB = Path(__file__).parents[2] / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
_TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_has_what_the_hosts_want(path: Path) -> None:
    """Source: GitHub's "Syntax for GitHub's form schema": name, description and body; each part but Markdown a label, ids once."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "body"}
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert all(part["type"] in _TYPES for part in form["body"])
    assert all(part["attributes"]["label"] for part in asked)
    ids = [part["id"] for part in asked]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in ids)
    assert any(part.get("validations", {}).get("required") for part in asked)


def test_the_story_form_asks_for_consent_and_sources() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/story.yml").read_text(encoding="utf-8"))
    parts = {part["id"]: part for part in form["body"] if "id" in part}
    assert parts["sources"]["validations"]["required"] is True
    assert all(option["required"] for option in parts["consent"]["attributes"]["options"])


@pytest.mark.parametrize("path", sorted(GITHUB.glob("*.md")), ids=lambda path: path.stem)
def test_links_between_files_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_the_licences_and_the_sign_off_are_told() -> None:
    text = (GITHUB / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(word in text for word in ("Signed-off-by:", "DCO 1.1", "知识共享 署名 4.0 国际", "MIT", "git commit -s"))

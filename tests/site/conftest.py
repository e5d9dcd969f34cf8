"""The real site, built once from the real content for all tests of this room."""

from pathlib import Path

import pytest

from casebook.app.content import load_library
from casebook.app.site import BuildReport, build
from casebook.edges.progress import Stages
from casebook.link.library import Library
from tests.site import kinds

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> BuildReport:
    """What the build said; its `site` is the folder. Of several test processes the first builds it, the others wait and find
    nothing changed."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if hasattr(request.config, "workerinput") else ours
    outcome = build(ROOT, shared / "site-under-test", stages=Stages(quiet=True))
    assert outcome.value is not None, [
        f"{problem.path} {problem.code} {problem.message}" for problem in outcome.problems
    ]
    return outcome.value


@pytest.fixture(scope="session")
def site(report: BuildReport) -> Path:
    """The folder of the built site."""
    return report.site


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content, linked."""
    return load_library(ROOT).value


@pytest.fixture(scope="session")
def kinds_of_page(library: Library) -> list[str]:
    """One page of each kind, as paths below the site."""
    return kinds.kinds_of_page(library)

"""The guard of `page` is what other tests lean on: it must catch a page that leaves the site, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

PAGE = "<!doctype html><meta charset=utf-8><title>社区</title>{}"
pytest_plugins = ["pytester"]


def test_a_folder_is_served_and_seen(page: Page, server: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE.format("<script src=a.js></script>"), "utf-8")
    (tmp_path / "a.js").write_text("document.title += '治理'", "utf-8")
    page.goto(server(tmp_path) + "/index.html")
    assert page.title() == "社区治理"


def test_a_file_is_opened(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "有 空格.html"
    file.write_text(PAGE.format(""), "utf-8")
    page.goto(file.as_uri())
    assert page.title() == "社区"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<img src=https://example.org/a.png>", "https://example.org/a.png"),
        ("<script>new Image().src='http://127.0.0.1:9/a.png'</script>", "http://127.0.0.1:9/a.png"),
        ("<script>throw new Error('坏了')</script>", "坏了"),
    ],
)
def test_a_page_that_leaves_or_throws_fails_its_test(
    request: pytest.FixtureRequest, tmp_path: Path, body: str, said: str
) -> None:
    """Runs the fixture by hand against the session's browser, since the failure comes after the test's last line."""
    from tests.conftest import page as page_fixture

    (tmp_path / "index.html").write_text(PAGE.format(body), "utf-8")
    steps = page_fixture.__wrapped__(request.getfixturevalue("browser"), set())  # type: ignore[attr-defined]
    opened = next(steps)
    opened.goto((tmp_path / "index.html").as_uri())
    with pytest.raises(AssertionError) as failure:
        next(steps, None)
    assert said in str(failure.value)


def test_golden_compares_and_rewrites(pytester: pytest.Pytester) -> None:
    conftest = Path(__file__).parents[1] / "conftest.py"
    pytester.makeconftest(conftest.read_text("utf-8"))
    pytester.syspathinsert(conftest.parents[1])
    pytester.makepyfile(
        """
        from pathlib import Path

        def test_it(golden):
            golden(Path("golden/a.txt"), "甲\\n")
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(failed=1)
    pytester.runpytest_inprocess("--golden").assert_outcomes(passed=1)
    assert Path("golden/a.txt").read_bytes() == "甲\n".encode()
    pytester.runpytest_inprocess().assert_outcomes(passed=1)
    Path("golden/a.txt").write_bytes("乙\n".encode())
    pytester.runpytest_inprocess().assert_outcomes(failed=1)

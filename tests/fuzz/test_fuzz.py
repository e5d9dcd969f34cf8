"""The four targets of `make fuzz`, for an instant each: that they run, and find what is wrong."""

from __future__ import annotations

import pytest

from tests.fuzz import __main__ as fuzz


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_a_target_runs(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(fuzz, "CORPUS", tmp_path)
    assert fuzz.run(name, 0.01) >= 500


def test_html_that_gets_through_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(fuzz, "CORPUS", tmp_path)
    monkeypatch.setattr(fuzz, "block", lambda text: f"<p>{text}</p>")
    with pytest.raises(AssertionError):
        fuzz.run("markdown", 5)

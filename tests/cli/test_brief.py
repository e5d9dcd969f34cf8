"""`casebook brief` writes a page for whoever names a record by id or by name."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from casebook.cli import main
from casebook.packs import typst

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["brief", *arguments, "--root", str(ROOT)])
    return done.exit_code, done.output


def test_records_are_named_by_id_or_by_name(tmp_path: Path) -> None:
    code, said = run("wu-shi-gong-zuo-fa", "由民作主", "--out", str(tmp_path))
    assert code == 0, said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wu-shi-gong-zuo-fa.pdf", "you-min-zuo-zhu.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((), "--all"), (("--all", "由民做主"), "--all"), (("没有这一条",), "没有叫“没有这一条”的工作法或案例")],
)
def test_what_cannot_be_told_is_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    code, said = run(*arguments, "--out", str(tmp_path / "out"))
    assert code == 2
    assert words in said
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typst, "_NEEDED", ("no_such_module",))
    code, said = run("由民做主", "--out", str(tmp_path))
    assert code == 1
    assert 'pip install "casebook[packs]"' in said

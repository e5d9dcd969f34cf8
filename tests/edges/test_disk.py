"""What is read from a content folder that a stranger filled, and how files are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.app.checking import check
from casebook.check.records import check_record
from casebook.edges import disk
from casebook.files import OutFile, SourceText
from casebook.problem import Problem
from tests.records.library import good_folder, good_vocab


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return good_folder(tmp_path / "库 一")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in problems]


def test_the_root_is_found_from_below(root: Path) -> None:
    assert disk.find_root(root / "content/cases") == root
    assert disk.find_root(root.parent) is None


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("cases/a.yml", "CB114"),
        ("cases/a.YAML", "CB114"),
        ("cases/说明.txt", "CB114"),
        ("cases/..evil.yaml", None),  # hidden, as .DS_Store is
        ("cases/a..b.yaml", "CB114"),
        ("cases/con.yaml", "CB114"),
        ("cases/index.yaml", "CB114"),
        ("cases/二.yaml", "CB114"),
        ("cases/更深/a.yaml", "CB116"),
        ("a.yaml", "CB116"),
        ("anli/a.yaml", "CB116"),
        ("cases/.DS_Store", None),
        ("media/a.png", None),
        ("pages/a.md", None),
    ],
)
def test_files_that_do_not_belong_are_told(root: Path, path: str, code: str | None) -> None:
    target = root / "content" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"id: a\n")
    where = "content/cases/更深" if "更深" in path else "content/anli" if "anli" in path else f"content/{path}"
    assert told(check(root)) == ([(code, where)] if code else [])


def test_a_path_of_another_depth_is_no_record() -> None:
    for path in ("content/a.yaml", "content/cases/b/a.yaml", "cases/a.yaml", "content/../../a.yaml"):
        outcome = check_record(SourceText(path, b"id: a\n"))
        assert [problem.code for problem in outcome.problems] == ["CB116"]


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right there")
class TestLinks:
    def test_a_link_is_told_and_not_followed(self, root: Path, tmp_path: Path) -> None:
        secret = tmp_path / "secret.yaml"
        secret.write_text("id: secret\n", encoding="utf-8")
        (root / "content/cases/link.yaml").symlink_to(secret)
        (root / "content/terms/nowhere.yaml").symlink_to(tmp_path / "nothing")
        (root / "content/anli").symlink_to(tmp_path)
        problems = check(root)
        assert told(problems) == [
            ("CB117", "content/anli"),
            ("CB117", "content/cases/link.yaml"),
            ("CB117", "content/terms/nowhere.yaml"),
        ]
        assert disk.lines_of(root, "content/cases/link.yaml") == ()

    def test_a_linked_vocabulary_is_not_read(self, root: Path, tmp_path: Path) -> None:
        themes = root / "content/vocab/themes.yaml"
        themes.rename(tmp_path / "themes.yaml")
        themes.symlink_to(tmp_path / "themes.yaml")
        assert told(check(root)) == [("CB117", "content/vocab/themes.yaml")]

    def test_linked_pages_are_not_read(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "外").mkdir()
        (tmp_path / "外/a.md").write_text("x", encoding="utf-8")
        (root / "content/pages").symlink_to(tmp_path / "外")
        assert disk.page_files(root) == ()

    def test_a_pipe_is_not_waited_for(self, root: Path) -> None:
        os.mkfifo(root / "content/cases/guan.yaml")
        assert told(check(root)) == [("CB116", "content/cases/guan.yaml")]

    def test_a_new_file_is_not_written_through_a_link(self, root: Path, tmp_path: Path) -> None:
        target = tmp_path / "outside.yaml"
        (root / "content/cases/x.yaml").symlink_to(target)
        assert disk.create_file(root / "content/cases/x.yaml", b"x") is False
        assert not target.exists()


def test_a_name_with_a_letter_that_only_looks_latin_is_no_id(root: Path) -> None:
    """The а and о are Cyrillic: as a file's name, as an id, and where another record is named."""
    (root / "content/terms/liаng-bu.yaml").write_text("id: liаng-bu\n", encoding="utf-8")
    assert told(check(root)) == [("CB114", "content/terms/liаng-bu.yaml")]
    (root / "content/terms/liаng-bu.yaml").unlink()
    path = root / "content/methods/liang-bu-gong-zuo-fa.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: liang-bu-gong-zuo-fa", "id: liang-bu-gong-zuо-fa", 1), encoding="utf-8")
    assert "CB208" in {problem.code for problem in check(root)}
    path.write_text(text.replace("lai-yuan-jia", "lаi-yuan-jia", 1), encoding="utf-8")
    missing = next(problem for problem in check(root) if problem.code == "CB401")
    assert missing.hint.startswith("是不是：lai-yuan-jia（")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes there")
def test_a_name_that_is_no_text_can_be_reported(root: Path) -> None:
    folder = os.fsencode(root / "content/cases")
    for name in (b"\xff.yaml", b"a\x1b[31m.yaml", b"a\nb.yaml", "a\u202eb.yaml".encode()):
        with open(os.path.join(folder, name), "wb"):  # noqa: PTH118, PTH123 - bytes, which a Path cannot be
            pass
    problems = check(root)
    assert [problem.code for problem in problems] == ["CB114"] * 4
    for problem in problems:
        assert (problem.path + problem.message).encode("utf-8").decode().isprintable()


def test_a_file_of_any_size_is_read_in_part(root: Path) -> None:
    with (root / "content/cases/da.yaml").open("wb") as file:
        file.truncate(5_000_000_000)
    assert told(check(root)) == [("CB109", "content/cases/da.yaml")]


@pytest.mark.parametrize("name", ["themes.yaml", "settings.yaml", "places.yaml", "situations.yaml", "regions.tsv"])
def test_a_missing_vocabulary_is_one_problem_and_not_one_a_link(root: Path, name: str) -> None:
    (root / "content/vocab" / name).unlink()
    assert told(check(root)) == [("CB120", f"content/vocab/{name}")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("themes.yaml", b"themes: [", "CB103"),
        ("places.yaml", "places: 甲".encode("gbk"), "CB101"),
        ("regions.tsv", "示例".encode("gbk"), "CB101"),
        ("regions.tsv", b"\xef\xbb\xbf" + good_vocab()["regions"].data, "CB102"),
    ],
)
def test_a_broken_vocabulary_is_one_problem(root: Path, name: str, data: bytes, code: str) -> None:
    path = root / "content/vocab" / name
    head = (
        b"# yaml-language-server: $schema=../../schemas/" + name.split(".", maxsplit=1)[0].encode() + b".schema.json\n"
    )
    path.write_bytes(data if b"\xef" in data or name == "regions.tsv" else head + data)
    assert told(check(root)) == [(code, f"content/vocab/{name}")]


def test_lines_are_those_of_yaml(root: Path) -> None:
    (root / "content/cases/a.yaml").write_bytes("a\r\nb\u2028c\n\nd".encode())
    assert disk.lines_of(root, "content/cases/a.yaml") == ("a", "b\u2028c", "", "d")
    assert disk.lines_of(root, "content/none.yaml") == ()
    assert disk.lines_of(root, "") == ()


def test_a_new_file_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a/b.yaml"
    assert disk.create_file(path, b"1") is True
    assert disk.create_file(path, b"2") is False
    assert path.read_bytes() == b"1"


def test_a_new_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    real = Path.open

    def full(self: Path, *arguments: object, **named: object) -> object:
        """The disk fills up after the name is taken."""
        real(self, "xb").close()
        return real(Path("/dev/full"), "wb", buffering=0)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space"):
        disk.create_file(tmp_path / "a.yaml", b"1")
    assert list(tmp_path.iterdir()) == []


def test_files_take_the_old_ones_places_together_or_not_at_all(tmp_path: Path) -> None:
    def breaking() -> Iterator[OutFile]:
        yield OutFile("a.txt", b"3")
        raise OSError(28, "No space left on device")

    disk.replace_files(tmp_path, [OutFile("a.txt", b"1"), OutFile("b.txt", b"1")])
    disk.replace_files(tmp_path, [OutFile("a.txt", b"2"), OutFile("c.txt", b"2")])
    with pytest.raises(OSError, match="No space"):
        disk.replace_files(tmp_path, breaking())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.txt": b"2",
        "b.txt": b"1",
        "c.txt": b"2",
    }


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    files = [OutFile("a/b.txt", b"1"), OutFile("c.txt", b"2")]
    assert disk.write_files(tmp_path, files) == 2
    before = (tmp_path / "a/b.txt").stat().st_mtime_ns
    assert disk.write_files(tmp_path, [files[0], OutFile("c.txt", b"3")]) == 1
    assert (tmp_path / "a/b.txt").stat().st_mtime_ns == before


def test_others_are_removed_with_the_folders_that_empties(tmp_path: Path) -> None:
    disk.write_files(tmp_path, [OutFile("a/b/c.txt", b"1"), OutFile("d.txt", b"2")])
    disk.remove_others(tmp_path, {"d.txt"})
    assert [path.name for path in tmp_path.iterdir()] == ["d.txt"]


def test_a_tree_reads_back_by_path(tmp_path: Path) -> None:
    files = [OutFile("a/b.txt", b"1"), OutFile("c.txt", b"2")]
    disk.write_files(tmp_path, files)
    assert list(disk.read_tree(tmp_path)) == files

"""`casebook pack` writes what a trainer takes along, or says why not and writes nothing."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from casebook.cli import main, pack
from casebook.edges import disk
from casebook.files import OutFile
from casebook.packs import formats, typst
from casebook.packs.whole import FOR_TEACHERS

ROOT = Path(__file__).parents[2]
TITLE = "三种工作法比较讨论九十分钟"


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["pack", *arguments, "--root", str(ROOT)])
    return done.exit_code, done.output


def test_a_pack_is_named_by_its_id_or_title(tmp_path: Path) -> None:
    code, said = run(TITLE, "--format", "pdf", "--out", str(tmp_path))
    assert code == 0, said
    names = sorted(path.name for path in tmp_path.iterdir())
    assert f"{TITLE} 讲义（学员版）.pdf" in names
    assert all(name in said for name in names)


def test_a_zip_keeps_the_teachers_files_apart(tmp_path: Path) -> None:
    code, said = run("san-zhong-gong-zuo-fa-bi-jiao", "--format", "zip", "--out", str(tmp_path))
    assert code == 0, said
    (path,) = tmp_path.iterdir()
    assert path.name == f"{TITLE}.zip"
    names = zipfile.ZipFile(path).namelist()
    assert {name.startswith(f"{FOR_TEACHERS}/") for name in names if "教师版" in name} == {True}
    assert not any(name.startswith(f"{FOR_TEACHERS}/") for name in names if "学员版" in name)


@pytest.mark.parametrize(
    ("format_name", "ends"),
    [
        ("epub", ["电子书（学员版）.epub", "电子书（教师版）.epub"]),
        ("scorm12", ["课件 SCORM 1.2（学员版）.zip"]),
        ("scorm2004", ["课件 SCORM 2004（学员版）.zip"]),
        ("quiz", [f"测验题 {one}（教师版）{end}" for one, end in (("Moodle", ".xml"), ("GIFT", ".txt"), ("QTI 2.1", ".zip"), ("Anki", ".apkg"))]),
    ],
)  # fmt: skip
def test_every_format_has_its_files(tmp_path: Path, format_name: str, ends: list[str]) -> None:
    title = "新社区工作者入门半天"
    code, said = run(title, "--format", format_name, "--out", str(tmp_path))
    assert code == 0, said
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{title} {end}" for end in ends)


def test_a_pack_without_questions_has_no_file_of_them(tmp_path: Path) -> None:
    code, said = run(TITLE, "--format", "quiz", "--out", str(tmp_path))
    assert (code, list(tmp_path.iterdir())) == (1, []), said
    assert "没有测验题" in said


def test_an_unknown_pack_is_wrong_usage_and_the_known_ones_are_told(tmp_path: Path) -> None:
    code, said = run("没有这一个", "--out", str(tmp_path / "out"))
    assert code == 2
    assert TITLE in said
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typst, "_NEEDED", ("no_such_module",))
    code, said = run(TITLE, "--out", str(tmp_path))
    assert code == 1
    assert 'pip install "casebook[packs]"' in said


def test_the_command_knows_every_format_and_layout() -> None:
    assert tuple(formats.FORMATS) == pack.FORMATS
    assert pack.LAYOUTS == formats.LAYOUTS


def test_files_are_replaced_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "甲").write_text("旧")
    (tmp_path / "乙").mkdir()
    disk.replace_files(tmp_path, [OutFile("甲", b"new")])
    assert (tmp_path / "甲").read_bytes() == b"new"
    with pytest.raises(OSError, match="丙"):
        disk.replace_files(tmp_path, [OutFile("甲", b"newer"), OutFile("没有/丙", b"x")])
    assert (tmp_path / "甲").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["乙", "甲"]

"""The command line as people meet it: a real process for what a process does, Click's runner for the rest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from casebook import __version__
from casebook.cli import main
from casebook.model.names import RECORD_KINDS, SECTION
from tests.app.repository import commit, git
from tests.records.library import good_folder

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(main.commands)
_ENGLISH = re.compile(r"\b(?:usage|error|options?|commands?|arguments?|missing|invalid|required|show|default|try|got|no such)\b", re.IGNORECASE)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good library, as the current folder."""
    folder = good_folder(tmp_path / "示例 库")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments), prog_name="casebook")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **environment}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=env, capture_output=True, check=False)


def spoil(root: Path, path: str = "content/terms/liang-bu.yaml") -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title：", 1), encoding="utf-8")


# ---- what came in a commit where only builds write


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("build/.cache/queries/_MAIN_1.toc", "不收"),
        ("Build/search/whoosh/_MAIN_1.toc", "不收"),
        ("build", "符号链接"),
    ],
)
def test_nothing_is_read_in_a_build_folder_that_somebody_committed(root: Path, place: str, told: str) -> None:
    """Whoosh unpickles the list of its index's parts, and a kept verdict is believed."""
    git(root, "init", "-q", "-b", "main")
    commit(root, "one")
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    if place == "build":
        (root / place).symlink_to("content")
    else:
        (root / place).write_bytes(b"cos\nsystem\n(S'touch pwned'\ntR.")
    git(root, "add", "-f", place)
    for command in (
        ["check"],
        ["build"],
        ["search", "两步"],
        ["pack", "shi-li-ke-cheng"],
        ["brief", "--all"],
        ["serve"],
    ):
        result = run(*command)
        assert result.exit_code == 1, command
        assert f"git rm -r -- {place}" in result.stderr
    commit(root, "two")
    reviewed = run("review", "HEAD~1..HEAD")
    assert place in reviewed.stdout
    assert told in reviewed.stdout
    git(root, "rm", "-q", "-r", "--", place)
    assert run("check").exit_code == 0
    assert not (root / "pwned").exists()


# ---- check


def test_a_clean_library_gives_0(root: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "没有发现问题\n", "")


def test_warnings_alone_give_0(root: Path) -> None:
    file = root / "content/terms/liang-bu.yaml"
    file.write_text(file.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    result = run("check")
    assert result.exit_code == 0
    assert "提醒 CB122" in result.stdout


def test_errors_give_1_and_go_to_stdout(root: Path) -> None:
    spoil(root)
    result = run("check")
    assert result.exit_code == 1
    assert "content/terms/liang-bu.yaml:3:6 错误 CB105" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["content/terms/liang-bu.yaml"], 1),
        (["content/terms"], 1),
        (["content/terms/"], 1),
        (["content"], 2),
        (["."], 2),
        (["content/cases"], 0),
        (["content/methods", "content/terms"], 2),
        (["content/methods/shi-li-mo-shi.yaml", "content/cases"], 1),
        (["content/vocab/themes.yaml"], 0),
    ],
)
def test_only_what_was_asked_for_is_told(root: Path, arguments: list[str], files: int) -> None:
    spoil(root)
    spoil(root, "content/methods/shi-li-mo-shi.yaml")
    result = run("check", "--format", "json", *arguments)
    assert len({problem["path"] for problem in json.loads(result.stdout)["problems"]}) == files
    assert result.exit_code == (1 if files else 0)


def test_a_file_may_be_named_from_anywhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(root)
    monkeypatch.chdir(root / "content/terms")
    for path in (
        "liang-bu.yaml",
        str(root / "content/terms/liang-bu.yaml"),
        "../../content/terms/liang-bu.yaml",
        ".",
        "../..",
    ):
        assert run("check", path).exit_code == 1, path
    monkeypatch.chdir(root.parent)
    assert run("check", "--root", str(root), str(root / "content/terms")).exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right there")
def test_a_link_is_told_at_its_own_place(root: Path) -> None:
    (root / "content/terms/lian.yaml").symlink_to(root / "content/terms/liang-bu.yaml")
    result = run("check", "content/terms/lian.yaml")
    assert (result.exit_code, "CB117" in result.stdout) == (1, True)


@pytest.mark.parametrize("style", ["text", "json", "github", "sarif"])
def test_every_format_gives_the_same_code(root: Path, style: str) -> None:
    assert run("check", "--format", style).exit_code == 0
    spoil(root)
    first = run("check", "--format", style)
    assert (first.exit_code, "CB105" in first.stdout) == (1, True)
    assert run("check", "--format", style).stdout == first.stdout


# ---- wrong usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "没有这个命令：chek；是不是 check"),
        (["check", "--formt", "json"], "没有选项 --formt；是不是 --format"),
        (["check", "--format", "xml"], "--format 的值不能用；可选：text、json、github、sarif"),
        (["check", "--format"], "选项 --format 的写法不对"),
        (["check", "content/cases/mei-you.yaml"], "没有这个文件或文件夹：content/cases/mei-you.yaml"),
        (["check", "mkdocs.yml"], "不是记录"),
        (["check", "/"], "不在案例库"),
        (["check", "--root", "mkdocs.yml"], "要写一个文件夹的路径"),
        (["check", "--root", "/mei-you"], "这里不是案例库"),
        (["new"], "还缺少参数 类型"),
        (["new", "case"], "还缺少参数 标题"),
        (["new", "anli", "标题"], "类型 的值不能用；可选：method、case"),
        (["new", "case", "标题", "多余"], "多出了参数：多余"),
        (["new", "case", "《》"], "请用 --id 另定一个"),
        (["new", "case", ""], "标题要有 1 到 80 个字"),
        (["new", "case", "长" * 81], "标题要有 1 到 80 个字"),
        (["new", "case", "甲\u202e乙"], "不能有看不见的字符"),
        (["new", "case", "标题", "--id", "../../x"], "编号“../../x”不能用"),
        (["new", "case", "标题", "--id", "index"], "编号“index”不能用"),
        (["new", "case", "标题", "--id", "Con"], "编号“Con”不能用"),
        (["serve", "--port", "99999"], "要写 0 到 65535 之间的整数"),
        (["serve", "--port", "八千"], "要写 0 到 65535 之间的整数"),
        (["build", "--engine", "hugo"], "--engine 的值不能用；可选："),
    ],
)
def test_wrong_usage_gives_2_and_says_what_is_right(root: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "--help 查看用法" in result.stderr
    assert not _ENGLISH.search(re.sub(r"--\w+", "", result.stderr)), result.stderr


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("new", "draft", "review")])
def test_outside_of_a_library_every_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command)
    assert result.exit_code == 2
    assert re.search(r"请先 cd 到案例库的文件夹，或用 --root 指出|没有这个文件夹：", result.stderr)


def test_no_command_shows_the_help(root: Path) -> None:
    result = run()
    assert result.exit_code == 2
    assert "命令：" in result.stderr


def test_a_folder_that_may_not_be_read_is_no_traceback(root: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        (root / "content/vocab/regions.tsv").unlink()
        (root / "content/cases").rename(root / "content/old")
        (root / "content/cases").write_text("", encoding="utf-8")
        assert run("check").exit_code == 1
        return
    (root / "content/cases").chmod(0)
    result = run("check")
    (root / "content/cases").chmod(0o755)
    assert (result.exit_code, "没有权限" in result.stderr) == (1, True)


# ---- help


def commands() -> Iterator[tuple[str, click.Command]]:
    for name in COMMANDS:
        command = main.commands[name]
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", part) for inner, part in command.commands.items())
        else:
            yield name, command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_explains_itself_with_an_example(name: str, command: click.Command) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert f"用法：casebook {name}" in result.stdout
    assert re.search(rf"例：\n +casebook {name}", result.stdout)
    assert "显示这段说明。" in result.stdout
    own = re.sub(r"--?\w[\w-]*|\[[a-z|]+\]", "", result.stdout)
    assert not _ENGLISH.search(own), own
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert re.search(r"[\u4e00-\u9fff]", parameter.help or ""), parameter.name


def test_the_first_page_lists_every_command() -> None:
    result = run("--help")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[\u4e00-\u9fff]", result.stdout, re.MULTILINE)
    assert run("--version").stdout == f"casebook {__version__}\n"


# ---- new


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_new_writes_a_template_that_waits_to_be_filled_in(root: Path, kind: str) -> None:
    result = run("new", kind, "重庆的 新记录")
    path = f"content/{SECTION[kind].folder}/chong-qing-de-xin-ji-lu.yaml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    text = (root / path).read_text(encoding="utf-8")
    assert "title: 重庆的 新记录\n" in text
    checked = json.loads(run("check", "--format", "json", path).stdout)
    assert {problem["code"] for problem in checked["problems"]} == {"CB214"}


def test_new_takes_nobody_s_id(root: Path) -> None:
    """Not in its own folder, and not in another: ids are one space."""
    before = {path: path.read_bytes() for path in sorted(root.rglob("*.*"))}
    for kind in ("method", "term"):
        result = run("new", kind, "两步工作法")
        assert result.exit_code == 1
        assert "content/methods/liang-bu-gong-zuo-fa.yaml 已经有了" in result.stderr
    assert {path: path.read_bytes() for path in sorted(root.rglob("*.*"))} == before


def test_new_twice_keeps_the_first(root: Path) -> None:
    assert run("new", "case", "新事").exit_code == 0
    path = root / "content/cases/xin-shi.yaml"
    path.write_text("写了一半", encoding="utf-8")
    assert run("new", "case", "新事").exit_code == 1
    assert path.read_text(encoding="utf-8") == "写了一半"
    assert run("new", "case", "新事", "--id", "xin-shi-2", "--full").exit_code == 0


def test_new_makes_the_folder_that_is_missing(root: Path) -> None:
    for path in (root / "content/packs").iterdir():
        path.unlink()
    (root / "content/packs").rmdir()
    assert run("new", "pack", "课").exit_code == 0


# ---- schema


def test_schema_writes_and_checks(root: Path) -> None:
    assert run("schema", "--check").exit_code == 1
    assert not (root / "schemas").exists()
    assert run("schema").exit_code == 0
    result = run("schema", "--check")
    assert (result.exit_code, result.stdout) == (0, "schemas/ 与模型一致\n")


# ---- as a process


def test_a_pipe_gets_no_colours_and_no_bars(root: Path) -> None:
    spoil(root)
    done = process(root, "-m", "casebook", "check")
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert "键名后面用了全角冒号" in done.stdout.decode()


def test_no_color_is_honoured_on_a_terminal(root: Path) -> None:
    pty = pytest.importorskip("pty")
    spoil(root)
    for extra, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        assert (b"\x1b[31m" in _on_a_terminal(pty, root, extra)) is coloured


def _on_a_terminal(pty: object, folder: Path, extra: dict[str, str]) -> bytes:
    leader, follower = pty.openpty()  # type: ignore[attr-defined]
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    env |= {"PYTHONPATH": str(ROOT / "plugins"), "TERM": "xterm", **extra}
    subprocess.run(
        [sys.executable, "-m", "casebook", "check"],
        cwd=folder,
        env=env,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(follower)
    seen = b""
    try:
        while chunk := os.read(leader, 65536):
            seen += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(leader)
    return seen


def test_an_old_console_gets_what_it_can_show(root: Path) -> None:
    spoil(root)
    done = process(root, "-m", "casebook", "check", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"CB105" in done.stdout
    assert b"Traceback" not in done.stderr


def test_check_imports_no_more_than_it_needs(root: Path) -> None:
    """A check after every save has to be quick: neither the engine nor templates nor the search.

    `publish.manifest` is a name and a number for another command; it brings nothing with it.
    """
    heavy = ("mkdocs", "material", "jinja2", "whoosh", "watchfiles", "casebook.index", "casebook.packs", "casebook.app.site", "casebook.app.proof")  # fmt: skip
    code = (
        "import sys\nfrom casebook.cli import main\n"
        "try:\n    main(['check'])\nexcept SystemExit as done:\n    print(done.code)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
        "print([name for name in sys.modules if name.startswith('casebook.publish.') and name != 'casebook.publish.manifest'])\n"
    )
    done = process(root, "-c", code)
    assert done.stdout.decode() == "没有发现问题\n0\n[]\n[]\n", done.stderr.decode()

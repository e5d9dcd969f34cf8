"""A built wheel is all one needs: the pages' script and style, templates and theme; no Node, no TypeScript."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins/casebook"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by hatchling itself from a copy of the tracked layout, so that nothing lands in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "casebook.js", "casebook.css", "compare.js", "course.js", "course.css", "course-file.js", "form.js", "form.css", "office.js", "qr.js", "search.js",
        "worker.js",
    ],
)  # fmt: skip
def test_it_carries_the_bundled_script_and_style(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = archive.read(f"casebook/web/dist/{name}")
    assert carried
    assert carried == (PACKAGE / "web/dist" / name).read_bytes()


def test_it_carries_every_file_the_package_reads(names: set[str]) -> None:
    """All that stands beside the code and is not code: templates, theme, data."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "plugins/casebook"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    if tracked.returncode:
        pytest.skip("不在 git 仓库里，无从知道哪些文件属于本包")
    files = [Path(name) for name in tracked.stdout.split("\0") if name and (ROOT / name).is_file()]
    expected = {file.relative_to("plugins").as_posix() for file in files if "web" not in file.parts}
    assert "casebook/theme/main.html" in expected
    assert expected - names == set()


def test_it_leaves_the_workshop_behind(names: set[str]) -> None:
    assert {name for name in names if name.startswith("casebook/web/") and "/dist/" not in name} == set()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"casebook"}


def test_it_carries_both_licences(names: set[str]) -> None:
    assert {"LICENSE", "LICENSE-CONTENT"} <= {Path(name).name for name in names if ".dist-info/licenses/" in name}


def test_the_installed_command_starts_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Unpacked as pip would, beside this environment's packages but with the checkout out of reach."""
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); import casebook; print(casebook.__file__); from casebook.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-I", "-c", code, str(tmp_path / "site"), "--help"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.splitlines()[0]).is_relative_to(tmp_path)
    assert "build" in done.stdout

"""The swap, killed at every step it takes; the lock, from other processes; what is ours to delete and what is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from casebook.edges import publication
from casebook.edges.disk import write_files
from casebook.edges.publication import BusyError, files_in, fresh_folder, held, is_foreign, recover, swap_in
from casebook.files import OutFile
from casebook.publish import manifest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("index.html", "methods/a.html", "methods/b.html")

# Runs a swap that is killed, really, as it enters its n-th call that changes the disk. Ends with 0 when there were fewer.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from casebook.edges import publication

target, step, exchanges = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "yes"
count = 0
def dying(call):
    def wrapped(*arguments, **options):
        global count
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
        return call(*arguments, **options)
    return wrapped
for name in ("rename", "replace", "unlink", "rmdir", "mkdir"):
    setattr(os, name, dying(getattr(os, name)))
if exchanges:
    publication._exchange = dying(publication._exchange)
else:
    publication._exchange = lambda one, two: False
with publication.held(target, 0):
    publication.swap_in(target.parent / "made", target)
"""


def site(folder: Path, text: str) -> Path:
    files = [OutFile(path, text.encode()) for path in FILES]
    write_files(folder, [*files, manifest.write_manifest({file.path: manifest.digest_of(file.data) for file in files})])
    return folder


def whole(folder: Path) -> str:
    """The one text of all its files; fails when anything is missing, altered or extra."""
    listed = manifest.read_manifest((folder / manifest.PATH).read_bytes())
    assert listed is not None
    assert manifest.compare(listed, files_in(folder)) == ((), (), ())
    (text,) = {(folder / path).read_text(encoding="utf-8") for path in FILES}
    return text


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 SIGKILL")
@pytest.mark.parametrize("exchanges", ["yes", "no"])
def test_a_swap_killed_at_any_step_leaves_a_whole_site(tmp_path: Path, exchanges: str) -> None:
    missing = 0
    for step in range(40):
        target = tmp_path / str(step) / "site"
        site(target, "old")
        site(target.parent / "made", "new")
        ended = run(KILLED, target, step, exchanges)
        missing += not target.exists()
        with held(target, 0):
            assert whole(target) in ("old", "new")
        left = {path.name for path in target.parent.iterdir()} - {"site", "made", ".site.casebook-lock"}
        assert left == set(), f"step {step}"
        if ended.returncode == 0:
            assert whole(target) == "new"
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    else:
        pytest.fail("the swap never came to its end")
    assert step >= 4, "a swap takes several steps"
    # In one step, the published folder is never away; in two, only between them.
    assert missing == (0 if exchanges == "yes" else 1)


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能一步对调两个文件夹")
def test_the_folder_itself_is_never_away(tmp_path: Path) -> None:
    target, made = site(tmp_path / "site", "0"), tmp_path / "made"
    done, absent = threading.Event(), []

    def look() -> None:
        while not done.is_set():
            if not target.exists():
                absent.append(1)

    looker = threading.Thread(target=look)
    looker.start()
    for number in range(1, 100):
        swap_in(site(made, str(number)), target)
    done.set()
    looker.join()
    assert absent == []


def test_where_nothing_was_the_new_site_moves_in(tmp_path: Path) -> None:
    swap_in(site(tmp_path / "made", "new"), tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_swap_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanges: bool) -> None:
    if not exchanges:
        monkeypatch.setattr(publication, "_exchange", lambda _one, _two: False)  # as on macOS and Windows
    swap_in(site(tmp_path / "made", "new"), site(tmp_path / "site", "old"))
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert whole(tmp_path / "site") == "new"


def test_a_second_rename_that_fails_gives_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "_exchange", lambda _one, _two: False)
    target = site(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError):
        swap_in(tmp_path / "never made", target)
    assert whole(target) == "old"


def test_what_a_killed_build_left_is_cleared_and_a_half_deleted_site_never_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "site"
    site(fresh_folder(target), "half")
    site(tmp_path / ".site.casebook-gone", "half deleted")
    recover(target)
    assert list(tmp_path.iterdir()) == []


def test_folders_of_other_people_beside_the_site_stay(tmp_path: Path) -> None:
    for name in ("site.old", "site.new", "site.bak"):
        site(tmp_path / name, name)
    with held(tmp_path / "site", 0):
        swap_in(site(tmp_path / "made", "new"), tmp_path / "site")
    assert {whole(tmp_path / name) for name in ("site.old", "site.new", "site.bak")} == {
        "site.old",
        "site.new",
        "site.bak",
    }


# ---------------------------------------------------------------- one at a time

HOLDER = """
import sys, time
from pathlib import Path
from casebook.edges.publication import held
with held(Path(sys.argv[1]), 0):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that has the lock of tmp_path/site."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "site")]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_builder_is_told_and_gives_up_in_time(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    told: list[str] = []
    with pytest.raises(BusyError), held(tmp_path / "site", 0.3, lambda: told.append("waiting")):
        pytest.fail("two builders at once")
    assert told == ["waiting"]
    holder.kill()
    holder.communicate()


def test_the_lock_of_a_killed_builder_is_free_at_once(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()
    with held(tmp_path / "site", 0):
        pass


def test_a_waiting_builder_goes_on_when_the_other_ends(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    threading.Timer(0.5, holder.kill).start()
    with held(tmp_path / "site", 30):
        pass
    holder.communicate()


# ---------------------------------------------------------------- whose folder


def test_only_a_site_of_ours_or_nothing_may_be_replaced(tmp_path: Path) -> None:
    assert not is_foreign(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    assert not is_foreign(tmp_path / "empty")
    assert not is_foreign(site(tmp_path / "site", "old"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").touch()
    assert is_foreign(tmp_path / "notes")
    (tmp_path / "notes" / "manifest.json").write_text('{"name": "a web app", "icons": []}')
    assert is_foreign(tmp_path / "notes")
    (tmp_path / "site" / ".git").mkdir()
    assert is_foreign(tmp_path / "site")
    (tmp_path / "file").touch()
    assert is_foreign(tmp_path / "file")

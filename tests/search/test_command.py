"""`casebook search` on a library of its own: index on demand, exit codes, JSON, damage, two processes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main
from casebook.edges import search_index
from casebook.search.store import Store
from tests.bench.corpus import write_corpus

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Twenty seeded records."""
    write_corpus(tmp_path, ROOT / "content/vocab", 20)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    return tmp_path


def run(library: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["search", *words, "--root", str(library)])


def titles(result: Result) -> list[str]:
    return [found["title"] for found in json.loads(result.stdout)["results"]]


def some_title(library: Path) -> str:
    text = (library / "content/methods/m-1.yaml").read_text("utf-8")
    return text.partition("title: ")[2].partition("\n")[0]


def test_json_has_the_promised_shape(library: Path) -> None:
    title = some_title(library)
    result = run(library, title, "--kind", "method", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {"total", "results", "facets", "suggestions"}
    first = answer["results"][0]
    assert (first["kind"], first["id"], first["title"], first["url"]) == ("method", "m-1", title, "methods/m-1.html")
    assert {"aliases", "snippet", "score"} <= set(first)
    for start, end in first["highlights"]:
        assert 0 <= start < end <= len(first["snippet"])
    assert answer["facets"]["kind"] == [{"value": "method", "label": "工作法", "count": answer["total"]}]


def test_conditions_take_names_as_people_write_them(library: Path) -> None:
    result = run(library, "--kind", "案例", "--theme", "协商", "--json", "-n", "100")
    assert result.exit_code in (0, 1)
    assert all(
        found["kind"] == "case" and "xie-shang-yi-shi" in found["themes"]
        for found in json.loads(result.stdout)["results"]
    )
    wuhan = run(library, "--region", "武汉", "--json", "-n", "100")
    assert all("420100" in found["regions"] for found in json.loads(wuhan.stdout)["results"])


def test_cases_with_a_teaching_note_stand_by_evidence(library: Path) -> None:
    write_corpus(library, ROOT / "content/vocab", 200)
    [noted] = json.loads(run(library, "--kind", "案例", "--json").stdout)["facets"]["note"]
    assert (noted["value"], noted["label"]) == ("yes", "有教学说明")
    found = [
        json.loads(run(library, *words, "--sort", "evidence", "--json").stdout)
        for words in (["--note"], ["教学说明:有"])
    ]
    assert found[0] == found[1]
    assert found[0]["total"] == noted["count"] > 0


def test_exit_codes(library: Path) -> None:
    assert run(library, "老人用餐").exit_code == 0
    assert run(library, "鼍鼉龘").exit_code == 1
    for words in (
        ("协商", "AND", "("),
        ("--theme", "没有这个主题"),
        ("--year", "去年"),
        ("--similar", "mei-you"),
        ("--nothing",),
        (),
    ):
        result = run(library, *words)
        assert result.exit_code == 2, words
        assert result.stdout == ""
        assert result.stderr


def test_a_slip_is_marked(library: Path) -> None:
    result = run(library, "协商 AND (电梯")
    assert "第 8 个字" in result.stderr
    assert result.stderr.rstrip().endswith("^")


def test_only_changed_records_are_filed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(library, "老人用餐")
    filed: list[int] = []
    opened = search_index.open_store

    def watched(folder: Path, engine: str) -> Store:
        store = opened(folder, engine)
        update = store.update

        def counted(docs: list[object], removed: list[str]) -> None:
            filed.append(len(docs))
            update(docs, removed)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "update", counted)
        return store

    monkeypatch.setattr(search_index, "open_store", watched)
    run(library, "老人用餐")
    assert filed == []
    path = library / "content/terms/t-0.yaml"
    path.write_text(path.read_text("utf-8").replace("summary: ", "summary: 鼍鼉龘传声。"), "utf-8")
    assert titles(run(library, "鼍鼉龘", "--json")) != []
    assert filed == [1]
    path.unlink()
    assert run(library, "鼍鼉龘").exit_code == 1


def test_a_change_of_the_words_rebuilds(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(library, "老人用餐")
    made = search_index.read_manifest(library / "build/search")
    monkeypatch.setattr(search_index, "code_state", lambda: "other")
    assert run(library, "老人用餐").exit_code == 0
    remade = search_index.read_manifest(library / "build/search")
    assert made is not None
    assert remade is not None
    assert (made.code != "other", remade.code) == (True, "other")


# Whoosh leaves the file open that it could not read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_damaged_index_is_rebuilt_with_a_notice(library: Path, engine: str) -> None:
    if engine == "tantivy" and not search_index.has_tantivy():
        pytest.skip("没有装 tantivy")
    before = run(library, "老人用餐", "--json", "--engine", engine)
    for path in (library / "build/search" / engine).rglob("*"):
        if path.is_file() and path.suffix != ".lock":
            path.write_bytes(path.read_bytes()[:20])
    after = run(library, "老人用餐", "--json", "--engine", engine)
    assert "重新建立" in after.stderr
    assert after.stdout == before.stdout
    (library / "build/search/manifest.json").write_text("{", "utf-8")
    assert run(library, "老人用餐", "--json", "--engine", engine).stdout == before.stdout


def test_two_processes_at_once_both_answer(library: Path) -> None:
    command = [sys.executable, "-m", "casebook", "search", "老人用餐", "--json", "--root", str(library)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for _ in range(2)
    ]
    outputs = [one.communicate(timeout=120)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert outputs[0] == outputs[1] != b""


def test_check_does_not_wait_for_the_engine() -> None:
    code = (
        "import sys, casebook.cli; sys.exit(any(name.split('.')[0] in ('whoosh', 'tantivy') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")}, check=False
    )
    assert done.returncode == 0


def test_a_broken_record_does_not_stop_the_search(library: Path) -> None:
    (library / "content/terms/t-0.yaml").write_text("id: [", "utf-8")
    result = run(library, "老人用餐")
    assert result.exit_code == 0
    assert "casebook check" in result.stderr

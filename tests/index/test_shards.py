import json
import re

import pytest

from casebook.files import OutFile
from casebook.index.documents import SearchDoc
from casebook.index.keys import shard_of
from casebook.index.lines import read_groups
from casebook.index.postings import HEAD
from casebook.index.shards import ROWS, TEXTS_UP_TO, shards
from casebook.index.tables import key_of, read_table

CALL = re.compile(r'casebookSearch\("(\w)",(\d+),"(\w*)",(.*)\)\n', re.DOTALL)


def a_doc(number: int, **changes: object) -> SearchDoc:
    given: dict[str, object] = {"title": f"协商法{number}", "summary": "摘要", "body": f"第{number}件事，在社区办"}
    return SearchDoc(kind="method", id=f"m-{number}", url=f"methods/m-{number}.html", **(given | changes))  # type: ignore[arg-type]


def _parts(files: list[OutFile]) -> dict[str, tuple[str, object]]:
    """Path → (edition, data); every file is one call with its own family and number."""
    found: dict[str, tuple[str, object]] = {}
    for file in files:
        match = CALL.fullmatch(file.data.decode())
        assert match is not None, file.path
        family, number, edition, data = match.groups()
        name = {"m": "index", "f": "fold", "p": "pinyin", "v": "facets"}.get(family, f"{family}/{number}")
        assert file.path == f"search/{name}.js"
        found[name] = (edition, json.loads(data))
    return found


def test_same_documents_same_bytes() -> None:
    docs = [a_doc(number) for number in range(40)]
    assert list(shards(docs)) == list(shards(iter(docs)))


def test_the_manifest_comes_last_and_counts() -> None:
    files = list(shards([a_doc(number) for number in range(ROWS + 1)]))
    parts = _parts(files)
    assert files[-1].path == "search/index.js"
    manifest = parts["index"][1]
    assert isinstance(manifest, dict)
    assert (manifest["docs"], manifest["kinds"]) == (ROWS + 1, [["method", "工作法", ROWS + 1]])
    for family, key in (("t", "terms"), ("c", "tails"), ("n", "names")):
        assert len([name for name in parts if name.startswith(f"{family}/")]) == manifest[key]
    assert [len(rows) for name, (_, rows) in parts.items() if name.startswith("d/")] == [ROWS, 1]  # type: ignore[arg-type]


def test_an_edited_record_changes_its_own_files_and_the_version_only() -> None:
    """Files that say the same must stay the same: caches and copies to USB sticks then have less to do."""
    docs = [a_doc(number) for number in range(300)]
    edited = [*docs[:7], a_doc(7, body="第7件事，在社区慢慢办"), *docs[8:]]
    old, new = dict(shards(docs)), dict(shards(edited))
    changed = {path for path, data in new.items() if old.get(path) != data}
    assert old.keys() == new.keys()
    assert "search/index.js" in changed
    assert len(changed) <= 6, sorted(changed)


def test_a_new_record_makes_a_new_edition_for_all_but_the_characters() -> None:
    docs = [a_doc(number) for number in range(3)]
    old, new = _parts(list(shards(docs))), _parts(list(shards([a_doc(99), *docs])))
    assert len({edition for name, (edition, _) in old.items() if name not in ("fold", "pinyin")}) == 1
    assert old["t/0"][0] != new["t/0"][0]
    assert old["fold"] == new["fold"]


def test_a_name_that_only_differs_in_script_or_marks_stands_once() -> None:
    parts = _parts(list(shards([a_doc(0, title="葦灣社區", aliases=("苇湾社区", "苇湾·社区", "苇湾居委"))])))
    names = "\n".join(str(data) for name, (_, data) in parts.items() if name.startswith("n/"))
    assert names.count("社区:0") == 1
    assert "居委:1" in names


def test_text_cannot_leave_its_string() -> None:
    evil = '</script><script>alert(1)</script>"\\\u2028'
    files = list(shards([a_doc(0, title=evil, summary=evil, body=evil)]))
    assert not any("\u2028".encode() in file.data for file in files)
    row = _parts(files)["d/0"][1]
    assert isinstance(row, list)
    assert row[0][1] == evil


def test_an_empty_library_still_has_its_manifest() -> None:
    manifest = _parts(list(shards([])))["index"][1]
    assert isinstance(manifest, dict)
    assert (manifest["docs"], manifest["kinds"], manifest["terms"]) == (0, [], 1)


def test_kinds_that_do_not_come_together_are_our_bug() -> None:
    case = SearchDoc(kind="case", id="c", title="案", url="cases/c.html")
    with pytest.raises(ValueError, match="method"):
        list(shards([a_doc(0), case, a_doc(1)]))


def test_a_frequent_term_goes_on_in_a_file_of_its_own() -> None:
    docs = [a_doc(number) for number in range(HEAD * 2)]
    parts = _parts(list(shards(docs)))
    counts = parts["index"][1]
    assert isinstance(counts, dict)
    [head] = [
        read_table("t", at, counts["terms"], str(parts[f"t/{at}"][1])).get(key_of("协商"))
        for at in [shard_of("协商", counts["terms"])]
    ]
    [tail] = [
        read_table("c", at, counts["tails"], str(parts[f"c/{at}"][1])).get(key_of("协商"))
        for at in [shard_of("协商", counts["tails"])]
    ]
    assert head is not None
    assert tail is not None
    assert head.startswith("`")
    assert len(read_groups(tail)) == HEAD


def test_a_large_library_leaves_its_texts_out() -> None:
    docs = [
        SearchDoc(kind="term", id=f"t-{number}", title=f"词{number}", url="t.html", body="正文")
        for number in range(TEXTS_UP_TO + 1)
    ]
    for count, texts in ((TEXTS_UP_TO, 2), (TEXTS_UP_TO + 1, 0)):
        parts = _parts(list(shards(docs[:count])))
        assert parts["index"][1]["texts"] == texts  # type: ignore[index]
        assert any(name.startswith("x/") for name in parts) == bool(texts)

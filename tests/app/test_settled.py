"""A pack is printed from what its queries find today, and not at all when its lock says that the records are other ones."""

from __future__ import annotations

from pathlib import Path

from casebook.app.content import load_library
from casebook.app.settled import ask, settled
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.outline import Edition
from casebook.problem import Outcome, has_errors
from casebook.search.parse import Fault

HEAD = """\
id: cha-xun-ke
title: 查询挑选的课
summary: 一门课
status: 已发布
audience: [书记]
hours: 1
objectives: [会做]
"""


def pack_of(root: Path, rest: str) -> Outcome[Pack]:
    (root / "content/packs/cha-xun-ke.yaml").write_text(HEAD + rest, encoding="utf-8")
    loaded = load_library(root)
    assert not has_errors(loaded.problems)
    entry = loaded.value.entries["cha-xun-ke"]
    return settled(root, loaded.value, entry, ask(root, loaded.value, [loaded.value.get(entry.id, Pack)]))


def units(rest: str) -> str:
    return f"units:\n{rest}"


def test_a_query_is_answered_with_records_of_its_kind_that_share_the_minutes(root: Path) -> None:
    done = pack_of(root, units("  - {session: 上午, type: 工作法, query: 工作法, most: 3, minutes: 35, text: 先读}\n  - {type: 休息, title: 歇, minutes: 25}\n"))  # fmt: skip
    assert done.problems == ()
    found = [unit for unit in done.value.units if unit.type == "工作法"]
    library = load_library(root).value
    assert found
    assert {library.entries[unit.ref or ""].kind for unit in found} == {"method"}
    assert sum(unit.minutes for unit in done.value.units) == 60
    assert [(unit.session, unit.text) for unit in found] == [("上午", "先读"), *[(None, None)] * (len(found) - 1)]


def test_a_query_that_cannot_be_read_or_finds_nothing_is_told_at_its_place(root: Path) -> None:
    done = pack_of(root, units("  - {type: 案例, query: '主题:没有这个主题', minutes: 30}\n  - {type: 案例, query: 量子纠缠望远镜, minutes: 30}\n"))  # fmt: skip
    assert [(one.code, one.line) for one in done.problems] == [("CB702", 9), ("CB703", 10)]


def test_every_query_is_answered_once(root: Path) -> None:
    done = pack_of(root, units("  - {type: 工作法, query: 工作法, most: 3, minutes: 30}\n  - {type: 案例, query: '主题:没有这个主题', minutes: 10}\n  - {type: 案例, query: 量子纠缠望远镜, minutes: 20}\n"))  # fmt: skip
    library = load_library(root).value
    found = ask(root, library, [library.get("cha-xun-ke", Pack)])
    chosen = [unit.ref for unit in done.value.units if unit.type == "工作法"]
    first = found["工作法 工作法"]
    assert isinstance(first, tuple)
    assert first[:3] == tuple(chosen)
    assert found["案例 量子纠缠望远镜"] == ()
    assert isinstance(found["案例 主题:没有这个主题"], Fault)


def test_a_lock_holds_until_a_record_changes(root: Path) -> None:
    unit = units("  - {type: 工作法, ref: liang-bu-gong-zuo-fa, minutes: 60}\n")
    open_pack = pack_of(root, unit)
    mark = outline_of(load_library(root).value, open_pack.value, Edition.STUDENT, "", "").version.mark
    lock = f'{unit}lock:\n  mark: "{mark}"\n  on: "2026-11-26"\n'
    assert pack_of(root, lock).problems == ()
    path = root / "content/methods/liang-bu-gong-zuo-fa.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("summary: ", "summary: 改过的"), encoding="utf-8")
    (problem,) = pack_of(root, lock).problems
    assert (problem.code, problem.line, problem.values["wanted"]) == ("CB701", 11, mark)

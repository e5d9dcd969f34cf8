"""What `casebook draft` finds in the archived sources against the inventory that people made of them:

    python -m tests.draft.measure [folder with sources/ and inventory.json]

The library is taken to be empty, so that nothing is found because somebody has recorded it already. Recall counts each name of
the inventory (each figure of a source) once; a name is found when one of its spellings equals a proposed one, or one holds the
other and is at most twice as long. Precision is the share of proposals that answer to an item of any kind, by the same rule.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from casebook.draft.figures import figures, moments
from casebook.draft.found import Found, Sure
from casebook.draft.methods import methods
from casebook.draft.policies import policies
from casebook.draft.report import read_report
from casebook.model.dates import Edtf
from casebook.proof.fold import bare, simplified
from casebook.proof.numbers import Amount, amounts


def main(folder: Path) -> None:
    """Print a line a kind."""
    items = json.loads((folder / "inventory.json").read_text(encoding="utf-8"))
    reports = {
        path.stem: read_report(path.read_text(encoding="utf-8")) for path in sorted((folder / "sources").glob("*.txt"))
    }
    sections = {source: report.sections for source, report in reports.items()}
    show = "-v" in sys.argv
    for label, kinds, finder in (("政策", {"policy"}, policies), ("工作法和机制", {"method", "mechanism"}, methods)):
        found = {source: finder(held) for source, held in sections.items()}
        _names(label, [item for item in items if item["kind"] in kinds], items, found, show=show)
    _figures(items, {source: tuple(_amounts(held)) for source, held in sections.items()}, show=show)


def _amounts(sections: Mapping[str, str]) -> Iterator[Amount]:
    yield from (figure.amount for figure in figures(sections))
    for moment in moments(sections):
        yield from amounts(Edtf(moment.on).label)


def _names(
    label: str,
    wanted: list[Mapping[str, Any]],
    items: list[Mapping[str, Any]],
    found: Mapping[str, tuple[Found, ...]],
    *,
    show: bool,
) -> None:
    for sure in (Sure.LOW, Sure.MEDIUM, Sure.HIGH):
        kept = {source: [one for one in every if one.sure >= sure] for source, every in found.items()}
        hit = [item for item in wanted if any(_alike(item, one.spellings) for one in kept[item["source"]])]
        same = [item for item in wanted if any(_same(item, one.spellings) for one in kept[item["source"]])]
        every = [(source, one) for source, several in kept.items() for one in several]
        right = [
            one
            for source, one in every
            if any(item["source"] == source and _alike(item, one.spellings) for item in items)
        ]
        print(
            f"{label}（把握{sure.label}以上）：召回 {len(hit)}/{len(wanted)} = {len(hit) / len(wanted):.2f}，"
            f"一字不差 {len(same) / len(wanted):.2f}；提出 {len(every)}，精确率 {len(right) / max(1, len(every)):.2f}"
        )
        if show and sure is Sure.LOW:
            print(
                "  没有找到：",
                *(f"{item['source']} {item['name']}" for item in wanted if item not in hit),
                sep="\n    ",
            )
            print("  多出来的：", *(f"{s} {o.sure.label} {o.name}" for s, o in every if o not in right), sep="\n    ")


def _spellings(item: Mapping[str, Any]) -> list[str]:
    return [_key(name) for name in (item["name"], item.get("orig", ""), *item.get("variants", ())) if name]


def _key(name: str) -> str:
    return bare(simplified(name))


def _same(item: Mapping[str, Any], names: Iterable[str]) -> bool:
    return not set(_spellings(item)).isdisjoint(_key(name) for name in names)


def _alike(item: Mapping[str, Any], names: Iterable[str]) -> bool:
    proposed = [_key(name) for name in names]
    return any(
        one == other or ((one in other or other in one) and max(len(one), len(other)) <= 2 * min(len(one), len(other)))
        for one in _spellings(item)
        for other in proposed
    )


def _figures(items: list[Mapping[str, Any]], held: Mapping[str, tuple[Amount, ...]], *, show: bool) -> None:
    wanted = dict.fromkeys(
        (item["source"], simplified(one["fig"] + (one.get("unit", "") if one["fig"].isdigit() else "")))
        for item in items
        for one in item.get("figures", ())
    )
    hit = [(source, text) for source, text in wanted if _all_in(text, held[source])]
    told = {source: [amount for one, text in wanted if one == source for amount in amounts(text)] for source in held}
    every = [(source, amount) for source, several in held.items() for amount in several]
    right = [amount for source, amount in every if any(_equal(amount, other) for other in told[source])]
    print(
        f"数字和时间：召回 {len(hit)}/{len(wanted)} = {len(hit) / len(wanted):.2f}；"
        f"提出 {len(every)}，精确率 {len(right) / max(1, len(every)):.2f}"
    )
    if show:
        print(
            "  没有找到：", *(f"{source} {text}" for source, text in wanted if (source, text) not in hit), sep="\n    "
        )


def _all_in(text: str, held: Iterable[Amount]) -> bool:
    every = list(amounts(text))
    wanted = [amount for amount in every if amount.arabic] or every
    there = tuple(held)
    return bool(wanted) and all(any(_equal(amount, other) for other in there) for amount in wanted)


def _equal(one: Amount, other: Amount) -> bool:
    return one.value == other.value and (
        not one.unit or not other.unit or one.has_unit(other.unit) or other.has_unit(one.unit)
    )


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "-v"]
    main(Path(given[0]) if given else Path(__file__).parents[3] / "shared")

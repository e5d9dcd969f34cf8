"""Chains that must not close on themselves: who implements, amends or replaces whom, what is part of or derived from what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casebook.link.library import Entry
from casebook.model.method import Method
from casebook.model.policy import Policy
from casebook.problem import Finding, Loc


def circles(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Finding]]:
    """One finding a circle and relation, placed at the link that closes it."""
    relations: dict[str, dict[str, list[tuple[str, Loc]]]] = {}
    for entry in entries.values():
        for relation, target, at in _links(entry):
            relations.setdefault(relation, {}).setdefault(entry.id, []).append((target, at))
    titles = {entry.id: entry.record.title for entry in entries.values()}
    for graph in relations.values():
        yield from ((entries[owner].path, finding) for owner, finding in closing(graph, titles))


def _links(entry: Entry) -> Iterator[tuple[str, str, Loc]]:
    record = entry.record
    if isinstance(record, Policy):
        for index, link in enumerate(record.implements):
            yield "implements", link.ref, ("implements", index)
        for index, link in enumerate(record.amends):
            yield "amends", link.ref, ("amends", index)
        if record.replaced_by is not None:
            yield "replaced_by", record.replaced_by, ("replaced_by",)
    elif isinstance(record, Method):
        for index, method in enumerate(record.part_of):
            yield "part_of", method.ref, ("part_of", index)
        for index, method in enumerate(record.derived_from):
            yield "derived_from", method.ref, ("derived_from", index)
    if record.superseded_by is not None:
        yield "superseded_by", record.superseded_by, ("superseded_by",)


def closing(graph: Mapping[str, Sequence[tuple[str, Loc]]], titles: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """(id, finding) for each link that closes a circle of two or more; a link to itself is told elsewhere.

    Depth first without recursion: a link back onto the path being walked closes a circle. Each link is followed once.
    """
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(node)
                continue
            if node in done or node in on_path:
                continue
            path.append(node)
            on_path.add(node)
            stack.append((node, True))
            for target, at in graph.get(node, ()):
                if target in on_path and target != node:
                    chain = [*path[path.index(target) :], target]
                    shown = " → ".join(titles[item] for item in chain if item in titles)
                    yield node, Finding("CB408", at, {"chain": shown})
                elif target not in done:
                    stack.append((target, False))

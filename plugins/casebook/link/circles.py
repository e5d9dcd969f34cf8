"""Chains that must not close on themselves: who implements, amends or replaces whom, what is part of or derived from what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from casebook.link.library import Entry
from casebook.problem import Finding, Loc

_LISTS = frozenset(("implements", "amends", "part_of", "derived_from"))
_SINGLE = frozenset(("replaced_by", "superseded_by"))


def circles(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Finding]]:
    """One finding a circle and relation, placed at the link that closes it."""
    relations: dict[str, dict[str, list[tuple[str, Loc]]]] = {}
    for entry in entries.values():
        for relation, target, at in _links(entry):
            relations.setdefault(relation, {}).setdefault(entry.id, []).append((target, at))
    titles = {entry.id: entry.title for entry in entries.values()}
    for graph in relations.values():
        yield from ((entries[owner].path, finding) for owner, finding in closing(graph, titles))


def _links(entry: Entry) -> Iterator[tuple[str, str, Loc]]:
    """Relation, target and place of the links that make chains."""
    count: Counter[str] = Counter()
    for target in entry.card.targets:
        relation = target.field
        if relation in _LISTS:
            yield relation, target.id, (relation, count[relation])
            count[relation] += 1
        elif relation in _SINGLE:
            yield relation, target.id, (relation,)


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

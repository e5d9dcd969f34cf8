"""联系图: which policies methods rest on, and where they are practised. Three columns with lines between them, and the same as a list.

The layout is graphlay's (layers, few crossings, the same bytes everywhere): columns are given, the order in them and the heights
are worked out there. Of a large library only the methods with the most ties are drawn, for more could not be followed by eye.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casebook.link.library import Entry, Library
from casebook.link.reads import ALL, note, plainly
from casebook.model.choices import Status
from casebook.model.names import listing_path, page_path
from casebook.publish.pages import html_of

_METHODS, _POLICIES = 40, 30  # at most; of places there are no more than provincial units
_WIDTHS = (232, 176, 104)  # pixels: policies, methods, places
_LETTERS = (15, 11, 6)  # in a line; styles/graph.css cuts after the second
_LINE, _PADDING = 18, 10
_GAP, _BETWEEN = 96, 12
_COLUMNS = ("政策文件", "工作法", "地方")


@dataclass(frozen=True, slots=True)
class Node:
    """A box with its upper left corner; `column` is 0 to 2."""

    key: str
    column: int
    title: str
    path: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from one box to another, as an SVG path."""

    one: str
    other: str
    d: str


@dataclass(frozen=True, slots=True)
class Told:
    """A method in words: what it rests on, where it is practised."""

    method: Node
    policies: tuple[Node, ...]
    places: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class GraphView:
    """`rest`: methods with ties that are not drawn."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    heads: tuple[tuple[str, int], ...]
    told: tuple[Told, ...]
    width: int
    height: int
    rest: int
    methods: str


def graph_part(library: Library) -> str:
    """HTML for the comment 'graph' of a hand-written page at the root."""
    return html_of("graph.html.j2", graph_of(library))


def graph_of(library: Library) -> GraphView:
    """What is drawn and listed."""
    policies, places = _policies_of(library), _places_of(library)
    ties = {one: (policies.get(one, ()), places.get(one, ())) for one in {*policies, *places}}

    def weight(one: str) -> tuple[int, int, str]:
        return -len(ties[one][0]) - len(ties[one][1]), -len(ties[one][0]), one

    drawn = sorted(ties, key=weight)[:_METHODS]
    named = [policy for one in drawn for policy in ties[one][0]]
    shown = set(sorted(set(named), key=lambda one: (-named.count(one), one))[:_POLICIES])
    lines = [(policy, one) for one in drawn for policy in ties[one][0] if policy in shown]
    lines += [(one, place) for one in drawn for place in ties[one][1]]
    titles = {spot.id: (spot.label, page_path("region", spot.id)) for spot in library.children_of(None)}
    entries = plainly(library.entries)
    titles |= {one: (entries[one].title, page_path("policy", one)) for one in shown}
    titles |= {one: (entries[one].title, page_path("method", one)) for one in drawn}
    columns = (
        tuple(sorted(shown)),
        tuple(sorted(drawn)),
        tuple(sorted({place for one in drawn for place in ties[one][1]})),
    )
    nodes = _laid_out(columns, titles, lines)
    told = tuple(
        Told(node, _in_order(nodes, (one for one, other in lines if other == node.key)),
             _in_order(nodes, (other for one, other in lines if one == node.key)))
        for node in nodes.values() if node.column == 1
    )  # fmt: skip
    return GraphView(
        nodes=tuple(nodes.values()),
        ties=tuple(_tie(nodes[one], nodes[other]) for one, other in lines),
        heads=tuple((label, sum(_WIDTHS[:no]) + no * _GAP) for no, label in enumerate(_COLUMNS)),
        told=told,
        width=sum(_WIDTHS) + 2 * _GAP,
        height=max((node.y + node.height for node in nodes.values()), default=0) + 1,
        rest=len(ties) - len(drawn),
        methods=listing_path("method"),
    )


def _policies_of(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Method → policies that its record says it rests on."""
    there = {entry.id for entry in library.of_kind("policy") if _is_shown(entry)}
    found = {
        entry.id: tuple(
            dict.fromkeys(one.id for one in entry.card.targets if one.field == "policy_basis" and one.id in there)
        )
        for entry in library.of_kind("method")
        if _is_shown(entry)
    }
    return {one: policies for one, policies in found.items() if policies}


def _places_of(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Method → provincial units where its own record places it, or where a case has used it."""
    note("spots", ALL)
    note("spot-of", ALL)
    spots, spot_of = plainly(library.spots), plainly(library.spot_of)
    found: dict[str, dict[str, None]] = {entry.id: {} for entry in library.of_kind("method") if _is_shown(entry)}

    def add(method: str, record: str) -> None:
        for spot in spot_of.get(record, ()):
            above = spot
            while (parent := spots[above].parent) is not None:
                above = parent
            found[method][above] = None

    for method in found:
        add(method, method)
    for case in library.of_kind("case"):
        for use in case.card.uses:
            if use.happened and use.method in found and _is_shown(case):
                add(use.method, case.id)
    return {method: tuple(places) for method, places in found.items() if places}


def _is_shown(entry: Entry) -> bool:
    return entry.card.status != Status.WITHDRAWN.value


def _laid_out(
    columns: tuple[tuple[str, ...], ...], titles: Mapping[str, tuple[str, str]], lines: Iterable[tuple[str, str]]
) -> dict[str, Node]:
    """Boxes by key, column by column from the top."""
    import graphlay  # noqa: PLC0415 - one page needs it

    graph = graphlay.Graph()
    boxes: list[Node] = []
    for column, keys in enumerate(columns):
        x = sum(_WIDTHS[:column]) + column * _GAP
        for key in keys:
            title, path = titles[key]
            height = _LINE * min(2, -(-len(title) // _LETTERS[column])) + _PADDING
            boxes.append(Node(key, column, title, path, x, 0, _WIDTHS[column], height))
            graph.node(key, width=_WIDTHS[column], height=height, rank={"fixed": column})
    for one, other in lines:
        graph.edge(one, other)
    if not boxes:
        return {}
    spacing = {"layer_gap": _GAP, "node_gap": _BETWEEN, "dummy_gap": _BETWEEN}
    placed = graphlay.layout(graph, preset="layered", options={"spacing": spacing}).positions()
    tops = {box.key: round(placed[box.key][1] - box.height / 2) for box in boxes}
    first = min(tops.values())
    moved = (replace(box, y=tops[box.key] - first) for box in boxes)
    return {box.key: box for box in sorted(moved, key=lambda box: (box.column, box.y))}


def _in_order(nodes: Mapping[str, Node], keys: Iterable[str]) -> tuple[Node, ...]:
    return tuple(sorted((nodes[key] for key in keys), key=lambda node: node.y))


def _tie(one: Node, other: Node) -> Tie:
    start, end = (one.x + one.width, one.y + one.height / 2), (other.x, other.y + other.height / 2)
    middle = (start[0] + end[0]) / 2
    return Tie(
        one.key,
        other.key,
        f"M{start[0]} {start[1]:g}C{middle:g} {start[1]:g} {middle:g} {end[1]:g} {end[0]} {end[1]:g}",
    )

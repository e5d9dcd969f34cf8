"""A Query to an Answer: what was found, in order, with what a person wants to see of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook.index.words import squeeze
from casebook.search.query import FACETS, And, Node, Not, Or, Prefix, Query, Term, distinct_terms
from casebook.search.rank import ENOUGH, Asked, Ranked, is_pinyin, near_keys, parts_of, rank, site_order
from casebook.search.rows import Row, facets_of
from casebook.search.snippet import Snippet, snippet
from casebook.search.store import Store

CAP = 2000  # so many documents are ranked and counted at most
TERMS_LIMIT = 48
_SHOWN_FACETS = tuple(name for name in FACETS if name != "id")
_SIMILAR_TERMS = 40
_SIMILAR_ENOUGH = 0.15  # nothing else has most of a record's words


@dataclass(frozen=True, slots=True)
class Result:
    """A document with its score, and why it was found."""

    row: Row
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` counts all results, at most CAP; `facets` are value → count, most first; `suggestions` are names as written."""

    total: int
    results: tuple[Result, ...]
    facets: dict[str, dict[str, int]]
    suggestions: tuple[str, ...] = ()


def answer(store: Store, query: Query, *, limit: int, by_date: bool = False) -> Answer:
    """The best `limit` results of a query."""
    asked = _asked(query)
    enough = ENOUGH if query.free else 0.0  # conditions alone are fulfilled or not
    ranked = rank(store.find(_node(query), CAP), asked, store.frequency, store.size(), enough)
    if by_date:
        ranked.sort(key=lambda one: (-(one.row.doc.year or 0), -one.score, *site_order(one.row)))
    near = dict.fromkeys(name for one in ranked[:20] if one.near for name in _as_written(one))
    return _answer(ranked, asked.terms, limit, tuple(near)[:3])


def _asked(query: Query) -> Asked:
    plain = squeeze(" ".join(query.words))
    return Asked(plain, parts_of(query.words, plain, squeeze), distinct_terms(query.words, TERMS_LIMIT))


def _node(query: Query) -> Node:
    """The engine's query: all conditions and, when there are free words, any term of theirs or a name like them."""
    if not query.free:
        return query.must
    free: list[Node] = [
        Term(field, term) for term in distinct_terms(query.free, TERMS_LIMIT) for field in ("text", "names")
    ]
    for text in dict.fromkeys((squeeze(query.text), *parts_of(query.free, "", squeeze))):
        if text:
            free += [Term("keys", key) for key in dict.fromkeys(("=" + text, *near_keys(text)))]
            # A single Han character is half of any pair.
            free += [Prefix("text", text)] if len(text) == 1 and not text.isascii() else []
    plain = squeeze(query.text)
    if is_pinyin(plain):
        free += [Prefix("keys", "#" + plain), Prefix("keys", "@" + plain)]
    return And((*query.must.parts, Or(tuple(free))))


def _as_written(one: Ranked) -> Iterable[str]:
    return (name for name in (one.row.doc.title, *one.row.doc.aliases) if squeeze(name) == one.near)


def _answer(ranked: list[Ranked], terms: tuple[str, ...], limit: int, suggestions: tuple[str, ...] = ()) -> Answer:
    counts: dict[str, Counter[str]] = {name: Counter() for name in _SHOWN_FACETS}
    years: Counter[str] = Counter()
    for one in ranked:
        for name, values in facets_of(one.row.doc).items():
            if name in counts:
                counts[name].update(values)
        if one.row.doc.year is not None:
            years[str(one.row.doc.year)] += 1
    facets = {name: dict(sorted(count.items(), key=lambda item: (-item[1], item[0]))) for name, count in counts.items()}
    facets["year"] = dict(sorted(years.items(), reverse=True))
    results = tuple(Result(one.row, round(one.score, 3), snippet(one.row.doc, terms)) for one in ranked[:limit])
    return Answer(len(ranked), results, facets, suggestions)


def similar(store: Store, key: str, query: Query, *, limit: int) -> Answer | None:
    """Documents most like the one of that key ('method/you-min-zuo-zhu') which fulfil the query; None when it is not there.

    Likeness: the terms that weigh most in it and are rare in the library. Its own name counts as words only.
    """
    kind, _, record_id = key.partition("/")
    found = store.find(And((Term("kind", kind), Term("id", record_id))), 1)
    if not found:
        return None
    row, size = found[0], store.size()
    worth = {}
    for level, group in enumerate(row.weights):
        for term in group.split():
            seen = store.frequency(term)
            if level and 1 < seen <= max(2, size // 3):
                worth[term] = (level + 1) * math.log(size / seen)
    terms = tuple(sorted(worth, key=lambda term: (-worth[term], term))[:_SIMILAR_TERMS])
    node = And(
        (
            *query.must.parts,
            Not(And((Term("kind", kind), Term("id", record_id)))),
            Or(tuple(Term("text", term) for term in terms)),
        )
    )
    ranked = rank(store.find(node, CAP), Asked("", (), terms), store.frequency, size, _SIMILAR_ENOUGH)
    shared = [
        replace(one, score=one.score * (1 + 0.1 * len(set(one.row.doc.themes) & set(row.doc.themes)))) for one in ranked
    ]
    shared.sort(key=lambda one: (-one.score, *site_order(one.row)))
    return _answer(shared, terms, limit)

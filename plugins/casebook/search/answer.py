"""A Query to an Answer: what was found, in order, with what a person wants to see of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from casebook.index.names import INITIALS, LETTERS
from casebook.index.words import squeeze
from casebook.search.asked import Asked, Same, ask, may_be_slips, near_keys, sound_of
from casebook.search.nearest import nearest
from casebook.search.query import FACETS, And, Node, Not, Or, Prefix, Query, Term
from casebook.search.rank import Counts, Ranked, in_order, rank
from casebook.search.ranking import RANKING
from casebook.search.rows import Row, facets_of
from casebook.search.snippet import Snippet, snippet
from casebook.search.store import CAP, Store

_SHOWN_FACETS = tuple(name for name in FACETS if name != "id")
_SIMILAR_TERMS = 40
_SIMILAR_ENOUGH = 0.15  # nothing else has most of a record's words


@dataclass(frozen=True, slots=True)
class Lore:
    """What is known of the whole library beside the index: the place of each document by key, and names that say the same."""

    order: Mapping[str, int]
    same: Same = ()

    def counts(self, store: Store) -> Counts:
        return Counts(store.size(), store.frequency, self.order)


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


def answer(store: Store, query: Query, lore: Lore, *, limit: int, sort: str = "relevance") -> Answer:
    """The first `limit` results of a query; `sort`: 'relevance', 'date' or 'evidence'."""
    asked = ask(query.words, lore.same)
    counts = lore.counts(store)
    if not query.free:  # conditions alone are fulfilled or not
        ranked = rank(store.find(query.must, CAP), asked, counts, enough=0)
    else:
        ranked = _chosen(store, query, lore, asked, counts)
    near = [_as_written(one) for one in ranked[: RANKING.suggested_from] if one.near][: RANKING.suggested]
    if query.free and not ranked:
        near = nearest(asked.plain, store, counts)
    return _answer(_sorted(ranked, sort), asked.marks, limit, tuple(dict.fromkeys(near)))


def _sorted(ranked: list[Ranked], by: str) -> list[Ranked]:
    """Newest first, or best evidence first, then as they were; those without a value come last. As the browser's filters.ts."""
    if by == "date":
        return sorted(ranked, key=lambda one: str(one.row.doc.date or ""), reverse=True)
    if by == "evidence":
        return sorted(ranked, key=lambda one: one.row.doc.evidence or "~")
    return ranked


def _chosen(store: Store, query: Query, lore: Lore, asked: Asked, counts: Counts) -> list[Ranked]:
    """What the free words find, in order, and of that what fulfils the conditions: as the browser, which filters what it found,
    so that a facet holds as many as its count said."""
    words = _node(ask(query.free, lore.same))
    rows = {row.key: row for row in store.find(words, CAP)}
    if not query.must.parts:
        return rank(tuple(rows.values()), asked, counts)
    kept = {row.key: row for row in store.find(And((*query.must.parts, words)), CAP)}
    return [one for one in rank(tuple((rows | kept).values()), asked, counts) if one.row.key in kept]


def _node(asked: Asked) -> Node:
    """The engine's query: any term of the words or a name like them."""
    every = dict.fromkeys((*asked.words, *(term for other in asked.others for term in other)))
    free: list[Node] = [Term(field, term) for term in every for field in ("text", "names")]
    keys: list[str] = ["=" + text for text in (asked.plain, *asked.parts) if text]
    for text in may_be_slips(asked, ()):
        sound = sound_of(text)
        keys += (*near_keys(text), *(("@" + sound,) if sound else ()))
    free += [Term("keys", key) for key in dict.fromkeys(keys)]
    for letters in asked.typed:
        beginnings = (
            (letters[:LETTERS], letters[:INITIALS]) if len(letters) >= RANKING.near_letters else (letters, letters)
        )
        free += [Prefix("keys", mark + beginning) for mark, beginning in zip("@#", beginnings, strict=True)]
    return Or(tuple(free))


def _as_written(one: Ranked) -> str:
    return next(name for name in (one.row.doc.title, *one.row.doc.aliases) if squeeze(name) == one.near)


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


def similar(store: Store, key: str, query: Query, lore: Lore, *, limit: int) -> Answer | None:
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
    counts = lore.counts(store)
    ranked = rank(store.find(node, CAP), Asked(terms), counts, _SIMILAR_ENOUGH)
    shared = [
        replace(one, score=one.score * (1 + 0.1 * len(set(one.row.doc.themes) & set(row.doc.themes)))) for one in ranked
    ]
    return _answer(in_order(shared, counts), (), limit)  # pairs out of their words would be marked

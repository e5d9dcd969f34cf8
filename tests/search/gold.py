"""The gold queries, and how well an engine answers them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).with_name("gold.jsonl")
# Written before anything was tuned, and nothing is tuned on it: how well search does on what nobody thought of.
HELD_OUT = Path(__file__).with_name("held_out.jsonl")
# Best first; at least ten where there are ten.
Ask = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Gold:
    """`relevant`: ids of all records that whoever asks this would want among the first ten."""

    q: str
    kind: str
    relevant: tuple[str, ...]


def gold(path: Path = GOLD) -> tuple[Gold, ...]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(Gold(row["q"], row["kind"], tuple(row["relevant"])) for row in rows)


def recall(found: Sequence[str], relevant: Sequence[str]) -> float:
    """Share of the relevant ids that stand among the first ten."""
    return len(set(found[:10]) & set(relevant)) / len(relevant)


def reciprocal_rank(found: Sequence[str], relevant: Sequence[str]) -> float:
    """1 when the first hit is relevant, 1/2 when only the second is, …; 0 for none among the first ten."""
    return next((1 / place for place, one in enumerate(found[:10], 1) if one in relevant), 0.0)


def measured(answers: Mapping[str, Sequence[str]], queries: Sequence[Gold]) -> tuple[float, float]:
    """(recall@10, MRR): means over the queries."""
    recalls = [recall(answers[one.q], one.relevant) for one in queries]
    ranks = [reciprocal_rank(answers[one.q], one.relevant) for one in queries]
    return sum(recalls) / len(queries), sum(ranks) / len(queries)


def worst(answers: Mapping[str, Sequence[str]], queries: Sequence[Gold]) -> list[str]:
    """The queries that cost most, for whoever has to mend them: what was asked, wanted, and found first."""
    costs = [(recall(answers[q.q], q.relevant) + reciprocal_rank(answers[q.q], q.relevant), q) for q in queries]
    poor = sorted((cost, one.q, one) for cost, one in costs if cost < 2)
    return [f"{one.q}: {' '.join(one.relevant)} ← {' '.join(answers[one.q][:4])}" for _, _, one in poor[:20]]

"""From a path of keys to line and column, falling back to the nearest parent that stands in the text."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.files import SourceText
from casebook.load.yaml import KEY, Span, locate
from casebook.problem import Finding, Loc, Problem

_START = Span(1, 1, 1)


def place(source: SourceText, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Problems with line and column for findings in one file; sorted, each once."""
    spans = locate(source.data.decode("utf-8"))
    problems = {}
    for finding in findings:
        span = _nearest(spans, finding.at)
        problem = Problem(source.path, span.line, span.column, finding.code, finding.values, span.width)
        problems[problem, tuple(finding.values.items())] = problem
    return tuple(problems[key] for key in sorted(problems))


def _nearest(spans: dict[Loc, Span], loc: Loc) -> Span:
    if loc in spans:
        return spans[loc]
    while loc:
        *parents, last = loc
        loc = tuple(parents)
        # A single citation stands for a list of one: its value is what is meant. For what is missing, the parent's key is.
        for at in (loc, (*loc, KEY)) if isinstance(last, int) else ((*loc, KEY), loc):
            if at in spans:
                return spans[at]
    return _START

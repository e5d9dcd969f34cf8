"""Whether the tree of situations says nothing of a method that the method's own record does not say."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.link.card import CLAIMS
from casebook.link.holds import Holder
from casebook.model.method import Method
from casebook.model.vocab import Answer, Situation
from casebook.problem import Finding, Loc


def check_answers(situation: Situation, holder: Holder) -> Iterator[Finding]:
    """Answers of one id, methods named twice or without a reason, reasons that do not stand in the record."""
    seen: set[str] = set()
    for index, answer in enumerate(situation.answers):
        if answer.id in seen:
            yield Finding("CB405", ("answers", index, "id"), {"id": answer.id, "other": situation.label})
        seen.add(answer.id)
        for finding in _reasons(answer, holder):
            yield Finding(finding.code, ("answers", index, *finding.at), finding.values)


def _reasons(answer: Answer, holder: Holder) -> Iterator[Finding]:
    named: set[str] = set()
    for at, ref, reasons in _told(answer):
        entry = holder.entries.get(ref)
        if entry is None or entry.kind != "method":
            continue  # told where references are
        if ref in named:
            yield Finding("CB421", (*at, "ref"), {"title": entry.title})
        named.add(ref)
        if not reasons:
            yield Finding("CB422", at, {"title": entry.title})
        for place, field, number in reasons:
            count = entry.card.claims[CLAIMS.index(field)]
            if number > count:
                title = Method.model_fields[field].title or field
                values = {"title": entry.title, "field": title, "no": str(number), "count": str(count)}
                yield Finding("CB420", (*at, *place), values)


def _told(answer: Answer) -> Iterator[tuple[Loc, str, list[tuple[Loc, str, int]]]]:
    """Place, method and reasons of each: (place below it, field of the method, number of the statement)."""
    for index, one in enumerate(answer.methods):
        reasons: list[tuple[Loc, str, int]] = [(("problem",), "problem_solved", one.problem)] if one.problem else []
        reasons += [(("meets", no), "preconditions", number) for no, number in enumerate(one.meets)]
        yield ("methods", index), one.ref, reasons
    for index, caution in enumerate(answer.cautions):
        yield ("cautions", index), caution.ref, [(("because",), "not_suitable_when", caution.because)]

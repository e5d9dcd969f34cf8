"""问题导航: a page a situation, with the answers to its question and the methods for each, best first, with the reasons why.

Every reason stands in the method's own record; the vocabulary only says which of its statements it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casebook.link.library import Library
from casebook.model.method import Method
from casebook.model.names import SECTION, listing_path, page_path
from casebook.model.parts import Claim
from casebook.model.vocab import Answer, Caution, Situation, Suggestion
from casebook.publish.compare import address_of
from casebook.publish.desk import Desk
from casebook.publish.pages import base_of, html_of
from casebook.publish.prose import Lights
from casebook.publish.shells import Page
from casebook.publish.site import Site
from casebook.publish.toc import Toc
from casebook.publish.views.parts import Link
from casebook.publish.views.writer import Writer

_FILE = "content/vocab/situations.yaml"
_ANCHOR = "qing-xing"
_RANKS = "一二三"  # a record has at most three themes


@dataclass(frozen=True, slots=True)
class Reason:
    """`label` says what the statements of the record mean here."""

    label: str
    kind: str  # fits, has, needs, avoid
    statements: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A method with the facts it was ranked by and the reasons for and against it."""

    link: Link
    facts: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    id: str
    label: str
    note: str
    picks: tuple[Pick, ...]
    compare: str  # address that lays the first of them side by side, '' for a single one
    cautions: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class SituationView:
    label: str
    anchor: str
    base: str
    scope_note: str
    question: str
    answers: tuple[AnswerView, ...]
    others: tuple[Situation, ...]


@dataclass(frozen=True, slots=True)
class SituationsView:
    """`situations` as they stand in the vocabulary; `base` leads from the page to the site root."""

    title: str
    anchor: str
    lede: str
    base: str
    situations: tuple[Situation, ...]


def situations_page(library: Library, site: Site) -> Page:
    """All situations with their answers: the whole tree at a glance."""
    section, path, own = SECTION["situation"], listing_path("situation"), library.vocab.situations
    lede = f"{section.blurb}：先选情形，再选最像的一种说法，就到几种工作法，每种都写着为什么、什么时候不用。"
    view = SituationsView(section.label, section.folder, lede, base_of(path), own)
    toc: Toc = tuple((one.id, one.label, ()) for one in own)
    html = html_of("situations.html.j2", view)
    return Page(path, section.label, lede, html, toc, section.folder, site.edit_url(_FILE), og_type="website")


def situation_page(desk: Desk, situation: Situation) -> Page:
    """One situation: its question, and under each answer the methods."""
    path, lights = page_path("situation", situation.id), desk.lights("")
    others = tuple(one for one in desk.library.vocab.situations if one.id != situation.id)
    view = SituationView(
        label=situation.label,
        anchor=_ANCHOR,
        base=base_of(path),
        scope_note=situation.scope_note,
        question=situation.question,
        answers=tuple(_answer(desk, lights, answer) for answer in situation.answers),
        others=others,
    )
    answers: Toc = tuple((answer.id, answer.label, ()) for answer in situation.answers)
    return Page(
        path=path,
        title=situation.label,
        description=f"{situation.scope_note}。{situation.question}",
        content=html_of("situation.html.j2", view),
        toc=(*answers, *((("qi-ta", "别的情形", ()),) if others else ())),
        anchor=_ANCHOR,
        edit_url=desk.site.edit_url(_FILE),
        og_type="website",
    )


def _answer(desk: Desk, lights: Lights, answer: Answer) -> AnswerView:
    best = ranked(desk.library, answer)
    picks = tuple(_pick(desk, lights, answer, one) for one in best)
    compare = f"../{address_of([one.ref for one in best])}" if len(best) > 1 else ""
    cautions = tuple(_caution(desk, lights, one) for one in answer.cautions)
    return AnswerView(answer.id, answer.label, answer.note or "", picks, compare, cautions)


def ranked(library: Library, answer: Answer) -> list[Suggestion]:
    """Practised before what is only on paper; then the more conditions are met, those with steps, the higher the theme, the more cases."""

    def rank(one: Suggestion) -> tuple[bool, int, bool, int, int]:
        method = library.get(one.ref, Method)
        themes = method.themes
        place = themes.index(answer.theme) if answer.theme in themes else len(_RANKS)
        return bool(method.on_paper), -len(one.meets), not method.steps, place, -_cases(library, one.ref)

    return sorted(answer.methods, key=rank)


def _cases(library: Library, method_id: str) -> int:
    return len({back.source for back in library.who_names(method_id, "procedure")})


def _pick(desk: Desk, lights: Lights, answer: Answer, suggestion: Suggestion) -> Pick:
    entry = desk.library.entries[suggestion.ref]
    pen, method = Writer(desk, entry, lights), desk.library.get(suggestion.ref, Method)
    met = [method.preconditions[number - 1] for number in suggestion.meets]
    needs = [claim for claim in method.preconditions if claim not in met]
    problem = [method.problem_solved[suggestion.problem - 1]] if suggestion.problem else []
    reasons = (
        _reason(pen, "对得上的问题", "fits", problem),
        _reason(pen, "您这里已经有", "has", met),
        _reason(pen, "用之前要有", "needs", needs),
        _reason(pen, "这时候不要用", "avoid", method.not_suitable_when),
    )
    facts = tuple(_facts(desk.library, method, answer))
    return Pick(pen.link(entry.id), facts, tuple(reason for reason in reasons if reason.statements))


def _caution(desk: Desk, lights: Lights, caution: Caution) -> Pick:
    entry = desk.library.entries[caution.ref]
    pen, method = Writer(desk, entry, lights), desk.library.get(caution.ref, Method)
    why = _reason(pen, "为什么", "avoid", [method.not_suitable_when[caution.because - 1]])
    return Pick(pen.link(entry.id), (), (why,))


def _reason(pen: Writer, label: str, kind: str, claims: tuple[Claim, ...] | list[Claim]) -> Reason:
    return Reason(label, kind, tuple(pen.prose(claim.text, claim.cite, stage=claim.stage) for claim in claims))


def _facts(library: Library, method: Method, answer: Answer) -> Iterator[str]:
    """What the order was worked out from, so that a reader can check it."""
    if method.on_paper:
        yield f"还只是{method.on_paper}"
    yield f"{len(method.steps)} {method.steps_order.unit}" if method.steps else "来源没有写步骤"
    if answer.theme in method.themes:
        label = next(theme.label for theme in library.vocab.themes if theme.id == answer.theme)
        yield f"“{label}”是它的第{_RANKS[method.themes.index(answer.theme)]}主题"
    if cases := _cases(library, method.id):
        yield f"{cases} 个案例写到它"

"""Everything that a report seems to hold, with ids for what the library does not have yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casebook.check.template import id_of
from casebook.draft.figures import Figure, Moment, figures, moments
from casebook.draft.found import Found, Sure
from casebook.draft.known import Known
from casebook.draft.methods import methods
from casebook.draft.places import Place, bodies, places, spots
from casebook.draft.policies import policies
from casebook.draft.report import Report
from casebook.link.library import Library
from casebook.model.method import Method
from casebook.model.names import folded, is_id

_SYLLABLES = 8
_NAME = 80  # characters of a title


@dataclass(frozen=True, slots=True)
class Named:
    """A method or document. `id` is that of a record; `known` says that the library has it, `near` what it has that is alike.

    `on_paper` says that the library's record tells of a plan only, which no case can have carried out.
    """

    found: Found
    id: str
    known: bool
    near: str = ""
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the records are written from. `methods` and `policies` have records, `other_*` are for a person to look at."""

    report: Report
    source: str
    case: str
    same_source: str  # a record of the library with this title; '' when there is none
    themes: tuple[tuple[str, str], ...]  # id and label, likeliest first
    places: tuple[Place, ...]
    spots: tuple[Found, ...]
    bodies: tuple[Found, ...]
    methods: tuple[Named, ...]
    other_methods: tuple[Found, ...]
    policies: tuple[Named, ...]
    other_policies: tuple[Found, ...]
    figures: tuple[Figure, ...]
    moments: tuple[Moment, ...]


def propose(
    report: Report, library: Library, source_id: str = "", taken: Callable[[str], object] = lambda _: None
) -> Proposal:
    """What to draft of a report. `source_id` is the contributor's choice, else made from the title; `taken` knows the ids of
    files that the library could not read."""
    known = Known(library)
    ids = Ids(lambda record_id: known.has(record_id) or taken(record_id))
    source = ids.free(source_id or _short(id_of(report.title)) or "lai-yuan")
    case = ids.free(f"{source}-an-li")
    sections = report.sections
    named_methods, other_methods = _sorted_out(methods(sections), "method", known, ids, library)
    named_policies, other_policies = _sorted_out(policies(sections), "policy", known, ids, library)
    edges = ("报头", "题", "题下", "落款")
    inner = {locator: text for locator, text in sections.items() if locator not in edges}
    return Proposal(
        report,
        source,
        case,
        known.same("source", [report.title]) or "" if report.title else "",
        _themes(report, library),
        places(sections, library.vocab.regions, report.title),
        spots(sections, library.vocab.regions),
        bodies(sections),
        named_methods,
        other_methods,
        named_policies,
        other_policies,
        figures(inner),
        moments(inner),
    )


class Ids:
    """Ids that are not taken and that this draft has not given yet."""

    def __init__(self, taken: Callable[[str], object]) -> None:
        self._taken = taken
        self._used: set[str] = set()

    def free(self, wanted: str) -> str:
        """`wanted`, or with the first number behind it that makes it free."""
        base = wanted if is_id(wanted) else "cao-gao"
        number, chosen = 2, base
        while self._taken(chosen) or chosen in self._used:
            chosen = f"{base[:74].rstrip('-')}-{number}"
            number += 1
        self._used.add(chosen)
        return chosen


def _short(pinyin: str) -> str:
    return "-".join(pinyin.split("-")[:_SYLLABLES])


def _sorted_out(
    found: Iterable[Found], kind: str, known: Known, ids: Ids, library: Library
) -> tuple[tuple[Named, ...], tuple[Found, ...]]:
    """What is sure or known already, each once under its record; and the rest. A method that only has more words around the
    name of another (老城区四步工作法) gets no record of its own."""
    named: dict[str, Named] = {}
    names: set[str] = set()
    rest: list[Found] = []
    every = [(one, known.same(kind, one.spellings)) for one in found]
    keys = {folded(one.name) for one, record in every if record or one.sure is Sure.HIGH}
    for one, record in every:
        longer = kind == "method" and any(len(key) > 3 and key in folded(one.name)[1:] for key in keys)
        if record is not None:
            method = library.get(record, Method) if kind == "method" else None
            named.setdefault(record, Named(one, record, known=True, on_paper=bool(method and method.on_paper)))
        elif one.sure is Sure.HIGH and not longer and len(one.name) <= _NAME and folded(one.name) not in names:
            chosen = ids.free(id_of(one.name))
            named[chosen] = Named(one, chosen, known=False, near=known.near(kind, one.name) or "")
            names.add(folded(one.name))
        else:
            rest.append(one)
    return tuple(named.values()), tuple(rest)


def _themes(report: Report, library: Library) -> tuple[tuple[str, str], ...]:
    """Themes whose names come up at least twice, at most three."""
    text = "\n".join((report.title, *report.sections.values()))
    counts = {
        (theme.id, theme.label): sum(len(re.findall(re.escape(name), text)) for name in (theme.label, *theme.aliases))
        for theme in library.vocab.themes
        if theme.valid_to is None
    }
    ranked = sorted(counts, key=lambda theme: -counts[theme])
    return tuple(theme for theme in ranked if counts[theme] > 1)[:3]

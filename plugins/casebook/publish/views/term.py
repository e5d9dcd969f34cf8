"""A term's page: what it means, what its numerals stand for, where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model.term import Term
from casebook.publish.views.frame import closing, head, section, times
from casebook.publish.views.parts import Head, LinkGroup, Section
from casebook.publish.views.writer import Writer


def term_view(pen: Writer, term: Term) -> tuple[Head, tuple[Section, ...]]:
    """The term: meaning, parts, users."""
    return head(pen, ()), tuple(_sections(pen, term))


def _sections(pen: Writer, term: Term) -> Iterator[Section]:
    yield Section("definition", "含义", "shared", "statements", pen.statements(term.definition))
    yield from section("expansion", "展开", "term", "expansion", tuple(pen.line(part) for part in term.expansion))
    yield from times(pen, term)
    yield from section("related", "另见", "shared", "groups", _see_also(pen, term))
    told = {link.ref for link in term.see_also}
    users = (*pen.desk.term_uses.get(term.id, ()), *(back.source for back in pen.library.who_names(term.id)))
    # No users but those under 另见: the sources may well use the word, so nothing is said rather than 未见记载.
    yield from section("used", "用在哪里", "term", "used", pen.by_kind(user for user in users if user not in told))
    yield from closing(pen)


def _see_also(pen: Writer, term: Term) -> tuple[LinkGroup, ...]:
    links = pen.reasons(term.see_also)
    return (LinkGroup("", links),) if links else ()

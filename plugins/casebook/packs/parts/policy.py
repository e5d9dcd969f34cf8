"""A policy or a term in a pack."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.link.library import Library
from casebook.model.choices import Level
from casebook.model.policy import Policy
from casebook.model.term import Term
from casebook.packs.outline import Block, Items, Paragraph, Slide, words
from casebook.packs.parts.shared import date, editor_notes, facts, links, place, statements
from casebook.packs.prose import paragraphs


def policy_blocks(library: Library, policy: Policy) -> Iterator[Block]:
    """What the document is, and what it says of communities."""
    yield facts(*_facts(library, policy))
    yield Paragraph(words(policy.summary), "lead")
    yield from statements("要点", policy.key_points)
    yield from links(library, "贯彻的上位文件", policy.implements)
    yield from links(library, "修改的文件", policy.amends)
    yield from editor_notes(policy.editor_notes)


def policy_slides(library: Library, policy: Policy) -> Iterator[Slide]:
    """Its facts; who speaks has the key points."""
    told = tuple(text for claim in policy.key_points for text in paragraphs(claim.text))
    known = tuple((name, value) for name, value in _facts(library, policy) if value)
    yield Slide(policy.title, facts=known, speaker=told or (words(policy.summary),))


def _facts(library: Library, policy: Policy) -> tuple[tuple[str, str], ...]:
    return (
        ("文号", policy.document_number or ""),
        ("文种", str(policy.instrument)),
        ("发文机关", "、".join(policy.issuers)),
        (
            "层级",
            str(policy.level)
            if policy.level is Level.CENTRAL
            else f"{policy.level}　{place(library, policy.id)}".strip(),
        ),
        ("印发日期", date(policy.issued)),
        ("施行日期", date(policy.effective_from)),
        ("失效日期", date(policy.effective_to)),
        ("效力", str(policy.validity)),
        ("公开网址", policy.url or ""),
    )


def term_blocks(term: Term) -> Iterator[Block]:
    """What a term means."""
    yield Paragraph(words(term.summary), "lead")
    yield from statements("含义", term.definition)
    if term.expansion:
        yield Items(tuple(map(words, term.expansion)), ordered=True)

"""A policy's page: number and validity, its place in the chain from centre to community, who rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from casebook.link.facts import level_name
from casebook.model.parts import Link as RecordLink
from casebook.model.policy import Policy
from casebook.publish.trusted import trusted
from casebook.publish.views.frame import closing, head, section, times
from casebook.publish.views.parts import Head, Link, LinkGroup, Row, Section, once
from casebook.publish.views.writer import MISSING, Writer


@dataclass(frozen=True, slots=True)
class Tier:
    """Documents at the same distance; `relation` says how the tier below relates to this one."""

    links: tuple[Link, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """From the highest document down to those that carry this one out. A chain of one tier has nothing recorded above or below."""

    tiers: tuple[Tier, ...]
    alone: bool


def policy_view(pen: Writer, policy: Policy) -> tuple[Head, tuple[Section, ...]]:
    """The document: facts, points, chain, users."""
    return head(pen, _facts(pen, policy)), tuple(_sections(pen, policy))


def _facts(pen: Writer, policy: Policy) -> tuple[Row, ...]:
    address = policy.url and trusted('<a href="{0}" rel="noopener">{0}</a>').format(policy.url)
    return pen.rows(
        ("文号", policy.document_number or MISSING),
        ("发文机关", "、".join(policy.issuers) or MISSING),
        ("层级", pen.choice(policy.level, name=level_name(policy.level))),
        ("文种", pen.choice(policy.instrument)),
        ("地区", pen.place(policy.region) if policy.region else None),
        ("印发日期", pen.date(policy.issued) or MISSING),
        ("施行日期", pen.date(policy.effective_from)),
        ("失效日期", pen.date(policy.effective_to)),
        ("效力", pen.choice(policy.validity)),
        ("公开网址", address or None),
    )


def _sections(pen: Writer, policy: Policy) -> Iterator[Section]:
    yield from section(
        "points", "要点", "shared", "statements", policy.key_points and pen.statements(policy.key_points)
    )
    yield Section("chain", "在政策链中的位置", "policy", "chain", _chain(pen, policy))
    yield from times(pen, policy)
    yield from section("changes", "修改与替代", "shared", "groups", tuple(_changes(pen, policy)))
    rests = pen.library.who_names(policy.id, "policy_basis")
    yield Section("used", "依据它的工作法和案例", "policy", "used", pen.backward_by_kind(rests))
    yield from section("related", "另见", "shared", "groups", _related(pen, policy))
    teaching = pen.library.who_names(policy.id, "units", "pre_reading", "attachments")
    yield from section("teaching", "教学材料", "shared", "groups", pen.by_kind(back.source for back in teaching))
    yield from closing(pen)


def _chain(pen: Writer, policy: Policy) -> Chain:
    above = [Tier(pen.reasons(links)) for links in reversed(_upward(pen, policy))]
    here = Tier((Link("", policy.title, pen.desk.links(policy.id).facts),), current=True)
    below = pen.backward(pen.library.who_names(policy.id, "implements"))
    tiers = (*above, here, *((Tier(below),) if below else ()))
    return Chain(tiers, alone=len(tiers) == 1)


def _upward(pen: Writer, policy: Policy) -> list[list[RecordLink]]:
    """Documents that this one carries out, directly, then through others; each once, at its greatest distance but never endless."""
    tiers: list[list[RecordLink]] = []
    seen = {policy.id}
    here = policy.implements
    while links := {link.ref: link for link in here if link.ref not in seen}:
        seen.update(links)
        tiers.append(list(links.values()))
        found = (pen.library.entries.get(ref) for ref in links)
        here = tuple(
            chain.from_iterable(entry.part("implements") for entry in found if entry and entry.kind == "policy")
        )
    return tiers


def _changes(pen: Writer, policy: Policy) -> Iterator[LinkGroup]:
    groups = (
        ("修改了", pen.reasons(policy.amends)),
        ("被修改", pen.backward(pen.library.who_names(policy.id, "amends"))),
        ("被取代", (pen.link(policy.replaced_by),) if policy.replaced_by else ()),
        ("取代了", pen.backward(pen.library.who_names(policy.id, "replaced_by"))),
    )
    yield from (LinkGroup(title, links) for title, links in groups if links)


def _related(pen: Writer, policy: Policy) -> tuple[LinkGroup, ...]:
    """But for documents of the chain, and for those who rest on this one."""
    fields = ("implements", "policy_basis", "amends", "replaced_by")
    elsewhere = {str(link.ref) for link in (*policy.implements, *policy.amends)}
    elsewhere |= {back.source for back in pen.library.who_names(policy.id, *fields)}
    return once(("", pen.reasons(policy.see_also)), ("提到它的记录", pen.mentions("see_also", elsewhere)))

"""A date version of the content → its section of the page 更新记录, in the Markdown of hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from casebook.check.privacy import masked
from casebook.model.names import RECORD_KINDS, SECTION, listing_path, page_path
from casebook.review import verdict
from casebook.review.comment import harmless

PAGE = "content/pages/changes.md"
_SHOWN = 40  # records of a kind under one heading
_FIELDS = 4
_ORDER = {
    verdict.ADDED: "新增",
    verdict.PUBLISHED: "定稿",
    verdict.CHANGED: "修改",
    verdict.MOVED: "换了网址",
    verdict.SUPERSEDED: "被替代",
    verdict.WITHDRAWN: "撤回",
    verdict.REMOVED: "删去",
}
_VERSION = re.compile(r"^## \d{4}\.\d\d\.\d\d\b.*$", re.MULTILINE)
_SECTION = re.compile(r"^## ", re.MULTILINE)
_MARKS = re.compile(r"([\\`*_{}\[\]|])")  # that mean something inside a line of Markdown
_PLACE = re.compile(r"( 原?第 \d+ 项|的次序)$")
_CO_AUTHOR = re.compile(r"^Co-authored-by: *(\S[^<\n]*?) *<", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """A record by kind and id, and what it is called."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class News:
    """What became of a record (`how`, one of verdict's words); `note` says more; `after` took its place."""

    how: str
    record: Target
    note: str = ""
    after: Target | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """`version` is a day as 2026.11.26; `since` says what it is held against, '' for the first, which only counts what there
    is: `counts` is kind → records."""

    version: str
    since: str
    counts: dict[str, int]
    news: tuple[News, ...]
    authors: tuple[str, ...]


def fields_of(places: Iterable[str]) -> str:
    """The fields that changed, by the places of the changes: '摘要、步骤或组成'."""
    names = list(dict.fromkeys(_PLACE.sub("", place.partition(" › ")[0]) for place in places))
    return "、".join(names[:_FIELDS]) + ("等" if len(names) > _FIELDS else "")


def names_of(commits: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Who wrote commits, given as (author, message), the newest first: each name once, in the order of their first work."""
    named = [name for author, message in commits for name in (*reversed(_CO_AUTHOR.findall(message)), author)]
    return tuple(dict.fromkeys(reversed(named)))


def as_section(release: Release) -> str:
    """The Markdown, from the heading on, with a line break at its end."""
    parts = [f"## {release.version}", *(_changes(release) if release.since else _first(release))]
    if release.authors:
        parts.append(f"感谢供稿：{'、'.join(map(_said, release.authors))}。")
    return "\n\n".join(parts) + "\n"


def _first(release: Release) -> Iterator[str]:
    counts = [
        f"[{SECTION[kind].label}]({listing_path(kind)}) {release.counts[kind]} 条"
        for kind in RECORD_KINDS
        if release.counts.get(kind)
    ]
    yield f"第一版，收录{'、'.join(counts)}。"


def _changes(release: Release) -> Iterator[str]:
    found = {how: [one for one in release.news if one.how == how] for how in _ORDER}
    counts = "，".join(f"{_ORDER[how]} {len(rows)} 条" for how, rows in found.items() if rows)
    yield f"自 {_said(release.since)} 以来：{counts or '记录没有变化'}。"
    for how, rows in found.items():
        if rows:
            yield f"### {_ORDER[how]}"
            yield "\n".join(
                _of_kind(kind, rows) for kind in RECORD_KINDS if any(one.record.kind == kind for one in rows)
            )


def _of_kind(kind: str, rows: list[News]) -> str:
    mine = sorted((one for one in rows if one.record.kind == kind), key=lambda one: one.record.id)
    more = f"……共 {len(mine)} 条" if len(mine) > _SHOWN else ""
    return f"- {SECTION[kind].label}：{'、'.join(map(_row, mine[:_SHOWN]))}{more}"


def _row(news: News) -> str:
    notes = [_said(news.note)] if news.note else []
    if news.after is not None:
        notes.append(f"现在看{_link(news.after)}")
    title = _said(news.record.title) if news.how == verdict.REMOVED else _link(news.record)
    return title + (f"（{'；'.join(notes)}）" if notes else "")


def _link(target: Target) -> str:
    return f"[{_said(target.title)}]({page_path(target.kind, target.id)})"


def _said(text: str) -> str:
    """A record's or a person's words, as words and nothing else."""
    return _MARKS.sub(r"\\\1", escape(masked(" ".join(harmless(text).split())), quote=False))


def with_section(page: str, section: str) -> str:
    """The page with the section before those of older versions and what else the page has sections of, in the place of one of the
    same version."""
    heading = section.partition("\n")[0]
    heads = list(_VERSION.finditer(page))
    same = next((head for head in heads if head[0] == heading), None)
    if same is not None:
        after = _SECTION.search(page, same.end())
        end = after.start() if after else len(page)
        return page[: same.start()] + section + ("\n" if after else "") + page[end:]
    older = next((head for head in heads if head[0] < heading), None)
    after = older or _SECTION.search(page, heads[-1].end() if heads else 0)
    if after is None:
        return page.rstrip("\n") + "\n\n" + section
    return page[: after.start()] + section + "\n" + page[after.start() :]

"""`release`: what the records have become since the last date version, read from git's objects."""

from __future__ import annotations

import re
from pathlib import Path

from casebook.app.changes import changed_paths, record_changes
from casebook.app.review import commit_named
from casebook.app.sides import Reader, Side
from casebook.edges import commits
from casebook.link.checked import kind_of
from casebook.link.library import Entry
from casebook.model.choices import Status
from casebook.model.names import KIND_OF_FOLDER
from casebook.review import verdict
from casebook.review.release import News, Release, Target, fields_of, names_of
from casebook.review.verdict import RecordChange

TAG = "content-"  # and the version; what begins with v are versions of the program
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERSION = re.compile(r"\d{4}\.\d\d\.\d\d")


def release(root: Path, since: str | None, on: str | None) -> Release:
    """What is committed, held against `since`: a day, a version or a commit; None is the last version there is, and without
    one this is the first. `on` ('YYYY-MM-DD') makes the version, else the day of the last commit. NoCommit for a bad name."""
    head = commit_named(root, "HEAD")
    start, told = _start(root, since, head)
    reader = Reader(root)
    new = reader.side(head)
    news: tuple[News, ...] = ()
    if start is not None:
        old = reader.side(start)
        found = record_changes(old, new, changed_paths(old, new), reader)
        news = tuple(one for change in found for one in _news(change, old, new))
    folders = [f"content/{folder}" for folder in KIND_OF_FOLDER]
    work = commits.read_commits(root, start, head, *folders)
    day = on or commits.last_day(root, head, "content")
    authors = names_of((one.author, one.message) for one in work)
    return Release(day.replace("-", "."), told, new.library.counts(), news, authors)


def _start(root: Path, since: str | None, head: str) -> tuple[str | None, str]:
    """The commit to compare with, and what readers know it as; (None, '') when there is none."""
    if since is None:
        tag = commits.last_tag(root, f"{TAG}*", head)
        return (commit_named(root, tag), tag.removeprefix(TAG)) if tag else (None, "")
    if _DAY.fullmatch(since):
        found = commits.last_before(root, since, head)
        return found, since if found else ""
    return commit_named(root, TAG + since if _VERSION.fullmatch(since) else since), since


def _news(change: RecordChange, old: Side, new: Side) -> list[News]:
    """None for what readers do not notice: a broken file, a comment, another layout."""
    now = new.entries.get(change.path)
    if now is None:
        was = old.entries.get(change.path)
        return [News(verdict.REMOVED, _target(was))] if was is not None and change.how == verdict.REMOVED else []
    if change.how == verdict.CHANGED and not change.fields:
        return []
    after = new.library.entries.get(now.card.superseded_by or "") if change.how == verdict.SUPERSEDED else None
    return [News(change.how, _target(now), _note(change, now), _target(after) if after else None)]


def _note(change: RecordChange, now: Entry) -> str:
    if change.how == verdict.WITHDRAWN:
        return str(now.part("withdrawn_reason"))
    if change.how == verdict.CHANGED:
        return fields_of(one.at for one in change.fields)
    if change.how == verdict.MOVED:
        return f"原来的编号 {change.old_id}"
    return Status.DRAFT.value if now.card.status == Status.DRAFT else ""


def _target(entry: Entry) -> Target:
    return Target(kind_of(entry.path), entry.id, entry.title)

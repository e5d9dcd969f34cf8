"""What became of each record between two commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from casebook.app.sides import Reader, Side
from casebook.files import SourceText
from casebook.link.checked import kind_of
from casebook.link.library import Entry
from casebook.load.yaml import parse_yaml
from casebook.model.choices import Status
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import SECTION
from casebook.review import verdict
from casebook.review.difference import differences
from casebook.review.verdict import RecordChange


def changed_paths(old: Side, new: Side) -> set[str]:
    """Files that are not the same in both, or only in one."""
    return {path for path in old.tree.files.keys() | new.tree.files.keys() if _differs(path, old, new)}


def _differs(path: str, old: Side, new: Side) -> bool:
    first, second = old.tree.files.get(path), new.tree.files.get(path)
    return first is None or second is None or (first.mode, first.digest) != (second.mode, second.digest)


def record_changes(old: Side, new: Side, changed: set[str], reader: Reader) -> list[RecordChange]:
    """Every record that came, changed or went, by path; what went stands last."""
    here = sorted(path for path in changed if path in new.verdicts)
    gone = sorted(path for path in changed if path in old.verdicts and path not in new.verdicts)
    moves = _moves(old, new, here, gone)
    found: list[RecordChange] = []
    for path in here:
        before = moves.get(path, path)
        found.append(_change(old, new, before if before in old.verdicts else None, path, reader))
    found += [_removed(old, path) for path in gone if path not in moves.values()]
    return found


def _moves(old: Side, new: Side, here: Iterable[str], gone: Iterable[str]) -> dict[str, str]:
    """New path → old path: of a record that has the same bytes, or names its old id, or bears the same title."""
    left = {sign: before for before in reversed(tuple(gone)) for sign in _signs(old, before)}
    taken: set[str] = set()
    moves: dict[str, str] = {}
    for path in here:
        if path in old.verdicts:
            continue
        entry = new.entries.get(path)
        named = entry.card.redirect_from if entry is not None else ()
        signs = (*_signs(new, path), *((kind_of(path), "id", one) for one in named))
        before = next((left[sign] for sign in signs if sign in left and left[sign] not in taken), None)
        if before is not None:
            taken.add(before)
            moves[path] = before
    return moves


def _signs(side: Side, path: str) -> Iterator[tuple[str, str, str]]:
    """By which a record that moved is known again."""
    kind, entry = kind_of(path), side.entries.get(path)
    yield kind, "bytes", side.verdicts[path].digest
    if entry is not None:
        yield kind, "title", entry.title
        yield kind, "id", entry.id


def _change(old: Side, new: Side, before: str | None, path: str, reader: Reader) -> RecordChange:
    was = old.entries.get(before) if before else None
    now = new.entries.get(path)
    kind = kind_of(path)
    first = _plain(reader, old, before, was) if before else None
    second = _plain(reader, new, path, now)
    if was is None or now is None:  # a broken side is shown as it was typed, and so is the other
        first = _plain(reader, old, before, None) if before else None
        second = _plain(reader, new, path, None)
    old_id = PurePosixPath(before).stem if before and before != path else ""
    return RecordChange(
        how=_how(before, path, was, now),
        kind=SECTION[kind].label,
        id=PurePosixPath(path).stem,
        title=now.title if now else str((second or {}).get("title", ""))[:80],
        path=path,
        fields=differences(MODEL_OF_KIND[kind], first, second),
        old_id=old_id,
        is_kept=not old_id or (now is not None and old_id in now.card.redirect_from),
        status=(was.card.status if was else "", now.card.status if now else ""),
    )


def _how(before: str | None, path: str, was: Entry | None, now: Entry | None) -> str:
    if before is None:
        return verdict.ADDED
    if before != path:
        return verdict.MOVED
    if was is not None and now is not None and was.card.status != now.card.status:
        words = {
            Status.WITHDRAWN: verdict.WITHDRAWN,
            Status.SUPERSEDED: verdict.SUPERSEDED,
            Status.PUBLISHED: verdict.PUBLISHED,
        }
        return words.get(Status(now.card.status), verdict.CHANGED)
    return verdict.CHANGED


def _plain(reader: Reader, side: Side, path: str, entry: Entry | None) -> dict[str, Any] | None:
    """The record as plain data: as its model writes it, or, of one that is broken, as it was typed."""
    if entry is not None:
        plain: dict[str, Any] = entry.record.model_dump(mode="json", exclude_unset=True)
        return plain
    typed = parse_yaml(SourceText(path, reader.bytes_of(side.tree.files[path]))).value
    return dict(typed) if typed else None


def _removed(old: Side, path: str) -> RecordChange:
    was = old.entries.get(path)
    label = SECTION[kind_of(path)].label
    title = was.title if was else ""
    return RecordChange(verdict.REMOVED, label, PurePosixPath(path).stem, title, path, is_kept=False)

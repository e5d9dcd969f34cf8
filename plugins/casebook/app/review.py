"""`review`: two commits read from git's objects, checked and linked as they are there, and held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from casebook.app.changes import changed_paths, record_changes
from casebook.app.proof import archive_of, findings_of
from casebook.app.sides import VOCAB_LIMIT, Reader, Side
from casebook.edges import commits, disk
from casebook.edges.commits import LINK, MODULE, PROGRAM, Blob, Range, Tree
from casebook.edges.workers import spread, uncollected
from casebook.files import SourceText
from casebook.link.checked import kind_of
from casebook.link.library import Entry, Library
from casebook.load.places import place
from casebook.model.kinds import MODEL_OF_KIND
from casebook.problem import Problem, in_order
from casebook.proof import ledger
from casebook.proof.claims import claims_of
from casebook.proof.verify import Archive, verify
from casebook.proof.verify import Status as Proving
from casebook.publish.site import read_site
from casebook.review import verdict
from casebook.review.completeness import score
from casebook.review.evidence import Proof, known_from, proof_of
from casebook.review.pages import pages_of
from casebook.review.private import masked
from casebook.review.proposals import first_named, vocabulary_changes
from casebook.review.resembling import Text, copied, newly_alike, resembling
from casebook.review.signing import unsigned
from casebook.review.verdict import FileChange, Linked, RecordChange, Review

DETAILED = 500  # records of one change that are looked at one by one; more are only checked and named
_BIG = 5_000_000
_ADDRESS = re.compile(r"https?://[^\s<>\"'`）)]+")


class NoCommit(Exception):  # noqa: N818 - what somebody typed, no error of ours
    """A name that no commit bears; `is_shallow` when the clone lacks older ones."""

    def __init__(self, name: str, *, is_shallow: bool) -> None:
        super().__init__(name)
        self.name, self.is_shallow = name, is_shallow


def review(root: Path, base: str, head: str, archive: Path | None = None) -> Review:
    """What the commits of `head` would change since they left `base`. Both are names that git knows; NoCommit when not.

    With `archive`, the folder of the sources' texts, what the change claims is looked up there; else what the ledger of `base`
    proves counts, never that of `head`, which the change may have written itself.
    """
    found = commits.find_range(root, commit_named(root, base), commit_named(root, head))
    with uncollected():
        return _review(root, found, archive)


def _review(root: Path, found: Range, archive: Path | None) -> Review:
    reader = Reader(root)
    old, new = reader.side(found.start), reader.side(found.head)
    changed = changed_paths(old, new)
    texts = disk.archive_texts(archive) if archive is not None else {}
    proving = _Proving(reader, old, new, texts)
    records, left_out = _records(old, new, changed, proving, reader)
    concerned = [entry for path, entry in new.entries.items() if path in changed]
    others = [entry for path, entry in new.entries.items() if path not in changed]
    were = {_key(problem) for problem in old.problems}
    mine = [one for one in new.problems if one.path in changed or _key(one) not in were]
    return masked(
        Review(
            base=found.base,
            head=found.head,
            start=found.start,
            notices=_notices(found, archive),
            records=records,
            words=(
                *vocabulary_changes(old.library.vocab, new.library.vocab),
                *first_named(concerned, others, new.library.vocab, spread),
            ),
            files=tuple(_files(old.tree, new.tree, changed)),
            problems=in_order((*mine, *proving.problems, *_unsigned(root, found, old, reader))),
            before=len(new.problems) - len(mine),
            left_out=left_out,
        )
    )


def _unsigned(root: Path, found: Range, old: Side, reader: Reader) -> tuple[Problem, ...]:
    """Commits without a Signed-off-by line; how that counts is for the old settings to say, not for the change's own."""
    blob = old.tree.files.get("mkdocs.yml")
    site = read_site(reader.bytes_of(blob).decode("utf-8", "replace")).value if blob and blob.is_plain else None
    messages = {one.id: one.message for one in commits.read_commits(root, found.start, found.head)}
    return unsigned(messages, is_required=site is not None and site.wants_sign_off)


def commit_named(root: Path, name: str) -> str:
    """The id of the commit of that name. NoCommit when there is none."""
    found = commits.find_commit(root, name)
    if found is None:
        raise NoCommit(name, is_shallow=commits.is_shallow(root))
    return found


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.code, problem.message


def _notices(found: Range, archive: Path | None) -> tuple[str, ...]:
    notices = []
    if found.is_unrelated:
        notices.append("两边的历史没有共同的起点，直接比较了两边的文件，没有动过的也可能显示为改动")
    if found.is_shallow:
        notices.append(
            "仓库是浅克隆，找不到分叉的地方，直接比较了两边的文件；取来全部历史（git fetch --unshallow）再比一次"
        )
    if archive is None:
        notices.append("没有对照来源原文，只认合并之前就有的核对记录；有存档的维护者请加 --archive 再看一次")
    return tuple(notices)


class _Proving:
    """What of the new state is proved, and what an archive says against it."""

    def __init__(self, reader: Reader, old: Side, new: Side, texts: Mapping[str, bytes]) -> None:
        self._reader, self._new = reader, new
        blob = old.tree.files.get(ledger.PATH)
        text = reader.bytes_of(blob, VOCAB_LIMIT).decode("utf-8", "replace") if blob and blob.is_plain else ""
        self._known = known_from(ledger.held(new.library, ledger.read_ledger(text)))
        self._archive = archive_of(new.library, texts) if texts else Archive()
        self.plain = {source: Text(data.decode("utf-8-sig", "replace")) for source, data in texts.items()}
        self.problems: list[Problem] = []

    def of(self, entry: Entry) -> Proof:
        """The proof of a record; what the archive does not bear out is added to `problems`."""
        verdicts = verify(claims_of(entry), self._archive)
        found = list(findings_of(verdicts))
        if found:
            data = self._reader.bytes_of(self._new.tree.files[entry.path])
            self.problems += place(SourceText(entry.path, data), found)
        proved = {one.claim for one in verdicts if one.status is Proving.PROVED}
        unread = {one.claim for one in verdicts if one.status is Proving.NO_ARCHIVE}
        return proof_of(entry, lambda claim: claim in proved or (claim in unread and self._known(claim)))


def _records(
    old: Side, new: Side, changed: set[str], proving: _Proving, reader: Reader
) -> tuple[tuple[RecordChange, ...], int]:
    """Every record that came, changed or went, by path; and of how many no details are given."""
    found = record_changes(old, new, changed, reader)
    detailed, rest = found[:DETAILED], found[DETAILED:]
    shown = {one.path: new.entries[one.path] for one in detailed if one.path in new.entries}
    alike = resembling(shown.values(), tuple(new.library.entries.values()), spread)
    complete = [
        _with_details(replace(one, alike=alike[shown[one.path].id]), shown[one.path], old, new, proving)
        if one.path in shown
        else one
        for one in detailed
    ]
    return (*complete, *(replace(one, fields=()) for one in rest)), len(rest)


def _with_details(change: RecordChange, entry: Entry, old: Side, new: Side, proving: _Proving) -> RecordChange:
    was = old.library.entries.get(change.old_id or entry.id)
    return replace(
        change,
        alike=newly_alike(entry, was, change.alike),
        proof=proving.of(entry),
        score=score(entry),
        links=tuple(_links(was, entry, new.library)),
        addresses=tuple(address for address in _addresses(entry) if was is None or address not in _addresses(was)),
        copied=copied(entry, proving.plain),
        pages=pages_of(entry, new.library),
    )


def _links(was: Entry | None, now: Entry, library: Library) -> Iterator[Linked]:
    """Links to records that are there and were not named in that field before; what leads nowhere is a Problem."""
    before = {(target.field, target.id) for target in was.card.targets} if was else set()
    fields = MODEL_OF_KIND[now.kind].model_fields
    concepts = {one.id: one.label for one in (*library.vocab.themes, *library.vocab.settings, *library.vocab.places)}
    for field_name, target in dict.fromkeys((target.field, target.id) for target in now.card.targets):
        entry = library.entries.get(target)
        title = entry.title if entry else concepts.get(target)
        if title is not None and (field_name, target) not in before:
            yield Linked(fields[field_name].title or field_name, target, title)


def _addresses(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ADDRESS.findall(entry.record.model_dump_json())))


_PLACES = (
    ("content/proof.tsv", "“已核对原文”的依据，只由有存档的维护者用 casebook verify --write 写"),
    ("content/vocab/", ""),
    ("content/pages/", ""),
    ("content/", ""),
    ("tests/", ""),
    ("build/", "不收：生成的东西不进仓库，缓存能冒充检查结果，索引里能藏程序"),
    ("", "不是内容：程序、设置或工作流，要由懂程序的维护者看"),
)


def _files(old: Tree, new: Tree, changed: set[str]) -> Iterator[FileChange]:
    """What changed besides records, by path; what needs a second look first."""
    found = []
    for path in sorted(changed):
        blob, before = new.files.get(path), old.files.get(path)
        if _is_record(path) and all(one is None or one.is_plain for one in (blob, before)):
            continue
        how = verdict.REMOVED if blob is None else verdict.ADDED if before is None else verdict.CHANGED
        note = next(note for start, note in _PLACES if path.lower().startswith(start))
        notes = ([note] if note else []) + (list(_oddities(path, blob)) if blob else [])
        found.append(FileChange(path, how, tuple(notes)))
    return iter(sorted(found, key=lambda file: (not file.notes, file.path)))


def _is_record(path: str) -> bool:
    return bool(kind_of(path)) and path.endswith(".yaml")


def _oddities(path: str, blob: Blob) -> Iterator[str]:
    if blob.mode == LINK:
        yield "符号链接"
    if blob.mode == MODULE:
        yield "子模块"
    if blob.mode == PROGRAM:
        yield "可以当程序运行"
    if blob.size > _BIG:
        yield f"很大（{blob.size // 1_000_000} MB）"
    if path.startswith("content/media/") and blob.is_plain:
        yield "图片：看看内容、许可和拍到的人"

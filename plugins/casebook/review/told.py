"""A review as blocks for people, whatever they are written as: what is ours is str, what strangers wrote is Said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.problem import Problem
from casebook.review.difference import Change
from casebook.review.evidence import Proof
from casebook.review.resembling import Alike
from casebook.review.verdict import MOVED, REMOVED, RecordChange, Review

_SHOWN = 6  # of each list, for one record
_LISTED = 50  # of each list of the whole change
_MANY = 3  # records of which nobody wants to read all before he knows what they are


class Said(str):
    """A stranger's words: shown as they are, never taken for anything else."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the site: its path, and what it is called there."""

    path: str
    title: str


Part = str | Link


@dataclass(frozen=True, slots=True)
class Heading:
    parts: tuple[Part, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    parts: tuple[Part, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Diff:
    """Changes under a line that says what they are; folded where a reader can unfold."""

    title: str
    changes: tuple[Change, ...]


Block = Heading | Line | Diff


def told(review: Review) -> Iterator[Block]:
    """First what has to be done, then record by record, then the rest."""
    yield Heading(("这次改动",), 2)
    counts = "，".join(f"{how} {count} 条" for how, count in review.counts.items()) or "没有改动记录"
    others = f"；另有 {len(review.files)} 个文件不是记录" if review.files else ""
    yield Line((f"{counts}{others}。",))
    if len(review.records) > _MANY:
        yield from _overview(review)
    yield Line((_verdict(review),))
    yield from (Line((f"注意：{notice}",)) for notice in review.notices)
    yield from _problems(review)
    yield from _files(review)
    yield from _words(review)
    faulty = {problem.path for problem in review.problems if problem.level == "error"}
    detailed = review.records[: len(review.records) - review.left_out]
    for record in sorted(detailed, key=lambda record: not _wants_a_look(record, faulty)):
        yield from _record(record)
    if review.left_out:
        yield Line((f"还有 {review.left_out} 条记录没有列出细节：改动太大，请分几次提交。",))


def _wants_a_look(record: RecordChange, faulty: set[str]) -> bool:
    return record.path in faulty or record.how == REMOVED or not record.is_kept or bool(record.alike or record.copied)


def _overview(review: Review) -> Iterator[Block]:
    """A line for all that became the same of one kind."""
    groups: dict[str, list[RecordChange]] = {}
    for record in review.records:
        groups.setdefault(f"{record.how}{record.kind}", []).append(record)
    for name, records in groups.items():
        titles = [part for record in records[:_SHOWN] for part in (Said(record.title or record.id), "、")]
        more = f" 等 {len(records)} 条" if len(records) > _SHOWN else ""
        yield Line((f"{name}：", *titles[:-1], more), 1)


def _files(review: Review) -> Iterator[Block]:
    if review.files:
        yield Heading(("记录以外的文件",))
    for file in review.files[:_LISTED]:
        notes = "，".join(file.notes)
        yield Line((f"{file.how} ", Said(file.path), f"：**要看** {notes}" if notes else ""), 1)
    if len(review.files) > _LISTED:
        yield Line((f"还有 {len(review.files) - _LISTED} 个",), 1)


def _words(review: Review) -> Iterator[Block]:
    if review.words:
        yield Heading(("词表和新名称",))
        yield Line(("新的主题、场景和地方要维护者同意；第一次出现的名称，看看是不是已有名称的另一种写法。",))
    for word in review.words[:_LISTED]:
        yield Line((f"{word.how}{word.what}：", Said(word.name), *((" ", Said(word.id)) if word.id else ())), 1)
    if len(review.words) > _LISTED:
        yield Line((f"还有 {len(review.words) - _LISTED} 个",), 1)


def _verdict(review: Review) -> str:
    if review.errors:
        return f"检查发现 {review.errors} 处错误，要先改正。"
    warnings = len(review.problems)
    return f"检查没有发现错误，有 {warnings} 处提醒。" if warnings else "检查没有发现问题。"


def _problems(review: Review) -> Iterator[Block]:
    if review.problems:
        yield Heading(("要改的地方",))
    ordered = sorted(review.problems, key=lambda problem: problem.level != "error")
    yield from (_problem(problem) for problem in ordered[:_LISTED])
    if len(ordered) > _LISTED:
        yield Line((f"还有 {len(ordered) - _LISTED} 处，运行 casebook check 看全部。",), 1)
    if review.before:
        yield Line((f"库里原来就有的 {review.before} 处问题与这次改动无关，没有列出。",))


def _problem(problem: Problem) -> Line:
    where = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    level = "错误" if problem.level == "error" else "提醒"
    hint = (" 提示：", Said(problem.hint)) if problem.hint else ()
    return Line((f"{level} {problem.code} ", Said(where), " ", Said(problem.message), *hint), 1)


def _record(record: RecordChange) -> Iterator[Block]:
    yield Heading((f"{record.how}{record.kind}：", Said(record.title or record.id)), 2)
    yield Line(("文件：", Said(record.path)))
    if record.how == MOVED:
        kept = "旧网址会转到新的" if record.is_kept else "**旧编号没有写进 redirect_from，旧网址会打不开**"
        yield Line(("旧编号：", Said(record.old_id), f"，{kept}"))
    if record.how == REMOVED:
        yield Line(
            (
                "**已发布的记录不要删**：改成 已撤回 并写明原因，网址才不会断；合并到别的记录的，在那条写 redirect_from。",
            )
        )
    before, after = record.status
    if before and before != after:
        yield Line((f"状态：{before} → {after}",))
    if record.fields:
        yield Diff(f"逐项改动（{len(record.fields)} 处）", record.fields)
    if record.proof is not None:
        yield from _proof(record.proof)
    yield from _alike(record)
    yield from _links(record)
    if record.score is not None:
        gaps = "；".join(f"{title}（{what}）" if what else title for title, what in record.score.gaps[:_SHOWN])
        yield Line((f"完整度 {record.score.percent}%" + (f"。来源里有的话可以补：{gaps}" if gaps else ""),))
    if record.pages:
        pages = [part for page in record.pages for part in (Link(page.path, page.title), " ")]
        yield Line(("变动的网页：", *pages[:-1]))


def _proof(proof: Proof) -> Iterator[Block]:
    grades = "，".join(f"{grade} 级 {count}" for grade, count in proof.grades.items())
    parts = [f"出处：{proof.cited} 处写了，{proof.own} 处没有写（算编者归纳）"]
    if grades:
        parts.append(f"证据等级：{grades}")
    if proof.claims:
        parts.append(f"对照原文：{proof.claims} 项里核对了 {proof.proved} 项")
    yield Line(("；".join(parts) + "。",))
    for one in proof.unproved[:_SHOWN]:
        yield Line(("没有核对：", Said(one.words), " 引自 ", Said("、".join(one.cites))), 1)
    if len(proof.unproved) > _SHOWN:
        yield Line((f"还有 {len(proof.unproved) - _SHOWN} 项没有核对",), 1)


def _alike(record: RecordChange) -> Iterator[Block]:
    for one in record.alike:
        yield Line(("像已有的记录：", Said(one.title), " ", Said(one.path), f"（{_how_alike(one)}）"))
        yield from (Line((f"两边都有的 {len(run)} 个字：", Said(run)), 1) for run in one.runs[:3])
    for copy in record.copied[:_SHOWN]:
        yield Line((f"**照抄来源** {len(copy.run)} 个字，请用自己的话写：", Said(copy.source), " ", Said(copy.run)))


def _how_alike(alike: Alike) -> str:
    said = [f"名称相像 {alike.name}%"] if alike.name else []
    return "，".join([*said, f"{alike.share:.0%} 的文字也在那里"])


def _links(record: RecordChange) -> Iterator[Block]:
    if record.links:
        yield Line(("新的链接：",))
    for link in record.links[:_SHOWN]:
        yield Line((f"{link.field} → ", Said(link.title or link.id)), 1)
    if len(record.links) > _SHOWN:
        yield Line((f"还有 {len(record.links) - _SHOWN} 个",), 1)
    for address in record.addresses[:_SHOWN]:
        yield Line(("新的网址，请打开看一看：", Said(address)), 1)

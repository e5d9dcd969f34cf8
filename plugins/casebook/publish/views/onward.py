"""What to read next, and why: the end of every record's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from markupsafe import escape

from casebook.model.names import SECTION
from casebook.publish.views.parts import Link
from casebook.publish.views.writer import Writer

_MOST = 4
_Way = tuple[Iterable[str], str]  # records, best first, of which one is shown; why


def onward(pen: Writer) -> tuple[Link, ...]:
    """At most four published records, each with a reason, and a way to the rest; never empty.

    Only neighbours that links, citations and terms lead to are asked, never the whole library: what others write must not
    make this page anew.
    """
    chosen: dict[str, str] = {pen.entry.id: ""}
    for ids, why in _OF_KIND[pen.entry.kind](pen):
        if len(chosen) > _MOST:
            break
        found = next((one for one in ids if one not in chosen and _is_shown(pen, one)), None)
        if found is not None:
            chosen[found] = why
    near = (pen.link(record_id, escape(why)) for record_id, why in chosen.items() if why)
    return (*near, _rest(pen))


def _is_shown(pen: Writer, record_id: str) -> bool:
    return record_id in pen.library.entries and not pen.desk.links(record_id).status


def _rest(pen: Writer) -> Link:
    labels = {theme.id: theme.label for theme in pen.library.vocab.themes}
    for theme in pen.entry.card.themes:
        if theme in labels:
            return Link(f"../themes/{theme}.html", f"主题：{labels[theme]}", note=escape("同一主题的其他记录"))
    label = SECTION[pen.entry.kind].label
    return Link("index.html", f"全部{label}", note=escape("按条件挑选"))


def _method(pen: Writer) -> Iterator[_Way]:
    me = pen.entry.id
    cases = _namers(pen, me, "procedure")
    told = Counter(case for case, _ in pen.library.figures_of.get(me, ()))
    for case in islice((one for one in sorted(cases, key=lambda one: -told[one]) if _is_shown(pen, one)), 1):
        done = any(use.method == me and use.happened for use in pen.library.entries[case].card.uses)
        figures = f"，有 {told[case]} 个数字" if told[case] else ""
        yield (case,), f"看一个地方怎样做{figures}" if done else "看哪里准备用它"
    yield (*_named(pen, "similar_to"), *_namers(pen, me, "similar_to")), "和它相近，选用之前比一比"
    yield _named(pen, "part_of"), "它是这一套做法的一部分，先看全貌"
    yield _named(pen, "policy_basis"), "它依据的文件"
    yield (note for case in cases for note in _namers(pen, case, "case")), "带思考题和课堂计划，可以用来上课"
    yield _namers(pen, me, "part_of"), "它包含的做法"
    yield _named(pen, "derived_from"), "它从这里发展而来"
    yield _namers(pen, me, "derived_from"), "从它发展出来的做法"
    yield _named(pen, "see_also"), "和它有关"


def _case(pen: Writer) -> Iterator[_Way]:
    me, entries = pen.entry.id, pen.library.entries
    used = [
        method for method, _ in Counter(use.method for use in pen.entry.card.uses).most_common() if method in entries
    ]
    yield (method for method in used if entries[method].card.steps), "这里用的工作法：看步骤和适用条件"
    for method in used:
        others = (case for case in _namers(pen, method, "procedure") if case != me and _is_shown(pen, case))
        if other := next(others, None):
            yield (other,), f"也用了“{entries[method].title}”，看另一个地方怎么做"
            break
    yield _namers(pen, me, "case"), "配合这个案例的思考题和课堂计划"
    yield _named(pen, "policy_basis"), "依据的文件"
    yield used, "这里用的做法"
    yield _named(pen, "see_also"), "和这个案例有关"


def _policy(pen: Writer) -> Iterator[_Way]:
    me = pen.entry.id
    yield _named(pen, "replaced_by"), "已经取代这份文件，以它为准"
    yield _named(pen, "implements"), "这份文件贯彻它"
    rests = _namers(pen, me, "policy_basis")
    yield _of_kind(pen, rests, "method"), "依据这份文件的工作法"
    yield _namers(pen, me, "implements"), "贯彻这份文件的文件"
    yield _of_kind(pen, rests, "case"), "依据这份文件的案例"
    yield _namers(pen, me, "amends"), "修改了这份文件"
    yield _named(pen, "amends"), "这份文件修改了它"
    yield _named(pen, "see_also"), "和这份文件有关"


def _term(pen: Writer) -> Iterator[_Way]:
    me = pen.entry.id
    users = (*_namers(pen, me), *pen.desk.term_uses.get(me, ()))
    yield _of_kind(pen, users, "method"), "用到这个词的工作法"
    yield _of_kind(pen, users, "case"), "用到这个词的案例"
    yield _of_kind(pen, users, "policy"), "用到这个词的文件"
    yield _named(pen, "see_also"), "和这个词有关"


def _source(pen: Writer) -> Iterator[_Way]:
    cited = Counter(record for _, record in pen.library.cited.get(pen.entry.id, ()))
    most = [record for record, _ in cited.most_common()]
    for kind in ("case", "method", "policy"):
        for record in islice(_of_kind(pen, most, kind), 1):
            yield (record,), f"取用它最多的{SECTION[kind].label}，引了 {cited[record]} 节"


def _note(pen: Writer) -> Iterator[_Way]:
    cases = _named(pen, "case")
    yield cases, "先读案例本身"
    for case in cases:
        if case in pen.library.entries:
            yield [use.method for use in pen.library.entries[case].card.uses], "案例里用的工作法"
    yield _namers(pen, pen.entry.id, "units", "pre_reading"), "用到它的课程包"
    yield _named(pen, "attachments"), "附件"


def _pack(pen: Writer) -> Iterator[_Way]:
    for field, why in (("pre_reading", "课前要读"), ("units", "课上要用")):
        yield from (((record,), why) for record in _named(pen, field))


_OF_KIND: dict[str, Callable[[Writer], Iterator[_Way]]] = {
    "method": _method,
    "case": _case,
    "policy": _policy,
    "source": _source,
    "term": _term,
    "note": _note,
    "pack": _pack,
}


def _named(pen: Writer, field: str) -> list[str]:
    """Records that this one names in the field, in its own order."""
    return [target.id for target in pen.entry.card.targets if target.field == field]


def _namers(pen: Writer, record_id: str, *fields: str) -> list[str]:
    """Records that name the record in the fields, or in any, each once."""
    return list(dict.fromkeys(back.source for back in pen.library.who_names(record_id, *fields)))


def _of_kind(pen: Writer, ids: Iterable[str], kind: str) -> Iterator[str]:
    return (one for one in ids if pen.library.entries[one].kind == kind)

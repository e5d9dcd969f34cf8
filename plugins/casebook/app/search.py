"""Search: the index brought up to date with content/, a query asked of it, results named as people know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from casebook.app.content import load_library
from casebook.edges import search_index as index
from casebook.edges.lock import locked
from casebook.index.documents import SearchDoc, documents
from casebook.index.synonyms import synonyms
from casebook.index.words import squeeze
from casebook.link.library import Library
from casebook.model.names import SECTIONS
from casebook.problem import has_errors
from casebook.search.answer import Answer, answer, similar
from casebook.search.parse import LIMIT, Fault, parse
from casebook.search.query import And, Node, Or, Query, Term, Years
from casebook.search.rows import digest, facets_of, key_of
from casebook.search.store import Store

# What people call the facets, and the id that a field of the query language may name.
FACET_LABELS = {
    "kind": "类型",
    "theme": "主题",
    "region": "地区",
    "level": "级别",
    "setting": "场景",
    "form": "形式",
    "status": "状态",
    "note": "教学说明",
    "year": "年份",
    "id": "编号",
}

_PATIENCE = 600.0  # seconds: another process may be making the index of a large library
Tell = Callable[[str], None]
Opened = tuple[Store, index.Manifest]


@dataclass(frozen=True, slots=True)
class Request:
    """`chosen`: (facet, what was written, any of which will do); `sort` as in answer(); `engine` '' takes the one that fits the size of the library."""

    text: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    similar: str = ""
    limit: int = 10
    sort: str = "relevance"
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with the labels of all facet values: facet → value → label."""

    answer: Answer
    labels: dict[str, dict[str, str]]


def search(root: Path, request: Request, tell: Tell) -> Found | Fault:
    """The answer to a request, or what is wrong with it. `tell` gets notices for the person who waits.

    A Fault without a place in the query has `at` -1. TimeoutError when another process holds the index for minutes.
    """
    folder = root / "build" / "search"
    return _searched(folder, lambda: refresh(root, folder, request.engine, tell), (request,), tell)[0]


def search_library(folder: Path, library: Library, requests: Sequence[Request]) -> list[Found | Fault]:
    """The answers to requests, in their order, from a library that is loaded; `folder` keeps the index for the next time."""
    if not requests:
        return []

    def opened() -> Opened:
        return _filed(folder, index.read_manifest(folder), library, "", engine="", tell=_quiet)

    return _searched(folder, opened, requests, _quiet)


def _quiet(_: str) -> None:
    """Nobody waits for these notices."""


def _searched(
    folder: Path, opened: Callable[[], Opened], requests: Sequence[Request], tell: Tell
) -> list[Found | Fault]:
    with locked(folder / "lock", _PATIENCE, lambda: tell("另一个 casebook 正在用搜索索引，等它用完…")):
        try:
            return _search_all(opened, requests, tell)
        except Exception:  # noqa: BLE001, S110 - whatever an engine stumbles over in files that something else has spoilt
            pass
        # Only here has the engine let go of its files. A second failure, on a new index, is a bug of ours and is not caught.
        tell("搜索索引损坏，重新建立。")
        index.clear(folder)
        return _search_all(opened, requests, tell)


def _search_all(opened: Callable[[], Opened], requests: Sequence[Request], tell: Tell) -> list[Found | Fault]:
    store, manifest = opened()
    with closing(store):
        return [_search(store, manifest, request, tell) for request in requests]


def _search(store: Store, manifest: index.Manifest, request: Request, tell: Tell) -> Found | Fault:
    names = manifest.labels
    must = _must(request, names)
    if isinstance(must, Fault):
        return must
    if len(request.text) > LIMIT:
        tell(f"查询太长，只用了前 {LIMIT} 个字。")
    query = parse(request.text, lambda facet, text: resolve(names, facet, text))
    if isinstance(query, Fault):
        return query
    query = Query(query.free, And((*query.must.parts, *must)), query.words)
    labels = {facet: {value: known[0] for value, known in values.items()} for facet, values in names.items()}
    if not request.similar:
        return Found(answer(store, query, manifest.lore, limit=request.limit, sort=request.sort), labels)
    key = _key(manifest, request.similar)
    found = similar(store, key, query, manifest.lore, limit=request.limit) if key else None
    if found is None:
        return Fault(f"没有编号是 {request.similar} 的记录", -1)
    return Found(found, labels)


def _must(request: Request, names: dict[str, dict[str, list[str]]]) -> tuple[Node, ...] | Fault:
    nodes: list[Node] = []
    for facet, written in request.chosen:
        terms: list[Term] = []
        for text in written:
            values = resolve(names, facet, text)
            if isinstance(values, str):
                return Fault(values, -1)
            terms += [Term(facet, value) for value in values]
        nodes.append(Or(tuple(terms)))
    if request.years != (None, None):
        nodes.append(Years(*request.years))
    return tuple(nodes)


def resolve(names: dict[str, dict[str, list[str]]], facet: str, text: str) -> tuple[str, ...] | str:
    """Values of a facet that people may mean: those so called, else those with the text in a name; or why there are none."""
    known, wanted = names.get(facet, {}), squeeze(text)
    if text in known:
        return (text,)
    whole = tuple(value for value, called in known.items() if wanted in map(squeeze, called))
    if whole:
        return whole
    begins = tuple(
        value for value, called in known.items() if wanted and any(squeeze(name).startswith(wanted) for name in called)
    )
    within = begins or tuple(
        value for value, called in known.items() if wanted and any(wanted in squeeze(name) for name in called)
    )
    if within:
        return within
    some = "、".join([called[0] for called in known.values()][:12])
    return f"没有叫“{text}”的{FACET_LABELS[facet]}" + (
        f"；可选：{some}{'……' if len(known) > 12 else ''}" if some and facet != "id" else ""
    )


def has_engine(name: str) -> bool:
    """Whether an engine of that name can be used here."""
    return name != "tantivy" or index.has_tantivy()


def _key(manifest: index.Manifest, written: str) -> str:
    """The key of an id, with or without its kind; '' when there is none. An id is shared by no two kinds of records."""
    if written in manifest.docs:
        return written
    return next(
        (f"{section.kind}/{written}" for section in SECTIONS if f"{section.kind}/{written}" in manifest.docs), ""
    )


def refresh(root: Path, folder: Path, engine: str, tell: Tell) -> Opened:
    """The open store, up to date with content/: nothing is read when no file changed, and only changed documents are filed."""
    code, content = index.code_state(), index.content_state(root)
    manifest = index.read_manifest(folder)
    if (
        manifest is not None
        and (manifest.code, manifest.content) == (code, content)
        and engine in ("", manifest.engine)
    ):
        return index.open_store(folder, manifest.engine), manifest
    loaded = load_library(root)
    if has_errors(loaded.problems):
        tell("有记录没有通过检查，没有放进搜索索引；运行 casebook check 查看。")
    return _filed(folder, manifest, loaded.value, content, engine=engine, tell=tell)


def _filed(
    folder: Path, manifest: index.Manifest | None, library: Library, content: str, *, engine: str, tell: Tell
) -> Opened:
    """The store with what is in the library, and only that; `content`: the state of the files it was loaded from."""
    code = index.code_state()
    docs = {key_of(doc): doc for doc in documents(library)}
    chosen = engine or _engine(library, tell)
    if manifest is None or manifest.code != code or manifest.engine != chosen:
        index.clear(folder)
        manifest = index.Manifest(chosen, code, "")
    digests = {key: digest(doc) for key, doc in docs.items()}
    changed = [docs[key] for key, value in digests.items() if manifest.docs.get(key) != value]
    removed = [key for key in manifest.docs if key not in digests]
    store = index.open_store(folder, chosen)
    if changed or removed:
        if len(changed) > 50:
            tell(f"正在建立搜索索引（{len(changed)} 条）…")
        try:
            store.update(changed, removed)
        except BaseException:
            store.close()
            raise
    fresh = index.Manifest(chosen, code, content, digests, _labels(docs, library), synonyms(docs.values()))
    index.write_manifest(folder, fresh)
    return store, fresh


def _engine(library: Library, tell: Tell) -> str:
    if len(library.entries) <= index.TANTIVY_FROM:
        return "whoosh"
    if index.has_tantivy():
        return "tantivy"
    tell(f"记录超过 {index.TANTIVY_FROM} 条，装上 tantivy 会快得多：pip install 'casebook[tantivy]'")
    return "whoosh"


def _labels(docs: dict[str, SearchDoc], library: Library) -> dict[str, dict[str, list[str]]]:
    """Names of every facet value that occurs."""
    labels: dict[str, dict[str, list[str]]] = {"kind": {section.kind: [section.label] for section in SECTIONS}}
    labels["theme"] = {doc.id: [doc.title, *doc.aliases] for doc in docs.values() if doc.kind == "theme"}
    labels["region"] = {doc.id: [doc.title, *doc.aliases] for doc in docs.values() if doc.kind == "region"}
    labels["setting"] = {setting.id: [setting.label] for setting in library.vocab.settings}
    labels["note"] = {"yes": ["有教学说明", "有"]}
    for facet in ("level", "form", "status", "id"):
        values = dict.fromkeys(value for doc in docs.values() for value in facets_of(doc)[facet])
        labels[facet] = {value: [value] for value in sorted(values)}
    return labels

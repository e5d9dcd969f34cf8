"""How each engine gets its index, and the page that asks it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from casebook.edges import disk
from casebook.edges.search_index import open_store
from casebook.edges.workers import spread
from casebook.index.documents import SearchDoc
from casebook.index.shards import shards
from casebook.index.synonyms import synonyms
from casebook.index.words import fold, terms
from casebook.search.answer import Lore, answer
from casebook.search.parse import parse
from casebook.search.query import Query as Parsed
from casebook.search.rows import key_of
from tests.bench.search.queries import Query

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WEB = ROOT / "plugins/casebook/web"


def text_of(doc: SearchDoc) -> str:
    return "\n".join((*doc.aliases, doc.summary, *doc.keywords, doc.steps, doc.body))


def page(folder: Path, script: str, head: str = "") -> None:
    """page.html with what defines `ask`, and the table that folds where an engine needs our words."""
    html = f'<!doctype html><meta charset="utf-8"><title>bench</title>{head}<script type="module">{script}</script>'
    (folder / "page.html").write_text(html, "utf-8")


# ---- in the browser


def ours(docs: Sequence[SearchDoc], folder: Path, _tools: Path) -> None:
    disk.write_files(folder, shards(docs, spread=spread))
    esbuild = WEB / "node_modules/.bin/esbuild"
    command = [esbuild, HERE / "ours.ts", "--bundle", "--minify", "--target=es2019", f"--outfile={folder / 'ours.js'}"]
    subprocess.run([*map(str, command), "--log-level=error"], check=True, cwd=WEB)
    page(folder, "", f'{PRELOADED}<script src="ours.js"></script>')


# As the head of the site's search page says it.
PRELOADED = (
    '<link rel="preload" as="script" href="search/index.js"><link rel="preload" as="script" href="search/fold.js">'
)


def pagefind(docs: Sequence[SearchDoc], folder: Path, tools: Path) -> None:
    _pagefind(docs, folder, tools, lambda text: text)
    page(folder, _PAGEFIND % "query => [query]")


def pagefind_folded(docs: Sequence[SearchDoc], folder: Path, tools: Path) -> None:
    """Our folding on both sides, and the query first in quotes, then plain."""
    _pagefind(docs, folder, tools, fold)
    (folder / "fold.json").write_text(json.dumps(_fold_pairs(), ensure_ascii=False), "utf-8")
    page(folder, _FOLD + _PAGEFIND % 'query => { const one = fold(query); return [`"${one}"`, one]; }')


def _pagefind(docs: Sequence[SearchDoc], folder: Path, tools: Path, change: Callable[[str], str]) -> None:
    rows = [{"id": doc.id, "title": change(doc.title), "text": change(text_of(doc))} for doc in docs]
    _node("pagefind.mjs", rows, folder / "pagefind", tools)


_PAGEFIND = """
const engine = await import("./pagefind/pagefind.js");
await engine.init();
const wordings = %s;
window.ask = async (query, onFirst) => {
  const ids = new Set();
  for (const wording of wordings(query)) {
    if (ids.size >= 10) break;
    const { results } = await engine.search(wording);
    const coming = results.slice(0, 10).map(one => one.data());
    await coming[0];
    if (coming.length > 0) onFirst?.();
    for (const data of await Promise.all(coming)) ids.add(data.url.replace(/^.*\\//, ""));
  }
  return [...ids].slice(0, 10);
};
"""


def _fold_pairs() -> dict[str, str]:
    from casebook.index.words import simplified

    return simplified()


_FOLD = """
const table = await (await fetch("./fold.json")).json();
const fold = text => text.normalize("NFKC").toLowerCase().replace(/./gu, char => table[char] ?? char);
"""


def minisearch(docs: Sequence[SearchDoc], folder: Path, tools: Path) -> None:
    """Our terms on both sides: all of the index is loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{"id": doc.id, "title": " ".join(terms(doc.title)), "text": " ".join(terms(text_of(doc)))} for doc in docs]
    _node("minisearch.mjs", rows, folder / "index.json", tools)
    shutil.copyfile(tools / "node_modules/minisearch/dist/umd/index.js", folder / "minisearch.js")
    (folder / "fold.json").write_text(json.dumps(_fold_pairs(), ensure_ascii=False), "utf-8")
    script = """
const split = text => text.split(" ");
const index = MiniSearch.loadJSON(await (await fetch("./index.json")).text(), { fields: ["title", "text"], tokenize: split });
const cut = text => (fold(text).match(/\\p{Script=Han}+|[\\p{L}\\p{N}]+?(?=\\p{Script=Han}|[^\\p{L}\\p{N}]|$)/gu) ?? []).flatMap(run =>
  /\\p{Script=Han}/u.test(run) && run.length > 2 ? Array.from(run).slice(1).map((char, at) => Array.from(run)[at] + char) : [run]);
window.ask = async query => index.search(cut(query).join(" "), { tokenize: split, boost: { title: 4 } }).slice(0, 10).map(hit => hit.id);
"""
    page(folder, _FOLD + script, '<script src="minisearch.js"></script>')


def lunr(docs: Sequence[SearchDoc], folder: Path, tools: Path) -> None:
    """Material's own search: its plugin cuts with jieba, its worker asks lunr; all of the index is loaded."""
    project = tools / "material"
    shutil.rmtree(project, ignore_errors=True)
    (project / "docs").mkdir(parents=True)
    for doc in docs:
        (project / "docs" / f"{doc.id}.md").write_text(f"# {doc.title}\n\n{text_of(doc)}\n", "utf-8")
    (project / "docs/index.md").write_text("# bench\n", "utf-8")
    settings = "site_name: bench\nuse_directory_urls: false\ntheme: {name: material, language: zh, font: false}\nplugins: [{search: {lang: zh}}]\n"
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(tools / "python"), "NO_MKDOCS_2_WARNING": "1"}
    site = project / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)]
    subprocess.run(command, cwd=project, check=True, env=env, capture_output=True)
    for part in ("search", "assets/javascripts/workers", "assets/javascripts/lunr"):
        shutil.copytree(site / part, folder / part)
    worker = next((folder / "assets/javascripts/workers").glob("search.*.min.js")).name
    page(folder, _LUNR.replace("WORKER", worker))


_LUNR = """
const worker = new Worker("./assets/javascripts/workers/WORKER");
const answer = type => new Promise(resolve => worker.addEventListener("message", function heard({ data }) {
  if (data.type === type) { worker.removeEventListener("message", heard); resolve(data.data); }
}));
const ready = answer(1);
const index = await (await fetch("./search/search_index.json")).json();
worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
await ready;
window.ask = async query => {
  const found = answer(3);
  worker.postMessage({ type: 2, data: query });
  const { items } = await found;
  return items.slice(0, 10).map(group => group[0].location.replace(/\\.html.*$/, ""));
};
"""


def _node(script: str, rows: object, out: Path, tools: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    (tools / "docs.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    shutil.copyfile(HERE / script, tools / script)
    subprocess.run(["node", script, "docs.json", str(out)], cwd=tools, check=True, capture_output=True)


# ---- in Python


def store(engine: str) -> Callable[[Sequence[SearchDoc], Path], Callable[[str], list[str]]]:
    """`casebook search` on an engine: the engine finds, our rules rank."""

    def made(docs: Sequence[SearchDoc], folder: Path) -> Callable[[str], list[str]]:
        opened = open_store(folder, engine)
        opened.update(docs, ())
        lore = Lore({key_of(doc): place for place, doc in enumerate(docs)}, synonyms(docs))

        def ask(text: str) -> list[str]:
            query = parse(text, lambda facet, value: (value,))
            assert isinstance(query, Parsed)
            return [result.row.doc.id for result in answer(opened, query, lore, limit=10).results]

        return ask

    return made


def fts5(docs: Sequence[SearchDoc], folder: Path) -> Callable[[str], list[str]]:
    """Our terms, any of them, BM25 with the title eightfold."""
    folder.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(folder / "fts.db")
    base.execute("create virtual table docs using fts5(id unindexed, title, text)")
    rows = ((doc.id, " ".join(terms(doc.title)), " ".join(terms(text_of(doc)))) for doc in docs)
    base.executemany("insert into docs values (?, ?, ?)", rows)
    base.commit()

    def ask(text: str) -> list[str]:
        wanted = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms(text)))
        found = base.execute("select id from docs where docs match ? order by bm25(docs, 0, 8, 1) limit 10", (wanted,))
        return [row[0] for row in found]

    return ask


def timed(ask: Callable[[str], list[str]], queries: Sequence[Query]) -> dict[str, Any]:
    """As served.asked, without network; cold: the first query."""
    answers: dict[str, list[str]] = {}
    seconds = []
    for one in queries:
        started = time.perf_counter()
        answers[one.q] = ask(one.q)
        seconds.append(time.perf_counter() - started)
    return {"answers": answers, "cold": seconds[:1], "warm": seconds[1:]}

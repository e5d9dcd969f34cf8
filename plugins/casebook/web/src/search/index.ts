// The search, a script of its own (assets/search.js): the field in the header, and the search page where it is.

import { SearchBox } from "./box";
import { siteRoot } from "../root";
import { Finder } from "./find";
import { failure } from "./hits";
import { syllablesOf } from "./lookup";
import { SearchPage } from "./page";


let box: SearchBox | null = null;
let boxForm: HTMLFormElement | null = null;
let finder: Finder | null = null;
let page: SearchPage | null = null;
let pageRoot: HTMLElement | null = null;

/** Safe to call again after each instant navigation, which keeps the header. */
function mountSearch(): void {
  const form = document.querySelector<HTMLFormElement>("#casebook-search-form");
  const base = siteRoot();
  if (form === null || base === null) return;
  if (finder === null || finder.base !== base) finder = new Finder(base);
  if (boxForm !== form) mountBox(form, finder);
  mountPage(finder);
}

function mountBox(form: HTMLFormElement, own: Finder): void {
  const input = form.querySelector<HTMLInputElement>("#casebook-search");
  const output = document.querySelector<HTMLElement>("#casebook-search-results");
  if (input === null || output === null) return;
  boxForm = form;
  box = new SearchBox(form, input, output, own);
  form.addEventListener("submit", (event) => {
    if (page === null || pageRoot?.isConnected !== true) return;
    event.preventDefault();
    page.ask(input.value);
    box?.leave();
  });
}

function mountPage(own: Finder): void {
  const root = document.querySelector<HTMLElement>("#casebook-search-page");
  if (root === null || root === pageRoot) return;
  pageRoot = root;
  page = new SearchPage(root, own, (query) => box?.set(query));
}

/** As many as anybody looks through. */
const SOUGHT = 20;

window.casebookFind = mountSearch;
window.casebookSounds = async () => {
  const found = await (finder ??= new Finder(siteRoot() ?? "")).find("居民"); // any word: the table comes with what finds it
  return syllablesOf(found.build.shards);
};
window.casebookSeek = async (query, kinds) => {
  try {
    const found = await (finder ??= new Finder(siteRoot() ?? "")).find(query, { all: true });
    const hits = found.hits.filter((hit) => kinds.length === 0 || kinds.includes(hit.kind)).slice(0, SOUGHT);
    const rows = await found.build.rows(hits.map((hit) => hit.doc));
    return hits.flatMap((hit, at) => {
      const row = rows[at];
      return row ? [{ id: row.url.replace(/^.*\/|\.html$/g, ""), kind: hit.kind, title: row.title, facts: row.facts.join(" · ") }] : [];
    });
  } catch (error) {
    throw new Error(failure(error));
  }
};

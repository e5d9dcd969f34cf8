// The search, a script of its own (assets/search.js): the field in the header, and the search page where it is.

import { SearchBox } from "./box";
import { siteRoot } from "../root";
import { Finder } from "./find";
import { failure } from "./hits";
import { syllablesOf } from "./lookup";
import { SearchPage } from "./page";

const finder = new Finder(siteRoot() ?? "");
let isThere = false;

/** Once, however often it is asked for. */
function mountSearch(): void {
  const form = document.querySelector<HTMLFormElement>("#casebook-search-form");
  const input = document.querySelector<HTMLInputElement>("#casebook-search");
  const output = document.querySelector<HTMLElement>("#casebook-search-results");
  const root = document.querySelector<HTMLElement>("#casebook-search-page");
  if (isThere || form === null || input === null || output === null) return;
  isThere = true;
  const box = new SearchBox(form, input, output, finder);
  if (root === null) return;
  const page = new SearchPage(root, finder, (query) => box.set(query));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    page.ask(input.value);
    box.leave();
  });
}

/** As many as anybody looks through. */
const SOUGHT = 20;

window.casebookFind = mountSearch;
window.casebookSounds = async () => {
  const found = await finder.find("居民"); // any word: the table comes with what finds it
  return syllablesOf(found.build.shards);
};
window.casebookSeek = async (query, kinds) => {
  try {
    const found = await finder.find(query, { all: true });
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

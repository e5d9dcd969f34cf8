// Search is more than half of our script, and most pages are read without it: it comes when a reader turns to its field.

import { siteRoot } from "../root";
import { loadScript } from "../script";

export interface Sought {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** As a hit shows them. */
  readonly facts: string;
}

declare global {
  interface Window {
    /** Set by assets/search.js: makes what the page has searchable. */
    casebookFind?: () => void;
    /** Likewise: as seekRecords. */
    casebookSounds?: () => Promise<ReadonlyMap<string, string>>;
    casebookSeek?: (query: string, kinds: readonly string[]) => Promise<Sought[]>;
  }
}

/** Records for a query, best first, of these kinds or of all, for a page that makes its own of them. Rejects with words for the reader. */
export async function seekRecords(query: string, kinds: readonly string[] = []): Promise<Sought[]> {
  await loadScript(`${siteRoot() ?? ""}assets/search.js`);
  if (window.casebookSeek === undefined) throw new Error("搜索的程序没有加载成功，请刷新页面再试。");
  return window.casebookSeek(query, kinds);
}

/** Character → syllable; empty when it cannot be had. */
export async function sounds(): Promise<ReadonlyMap<string, string>> {
  await loadScript(`${siteRoot() ?? ""}assets/search.js`);
  return (await window.casebookSounds?.().catch(() => undefined)) ?? new Map<string, string>();
}

let isComposing = false;

/** Readies the header's field, and the search page where it is. */
export function mountSearch(): void {
  const input = document.querySelector<HTMLInputElement>("#casebook-search");
  const base = siteRoot();
  if (input === null || base === null) return;
  // Without the script the form is a plain one, which leads to the search page. Half-typed pinyin is no query yet.
  const begin = (): void => {
    if (!isComposing) window.casebookFind?.();
  };
  const bring = (): void => void loadScript(`${base}assets/search.js`).then(begin);
  listen(input, bring, begin);
  if (document.querySelector("#casebook-search-page") !== null) bring();
}

function listen(input: HTMLInputElement, bring: () => void, begin: () => void): void {
  const toggle = document.querySelector<HTMLInputElement>("#__search");
  input.addEventListener("focus", bring);
  for (const name of ["compositionstart", "compositionend", "input"]) {
    input.addEventListener(name, (event) => {
      isComposing = name === "compositionstart" || (name === "input" && (event as InputEvent).isComposing);
      begin();
    });
  }
  toggle?.addEventListener("change", () => {
    if (toggle.checked) input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key !== "/" && event.key !== "s") || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    event.preventDefault();
    input.focus();
  });
  if (document.activeElement === input) bring();
}

// A hit as elements; the dropdown and the search page show the same.

import { OtherBuild, type Found, type Hit, type Row } from "./find";
import { coverage, excerpt, marked } from "./snippet";
import { fold } from "./words";

export function element(tag: string, className: string, ...content: Array<string | Node>): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

/** Title, kind and facts, another name if that is why it was found. `link` is the anchor to fill. */
export function fillHit(link: HTMLAnchorElement, hit: Hit, row: Row, found: Found, base: string): void {
  link.href = base + row.url;
  link.append(marked(row.title, found.terms, found.fold));
  const alias = aliasThatSaysMore(row, found);
  if (alias !== null) link.append(" ", element("span", "cb-hit__alias", "又名 ", marked(alias, found.terms, found.fold)));
  link.dataset["kind"] = hit.kind;
}

/** An alias with at least half of the query's words, and more of them than the title; null when there is none. */
function aliasThatSaysMore(row: Row, found: Found): string | null {
  let best: string | null = null;
  let most = Math.max(coverage(row.title, found.terms, found.fold), Math.ceil(found.terms.length / 2) - 1);
  for (const alias of row.aliases) {
    const has = coverage(alias, found.terms, found.fold);
    if (has > most) [best, most] = [alias, has];
  }
  return best;
}

export function factsOf(hit: Hit, row: Row): HTMLElement {
  const facts = [hit.label, ...row.facts.filter((fact) => fact !== hit.label)];
  return element("span", "cb-hit__facts", ...facts.map((fact) => element("span", "cb-fact", fact)));
}

/** The stretch of the summary that holds most of the query's words; empty for a record without a summary. */
export function summaryOf(row: Row, found: Found): DocumentFragment {
  return marked(excerpt(row.summary, found.terms, found.fold), found.terms, found.fold);
}

/** Whether a text may show words of the query that neither title nor summary show. */
export function wantsText(row: Row, found: Found): boolean {
  return coverage([row.title, row.summary, ...row.aliases].join("\n"), found.terms, found.fold) < found.terms.length;
}

/** A stretch of the text where it holds more of the query's words than the summary; null where it does not. */
export function betterThanSummary(text: string, row: Row, found: Found): DocumentFragment | null {
  const stretch = excerpt(text, found.terms, found.fold);
  const isBetter = coverage(stretch, found.terms, found.fold) > coverage(row.summary, found.terms, found.fold);
  return isBetter ? marked(stretch, found.terms, found.fold) : null;
}

/** What stands before the number of hits when they are not counted to the end. */
export function about(found: Found): string {
  return found.isPart ? "至少 " : found.isLoose ? "约 " : " ";
}

/** What to tell about a search besides its hits: cut query, near names, files that were not there. */
export function remarks(found: Found, limit: number): string[] {
  const said: string[] = [];
  if (found.isCut) said.push(`输入太长，只按前 ${limit} 个字查找。`);
  if (found.missing.length > 0) {
    said.push(`有搜索数据没有加载成功（${found.missing[0] as string}），结果可能不全。请刷新页面；如果一直这样，请告诉网站维护者。`);
  }
  return said;
}

/** Names that may have been meant, each a button; none when the query is a name or finds all its words. */
export function suggestions(found: Found, take: (name: string) => void): HTMLElement[] {
  if (found.near.length === 0) return [];
  const buttons = found.near.map((name) => {
    const button = element("button", "cb-hit__meant", name) as HTMLButtonElement;
    button.type = "button";
    button.addEventListener("click", () => take(name));
    return button;
  });
  return [element("span", "cb-hit__ask", "你要找的是不是：", ...buttons)];
}

/**
 * The words of the query that only the text of the record has, as they stand in the query: neighbouring pairs are one word.
 * Empty when the title or the summary show them all.
 */
export function wordsInText(hit: Hit, row: Row, found: Found): string[] {
  const shown = fold([row.title, row.summary, ...row.aliases, ...row.facts].join("\n"), found.fold);
  const words: string[] = [];
  let last = "";
  for (const term of found.termsOf(hit.doc)) {
    if (shown.includes(term)) continue;
    const isNext = words.length > 0 && last.length > 1 && term.length > 1 && last.slice(1) === term.slice(0, -1);
    const at = words.length - 1;
    if (isNext) words[at] = `${words[at] as string}${term.slice(-1)}`;
    else words.push(term);
    last = term;
  }
  return words;
}

/** What to tell when a search failed altogether. */
export function failure(error: unknown): string {
  if (error instanceof OtherBuild) return OtherBuild.told;
  return error instanceof Error && error.name === "NoIndex" ? error.message : "搜索没有完成。请刷新页面再试，或者从各栏目的列表里查找。";
}

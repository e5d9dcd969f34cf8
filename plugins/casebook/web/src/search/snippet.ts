// Why a hit was found: the words of the query marked, and the stretch of a text that holds most of them.

import { fold, type FoldTable } from "./words";

/** Half-open, in UTF-16 units of the text as written. */
export type Span = readonly [number, number];

const WIDTH = 90;
const BEFORE = 18;
const WORD = /[\p{L}\p{N}]/u;
const HAN = /[〇㐀-䶿一-鿿\u{20000}-\u{3FFFF}]/u;

/** Where the terms stand in a text, in order, without overlaps. */
export function spans(text: string, terms: readonly string[], table: FoldTable): Span[] {
  let folded = "";
  const origin: number[] = [];
  let at = 0;
  for (const char of text) {
    const shape = shapeOf(char, table);
    for (let unit = 0; unit < shape.length; unit++) origin.push(at);
    folded += shape;
    at += char.length;
  }
  origin.push(text.length);
  const found: Span[] = [];
  for (const term of terms) {
    for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + 1)) {
      const to = from + term.length;
      if (!HAN.test(term) && (isWord(folded[from - 1]) || isWord(folded[to]))) continue;
      // The end is where the next shape of another character begins: one character may fold to several.
      const start = origin[from] as number;
      let end = to;
      while (end < origin.length - 1 && origin[end] === origin[end - 1]) end++;
      found.push([start, origin[end] as number]);
    }
  }
  return merged(found);
}

const shapes = new WeakMap<FoldTable, Map<string, string>>();

/** One character folded; the few that texts are made of are folded once. */
function shapeOf(char: string, table: FoldTable): string {
  let known = shapes.get(table);
  if (known === undefined) shapes.set(table, (known = new Map()));
  let shape = known.get(char);
  if (shape === undefined) known.set(char, (shape = fold(char, table)));
  return shape;
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && WORD.test(char) && !HAN.test(char);
}

function merged(found: Span[]): Span[] {
  const out: Array<[number, number]> = [];
  for (const [start, end] of found.sort((left, right) => left[0] - right[0] || left[1] - right[1])) {
    const last = out[out.length - 1];
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

/** How many of the terms stand in the text. */
export function coverage(text: string, terms: readonly string[], table: FoldTable): number {
  const folded = fold(text, table);
  return terms.filter((term) => folded.includes(term)).length;
}

/** The stretch of about WIDTH characters with the most marked ones; begins after a full stop or line end if one is near. */
export function excerpt(text: string, terms: readonly string[], table: FoldTable): string {
  if (text.length <= WIDTH) return oneLine(text);
  const marks = spans(text, terms, table);
  let best = 0;
  let most = -1;
  for (const [start] of marks) {
    const marked = marks.filter(([from, to]) => from >= start && to <= start + WIDTH - BEFORE);
    // Different words before repeated ones: four times 社区 says less than 社区 and 用房.
    const different = new Set(marked.map(([from, to]) => text.slice(from, to)));
    const weight = [...different].reduce((sum, word) => sum + word.length, 0);
    if (weight > most) [best, most] = [start, weight];
  }
  const begin = beginning(text, best);
  const end = wholeEnd(text, Math.min(text.length, begin + WIDTH));
  const cut = oneLine(text.slice(begin, end).replace(/^[，、：；。！？）」』】》”’\s]+/, ""));
  return `${begin > 0 && !/[\n。！？；]/.test(text[begin - 1] as string) ? "…" : ""}${cut}${end < text.length ? "…" : ""}`;
}

/** Statements stand on lines of their own; side by side they need something between them. */
function oneLine(text: string): string {
  return text
    .trim()
    .replace(/([。！？；…])\n+/g, "$1")
    .replace(/\n+/g, " · ");
}

function beginning(text: string, best: number): number {
  const near = text.slice(Math.max(0, best - 2 * BEFORE), best);
  const stop = Math.max(...["\n", "。", "！", "？", "；"].map((mark) => near.lastIndexOf(mark)));
  if (stop >= 0) return best - (near.length - stop - 1);
  return best <= 2 * BEFORE ? 0 : wholeEnd(text, best - BEFORE);
}

/** Not between the two halves of a character beyond U+FFFF. */
function wholeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

/** The text with its marks as nodes: text goes in as text only. */
export function marked(text: string, terms: readonly string[], table: FoldTable): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let last = 0;
  for (const [start, end] of spans(text, terms, table)) {
    fragment.append(text.slice(last, start));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    fragment.append(mark);
    last = end;
  }
  fragment.append(text.slice(last));
  return fragment;
}

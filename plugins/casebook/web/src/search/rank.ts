// Postings to an order of documents: sums over terms, more for documents that have them all, most for those named so.

import type { Postings } from "./postings";

/** What a level is worth. In a name a term is worth clearly more than anywhere else, in a short name most. */
const VALUES = [0.2, 0.32, 0.42, 0.52, 0.62, 0.72, 1.3, 1.7] as const;
/** Documents with less than this share of what the best one has of the query are left out. */
const ENOUGH = 0.4;

export interface Scored {
  readonly doc: number;
  readonly score: number;
  /** Whether all terms of the query stand in the document. */
  readonly isWhole: boolean;
}

/** A way to say the query: a list for each distinct term, and what a match is worth against one in the reader's own words. */
export interface Wording {
  readonly lists: readonly Postings[];
  readonly worth: number;
}

export function rarity(found: number, docs: number): number {
  return Math.log(1 + (docs - found + 0.5) / (found + 0.5));
}

interface Sums {
  readonly sum: Float64Array;
  readonly share: Float64Array;
  readonly count: Uint16Array;
  readonly all: number;
}

function added({ lists }: Wording, docs: number): Sums {
  const sums = { sum: new Float64Array(docs), share: new Float64Array(docs), count: new Uint16Array(docs), all: 0 };
  for (const list of lists) {
    const weight = rarity(list.total, docs);
    sums.all += weight;
    for (let at = 0; at < list.docs.length; at++) {
      const doc = list.docs[at] as number;
      sums.sum[doc] = (sums.sum[doc] ?? 0) + weight * (VALUES[list.levels[at] as number] ?? 0);
      sums.share[doc] = (sums.share[doc] ?? 0) + weight;
      sums.count[doc] = (sums.count[doc] ?? 0) + 1;
    }
  }
  return sums;
}

/**
 * Documents in order, best first; ties go to the smaller number. A document counts by the wording it fits best. `bonus` is what a
 * document gets for its name; one without any term is only there for its bonus.
 */
export function rank(wordings: readonly Wording[], bonus: ReadonlyMap<number, number>, docs: number): Scored[] {
  const ways = wordings.map((wording) => ({ ...wording, ...added(wording, docs) }));
  const least = ways.map(({ share }) => share.reduce((most, value) => Math.max(most, value), 0) * ENOUGH);
  // A longer name for the same thing must not outweigh the reader's own words by its length.
  const own = ways[0]?.all ?? 0;
  const worths = ways.map(({ worth, all }) => (own > 0 ? worth * Math.min(1, own / all) : worth));
  const scored: Scored[] = [];
  for (let doc = 0; doc < docs; doc++) {
    const extra = bonus.get(doc) ?? 0;
    let score = -1;
    let isWhole = false;
    ways.forEach(({ lists, sum, share, count, all }, way) => {
      const part = share[doc] ?? 0;
      if (part === 0 || (extra === 0 && part < (least[way] ?? 0))) return;
      score = Math.max(score, (((sum[doc] ?? 0) * part) / all) * (worths[way] ?? 0));
      isWhole ||= lists.length > 0 && count[doc] === lists.length;
    });
    if (score < 0 && extra === 0) continue;
    scored.push({ doc, score: Math.max(score, 0) + extra, isWhole });
  }
  return scored.sort((left, right) => right.score - left.score || left.doc - right.doc);
}

/** How much of the query, 0 to 1, stands in a text in one piece of at least three characters. Both squeezed. */
export function together(query: string, text: string): number {
  if (query.length < 2) return 0;
  if (text.includes(query)) return 1;
  let longest = 0;
  let row = new Uint16Array(text.length + 1);
  for (let at = 0; at < query.length; at++) {
    const next = new Uint16Array(text.length + 1);
    for (let to = 0; to < text.length; to++) {
      if (query[at] !== text[to]) continue;
      const run = (row[to] as number) + 1;
      next[to + 1] = run;
      if (run > longest) longest = run;
    }
    row = next;
  }
  return longest >= 3 ? longest / query.length : 0;
}

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

export function rarity(found: number, docs: number): number {
  return Math.log(1 + (docs - found + 0.5) / (found + 0.5));
}

/**
 * Documents in order, best first; ties go to the smaller number. `lists` holds a list for each distinct term of the query, `bonus`
 * what a document gets for its name. A document without any term is only there for its bonus.
 */
export function rank(lists: readonly Postings[], bonus: ReadonlyMap<number, number>, docs: number): Scored[] {
  const sum = new Float64Array(docs);
  const share = new Float64Array(docs);
  const count = new Uint16Array(docs);
  let all = 0;
  for (const list of lists) {
    const weight = rarity(list.docs.length, docs);
    all += weight;
    list.docs.forEach((doc, at) => {
      const level = list.levels[at] as number;
      sum[doc] = (sum[doc] ?? 0) + weight * (VALUES[level] ?? 0);
      share[doc] = (share[doc] ?? 0) + weight;
      count[doc] = (count[doc] ?? 0) + 1;
    });
  }
  const best = share.reduce((most, value) => Math.max(most, value), 0);
  const scored: Scored[] = [];
  for (let doc = 0; doc < docs; doc++) {
    const extra = bonus.get(doc) ?? 0;
    const part = share[doc] ?? 0;
    if (extra === 0 && (part === 0 || part < best * ENOUGH)) continue;
    const coverage = all > 0 ? part / all : 0;
    scored.push({ doc, score: (sum[doc] ?? 0) * coverage + extra, isWhole: lists.length > 0 && count[doc] === lists.length });
  }
  return scored.sort((left, right) => right.score - left.score || left.doc - right.doc);
}


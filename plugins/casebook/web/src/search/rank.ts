// Postings to an order of documents: sums over terms, more for documents that have them all, most for those named so.

import type { Postings } from "./postings";
import { RANKING } from "./ranking";

/** Levels are hundredths. */
const UNIT = 100 * RANKING.rarity_steps;

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

/** Whole steps: sums have no last digit for two languages to differ in. */
export function rarity(found: number, docs: number): number {
  return Math.floor(Math.log(1 + (Math.max(0, docs - found) + 0.5) / (found + 0.5)) * RANKING.rarity_steps + 0.5);
}

interface Sums {
  readonly sum: Float64Array;
  readonly share: Float64Array;
  readonly count: Uint16Array;
  readonly all: number;
  readonly worth: number;
  readonly terms: number;
}

function added({ lists, worth }: Wording, docs: number): Sums {
  const sum = new Float64Array(docs);
  const share = new Float64Array(docs);
  const count = new Uint16Array(docs);
  let all = 0;
  for (const list of lists) {
    const weight = rarity(list.total, docs);
    all += weight;
    for (let at = 0; at < list.docs.length; at++) {
      const doc = list.docs[at] as number;
      sum[doc] = (sum[doc] as number) + weight * (RANKING.levels[list.levels[at] as number] as number);
      share[doc] = (share[doc] as number) + weight;
      count[doc] = (count[doc] as number) + 1;
    }
  }
  return { sum, share, count, all, worth, terms: lists.length };
}

/** Which documents count, and what share of the query they have to have of what the best of them has. */
export interface Among {
  readonly has: (doc: number) => boolean;
  readonly enough: number;
}

const ALL: Among = { has: () => true, enough: RANKING.enough };

/**
 * Documents in order, best first; ties go to the smaller number. A document counts by the wording it fits best. `bonus` is what a
 * document gets for its name; one without any term is only there for its bonus.
 */
export function rank(wordings: readonly Wording[], bonus: ReadonlyMap<number, number>, docs: number, among = ALL): Scored[] {
  const best = new Float64Array(docs).fill(-1);
  const whole = new Uint8Array(docs);
  let own = 0;
  for (const wording of wordings) {
    const { sum, share, count, all, worth, terms } = added(wording, docs);
    // A longer name for the same thing must not outweigh the reader's own words by its length.
    own = own || all;
    const fits = worth * Math.min(1, own / all);
    let least = 0;
    for (let doc = 0; doc < docs; doc++) if ((share[doc] as number) > least && among.has(doc)) least = share[doc] as number;
    least *= among.enough;
    for (let doc = 0; doc < docs; doc++) {
      const part = share[doc] as number;
      if (part === 0 || (part < least && (bonus.get(doc) ?? 0) === 0)) continue;
      best[doc] = Math.max(best[doc] as number, (((sum[doc] as number) * part) / all) * fits / UNIT);
      if (count[doc] === terms) whole[doc] = 1;
    }
  }
  const scored: Scored[] = [];
  for (let doc = 0; doc < docs; doc++) {
    const extra = bonus.get(doc) ?? 0;
    const score = best[doc] as number;
    if ((score >= 0 || extra !== 0) && among.has(doc)) scored.push({ doc, score: Math.max(score, 0) + extra, isWhole: whole[doc] === 1 });
  }
  return scored.sort((left, right) => right.score - left.score || left.doc - right.doc);
}

/** How much of the query, 0 to 1, stands in a text in one piece. Both squeezed. */
export function together(query: string, text: string): number {
  const asked = Array.from(query);
  if (asked.length < 2) return 0;
  if (text.includes(query)) return 1;
  let longest = 0;
  for (let start = 0; start + longest < asked.length; start++) {
    while (start + longest < asked.length && text.includes(asked.slice(start, start + longest + 1).join(""))) longest++;
  }
  return longest >= RANKING.piece_shortest ? longest / asked.length : 0;
}

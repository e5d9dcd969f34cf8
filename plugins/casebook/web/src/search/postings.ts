// Where a term occurs: the reader of what index/lines.py writes.

import { DIGITS } from "./words";

const END = "!";
const ODD = "`";
/** Levels in the order their groups stand. */
const ORDER = [3, 4, 5, 2, 6, 1, 7, 0];
const DIRECT = 70;
const BASE = 90 - DIRECT;

/** Documents with the term, level by level; `levels[i]` belongs to `docs[i]`. */
export interface Postings {
  readonly docs: readonly number[];
  readonly levels: readonly number[];
  /** How many documents have the term; more than `docs` where a file of its own holds the rest. */
  readonly total: number;
}

export const NOWHERE: Postings = { docs: [], levels: [], total: 0 };

/** A term's line: its groups, after ODD and the number of all documents where some are left out. */
export function postingsOf(line: string): Postings {
  if (!line.startsWith(ODD)) return decode(line);
  const [total, end] = readDigits(line, 1);
  return { ...decode(line.slice(end)), total };
}

/** Two parts of one term's documents, of which no document is in both. */
export function joined(head: Postings, tail: Postings): Postings {
  return { docs: [...head.docs, ...tail.docs], levels: [...head.levels, ...tail.levels], total: head.docs.length + tail.docs.length };
}

/** Reads the groups of one term; characters that no writer of ours writes count as nothing. */
export function decode(groups: string): Postings {
  const docs: number[] = [];
  const levels: number[] = [];
  let rank = 0;
  let last = -1;
  for (let at = 0; at < groups.length; ) {
    if (groups[at] === " ") {
      rank++;
      last = -1;
      at++;
      continue;
    }
    const [gap, end] = readDigits(groups, at);
    last += gap + 1;
    docs.push(last);
    levels.push(ORDER[rank] ?? 0);
    at = end;
  }
  return { docs, levels, total: docs.length };
}

/** The number that stands in a text, and where it ends. */
function readDigits(text: string, at: number): [number, number] {
  let value = 0;
  let place = 1;
  while (at < text.length) {
    const digit = DIGITS.get(text[at++] as string) ?? 0;
    // Each further digit also stands for the numbers that fewer digits could have said.
    value += digit * place;
    if (digit < DIRECT) break;
    place *= BASE;
  }
  return [value, at];
}

/** Key → the rest of its line, of the shard `number` of `count`; for terms ask with termKey. */
export function table(family: string, lines: string, number: number, count: number): Map<number | string, string> {
  const found = new Map<number | string, string>();
  let hash = number * (2 ** 32 / count);
  for (const line of lines === "" ? [] : lines.split(END)) {
    const isWhole = family === "n";
    if (isWhole || line.startsWith(ODD)) {
      const blank = line.indexOf(" ");
      if (blank > 0) found.set(line.slice(isWhole ? 0 : 1, blank), line.slice(blank + 1));
    } else {
      const [step, end] = readDigits(line, 0);
      hash += step;
      found.set(hash, line.slice(end));
    }
  }
  return found;
}

const PLAIN = /^[〇㐀-䶿一-鿿]{1,2}$/;

/** What a term's line stands under: its hash, which only this term has, or the term where it is not of one or two Han characters. */
export function termKey(term: string): number | string {
  return PLAIN.test(term) ? hashOf(term) : term;
}

/** Which of `count` shards, a power of two, holds a key: the first bits of its hash, as in index/keys.py. */
export function shardOf(key: string, count: number): number {
  return Math.floor(hashOf(key) / (2 ** 32 / count));
}

function hashOf(key: string): number {
  let value = 0;
  for (let at = 0; at < key.length; at++) {
    if (at > 1) value = mixed(value);
    value = ((value << 16) | (value >>> 16)) ^ key.charCodeAt(at);
  }
  return mixed(value) >>> 0;
}

function mixed(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return value ^ (value >>> 16);
}

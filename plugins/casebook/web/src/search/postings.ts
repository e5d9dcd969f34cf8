// Where a term occurs: the reader of what index/postings.py writes.

import { DIGITS } from "./words";

export const LEVELS = 8;
/** From this level up the term stands in the title or an alias. */
export const NAME_LEVEL = 6;
const DIRECT = 70;
const BASE = 90 - DIRECT;

/** Documents with the term, the heaviest level first; `levels[i]` belongs to `docs[i]`. */
export interface Postings {
  readonly docs: readonly number[];
  readonly levels: readonly number[];
  /** How many documents have the term; more than `docs` where a file of its own holds the rest. */
  readonly total: number;
}

export const NOWHERE: Postings = { docs: [], levels: [], total: 0 };

/** A term's line: its groups, after '!' and the number of all documents where some are left out. */
export function postingsOf(line: string): Postings {
  if (!line.startsWith("!")) return decode(line);
  const blank = line.indexOf(" ");
  const [first] = decode(line.slice(1, blank)).docs;
  return { ...decode(line.slice(blank + 1)), total: first ?? 0 };
}

/** Two parts of one term's documents, of which no document is in both. */
export function joined(head: Postings, tail: Postings): Postings {
  return { docs: [...head.docs, ...tail.docs], levels: [...head.levels, ...tail.levels], total: head.docs.length + tail.docs.length };
}

/** Reads the groups of one term; characters that no writer of ours writes count as nothing. */
export function decode(groups: string): Postings {
  const docs: number[] = [];
  const levels: number[] = [];
  let level = LEVELS - 1;
  let last = -1;
  let gap = 0;
  let place = 1;
  for (const char of groups) {
    if (char === " ") {
      level--;
      last = -1;
      continue;
    }
    const digit = DIGITS.get(char) ?? 0;
    if (digit >= DIRECT) {
      // Each further digit also stands for the numbers that fewer digits could have said.
      gap += digit * place;
      place *= BASE;
      continue;
    }
    last += gap + digit * place + 1;
    docs.push(last);
    levels.push(level);
    gap = 0;
    place = 1;
  }
  return { docs, levels, total: docs.length };
}

/** The lines of a shard, 'key rest', as a map. */
export function table(lines: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines.split("\n")) {
    const blank = line.indexOf(" ");
    if (blank > 0) found.set(line.slice(0, blank), line.slice(blank + 1));
  }
  return found;
}

/** Which of `count` shards, a power of two, holds a key: the first bits of its hash, as in index/keys.py. */
export function shardOf(key: string, count: number): number {
  let value = 0;
  for (let at = 0; at < key.length; at++) {
    if (at > 1) value = mixed(value);
    value = ((value << 16) | (value >>> 16)) ^ key.charCodeAt(at);
  }
  return count > 1 ? mixed(value) >>> (32 - Math.log2(count)) : 0;
}

function mixed(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return value ^ (value >>> 16);
}

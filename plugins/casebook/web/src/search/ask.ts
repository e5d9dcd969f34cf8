// What a query asks for: its words, its names, other ways to say it.

import { squeeze, terms, type FoldTable } from "./words";

/** Longer queries are cut here: a pasted page would ask for hundreds of files. */
export const QUERY_LIMIT = 100;
const TERMS_LIMIT = 32;
const PARTS_LIMIT = 4;
const WORDINGS_LIMIT = 2;

export interface Asked {
  readonly isCut: boolean;
  /** Distinct terms, in order. */
  readonly words: readonly string[];
  /** The whole query squeezed, and its blank-separated parts where it has several. */
  readonly plain: string;
  readonly parts: readonly string[];
  /** The terms of other wordings, where a name in the query is replaced by one that says the same. */
  readonly others: ReadonlyArray<readonly string[]>;
}

export function ask(query: string, table: FoldTable, same: ReadonlyArray<readonly string[]>): Asked {
  const asked = query.trim();
  const cut = Array.from(asked).slice(0, QUERY_LIMIT).join("");
  const plain = squeeze(cut, table);
  const pieces = cut.split(/\s+/).map((piece) => squeeze(piece, table));
  const words = distinct(cut, table);
  return {
    isCut: cut.length < asked.length,
    words,
    plain,
    parts: [...new Set(pieces)].filter((piece) => piece.length > 1 && piece !== plain).slice(0, PARTS_LIMIT),
    others: otherWordings(pieces.join(" "), same).map((text) => distinct(text, table)),
  };
}

/** Characters that only hold a sentence together: their pairs stand in every text and say nothing about it. */
const EMPTY = /[的了吗呢吧么怎]/;
const ENOUGH = 3;

function distinct(text: string, table: FoldTable): string[] {
  const all = [...new Set(terms(text, table))];
  const full = all.filter((term) => !EMPTY.test(term));
  return (full.length >= ENOUGH ? full : all).slice(0, TERMS_LIMIT);
}

/** The query with one of its names replaced, longer names first; the label before the aliases. */
export function otherWordings(query: string, same: ReadonlyArray<readonly string[]>): string[] {
  const found: Array<readonly [number, string]> = [];
  for (const group of same) {
    const name = [...group].sort((left, right) => right.length - left.length).find((one) => query.includes(one));
    if (name === undefined) continue;
    for (const other of group) {
      // A name within the other one, 社区协商 and 协商, brings no new words but fewer.
      if (!other.includes(name) && !name.includes(other)) found.push([name.length, query.replace(name, other)]);
    }
  }
  return found
    .sort((left, right) => right[0] - left[0])
    .slice(0, WORDINGS_LIMIT)
    .map(([, text]) => text);
}

/** Those that may be pinyin: Latin letters and figures, at least two letters. */
export function typedSounds({ plain, parts }: Asked): string[] {
  const one = /^[a-z0-9]*[a-z][a-z0-9]*[a-z][a-z0-9]*$/;
  if (one.test(plain)) return [plain];
  return parts.filter((part) => one.test(part));
}

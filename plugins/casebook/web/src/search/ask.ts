// What a query asks for: its words, its names, other ways to say it.

import { RANKING } from "./ranking";
import { squeeze, terms, type FoldTable } from "./words";

export const QUERY_LIMIT = RANKING.query_limit;
/** What JavaScript and Python between them call white space: search/asked.py cuts the same. */
const BLANKS = /[\s\x1c-\x1f\x85]+/g;
/** Characters that only hold a sentence together: their pairs stand in every text and say nothing about it. */
const EMPTY = new RegExp(`[${RANKING.empty}]`);

/** A phrase in quotes, or a word up to the next blank: search/parse.py takes them apart so. */
const ITEM = /"([^"]*)"|“([^”]*)”|＂([^＂]*)＂|\S+/g;
const HAN_CHAR = /^[^\0-\x7f]$/u;

/** Behind a character that stands in a name, as in index/fields.py: what a query of one character asks for. */
export const IN_NAME = "_";

export interface Asked {
  readonly isCut: boolean;
  /** Distinct terms, in order; of a query of one character that in names. */
  readonly words: readonly string[];
  /** The whole query squeezed, and its blank-separated parts where it has several. */
  readonly plain: string;
  readonly parts: readonly string[];
  /** Terms that a record must have side by side: what stands in quotes. */
  readonly phrases: ReadonlyArray<readonly string[]>;
  /** The terms that are not in quotes, of other wordings too; without quotes all. */
  readonly free: readonly string[];
  /** The terms of other wordings, where a name in the query is replaced by one that says the same. */
  readonly others: ReadonlyArray<readonly string[]>;
}

export function ask(query: string, table: FoldTable, same: ReadonlyArray<readonly string[]>): Asked {
  const items = [...query.replace(BLANKS, " ").matchAll(ITEM)].map(([text, ...quoted]) => ({ text, quoted: quoted.find((one) => one !== undefined) }));
  const asked = Array.from(items.map(({ text, quoted }) => quoted ?? text).join(" ").trim());
  const cut = asked.slice(0, QUERY_LIMIT).join("");
  const pieces = cut.split(" ").map((piece) => squeeze(piece, table));
  const plain = pieces.join("");
  const unquoted = items.flatMap(({ text, quoted }) => (quoted === undefined ? [squeeze(text, table)] : [])).join(" ");
  return {
    isCut: asked.length > QUERY_LIMIT,
    words: HAN_CHAR.test(plain) ? [plain + IN_NAME] : distinct(cut, table),
    plain,
    phrases: items.flatMap(({ quoted }) => (quoted === undefined ? [] : [terms(quoted, table)])).filter((phrase) => phrase.some((term) => !HAN_CHAR.test(term))),
    free: [unquoted, ...otherWordings(unquoted, same)].flatMap((text) => distinct(text, table)),
    parts: [...new Set(pieces)].filter((piece) => Array.from(piece).length > 1 && piece !== plain).slice(0, RANKING.parts_limit),
    others: otherWordings(pieces.join(" "), same).map((text) => distinct(text, table)),
  };
}

function distinct(text: string, table: FoldTable): string[] {
  const all = [...new Set(terms(text, table))];
  const full = all.filter((term) => !EMPTY.test(term));
  return (full.length >= RANKING.full_terms ? full : all).slice(0, RANKING.terms_limit);
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
    .slice(0, RANKING.wordings_limit)
    .map(([, text]) => text);
}

/** Those that may be pinyin: Latin letters and figures, at least two letters. */
export function typedSounds({ plain, parts }: Asked): string[] {
  const one = /^[a-z0-9]*[a-z][a-z0-9]*[a-z][a-z0-9]*$/;
  if (one.test(plain)) return [plain];
  return parts.filter((part) => one.test(part));
}

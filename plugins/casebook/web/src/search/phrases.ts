// What stands in quotes must stand together. The index has no positions: pairs of characters leave few documents, texts decide.

import type { Asked } from "./ask";
import { rowOf, textOf } from "./lookup";
import type { Postings } from "./postings";
import type { Among, Scored } from "./rank";
import { RANKING } from "./ranking";
import type { Shards } from "./shards";
import { terms, type FoldTable } from "./words";

/** Whether a document has all terms of all phrases. */
export function hasPhrases({ phrases }: Asked, lists: ReadonlyMap<string, Postings>): (doc: number) => boolean {
  const bound = having(phrases.flat(), lists);
  return (doc) => bound.every((list) => list.has(doc));
}

/** As on the command line: words that are not in quotes find, and of that what has the phrases is left; phrases alone find what has
 * them. `heard`: documents found by a sound. */
export function amongPhrases(asked: Asked, lists: ReadonlyMap<string, Postings>, heard: ReadonlySet<number>): Among {
  if (asked.free.length === 0) return { has: hasPhrases(asked, lists), enough: 0 };
  const loose = having(asked.free, lists);
  return { has: (doc) => heard.has(doc) || loose.some((list) => list.has(doc)), enough: RANKING.enough };
}

function having(words: readonly string[], lists: ReadonlyMap<string, Postings>): Array<Set<number>> {
  return words.map((word) => new Set(lists.get(word)?.docs));
}

/** Without those of the first hits that have the terms of a phrase, but apart; and whether others were not looked through. */
export async function confirmed(
  shards: Shards,
  asked: Asked,
  fold: FoldTable,
  scored: readonly Scored[],
): Promise<{ hits: readonly Scored[]; isLoose: boolean }> {
  const phrases = asked.phrases.filter((phrase) => phrase.length > 1);
  if (phrases.length === 0) return { hits: scored, isLoose: false };
  const looked = shards.manifest.texts > 0 ? RANKING.phrase_checked : 0;
  const first = scored.slice(0, looked);
  const isTrue = await Promise.all(
    first.map(async ({ doc }) => {
      const [row, text] = await Promise.all([rowOf(shards, doc), textOf(shards, doc)]);
      if (row === null) return true;
      const fields = [[row.title, ...row.aliases].join("\n"), row.summary, text].map((field) => terms(field, fold));
      return phrases.every((phrase) => fields.some((field) => isSideBySide(phrase, field)));
    }),
  );
  return { hits: [...first.filter((_, at) => isTrue[at]), ...scored.slice(looked)], isLoose: scored.length > looked };
}

function isSideBySide(phrase: readonly string[], found: readonly string[]): boolean {
  return found.some((_, at) => phrase.every((term, next) => found[at + next] === term));
}

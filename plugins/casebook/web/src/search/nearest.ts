// For a query that found nothing: the names that look most like it, as search/nearest.py finds them.

import type { Row } from "./lookup";
import type { Postings } from "./postings";
import { RANKING } from "./ranking";

/** As in index/fields.py: longer names are not kept by their characters. */
const SHORT_NAME = 12;

/** The distinct characters to look for; none for a query that no name can be like. */
export function charsOf(plain: string): string[] {
  const chars = [...new Set(plain)].filter((char) => char > "\x7f");
  return chars.length >= 2 && chars.length <= RANKING.near_limit ? chars : [];
}

/** The documents with most of the characters, a list a character. */
export function withMost(lists: readonly Postings[]): number[] {
  const shared = new Map<number, number>();
  for (const list of lists) for (const doc of list.docs) shared.set(doc, (shared.get(doc) ?? 0) + 1);
  const docs = [...shared].sort(([left, mine], [right, other]) => other - mine || left - right);
  return docs.slice(0, RANKING.checked).map(([doc]) => doc);
}

/** Names as written, most like the characters first. */
export function nearestNames(rows: ReadonlyArray<Row | null>, chars: readonly string[], squeezed: (name: string) => string): string[] {
  const liked = rows.flatMap((row) => {
    let best = { likeness: 0, name: "" };
    for (const name of row === null ? [] : [row.title, ...row.aliases]) {
      const plain = squeezed(name);
      const own = new Set(Array.from(plain).length <= SHORT_NAME ? Array.from(plain).filter((char) => char > "\x7f") : []);
      const likeness = (2 * chars.filter((char) => own.has(char)).length) / (own.size + chars.length);
      if (likeness > best.likeness) best = { likeness, name };
    }
    return best.likeness >= RANKING.nearest ? [best] : [];
  });
  const names = liked.sort((left, right) => right.likeness - left.likeness).slice(0, RANKING.suggested);
  return [...new Set(names.map(({ name }) => name))];
}

// Records that may already tell what is being written: shown while the title is typed.

import type { Finder, Found as Hits } from "../search/find";
import { folded } from "./known";
import type { Found } from "./bench";

/** From how alike two names are told: of 1; 0.5 is half of all pairs of characters. */
const ALIKE = 0.45;
const MOST = 3;

function pairs(name: string): Map<string, number> {
  const chars = Array.from(folded(name));
  const counted = new Map<string, number>();
  for (let at = 0; at < chars.length - 1; at++) {
    const pair = `${chars[at] as string}${chars[at + 1] as string}`;
    counted.set(pair, (counted.get(pair) ?? 0) + 1);
  }
  return counted;
}

/** How alike two names are, 0 to 1: the pairs of characters that both have, against all (Dice). */
export function likeness(one: string, other: string): number {
  if (folded(one) === folded(other)) return 1;
  const [left, right] = [pairs(one), pairs(other)];
  const sum = (of: Map<string, number>): number => [...of.values()].reduce((all, count) => all + count, 0);
  const shared = [...left].reduce((all, [pair, count]) => all + Math.min(count, right.get(pair) ?? 0), 0);
  const total = sum(left) + sum(right);
  return total === 0 ? 0 : (2 * shared) / total;
}

export const idOfUrl = (url: string): string => /([^/]+)\.html$/.exec(url)?.[1] ?? "";

/** Hits of these kinds, at most `most`. */
export async function rowsOf(found: Hits, kinds: readonly string[], most: number): Promise<Array<Found & { readonly url: string; readonly names: readonly string[]; readonly summary: string }>> {
  const hits = found.hits.filter((hit) => kinds.includes(hit.kind)).slice(0, most);
  const rows = await found.build.rows(hits.map((hit) => hit.doc));
  return rows.flatMap((row, at) => {
    if (row === null) return [];
    const facts = [hits[at]?.label ?? "", ...row.facts].filter((fact, place, all) => fact !== "" && all.indexOf(fact) === place);
    return [{ id: idOfUrl(row.url), title: row.title, facts, url: row.url, names: [row.title, ...row.aliases], summary: row.summary }];
  });
}

export interface Near {
  readonly title: string;
  readonly alias: string;
  readonly url: string;
  readonly summary: string;
}

/** Records of the kind whose title or alias is like this one, the most alike first. */
export async function nearTitles(finder: Finder, title: string, kind: string): Promise<Near[]> {
  const found = await finder.find(title);
  const rows = await rowsOf(found, [kind], 12);
  return rows
    .map((row) => {
      const [name, like] = row.names.map((one) => [one, likeness(one, title)] as const).reduce((best, one) => (one[1] > best[1] ? one : best));
      return { title: row.title, alias: name === row.title ? "" : name, url: row.url, summary: row.summary, like };
    })
    .filter((row) => row.like >= ALIKE)
    .sort((left, right) => right.like - left.like)
    .slice(0, MOST);
}

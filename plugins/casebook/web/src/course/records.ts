// What the page knows of records: files of course/, loaded by script tag when they are needed. Made by publish/course.py.

import { loadScript } from "../script";
import { crc32 } from "../compare/data";
import type { Part } from "../pack/outline";
import type { Answer } from "../pack/settled";

/** [kind, title, status or '', minutes of a note's class or 0, theme ids, near records] */
type PackedCard = readonly [string, string, string, number, readonly string[], readonly string[]];
/** [id, kind, title] */
export type Listed = readonly [string, string, string];

declare global {
  interface Window {
    /** Filled by the files of course/: 'card ID', 'theme ID', 'pack ID', 'part ID', 'query TYPE QUERY'. */
    casebookCourse?: Record<string, unknown>;
  }
}

export interface Card {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** '' for a published record. */
  readonly status: string;
  readonly minutes: number;
  readonly themes: readonly string[];
  readonly near: readonly string[];
}

const FOLDER: Readonly<Record<string, string>> = { method: "methods", case: "cases", policy: "policies", note: "notes", term: "terms", source: "sources", pack: "packs" };
export const KIND_OF_FOLDER: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(FOLDER).map(([kind, folder]) => [folder, kind]));

export function pathOf(card: Card): string {
  return `${FOLDER[card.kind] ?? card.kind}/${card.id}.html`;
}

export class Records {
  private readonly cards = new Map<string, Card | null>();

  /** `base`: address of the site's root, ending in '/'; the others: in how many files cards and parts lie. */
  constructor(
    private readonly base: string,
    private readonly shards: number,
    private readonly partShards: number,
  ) {}

  /** What is known of a record; undefined before `learn`, null for an id that the site does not have. */
  card(id: string): Card | null | undefined {
    return this.cards.get(id);
  }

  /** Loads the cards of these; whether all files came. Ids whose file did not come stay unknown. */
  async learn(ids: Iterable<string>): Promise<boolean> {
    const wanted = [...new Set(ids)].filter((id) => !this.cards.has(id));
    const came = await Promise.all(
      wanted.map(async (id) => {
        if (!(await loadScript(`${this.base}course/cards/${crc32(id) % this.shards}.js`))) return false;
        const card = window.casebookCourse?.[`card ${id}`] as PackedCard | undefined;
        if (card === undefined) this.cards.set(id, null);
        else this.cards.set(id, { id, kind: card[0], title: card[1], status: card[2], minutes: card[3], themes: card[4], near: card[5] });
        return true;
      }),
    );
    return came.every(Boolean);
  }

  /** Published records of a theme, first theme first; null when the file did not come. */
  async ofTheme(theme: string): Promise<readonly Listed[] | null> {
    await loadScript(`${this.base}course/themes/${theme}.js`);
    return (window.casebookCourse?.[`theme ${theme}`] as readonly Listed[] | undefined) ?? null;
  }

  /** A pack's record as its file has it; null when it did not come. */
  async pack(id: string): Promise<unknown> {
    await loadScript(`${this.base}course/packs/${id}.js`);
    return window.casebookCourse?.[`pack ${id}`] ?? null;
  }

  /** Loads what the queries of published packs found when the site was made; whether it came. */
  learnAnswers(): Promise<boolean> {
    return loadScript(`${this.base}course/queries.js`);
  }

  /** Ids, best first, after `learnAnswers`; undefined for a query that no published pack has. */
  readonly answer: Answer = (type, query) => window.casebookCourse?.[`query ${type} ${query}`] as readonly string[] | undefined;

  /** What packs print of these records and of their companions, by id; an id that no file has is missing. Null when a file did not come. */
  async parts(ids: Iterable<string>): Promise<ReadonlyMap<string, Part> | null> {
    const found = new Map<string, Part>();
    const load = async (id: string): Promise<boolean> => {
      const came = await loadScript(`${this.base}course/parts/${crc32(id) % this.partShards}.js`);
      const part = window.casebookCourse?.[`part ${id}`] as Part | undefined;
      if (part !== undefined) found.set(id, part);
      return came;
    };
    const named = await Promise.all([...new Set(ids)].map(load));
    const companions = [...found.values()].map((part) => part.companion).filter((id) => id !== "");
    return [...named, ...(await Promise.all(companions.map(load)))].every(Boolean) ? found : null;
  }
}

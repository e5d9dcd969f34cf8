// What the form knows of the records there are: publish/form/known.py's files, and the other records of this contribution.

import { crc32 } from "../compare/data";
import { loadScript } from "../script";
import { narrow } from "./shape";
import { listIn, partsIn, textIn, textsIn, type FormData, type Part } from "./shapes";

/** [kind, title, 1 when withdrawn, steps, what it is on paper, sections] */
type Packed = readonly [string, string, number, readonly number[], string, readonly string[]];
/** [kind, id, title, 1 when it is only an alias, region of a document] */
type PackedUse = readonly [string, string, string, number, string];
/** records by id; old id → [kind, id]; folded name → who bears it */
export type Shard = readonly [Readonly<Record<string, Packed>>, Readonly<Record<string, readonly [string, string]>>, Readonly<Record<string, readonly PackedUse[]>>];

declare global {
  interface Window {
    casebookKnown?: Record<number, Shard>;
  }
}

export interface Card {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly withdrawn: boolean;
  readonly steps: readonly number[];
  readonly onPaper: string;
  readonly locators: readonly string[];
}
export interface Use {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly isAlias: boolean;
  readonly region: string;
}
/** A record of the contribution. */
export interface Draft {
  readonly kind: string;
  readonly part: Part;
}

/** The name without width, case and signs, as model/names.py folds it. */
export function folded(name: string): string {
  return Array.from(name.normalize("NFKC").toLowerCase()).filter((char) => /[\p{L}\p{N}]/u.test(char)).join("") || name;
}

const PAPER = ["要求", "计划", "建议"];

export class Known {
  /** `open` gives a shard; null when it cannot be had, and then nothing is known of what it holds. */
  constructor(
    private readonly shards: number,
    private readonly open: (number: number) => Promise<Shard | null>,
    readonly drafts: readonly Draft[] = [],
  ) {}

  /** Files below `base`form/. */
  static of(base: string, shards: number): Known {
    return new Known(shards, async (number) => ((await loadScript(`${base}form/${number}.js`)) ? (window.casebookKnown?.[number] ?? null) : null));
  }

  /** The same, with other records that are written at the same time. */
  with(drafts: readonly Draft[]): Known {
    return new Known(this.shards, this.open, drafts);
  }

  private async shard(key: string): Promise<Shard | null> {
    return this.open(crc32(key) % this.shards);
  }

  /** The record of an id; null when there is none, undefined when nobody can say. */
  async record(id: string): Promise<Card | null | undefined> {
    const draft = this.drafts.find((one) => textIn(one.part, "id") === id);
    if (draft !== undefined) return cardOf(draft);
    const shard = await this.shard(id);
    if (shard === null) return undefined;
    const packed = shard[0][id];
    if (packed === undefined) return null;
    const [kind, title, withdrawn, steps, onPaper, locators] = packed;
    return { kind, id, title, withdrawn: withdrawn === 1, steps, onPaper, locators };
  }

  /** Who bore that id before: [kind, id of today]. */
  async heir(id: string): Promise<readonly [string, string] | null> {
    return (await this.shard(id))?.[1][id] ?? null;
  }

  /** Records that bear a name. */
  async named(name: string): Promise<Use[]> {
    const key = folded(name);
    const held = (await this.shard(`=${key}`))?.[2][key] ?? [];
    const ours = this.drafts.flatMap(({ kind, part }) => {
      const title = textIn(part, "title");
      const region = kind === "policy" ? textIn(part, "region") : "";
      const use = { kind, id: textIn(part, "id"), title, region };
      return [title, ...textsIn(part, "aliases")].flatMap((one, at) => (one !== "" && folded(one) === key ? [{ ...use, isAlias: at > 0 }] : []));
    });
    return [...held.map(([kind, id, title, alias, region]) => ({ kind, id, title, isAlias: alias === 1, region })), ...ours];
  }
}

function cardOf({ kind, part }: Draft): Card {
  const stage = textIn(part, "stage");
  return {
    kind,
    id: textIn(part, "id"),
    title: textIn(part, "title"),
    withdrawn: textIn(part, "status") === "已撤回",
    steps: kind === "method" ? partsIn(part, "steps").map((step) => Number(textIn(step, "no"))) : [],
    onPaper: kind === "method" && PAPER.includes(stage) ? stage : "",
    locators: kind === "source" ? partsIn(part, "sections").map((section) => narrow(textIn(section, "locator"))) : [],
  };
}

/** Whether a source is cited by one of these records. */
export function isCited(id: string, drafts: readonly Draft[]): boolean {
  const says = (value: unknown): boolean =>
    typeof value === "string" ? narrow(value).startsWith(`${id} `) : typeof value === "object" && value !== null && Object.values(value).some(says);
  return drafts.some(({ part }) => listIn(part, "sources").includes(id) && says(part));
}

export const titleOf = (data: FormData, kind: string, id: string): string => data.concepts[kind]?.find((one) => one[0] === id)?.[1] ?? id;

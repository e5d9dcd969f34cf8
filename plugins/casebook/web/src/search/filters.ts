// What hits are filtered, counted and sorted by; the columns that index/facets.py writes.

import type { Values } from "../facets";
import type { Hit } from "./find";
import { DIGITS } from "./words";
import type { Shards } from "./shards";

const DIRECT = 70;
const BASE = 90 - DIRECT;
const DAYS = 372;

/** [value, label, number of the parent or -1] */
export type Label = readonly [string, string, number?];

type Columns = Readonly<Record<"theme" | "region" | "level" | "setting" | "note" | "date" | "evidence", string>>;

/** The numbers of one cell. */
export function numbersOf(cell: string): number[] {
  const found: number[] = [];
  let value = 0;
  let place = 1;
  for (const char of cell) {
    const digit = DIGITS.get(char) ?? 0;
    value += digit * place;
    if (digit >= DIRECT) {
      place *= BASE;
      continue;
    }
    found.push(value);
    value = 0;
    place = 1;
  }
  return found;
}

export class Filters {
  private readonly cells: Array<Record<string, readonly string[]>>;

  constructor(
    readonly labels: Readonly<Record<string, readonly Label[]>>,
    chunks: readonly Columns[],
    private readonly chunk: number,
  ) {
    this.cells = chunks.map((columns) => Object.fromEntries(Object.entries(columns).map(([name, text]) => [name, text.split(" ")])));
  }

  static async load(shards: Shards): Promise<Filters | null> {
    const { docs, chunk } = shards.manifest;
    const [labels, ...chunks] = await Promise.all([
      shards.part("v", 0, "facets"),
      ...Array.from({ length: Math.ceil(docs / chunk) }, (_, at) => shards.part("g", at)),
    ]);
    if (labels === null || chunks.includes(null)) return null;
    return new Filters(labels as Record<string, Label[]>, chunks as Columns[], chunk);
  }

  private numbers(name: string, doc: number): number[] {
    return numbersOf(this.cells[Math.floor(doc / this.chunk)]?.[name]?.[doc % this.chunk] ?? "");
  }

  /** A region comes with all the units it lies in. */
  values(hit: Hit): Values {
    const named = (name: string, numbers: readonly number[]): string[] => numbers.map((at) => this.labels[name]?.[at]?.[0] ?? "");
    const regions = new Set<number>();
    for (const own of this.numbers("region", hit.doc)) {
      for (let at = own; at >= 0 && !regions.has(at); at = this.labels["region"]?.[at]?.[2] ?? -1) regions.add(at);
    }
    return {
      kind: [hit.kind],
      theme: named("theme", this.numbers("theme", hit.doc)),
      region: named("region", [...regions]),
      level: named("level", this.numbers("level", hit.doc)),
      setting: named("setting", this.numbers("setting", hit.doc)),
      year: this.numbers("date", hit.doc).map((day) => String(Math.floor(day / DAYS))),
      note: this.numbers("note", hit.doc).length > 0 ? ["yes"] : [],
    };
  }

  /** Newest first ('date') or best evidence first ('evidence'), then as they were; those without a value come last. */
  sorted(hits: readonly Hit[], by: string): readonly Hit[] {
    if (by !== "date" && by !== "evidence") return hits;
    const value = (hit: Hit): number => {
      const [number] = this.numbers(by, hit.doc);
      return number === undefined ? Infinity : by === "date" ? -number : number;
    };
    return hits
      .map((hit, at) => ({ hit, at, key: value(hit) }))
      .sort((left, right) => (left.key === right.key ? left.at - right.at : left.key - right.key))
      .map(({ hit }) => hit);
  }
}

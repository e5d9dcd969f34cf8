// Citations as footnotes, as packs/citing.py makes them: in reading order, a source's whole entry where it is first cited.

import type { Reference } from "./outline";

export class Footnotes {
  private readonly known: ReadonlyMap<string, Reference>;
  private readonly told = new Set<string>();

  constructor(references: readonly Reference[]) {
    this.known = new Map(references.map((one) => [one.source, one]));
  }

  /** '[1] 民政厅. 答复[Z]. 一(二)，二(三)；[2] 三', '' for no citation. */
  text(cites: readonly string[]): string {
    const places = new Map<string, string[]>();
    for (const cite of cites) {
      const at = cite.indexOf(" ");
      const source = cite.slice(0, at);
      places.set(source, [...(places.get(source) ?? []), cite.slice(at + 1)]);
    }
    return [...places].map(([source, locators]) => this.one(source, locators.join("，"))).join("；");
  }

  private one(source: string, locators: string): string {
    const reference = this.known.get(source);
    const entry = this.told.has(source) || reference === undefined ? "" : `${reference.text} `;
    this.told.add(source);
    return `[${reference?.no ?? "?"}] ${entry}${locators}`;
  }
}

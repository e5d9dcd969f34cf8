// Citations as marks and footnotes, as packs/citing.py makes them: see there why.

import type { Reference } from "./outline";

/** `mark` stands raised behind the words: '[1]一(二)，二(三)'; `note` is the footnote that goes with it, or ''. */
export interface Citation {
  readonly mark: string;
  readonly note: string;
}

export class Footnotes {
  private readonly known: ReadonlyMap<string, Reference>;
  private readonly told = new Set<string>();

  constructor(references: readonly Reference[]) {
    this.known = new Map(references.map((one) => [one.source, one]));
  }

  /** Sources are told anew from here on. */
  beginSection(): void {
    this.told.clear();
  }

  /** For the citations of one Text; null without any. */
  cite(cites: readonly string[]): Citation | null {
    if (cites.length === 0) return null;
    const places = new Map<string, string[]>();
    for (const cite of cites) {
      const at = cite.indexOf(" ");
      const source = cite.slice(0, at);
      places.set(source, [...(places.get(source) ?? []), cite.slice(at + 1)]);
    }
    const number = (source: string): string => `[${this.known.get(source)?.no ?? "?"}]`;
    const mark = [...places].map(([source, found]) => number(source) + found.join("，")).join("；");
    const fresh = [...places.keys()].filter((source) => !this.told.has(source));
    fresh.forEach((source) => this.told.add(source));
    return { mark, note: fresh.map((source) => `${number(source)} ${this.known.get(source)?.text ?? ""}`).join("；") };
  }
}

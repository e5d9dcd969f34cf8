// The register of regions, as publish/form/vocabulary.py writes it.

import { loadScript } from "../script";

declare global {
  interface Window {
    casebookRegions?: string;
    casebookEnded?: string;
  }
}

export interface Ended {
  readonly name: string;
  readonly year: string;
  readonly heirs: readonly string[];
}

export class Regions {
  /** Code → name, of units in use, by code. */
  readonly names: ReadonlyMap<string, string>;
  private ended: ReadonlyMap<string, Ended> | null = null;

  /** `openEnded` gives the lines of codes that are out of use; null when they cannot be had. */
  constructor(
    lines: string,
    private readonly openEnded: () => Promise<string | null>,
  ) {
    this.names = new Map(lines.split("\n").map((line) => [line.slice(0, 6), line.slice(7)]));
  }

  /** Null when the register could not be loaded. */
  static async of(base: string): Promise<Regions | null> {
    if (!(await loadScript(`${base}form/regions.js`)) || window.casebookRegions === undefined) return null;
    return new Regions(window.casebookRegions, async () => ((await loadScript(`${base}form/ended.js`)) ? (window.casebookEnded ?? null) : null));
  }

  /** A code that is out of use; null for one that never was. */
  async endedAt(code: string): Promise<Ended | null> {
    this.ended ??= new Map(
      ((await this.openEnded()) ?? "").split("\n").map((line) => {
        const [one = "", name = "", year = "", heirs = ""] = line.split(" ");
        return [one, { name, year, heirs: heirs === "" ? [] : heirs.split(",") }];
      }),
    );
    return this.ended.get(code) ?? null;
  }

  /** The unit right above; '' for a province. */
  parent(code: string): string {
    if (code.endsWith("0000")) return "";
    const prefecture = `${code.slice(0, 4)}00`;
    return code !== prefecture && this.names.has(prefecture) ? prefecture : `${code.slice(0, 2)}0000`;
  }

  /** Units right below, '' for the provinces. */
  below(code: string): string[] {
    return [...this.names.keys()].filter((one) => this.parent(one) === code);
  }

  /** From the province down to the unit. */
  path(code: string): string[] {
    return this.names.has(code) ? [...(this.parent(code) === "" ? [] : this.path(this.parent(code))), code] : [];
  }

  fullName(code: string): string {
    return this.path(code).map((one) => this.names.get(one) ?? "").join("") || code;
  }
}

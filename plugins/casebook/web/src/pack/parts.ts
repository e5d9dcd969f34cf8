// The parts of an Office file before they are packed. The class stands in for JSZip under pptxgenjs (build.mjs): what the library would
// deflate, encode and inflate again is handed over as it is, and package.ts packs every part once.

/** By path; the figures of a chart are an Office file of their own. */
export type Parts = Map<string, string | Uint8Array | Parts>;

export default class Collected {
  private readonly parts: Parts = new Map();

  /** Paths are always given whole. */
  folder(): this {
    return this;
  }

  file(path: string, data: string | Parts): void {
    this.parts.set(path, data);
  }

  generateAsync(): Promise<Parts> {
    return Promise.resolve(this.parts);
  }
}

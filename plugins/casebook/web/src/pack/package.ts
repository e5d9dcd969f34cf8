// Office files are zip archives with the clock in them: packed anew, smaller (pptxgenjs packs nothing), and the same for the same pack.

import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";

/** The first day that a zip archive can name. */
const NO_DAY = "1980-01-01T00:00:00";
const DATES = /(<dcterms:(created|modified)[^>]*>)[^<]*/g;

/** An Office file with `date` ('2022-08-18', '' for none) as its own. */
export function repacked(file: Uint8Array, date: string): Uint8Array {
  const parts = unzipSync(file);
  const core = parts["docProps/core.xml"];
  if (core !== undefined) parts["docProps/core.xml"] = strToU8(strFromU8(core).replace(DATES, `$1${date === "" ? "1980-01-01" : date}T00:00:00Z`));
  return zipped(new Map(Object.entries(parts).filter(([path]) => !path.endsWith("/"))));
}

/** Files by path in one archive, in the order given. */
export function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const held: Zippable = {};
  for (const [path, data] of files) held[path] = [data, { level: 6, mtime: NO_DAY }];
  return zipSync(held);
}

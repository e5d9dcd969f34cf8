// The data of records that are compared: files of compare/, loaded by script tag, which works over http and file:// alike.

import { loadScript } from "../script";

/** A text, or a text and the small mark behind it. */
export type Item = string | readonly [string, string];

/** Of publish/compare.py. */
export interface Compared {
  readonly kind: string;
  readonly title: string;
  readonly path: string;
  readonly fields: ReadonlyArray<readonly [string, readonly Item[]]>;
}

declare global {
  interface Window {
    /** Filled by the files of compare/. */
    casebookCompare?: Record<string, Compared>;
  }
}

/** CRC-32 of a text in UTF-8, as zlib computes it. */
export function crc32(text: string): number {
  let value = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}

/** Records by id, from the folder `base`compare/ in `shards` files; null for an id that no file has. */
export async function recordsOf(ids: readonly string[], base: string, shards: number): Promise<Map<string, Compared | null>> {
  await Promise.all(ids.map((id) => loadScript(`${base}compare/${crc32(id) % shards}.js`)));
  return new Map(ids.map((id) => [id, window.casebookCompare?.[id] ?? null]));
}

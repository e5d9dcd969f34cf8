// An id from a title: how it sounds, syllables joined by hyphens. Of the search index: which characters sound how.

import type { FormData } from "./shapes";

type Known = Pick<FormData, "ids" | "readings">;

let sounds: ReadonlyMap<string, string> = new Map();

/** Character → syllable, from the search's table; until it is there, ids are made of Latin and figures only. */
export function learn(table: ReadonlyMap<string, string>): void {
  sounds = table;
}

/** The title's id, not one of `taken`; '' when nothing of it can be written so. */
export function idOf(data: Known, title: string, taken: readonly string[]): string {
  const words = syllables(data, title.normalize("NFKC").toLowerCase());
  while (words.join("-").length > data.ids.most - 3) words.pop();
  const plain = words.join("-");
  const id = data.ids.reserved.includes(plain) ? `${plain}-1` : plain;
  if (id === "") return "";
  for (let no = 1; ; no++) {
    const one = no === 1 ? id : `${id}-${no}`;
    if (!taken.includes(one)) return one;
  }
}

function syllables(data: Known, text: string): string[] {
  const words: string[] = [];
  const known = Object.keys(data.readings);
  for (let at = 0; at < text.length; ) {
    const word = known.find((one) => text.startsWith(one, at));
    if (word !== undefined) {
      words.push(...(data.readings[word] ?? "").split("-"));
      at += word.length;
      continue;
    }
    const latin = /^[a-z0-9]+/.exec(text.slice(at))?.[0];
    const char = latin ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const said = latin ?? sounds.get(char);
    if (said !== undefined) words.push(said);
    at += char.length;
  }
  return words;
}

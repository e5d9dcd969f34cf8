// Text to search terms, exactly as index/words.py cuts it: tests compare the two on thousands of strings.

const HAN = "〇㐀-䶿一-鿿\\u{20000}-\\u{3FFFF}";
const RUN = new RegExp(`[${HAN}]+|[0-9]+(?:\\.[0-9]+)+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
const HAN_RUN = new RegExp(`^[${HAN}]`, "u");
const FOLDABLE = /[㐀-鿿]/g;

/** Traditional character → simplified one; from search/fold.js. */
export type FoldTable = ReadonlyMap<string, string>;

/** The alphabet of index/postings.py: printable ASCII but for what strings escape, and the blank. */
export const DIGITS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 127 - 35 }, (_, index) => String.fromCharCode(35 + index))
    .filter((char) => char !== "\\" && char !== "`")
    .map((char, index) => [char, index]),
);

/** The table that shards.py packs: two numbers of base 40 a pair, low digit first. */
export function unpackFold(packed: string): FoldTable {
  const table = new Map<string, string>();
  const numbers: number[] = [];
  let value = 0;
  let place = 1;
  for (const char of packed) {
    const digit = DIGITS.get(char) ?? 0;
    value += (digit % 40) * place;
    place *= 40;
    if (digit >= 40) continue;
    numbers.push(value);
    value = 0;
    place = 1;
  }
  let traditional = 0x3400;
  let simple = 0x3400;
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const step = numbers[at + 1] as number;
    traditional += numbers[at] as number;
    simple += step % 2 === 0 ? step / 2 : -(step + 1) / 2;
    table.set(String.fromCharCode(traditional), String.fromCharCode(simple));
  }
  return table;
}

/** Text in one shape: NFKC, lower case, simplified. Length may change. */
export function fold(text: string, table: FoldTable): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(FOLDABLE, (char) => table.get(char) ?? char);
}

/** Search terms in order, with repetitions: pairs of neighbours in Han runs (a run of one as it is), other runs whole. */
export function terms(text: string, table: FoldTable): string[] {
  const found: string[] = [];
  for (const run of fold(text, table).match(RUN) ?? []) {
    const chars = HAN_RUN.test(run) ? Array.from(run) : [];
    if (chars.length > 2) {
      for (let at = 0; at + 1 < chars.length; at++) found.push(`${chars[at] as string}${chars[at + 1] as string}`);
    } else {
      found.push(run);
    }
  }
  return found;
}

/** A name for comparing: folded, and without anything but letters and digits. */
export function squeeze(text: string, table: FoldTable): string {
  return (fold(text, table).match(RUN) ?? []).join("");
}

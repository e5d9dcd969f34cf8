// Records by their name, also with one character wrong: reads the halves that index/names.py keeps.

export const TYPO_LENGTH = 4;

/** A document that has the name; `plain` is the name squeezed. */
export interface Named {
  readonly doc: number;
  readonly plain: string;
  readonly isAlias: boolean;
}

/** The key under which a squeezed name itself stands. */
export function exactKey(plain: string): string {
  const chars = Array.from(plain);
  return chars.length < TYPO_LENGTH ? `=${plain}` : `<${chars.slice(0, Math.floor(chars.length / 2)).join("")}`;
}

/** Keys of all names that are at most one character longer, shorter or different. */
export function nearKeys(plain: string): string[] {
  const chars = Array.from(plain);
  const keys = new Set<string>();
  for (const length of [chars.length - 1, chars.length, chars.length + 1]) {
    if (length < TYPO_LENGTH) continue;
    const half = Math.floor(length / 2);
    keys.add(`<${chars.slice(0, half).join("")}`);
    keys.add(`>${chars.slice(chars.length - (length - half)).join("")}`);
  }
  return [...keys];
}

/** The names of one key: 'rest:number rest:number'. */
export function namesUnder(key: string, line: string): Named[] {
  return line.split(" ").map((item) => {
    const colon = item.lastIndexOf(":");
    const rest = item.slice(0, colon);
    const number = Number(item.slice(colon + 1));
    const half = key.slice(1);
    return { doc: number >> 1, isAlias: number % 2 === 1, plain: key.startsWith(">") ? rest + half : half + rest };
  });
}

/** True when one changed, missing or added character, or two swapped neighbours, lead from one text to the other. */
export function isNear(left: string, right: string): boolean {
  const [short, long] = [Array.from(left), Array.from(right)].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  let tail = 0;
  while (tail < short.length - from && short[short.length - 1 - tail] === long[long.length - 1 - tail]) tail++;
  if (long.length !== short.length) return tail + from >= short.length;
  const open = long.length - from - tail;
  return open <= 1 || (open === 2 && short[from] === long[from + 1] && short[from + 1] === long[from]);
}

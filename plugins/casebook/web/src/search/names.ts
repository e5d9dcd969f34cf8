// Records by their name, also with one character wrong: reads the halves that index/names.py keeps.

export const TYPO_LENGTH = 4;

/** As in index/names.py: letters of a bucket of initials and of full pinyin, and of what a full bucket goes on with. */
export const INITIALS = 3;
export const LETTERS = 4;
const DEEPER = 2;
export const MORE = "*";

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
  // Two neighbours swapped across the middle spoil both halves: the halves of the name with them swapped back.
  const half = Math.floor(chars.length / 2);
  if (half > 0) {
    const back = [...chars.slice(0, half - 1), chars[half] as string, chars[half - 1] as string, ...chars.slice(half + 1)];
    keys.add(`<${back.slice(0, half).join("")}`);
  }
  return [...keys];
}

/** The names of one key: 'rest:number rest:number'. */
export function namesUnder(key: string, line: string): Named[] {
  return line.split(" ").filter((item) => item !== MORE).map((item) => {
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

/** Keys of the names that sound like what is typed: full pinyin '@', initials '~'. */
export function soundKeys(typed: string): string[] {
  return [`@${typed.slice(0, LETTERS)}`, `~${typed.slice(0, INITIALS)}`];
}

/** The key below one whose bucket is full; null when the typed letters end before. */
export function deeperKey(key: string, typed: string): string | null {
  const length = key.length - 1 + DEEPER;
  return typed.length < length ? null : key.slice(0, 1) + typed.slice(0, length);
}

/** Characters as they sound, from the table syllable → characters; null when one of them is not in it. */
export function soundOf(plain: string, syllables: ReadonlyMap<string, string>): string | null {
  let sound = "";
  for (const char of plain) {
    const syllable = /[a-z0-9]/.test(char) ? char : syllables.get(char);
    if (syllable === undefined) return null;
    sound += syllable;
  }
  return sound;
}

/** The first letters of the characters as they sound; null when one of them is not in the table. */
export function initialsOf(plain: string, syllables: ReadonlyMap<string, string>): string | null {
  const letters = Array.from(plain, (char) => soundOf(char, syllables)?.slice(0, 1));
  return letters.includes(undefined) ? null : letters.join("");
}

// What one build's files say of a term, a name, a sound or a document.

import { deeperKey, MORE, namesUnder, soundKeys, soundOf, type Named } from "./names";
import { decode, joined, NOWHERE, postingsOf, shardOf, table, termKey, type Postings } from "./postings";
import { RANKING } from "./ranking";
import type { Shards } from "./shards";

/** What a hit shows. */
export interface Row {
  readonly url: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly facts: readonly string[];
}

/** A name found by how it sounds: then `plain` is the sound. */
export interface Heard extends Named {
  readonly isInitials: boolean;
}

type PackedRow = readonly [string, string, readonly string[], string, readonly string[]];

/** Null where the file is missing. */
export async function rowOf(shards: Shards, doc: number): Promise<Row | null> {
  const { rows } = shards.manifest;
  const part = (await shards.part("d", Math.floor(doc / rows))) as readonly PackedRow[] | null;
  const row = part?.[doc % rows];
  return row === undefined ? null : { url: row[0], title: row[1], aliases: row[2], summary: row[3], facts: row[4] };
}

/** The text of a document, a line a statement; '' when its file is missing or the library too large to have them. */
export async function textOf(shards: Shards, doc: number): Promise<string> {
  const { texts } = shards.manifest;
  if (texts === 0) return "";
  const part = (await shards.part("x", Math.floor(doc / texts))) as readonly string[] | null;
  return part?.[doc % texts] ?? "";
}

/** Where a term stands; `all`: also in the documents that a frequent one leaves to a file of its own. */
export async function postingsIn(shards: Shards, word: string, all: boolean): Promise<Postings> {
  const { manifest } = shards;
  const line = await lineOf(shards, "t", word, manifest.terms);
  if (line === undefined) return NOWHERE;
  const head = postingsOf(line);
  if (!all || head.total === head.docs.length) return head;
  const rest = await lineOf(shards, "c", word, manifest.tails);
  return rest === undefined ? head : joined(head, decode(rest));
}

/** Documents with a name that `isSame` as `plain`, found under the given keys. */
export async function namedIn(shards: Shards, plain: string, keys: readonly string[], isSame = sameText): Promise<Named[]> {
  if (plain === "") return [];
  const found = await Promise.all(
    keys.map(async (key) => {
      const line = await lineOf(shards, "n", key, shards.manifest.names);
      return line === undefined ? [] : namesUnder(key, line).filter((name) => isSame(name.plain, plain));
    }),
  );
  return found.flat();
}

/** Documents with a name whose pinyin ('@') or initials ('~') begin so. */
export async function soundingIn(shards: Shards, letters: string, marks: readonly string[] = ["@", "~"]): Promise<Heard[]> {
  const found = await Promise.all(
    soundKeys(letters)
      .filter((key) => marks.includes(key.slice(0, 1)))
      .map(async (first) => {
        let key = first;
        let line = await lineOf(shards, "n", key, shards.manifest.names);
        for (let next = deeperKey(key, letters); line?.endsWith(MORE) === true && next !== null; next = deeperKey(key, letters)) {
          key = next;
          line = await lineOf(shards, "n", key, shards.manifest.names);
        }
        return heardUnder(key, line).filter((name) => name.plain.startsWith(letters));
      }),
  );
  return found.flat();
}

/** Documents with a name of which the first letters sound so and `isNear` the rest; only the shortest names of a full bucket. */
export async function nearlySoundingIn(shards: Shards, letters: string, isNear: (left: string, right: string) => boolean): Promise<Heard[]> {
  if (letters.length < RANKING.near_letters) return [];
  const found = await Promise.all(
    soundKeys(letters).map(async (key) => heardUnder(key, await lineOf(shards, "n", key, shards.manifest.names))),
  );
  return found.flat().filter((name) => name.plain.length >= RANKING.near_letters && isNear(name.plain, letters));
}

/** Documents with a name that sounds as the characters do. */
export async function homophonesIn(shards: Shards, plain: string): Promise<Heard[]> {
  if (Array.from(plain).length > RANKING.sound_limit || /^[a-z0-9]*$/.test(plain)) return [];
  const sound = soundOf(plain, await syllablesOf(shards));
  return sound === null ? [] : (await soundingIn(shards, sound, ["@"])).filter((name) => name.plain === sound);
}

function heardUnder(key: string, line: string | undefined): Heard[] {
  return line === undefined ? [] : namesUnder(key, line).map((name) => ({ ...name, isInitials: key.startsWith("~") }));
}

const sameText = (left: string, right: string): boolean => left === right;

const syllables = new WeakMap<object, ReadonlyMap<string, string>>();

/** Character → syllable; empty when the file is missing. */
export async function syllablesOf(shards: Shards): Promise<ReadonlyMap<string, string>> {
  const known = syllables.get(shards);
  if (known !== undefined) return known;
  const data = (await shards.part("p", 0, "pinyin")) as Readonly<Record<string, string>> | null;
  const made = new Map(Object.entries(data ?? {}).flatMap(([syllable, chars]) => Array.from(chars, (char) => [char, syllable] as const)));
  if (data !== null) syllables.set(shards, made);
  return made;
}

const tables = new WeakMap<object, Map<string, Map<number | string, string>>>();

/** The line of a key in its shard; undefined when there is none. Shards are taken apart once. */
async function lineOf(shards: Shards, family: string, key: string, count: number): Promise<string | undefined> {
  const number = shardOf(key, count);
  const lines = (await shards.part(family, number)) as string | null;
  if (lines === null) return undefined;
  let known = tables.get(shards);
  if (known === undefined) tables.set(shards, (known = new Map()));
  const name = `${family}/${number}`;
  let parsed = known.get(name);
  if (parsed === undefined) known.set(name, (parsed = table(family, lines, number, count)));
  return parsed.get(family === "n" ? key : termKey(key));
}

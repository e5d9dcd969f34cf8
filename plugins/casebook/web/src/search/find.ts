// A query to records: loads what it needs, no more.

import { exactKey, isNear, namesUnder, nearKeys, TYPO_LENGTH, type Named } from "./names";
import { decode, NOWHERE, shardOf, table, type Postings } from "./postings";
import { rank, type Scored } from "./rank";
import { NoIndex, OtherBuild, Shards, type Manifest } from "./shards";
import { squeeze, terms, unpackFold, type FoldTable } from "./words";

/** Longer queries are cut here: a pasted page would ask for hundreds of files. */
export const QUERY_LIMIT = 100;
const UPDATING = "网站正在更新，新旧搜索数据还没有换齐。请过一会儿刷新页面再搜。";
const TERMS_LIMIT = 48;
const PARTS_LIMIT = 4;
/** A name that is the whole query outweighs any sum of terms; a near one comes after, a part of the query adds to the sum. */
const BONUS = { title: 1000, alias: 900, near: 500, part: 12 } as const;

export interface Hit {
  readonly doc: number;
  readonly kind: string;
  readonly label: string;
}

export interface Found {
  readonly query: string;
  readonly isCut: boolean;
  readonly hits: readonly Hit[];
  /** Of the whole index, in site order. */
  readonly kinds: Manifest["kinds"];
  /** The query's terms, and how to fold, for marks in snippets. */
  readonly terms: readonly string[];
  readonly fold: FoldTable;
  /** Names one character away from the query, as squeezed; only when nothing is called so or has all its terms. */
  readonly near: readonly string[];
  /** Files that could not be loaded: the hits may be incomplete. */
  readonly missing: readonly string[];
}

/** What a hit shows. */
export interface Row {
  readonly url: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly facts: readonly string[];
}

type PackedRow = readonly [string, string, readonly string[], string, readonly string[]];

export class Finder {
  private opening: Promise<Shards> | null = null;
  private tables = new WeakMap<object, FoldTable>();

  /** `base`: address of the site's root, ending in '/'. */
  constructor(readonly base: string) {}

  /** The manifest; NoIndex when it cannot be had. Calling it early makes the first search quicker. */
  async manifest(): Promise<Manifest> {
    return (await this.shards()).manifest;
  }

  /** Documents for a query, best first. An empty query finds nothing. NoIndex when there is no index. */
  async find(query: string): Promise<Found> {
    return this.inOneBuild(async (shards) => {
      shards.missing.clear();
      return search(shards, await this.fold(shards), query);
    });
  }

  /** Rows of documents, in their order; null where the file is missing. */
  async rows(docs: readonly number[]): Promise<Array<Row | null>> {
    const shards = await this.shards();
    const { rows } = shards.manifest;
    return Promise.all(
      docs.map(async (doc) => {
        const part = (await shards.part("d", Math.floor(doc / rows))) as readonly PackedRow[] | null;
        const row = part?.[doc % rows];
        return row === undefined ? null : { url: row[0], title: row[1], aliases: row[2], summary: row[3], facts: row[4] };
      }),
    );
  }

  /** The text of a document, a line a statement; '' when its file is missing. */
  async text(doc: number): Promise<string> {
    const shards = await this.shards();
    const { texts } = shards.manifest;
    const part = (await shards.part("x", Math.floor(doc / texts))) as readonly string[] | null;
    return part?.[doc % texts] ?? "";
  }

  private shards(): Promise<Shards> {
    if (this.opening === null) {
      this.opening = Shards.open(this.base);
      // A failure is not kept: the next try may have a network again.
      this.opening.catch(() => (this.opening = null));
    }
    return this.opening;
  }

  private async fold(shards: Shards): Promise<FoldTable> {
    const known = this.tables.get(shards);
    if (known !== undefined) return known;
    const made = unpackFold(await shards.fold());
    if (made.size > 0) this.tables.set(shards, made);
    return made;
  }

  /** After a new build the browser may hold an old manifest, whose files are gone or others: then once more with the new one. */
  private async inOneBuild(work: (shards: Shards) => Promise<Found>): Promise<Found> {
    const shards = await this.shards();
    let found: Found | null = null;
    try {
      found = await work(shards);
      if (found.missing.length === 0) return found;
    } catch (error) {
      if (!(error instanceof OtherBuild)) throw error;
    }
    const fresh = await Shards.open(this.base, true);
    if (found !== null && fresh.manifest.version === shards.manifest.version) return found;
    this.opening = Promise.resolve(fresh);
    try {
      return await work(fresh);
    } catch (error) {
      throw error instanceof OtherBuild ? new NoIndex(UPDATING) : error;
    }
  }
}

async function search(shards: Shards, fold: FoldTable, query: string): Promise<Found> {
  const asked = query.trim();
  const cut = Array.from(asked).slice(0, QUERY_LIMIT).join("");
  const words = [...new Set(terms(cut, fold))].slice(0, TERMS_LIMIT);
  const plain = squeeze(cut, fold);
  const pieces = cut.split(/\s+/).map((piece) => squeeze(piece, fold));
  const parts = [...new Set(pieces)].filter((piece) => piece.length > 1 && piece !== plain).slice(0, PARTS_LIMIT);
  const [lists, whole, ofParts] = await Promise.all([
    Promise.all(words.map((word) => postingsOf(shards, word))),
    namesOf(shards, plain, [exactKey(plain)]),
    Promise.all(parts.map((part) => namesOf(shards, part, [exactKey(part)]))),
  ]);
  const bonus = new Map<number, number>();
  const give = (names: readonly Named[], points: (name: Named) => number): void => {
    for (const name of names) bonus.set(name.doc, Math.max(bonus.get(name.doc) ?? 0, points(name)));
  };
  for (const names of ofParts) give(names, (name) => (name.isAlias ? BONUS.part - 2 : BONUS.part));
  give(whole, (name) => (name.isAlias ? BONUS.alias : BONUS.title));
  const { docs } = shards.manifest;
  let scored = rank(lists, bonus, docs);
  let near: Named[] = [];
  if (whole.length === 0 && !scored.some((one) => one.isWhole)) {
    near = await nearNames(shards, [plain, ...parts.filter((_, at) => ofParts[at]?.length === 0)]);
    give(near, (name) => (isNear(name.plain, plain) ? BONUS.near : BONUS.part));
    if (near.length > 0) scored = rank(lists, bonus, docs);
  }
  return {
    query: asked,
    isCut: cut.length < asked.length,
    hits: scored.map((one) => hitOf(shards.manifest, one)),
    kinds: shards.manifest.kinds,
    terms: words,
    fold,
    near: [...new Set(near.map((name) => name.plain))],
    missing: [...shards.missing].sort(),
  };
}

function hitOf(manifest: Manifest, { doc }: Scored): Hit {
  const [kind, label] = manifest.kinds.find(([, , end]) => doc < end) ?? ["", ""];
  return { doc, kind, label };
}

async function postingsOf(shards: Shards, word: string): Promise<Postings> {
  const lines = await lineOf(shards, "t", word, shards.manifest.terms);
  return lines === undefined ? NOWHERE : decode(lines);
}

/** Documents called `plain`, found under the given keys. */
async function namesOf(shards: Shards, plain: string, keys: readonly string[], isSame = sameName): Promise<Named[]> {
  if (plain === "") return [];
  const found = await Promise.all(
    keys.map(async (key) => {
      const line = await lineOf(shards, "n", key, shards.manifest.names);
      return line === undefined ? [] : namesUnder(key, line).filter((name) => isSame(name.plain, plain));
    }),
  );
  return found.flat();
}

const sameName = (left: string, right: string): boolean => left === right;

async function nearNames(shards: Shards, asked: readonly string[]): Promise<Named[]> {
  const long = asked.filter((plain) => Array.from(plain).length >= TYPO_LENGTH).slice(0, PARTS_LIMIT);
  return (await Promise.all(long.map((plain) => namesOf(shards, plain, nearKeys(plain), isNear)))).flat();
}

const tables = new WeakMap<object, Map<string, Map<string, string>>>();

/** The line of a key in its shard; undefined when there is none. Shards are taken apart once. */
async function lineOf(shards: Shards, family: string, key: string, count: number): Promise<string | undefined> {
  const number = shardOf(key, count);
  const lines = (await shards.part(family, number)) as string | null;
  if (lines === null) return undefined;
  let known = tables.get(shards);
  if (known === undefined) tables.set(shards, (known = new Map()));
  const name = `${family}/${number}`;
  let parsed = known.get(name);
  if (parsed === undefined) known.set(name, (parsed = table(lines)));
  return parsed.get(key);
}

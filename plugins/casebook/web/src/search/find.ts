// A query to records: loads what it needs, no more.

import { ask, IN_NAME, QUERY_LIMIT, typedSounds, type Asked } from "./ask";
import { Filters } from "./filters";
import { deeperKey, exactKey, isNear, MORE, namesUnder, nearKeys, soundKeys, soundOf, TYPO_LENGTH, type Named } from "./names";
import { decode, joined, NOWHERE, postingsOf, shardOf, table, type Postings } from "./postings";
import { rank, together, type Scored, type Wording } from "./rank";
import { RANKING } from "./ranking";
import { NoIndex, OtherBuild, Shards, type Manifest } from "./shards";
import { squeeze, unpackFold, type FoldTable } from "./words";

export { QUERY_LIMIT };

/** So many names are suggested, from so many first hits. */
const SUGGESTED = 3;
const SUGGESTED_FROM = 20;
const UPDATING = "网站正在更新，新旧搜索数据还没有换齐。请过一会儿刷新页面再搜。";

export interface Hit {
  readonly doc: number;
  readonly kind: string;
  readonly label: string;
  readonly score: number;
}

export interface Found {
  readonly query: string;
  readonly isCut: boolean;
  readonly hits: readonly Hit[];
  /** True when frequent words were not read to their end: further documents have them too. */
  readonly isPart: boolean;
  /** Of the whole index, in site order. */
  readonly kinds: Manifest["kinds"];
  /** The query's terms, and how to fold, for marks in snippets. */
  readonly terms: readonly string[];
  readonly fold: FoldTable;
  /** Names one character away from the query or of the same sound; only when nothing is called so or has all its terms. */
  readonly near: readonly string[];
  /** Files that could not be loaded: the hits may be incomplete. */
  readonly missing: readonly string[];
  /** The terms of the query that a document has anywhere. */
  readonly termsOf: (doc: number) => string[];
}

/** What a hit shows. */
export interface Row {
  readonly url: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly facts: readonly string[];
}

export interface Wish {
  /** Also the documents that frequent words leave to files of their own. */
  readonly all?: boolean;
  /** Called with what the words find, when a look for near names will still take a moment. */
  readonly early?: (found: Found) => void;
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
  async find(query: string, wish: Wish = {}): Promise<Found> {
    return this.inOneBuild(async (shards) => {
      shards.missing.clear();
      return new Search(shards, await this.fold(shards), query, wish).run();
    });
  }

  /** Rows of documents, in their order; null where the file is missing. */
  async rows(docs: readonly number[]): Promise<Array<Row | null>> {
    const shards = await this.shards();
    return Promise.all(docs.map((doc) => rowOf(shards, doc)));
  }

  /** The text of a document, a line a statement; '' when its file is missing or the library too large to have them. */
  async text(doc: number): Promise<string> {
    const shards = await this.shards();
    const { texts } = shards.manifest;
    if (texts === 0) return "";
    const part = (await shards.part("x", Math.floor(doc / texts))) as readonly string[] | null;
    return part?.[doc % texts] ?? "";
  }

  /** What hits are filtered and sorted by; null when a file of it is missing. */
  async filters(): Promise<Filters | null> {
    return Filters.load(await this.shards());
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

async function rowOf(shards: Shards, doc: number): Promise<Row | null> {
  const { rows } = shards.manifest;
  const part = (await shards.part("d", Math.floor(doc / rows))) as readonly PackedRow[] | null;
  const row = part?.[doc % rows];
  return row === undefined ? null : { url: row[0], title: row[1], aliases: row[2], summary: row[3], facts: row[4] };
}

/** One search from its query to its hits. */
class Search {
  private readonly asked: Asked;
  private readonly bonus = new Map<number, number>();
  private readonly lists = new Map<string, Postings>();

  constructor(
    private readonly shards: Shards,
    private readonly fold: FoldTable,
    private readonly query: string,
    private readonly wish: Wish,
  ) {
    this.asked = ask(query, fold, shards.manifest.same);
  }

  async run(): Promise<Found> {
    const { plain, parts, words, others } = this.asked;
    const typed = typedSounds(this.asked);
    const [whole, ofParts, sounding] = await Promise.all([
      this.named(plain, [exactKey(plain)]),
      Promise.all(parts.map((part) => this.named(part, [exactKey(part)]))),
      Promise.all(typed.map((letters) => this.sounding(letters))),
      ...[...new Set([...words, ...others.flat()])].map(async (word) => {
        this.lists.set(word, await this.postings(word));
      }),
    ]);
    for (const names of ofParts) this.give(names, (name) => RANKING.part - (name.isAlias ? RANKING.part_alias_less : 0));
    typed.forEach((letters, at) => this.giveSounds(letters, sounding[at] ?? []));
    this.give(whole, (name) => this.called(name));
    const scored = this.rank();
    const isKnown = whole.length > 0 || sounding.some((names) => names.length > 0) || scored.some((one) => one.isWhole);
    const unknown = isKnown ? [] : [plain, ...parts.filter((_, at) => ofParts[at]?.length === 0)];
    const asked = unknown.filter((name) => Array.from(name).length >= TYPO_LENGTH && Array.from(name).length <= RANKING.near_limit);
    if (asked.length === 0) return this.found(await this.checked(scored), []);
    if (this.wish.early !== undefined) this.wish.early(this.found(await this.checked(scored), []));
    const near = await this.near(asked);
    const again = await this.checked(near.length > 0 ? this.rank() : scored);
    return this.found(again, await this.written(near, again));
  }

  private rank(): Scored[] {
    const { words, others } = this.asked;
    const wording = (terms: readonly string[], worth: number): Wording => ({
      lists: terms.map((term) => this.lists.get(term) ?? NOWHERE),
      worth,
    });
    const wordings = [wording(words, 1), ...others.map((terms) => wording(terms, RANKING.other_wording))];
    return rank(wordings, this.bonus, this.shards.manifest.docs);
  }

  /** What a name that is the whole query is worth. */
  private called(name: Named): number {
    const kind = this.kindOf(name.doc);
    // A theme's aliases are what its records are about: the records themselves come first.
    if (name.isAlias) return kind === "theme" ? 0 : RANKING.alias;
    return RANKING.title + (kind === "method" ? RANKING.method : 0);
  }

  private kindOf(doc: number): string {
    return this.shards.manifest.kinds.find(([, , end]) => doc < end)?.[0] ?? "";
  }

  private give<N extends Named>(names: readonly N[], points: (name: N) => number): void {
    for (const name of names) this.bonus.set(name.doc, Math.max(this.bonus.get(name.doc) ?? 0, points(name)));
  }

  private giveSounds(letters: string, names: ReadonlyArray<Named & { readonly isInitials: boolean }>): void {
    const isWhole = letters === this.asked.plain;
    const isWord = (this.lists.get(letters)?.total ?? 0) > 0;
    const share = (isWord ? RANKING.word_sounds : 1) * (isWhole ? 1 : RANKING.part_sounds);
    this.give(names, (name) => {
      const { isInitials } = name;
      const later = name.isAlias ? RANKING.sound_alias_less : 0;
      if (name.plain === letters) return share * ((isInitials ? RANKING.initials : RANKING.sound) - later);
      // While it is being typed: the name of which least is missing first.
      const missing = Math.min(RANKING.begins_missing_most, name.plain.length - letters.length);
      return share * (RANKING.begins - (isInitials ? RANKING.begins_initials_less : 0) - later - missing);
    });
  }

  /** The first hits in the order that their names and summaries bear out: the query in one piece says more than its pairs apart. */
  private async checked(scored: readonly Scored[]): Promise<readonly Scored[]> {
    const { plain } = this.asked;
    const first = scored.slice(0, RANKING.checked);
    if (first.length < 2 || Array.from(plain).length < 2) return scored;
    const rows = await Promise.all(first.map((one) => rowOf(this.shards, one.doc)));
    const best = Math.max(...first.filter((one) => one.score < RANKING.checked_below).map((one) => one.score), 0);
    const again = first.map((one, at) => ({ ...one, score: one.score + best * this.piece(rows[at] ?? null, this.kindOf(one.doc)) }));
    again.sort((left, right) => right.score - left.score || left.doc - right.doc);
    return [...again, ...scored.slice(RANKING.checked)];
  }

  private piece(row: Row | null, kind: string): number {
    if (row === null) return 0;
    const said = (text: string): number => together(this.asked.plain, squeeze(text, this.fold));
    const inAlias = kind === "theme" ? RANKING.piece_in_theme_alias : RANKING.piece_in_alias;
    const aliases = row.aliases.map((name) => said(name) * inAlias);
    return Math.max(said(row.title) * RANKING.piece_in_title, ...aliases, said(row.summary) * RANKING.piece_in_summary);
  }

  private async near(asked: readonly string[]): Promise<NearName[]> {
    const { plain } = this.asked;
    const found = await Promise.all(
      asked.map(async (text, at) => {
        const [spelt, heard] = await Promise.all([this.named(text, nearKeys(text), isNear), this.homophones(text)]);
        const nearly = (name: Named): number => (isNear(name.plain, plain) ? RANKING.near - less(name) : RANKING.part);
        const sounding = (name: Named): number => (at === 0 ? RANKING.homophone - less(name) : RANKING.part);
        return [
          ...spelt.map((name) => ({ ...name, points: nearly(name), isHeard: false })),
          ...heard.map((name) => ({ ...name, points: sounding(name), isHeard: true })),
        ];
      }),
    );
    this.give(found.flat(), (name) => name.points);
    return found.flat();
  }

  private async homophones(plain: string): Promise<Named[]> {
    if (Array.from(plain).length > RANKING.sound_limit) return [];
    const sound = soundOf(plain, await syllablesOf(this.shards));
    if (sound === null || /^[a-z0-9]*$/.test(plain)) return [];
    return (await this.sounding(sound, ["@"])).filter((name) => name.plain === sound);
  }

  /** The near name of each of the best documents as it is written, for the reader to choose from. */
  private async written(near: readonly NearName[], scored: readonly Scored[]): Promise<string[]> {
    const best = new Map<number, NearName>();
    for (const name of near) if (name.points > (best.get(name.doc)?.points ?? 0)) best.set(name.doc, name);
    const names = scored.slice(0, SUGGESTED_FROM).flatMap(({ doc }) => best.get(doc) ?? []).slice(0, SUGGESTED);
    const syllables = names.some((name) => name.isHeard) ? await syllablesOf(this.shards) : new Map<string, string>();
    const asWritten = await Promise.all(
      names.map(async (name) => {
        const row = await rowOf(this.shards, name.doc);
        const called = (text: string): string | null => (name.isHeard ? soundOf(text, syllables) : text);
        const own = name.isAlias ? row?.aliases : row === null ? [] : [row.title];
        return own?.find((one) => called(squeeze(one, this.fold)) === name.plain) ?? row?.title ?? "";
      }),
    );
    return [...new Set(asWritten)].filter((name) => name !== "");
  }

  private found(scored: readonly Scored[], near: readonly string[]): Found {
    const { words } = this.asked;
    const { manifest, missing } = this.shards;
    return {
      query: this.query.trim(),
      isCut: this.asked.isCut,
      hits: hitsOf(manifest, scored),
      isPart: [...this.lists.values()].some((list) => list.total > list.docs.length),
      kinds: manifest.kinds,
      terms: words.map((word) => word.replace(IN_NAME, "")),
      fold: this.fold,
      near,
      missing: [...missing].sort(),
      termsOf: (doc) => words.filter((word) => this.lists.get(word)?.docs.includes(doc) === true).map((word) => word.replace(IN_NAME, "")),
    };
  }

  private async postings(word: string): Promise<Postings> {
    const { manifest } = this.shards;
    const line = await lineOf(this.shards, "t", word, manifest.terms);
    if (line === undefined) return NOWHERE;
    const head = postingsOf(line);
    if (this.wish.all !== true || head.total === head.docs.length) return head;
    const rest = await lineOf(this.shards, "c", word, manifest.tails);
    return rest === undefined ? head : joined(head, decode(rest));
  }

  /** Documents with a name that `isSame` as `plain`, found under the given keys. */
  private async named(plain: string, keys: readonly string[], isSame = sameName): Promise<Named[]> {
    if (plain === "") return [];
    const found = await Promise.all(
      keys.map(async (key) => {
        const line = await lineOf(this.shards, "n", key, this.shards.manifest.names);
        return line === undefined ? [] : namesUnder(key, line).filter((name) => isSame(name.plain, plain));
      }),
    );
    return found.flat();
  }

  /** Documents with a name whose pinyin or initials begin so. */
  private async sounding(letters: string, marks: readonly string[] = ["@", "~"]): Promise<Array<Named & { isInitials: boolean }>> {
    const found = await Promise.all(
      soundKeys(letters)
        .filter((key) => marks.includes(key.slice(0, 1)))
        .map(async (first) => {
          let key = first;
          let line = await lineOf(this.shards, "n", key, this.shards.manifest.names);
          for (let next = deeperKey(key, letters); line?.endsWith(MORE) === true && next !== null; next = deeperKey(key, letters)) {
            key = next;
            line = await lineOf(this.shards, "n", key, this.shards.manifest.names);
          }
          const names = line === undefined ? [] : namesUnder(key, line).filter((name) => name.plain.startsWith(letters));
          return names.map((name) => ({ ...name, isInitials: key.startsWith("~") }));
        }),
    );
    return found.flat();
  }
}

interface NearName extends Named {
  readonly points: number;
  /** Then `plain` is how the name sounds. */
  readonly isHeard: boolean;
}

const less = (name: Named): number => (name.isAlias ? RANKING.near_alias_less : 0);

const sameName = (left: string, right: string): boolean => left === right;

function hitsOf(manifest: Manifest, scored: readonly Scored[]): Hit[] {
  const kindOf: Array<readonly [string, string]> = [];
  for (const [kind, label, end] of manifest.kinds) {
    const pair = [kind, label] as const;
    while (kindOf.length < end) kindOf.push(pair);
  }
  return scored.map(({ doc, score }) => {
    const [kind, label] = kindOf[doc] ?? ["", ""];
    return { doc, kind, label, score };
  });
}

const heard = new WeakMap<object, ReadonlyMap<string, string>>();

/** Character → syllable; empty when the file is missing. */
async function syllablesOf(shards: Shards): Promise<ReadonlyMap<string, string>> {
  const known = heard.get(shards);
  if (known !== undefined) return known;
  const data = (await shards.part("p", 0, "pinyin")) as Readonly<Record<string, string>> | null;
  const made = new Map(Object.entries(data ?? {}).flatMap(([syllable, chars]) => Array.from(chars, (char) => [char, syllable] as const)));
  if (data !== null) heard.set(shards, made);
  return made;
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

// A query to records: loads what it needs, no more.

import { ask, IN_NAME, QUERY_LIMIT, typedSounds, type Asked } from "./ask";
import { Build } from "./build";
import { homophonesIn, namedIn, nearlySoundingIn, postingsIn, rowOf, soundingIn, syllablesOf, type Heard, type Row } from "./lookup";
import { exactKey, initialsOf, isNear, nearKeys, soundOf, TYPO_LENGTH, type Named } from "./names";
import { charsOf, nearestNames, withMost } from "./nearest";
import { NOWHERE, type Postings } from "./postings";
import { amongPhrases, confirmed, hasPhrases } from "./phrases";
import { rank, together, type Scored, type Wording } from "./rank";
import { RANKING } from "./ranking";
import { NoIndex, OtherBuild, Shards, type Manifest } from "./shards";
import { squeeze, unpackFold, type FoldTable } from "./words";

export { OtherBuild, QUERY_LIMIT, type Row };

export interface Hit {
  readonly doc: number;
  readonly kind: string;
  readonly label: string;
  readonly score: number;
}

export interface Found {
  /** Who knows more of the hits. */
  readonly build: Build;
  readonly query: string;
  readonly isCut: boolean;
  readonly hits: readonly Hit[];
  /** True when frequent words were not read to their end: further documents have them too. */
  readonly isPart: boolean;
  /** True when hits have all terms of a phrase in quotes, and not all were looked through for the phrase itself. */
  readonly isLoose: boolean;
  /** Of the whole index, in site order. */
  readonly kinds: Manifest["kinds"];
  /** The query's terms, and how to fold, for marks in snippets. */
  readonly terms: readonly string[];
  readonly fold: FoldTable;
  /** Names one slip away from the query or of the same sound, when nothing is called so or has all its terms; the most alike when
   * nothing is found at all. */
  readonly near: readonly string[];
  /** Files that could not be loaded: the hits may be incomplete. */
  readonly missing: readonly string[];
  /** The terms of the query that a document has anywhere. */
  readonly termsOf: (doc: number) => string[];
}

export interface Wish {
  /** Also the documents that frequent words leave to files of their own, however many. */
  readonly all?: boolean;
  /** Called with what there is so far, when rarer documents of frequent words or near names will still take a moment. */
  readonly early?: (found: Found) => void;
}

/** Of frequent words so many documents are read that the first files leave out: some 20 kB. */
const REST = 30_000;

export class Finder {
  private opening: Promise<Build> | null = null;
  private tables = new WeakMap<object, FoldTable>();

  /** `base`: address of the site's root, ending in '/'. */
  constructor(readonly base: string) {}

  /** The manifest; NoIndex when it cannot be had. Calling it early makes the first search quicker. */
  async manifest(): Promise<Manifest> {
    return (await this.build()).shards.manifest;
  }

  /**
   * Documents for a query, best first. An empty query finds nothing. NoIndex when there is no index. After a new build the browser
   * may hold an old manifest, whose files are gone or others: then the new one is asked.
   */
  async find(query: string, wish: Wish = {}): Promise<Found> {
    const build = await this.build();
    let found: Found | null = null;
    try {
      found = await this.findIn(build, query, wish);
      if (found.missing.length === 0) return found;
    } catch (error) {
      if (!(error instanceof OtherBuild)) throw error;
    }
    const fresh = this.built(await Shards.open(this.base, true));
    if (found !== null && fresh.shards.manifest.version === build.shards.manifest.version) return found;
    this.opening = Promise.resolve(fresh);
    try {
      return await this.findIn(fresh, query, wish);
    } catch (error) {
      throw error instanceof OtherBuild ? new NoIndex(OtherBuild.told) : error;
    }
  }

  private async findIn(build: Build, query: string, wish: Wish): Promise<Found> {
    build.shards.missing.clear();
    return new Search(build, await this.fold(build.shards), query, wish).run();
  }

  private build(): Promise<Build> {
    return this.opening ?? this.open(false);
  }

  private open(fresh: boolean): Promise<Build> {
    const opening = Shards.open(this.base, fresh).then((shards) => this.built(shards));
    this.opening = opening;
    // A failure is not kept: the next try may have a network again.
    opening.catch(() => (this.opening = null));
    return opening;
  }

  private built(shards: Shards): Build {
    return new Build(shards, () => void this.open(true));
  }

  private async fold(shards: Shards): Promise<FoldTable> {
    const known = this.tables.get(shards);
    if (known !== undefined) return known;
    const made = unpackFold(await shards.fold());
    if (made.size > 0) this.tables.set(shards, made);
    return made;
  }
}

/** One search from its query to its hits. */
class Search {
  private readonly asked: Asked;
  private readonly bonus = new Map<number, number>();
  private readonly lists = new Map<string, Postings>();
  /** Found by a sound in the query. */
  private readonly heard = new Set<number>();
  private isLoose = false;

  private readonly shards: Shards;

  constructor(
    private readonly build: Build,
    private readonly fold: FoldTable,
    private readonly query: string,
    private readonly wish: Wish,
  ) {
    this.shards = build.shards;
    this.asked = ask(query, fold, this.shards.manifest.same);
  }

  async run(): Promise<Found> {
    const { plain, parts, words, others, phrases, free } = this.asked;
    const typed = typedSounds(this.asked);
    const bound = new Set(phrases.flat());
    const wanted = new Set([...words, ...others.flat(), ...(bound.size > 0 ? [...bound, ...free] : [])]);
    const [whole, ofParts, sounding] = await Promise.all([
      namedIn(this.shards, plain, [exactKey(plain)]),
      Promise.all(parts.map((part) => namedIn(this.shards, part, [exactKey(part)]))),
      Promise.all(typed.map((letters) => soundingIn(this.shards, letters))),
      ...[...wanted].map((word) => this.read(word, this.wish.all === true || bound.has(word))),
    ]);
    for (const names of ofParts) this.give(names, (name) => RANKING.part - (name.isAlias ? RANKING.part_alias_less : 0));
    typed.forEach((letters, at) => this.giveSounds(letters, sounding[at] ?? []));
    this.give(whole, (name) => this.called(name));
    const isCalled = whole.length > 0 || sounding.some((names) => names.length > 0);
    const isPlain = (scored: readonly Scored[]): boolean => isCalled || scored.some((one) => one.isWhole);
    let scored = this.rank();
    // Whoever names a record has it first; what else has its words is not worth more files.
    const rests = isCalled ? [] : this.rests();
    if (rests.length === 0 && isPlain(scored)) return this.found(await this.checked(scored), []);
    // All that is still to come is asked for at once: each round of requests costs a reader on a slow line its latency.
    const unknown = [plain, ...parts.filter((_, at) => ofParts[at]?.length === 0)];
    const slips = unknown.filter((name) => Array.from(name).length >= TYPO_LENGTH && Array.from(name).length <= RANKING.near_limit);
    const [near] = await Promise.all([
      isPlain(scored) ? [] : this.near(slips, typed),
      scored.length > 0 ? this.tell(scored) : null,
      ...rests.map((word) => this.read(word, true)),
    ]);
    if (rests.length > 0) scored = this.rank();
    if (isPlain(scored)) return this.found(await this.checked(scored), []);
    this.give(near, (name) => name.points);
    const again = await this.checked(near.length > 0 ? this.rank() : scored);
    return this.found(again, again.length > 0 ? await this.written(near, again) : free.length > 0 ? await this.nearest() : []);
  }

  private async read(word: string, all: boolean): Promise<void> {
    this.lists.set(word, await postingsIn(this.shards, word, all));
  }

  /** The frequent words whose other documents are worth reading too, the rarest first: they tell most. */
  private rests(): string[] {
    const cut = [...this.lists].map(([word, { docs, total }]) => ({ word, total, left: total - docs.length })).filter(({ left }) => left > 0);
    let sum = 0;
    return cut.sort((left, right) => left.total - right.total).flatMap(({ word, left }) => ((sum += left) <= REST ? [word] : []));
  }

  private async tell(scored: readonly Scored[]): Promise<void> {
    if (this.wish.early !== undefined) this.wish.early(this.found(await this.checked(scored), []));
  }

  private rank(): Scored[] {
    const { words, others } = this.asked;
    const wording = (terms: readonly string[], worth: number): Wording => ({
      lists: terms.map((term) => this.lists.get(term) ?? NOWHERE),
      worth,
    });
    const wordings = [wording(words, 1), ...others.map((terms) => wording(terms, RANKING.other_wording))];
    const { docs } = this.shards.manifest;
    if (this.asked.phrases.length === 0) return rank(wordings, this.bonus, docs);
    const has = hasPhrases(this.asked, this.lists);
    return rank(wordings, this.bonus, docs, amongPhrases(this.asked, this.lists, this.heard)).filter(({ doc }) => has(doc));
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
    for (const { doc } of names) this.heard.add(doc);
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
  private async checked(found: readonly Scored[]): Promise<readonly Scored[]> {
    const { plain } = this.asked;
    const { hits: scored, isLoose } = await confirmed(this.shards, this.asked, this.fold, found);
    this.isLoose = isLoose;
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

  private async near(slips: readonly string[], typed: readonly string[]): Promise<NearName[]> {
    const { shards, asked } = this;
    const found = await Promise.all([
      ...slips.map(async (text, at) => {
        const [spelt, heard] = await Promise.all([namedIn(shards, text, nearKeys(text), isNear), homophonesIn(shards, text)]);
        const nearly = (name: Named): number => (isNear(name.plain, asked.plain) ? RANKING.near - less(name) : RANKING.part);
        const sounding = (name: Named): number => (at === 0 ? RANKING.homophone - less(name) : RANKING.part);
        return [
          ...spelt.map((name) => ({ ...name, points: nearly(name) })),
          ...heard.map((name) => ({ ...name, points: sounding(name), heard: name })),
        ];
      }),
      ...typed.map(async (letters) => {
        const heard = await nearlySoundingIn(shards, letters, isNear);
        const points = (name: Named): number => (letters === asked.plain ? RANKING.homophone - less(name) : RANKING.part);
        return heard.map((name) => ({ ...name, points: points(name), heard: name }));
      }),
    ]);
    return found.flat();
  }

  /** The near name of each of the best documents as it is written, for the reader to choose from. */
  private async written(near: readonly NearName[], scored: readonly Scored[]): Promise<string[]> {
    const best = new Map<number, NearName>();
    for (const name of near) if (name.points > (best.get(name.doc)?.points ?? 0)) best.set(name.doc, name);
    const names = scored.slice(0, RANKING.suggested_from).flatMap(({ doc }) => best.get(doc) ?? []).slice(0, RANKING.suggested);
    const syllables = names.some((name) => name.heard !== undefined) ? await syllablesOf(this.shards) : new Map<string, string>();
    const asWritten = await Promise.all(
      names.map(async ({ doc, plain, isAlias, heard }) => {
        const row = await rowOf(this.shards, doc);
        const said = (name: string): string | null =>
          heard === undefined ? name : heard.isInitials ? initialsOf(name, syllables) : soundOf(name, syllables);
        const own = isAlias ? row?.aliases : row === null ? [] : [row.title];
        return own?.find((one) => said(squeeze(one, this.fold)) === plain) ?? row?.title ?? "";
      }),
    );
    return [...new Set(asWritten)].filter((name) => name !== "");
  }

  private async nearest(): Promise<string[]> {
    const chars = charsOf(this.asked.plain);
    const lists = await Promise.all(chars.map((char) => postingsIn(this.shards, char + IN_NAME, false)));
    const rows = await Promise.all(withMost(lists).map((doc) => rowOf(this.shards, doc)));
    return nearestNames(rows, chars, (name) => squeeze(name, this.fold));
  }

  private found(scored: readonly Scored[], near: readonly string[]): Found {
    const { words } = this.asked;
    const { manifest, missing } = this.shards;
    return {
      build: this.build,
      query: this.query.trim(),
      isCut: this.asked.isCut,
      hits: hitsOf(manifest, scored),
      isPart: [...this.lists.values()].some((list) => list.total > list.docs.length),
      isLoose: this.isLoose,
      kinds: manifest.kinds,
      terms: words.map((word) => word.replace(IN_NAME, "")),
      fold: this.fold,
      near,
      missing: [...missing].sort(),
      termsOf: (doc) => words.filter((word) => this.lists.get(word)?.docs.includes(doc) === true).map((word) => word.replace(IN_NAME, "")),
    };
  }

}

interface NearName extends Named {
  readonly points: number;
  /** There when it was found by its sound. */
  readonly heard?: Heard;
}

const less = (name: Named): number => (name.isAlias ? RANKING.near_alias_less : 0);

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


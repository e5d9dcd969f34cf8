// The files of search/, loaded by script tag: the one way that works over http and over file:// alike.

declare global {
  interface Window {
    /** Called by every file of search/ with its content. */
    casebookSearch?: (family: string, number: number, edition: string, data: unknown) => void;
  }
}

/** Of index/shards.py: files of another one cannot be read. */
export const FORMAT = 4;

export interface Manifest {
  readonly format: number;
  readonly version: string;
  readonly docs: number;
  /** kind, label, number of the first document that is no longer of it */
  readonly kinds: ReadonlyArray<readonly [string, string, number]>;
  readonly terms: number;
  /** How many files hold what frequent terms leave out of theirs. */
  readonly tails: number;
  readonly names: number;
  readonly rows: number;
  /** 0: the library is too large for its texts. */
  readonly texts: number;
  readonly chunk: number;
  /** Groups of names that say the same, squeezed, the label first. */
  readonly same: ReadonlyArray<readonly string[]>;
}

/** A file of another build came in: documents are numbered differently there. */
export class OtherBuild extends Error {
  /** For the reader, when a second try meets it too. */
  static readonly told = "网站正在更新，新旧搜索数据还没有换齐。请过一会儿刷新页面再搜。";
}

/** The index cannot be read at all; the message is for the reader. */
export class NoIndex extends Error {
  override readonly name = "NoIndex";
}

interface Delivery {
  readonly edition: string;
  readonly data: unknown;
}

/** A file that neither comes nor fails for so long counts as missing: better some hits than none. */
const PATIENCE = 15_000;

const delivered = new Map<string, Delivery>();

function receive(): void {
  window.casebookSearch ??= (family, number, edition, data) => {
    delivered.set(`${family}/${number}`, { edition, data });
  };
}

function runScript(url: string): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = url;
    // A file that is missing or cut off ends here too: what counts is whether it delivered.
    const done = (): void => {
      window.clearTimeout(timer);
      script.remove();
      resolve();
    };
    const timer = window.setTimeout(done, PATIENCE);
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    document.head.append(script);
  });
}

async function load(url: string, name: string): Promise<Delivery | null> {
  receive();
  await runScript(url);
  const delivery = delivered.get(name) ?? null;
  delivered.delete(name);
  return delivery;
}

/** One build's files. What was loaded stays; what failed is tried again when it is next asked for. */
export class Shards {
  /** Files that could not be loaded since `forgive`, as paths below the site's root. */
  readonly missing = new Set<string>();
  private readonly parts = new Map<string, Promise<unknown>>();

  private constructor(
    private readonly base: string,
    readonly manifest: Manifest,
    private readonly edition: string,
    private readonly early: string | null,
  ) {}

  /** NoIndex when there is no manifest. `fresh` goes past the browser's cache. */
  static async open(base: string, fresh = false): Promise<Shards> {
    const url = `${base}search/index.js`;
    // The table of characters depends on no build: it need not wait for the manifest to name its version.
    const [delivery, fold] = await Promise.all([
      load(fresh ? `${url}?${Date.now()}` : url, "m/0"),
      load(`${base}search/fold.js`, "f/0"),
    ]);
    if (delivery === null) {
      throw new NoIndex("搜索数据没有加载成功（search/index.js）。请刷新页面再试；如果一直这样，请告诉网站维护者，并先从各栏目的列表里查找。");
    }
    const manifest = delivery.data as Manifest;
    // Either of the two may come from a cache: of the manifest a newer one can be had.
    if (manifest.format !== FORMAT && !fresh) return Shards.open(base, true);
    if (manifest.format !== FORMAT) {
      throw new NoIndex("网页程序和搜索数据不是同一版：浏览器里可能还存着旧的网页程序。请按 Ctrl+F5 强制刷新再搜；如果一直这样，请告诉网站维护者重新生成网站。");
    }
    return new Shards(base, manifest, delivery.edition, (fold?.data as string | undefined) ?? null);
  }

  /** The table of characters; an empty one when its file is missing. It came with the manifest, mostly. */
  async fold(): Promise<string> {
    return this.early ?? ((await this.part("f", 0, "fold")) as string | null) ?? "";
  }

  /** A file's data, or null when it is missing. OtherBuild when it belongs to another one. */
  part(family: string, number: number, name = `${family}/${number}`): Promise<unknown> {
    const known = this.parts.get(name);
    if (known !== undefined) return known;
    const coming = this.fetch(family, number, name);
    this.parts.set(name, coming);
    coming.then(
      (data) => data === null && this.parts.delete(name),
      () => this.parts.delete(name),
    );
    return coming;
  }

  private async fetch(family: string, number: number, name: string): Promise<unknown> {
    const path = `search/${name}.js`;
    const delivery = await load(`${this.base}${path}?${this.manifest.version}`, `${family}/${number}`);
    if (delivery === null) {
      this.missing.add(path);
      return null;
    }
    if (family !== "f" && family !== "p" && delivery.edition !== this.edition) throw new OtherBuild(path);
    this.missing.delete(path);
    return delivery.data;
  }
}

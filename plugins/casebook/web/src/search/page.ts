// The search page: all hits with the words that were found, filtered, counted and sorted; what is asked stands in the address.

import { matching, tally, type Choices, type Values } from "../facets";
import { tellListed } from "../listed";
import type { Filters } from "./filters";
import { OtherBuild, QUERY_LIMIT, type Finder, type Found, type Hit, type Row } from "./find";
import { about, betterThanSummary, element, factsOf, failure, fillHit, remarks, suggestions, summaryOf, wantsText, wordsInText } from "./hits";
import { FACETS, Panel } from "./panel";

const STEP = 20;
/** The first page of hits: what a screen holds, and a little more. */
const TOP = 10;
/** Shown before the others: as many rows as a browser loads at once, and those the search itself has looked at. */
const FIRST = 6;
const PAUSE = 200;
/** Up to here the filters come with the first hits; beyond, when the reader opens them. */
const SMALL = 2000;
const NAMES = ["kind", ...FACETS.map(([name]) => name)];
const SORTS: ReadonlyArray<readonly [string, string]> = [
  ["", "按相关程度"],
  ["date", "按日期，新的在前"],
  ["evidence", "按证据等级"],
];

export class SearchPage {
  private readonly input = element("input", "cb-seek__words") as HTMLInputElement;
  private readonly status = element("p", "cb-find__status");
  private readonly sort = element("select", "cb-select cb-find__sort") as HTMLSelectElement;
  private readonly notes = element("div", "cb-find__notes");
  private readonly kinds = element("div", "cb-find__kinds");
  private readonly panel = new Panel((name, value) => this.choose(name, value));
  private readonly list = element("ol", "cb-find__list");
  private readonly more = element("button", "md-button cb-find__more", "再显示一些") as HTMLButtonElement;
  private readonly drop = element("button", "cb-find__drop", "清除筛选") as HTMLButtonElement;
  private readonly ways = document.querySelector<HTMLElement>("#casebook-search-ways");
  private found: Found | null = null;
  private filters: Filters | null = null;
  private values: Values[] = [];
  private choices: Choices = {};
  private hits: readonly Hit[] = [];
  private shown = 0;
  private turn = 0;
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly finder: Finder,
    private readonly onQuery: (query: string) => void,
  ) {
    this.build();
    this.read();
  }

  /** Takes a query from elsewhere, such as the header, in place of going to the page again. */
  ask(query: string): void {
    this.input.value = query;
    this.choices = {};
    this.write();
    void this.search();
  }

  /** Takes query, choices and order from the address. */
  read(): void {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.choices = Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ""]).filter(([, value]) => value !== ""));
    this.sort.value = SORTS.some(([value]) => value === asked.get("sort")) ? (asked.get("sort") ?? "") : "";
    if (this.needsFilters()) this.panel.root.open = FACETS.some(([name]) => this.choices[name] !== undefined);
    void this.search();
  }

  private build(): void {
    const form = element("form", "cb-seek") as HTMLFormElement;
    form.setAttribute("role", "search");
    this.input.type = "search";
    this.input.name = "q";
    this.input.autocomplete = "off";
    this.input.maxLength = 2000;
    this.input.placeholder = "工作法、地名、文件名、拼音，或者要解决的问题";
    this.input.setAttribute("aria-label", "搜索全库");
    const button = element("button", "md-button md-button--primary", "搜索") as HTMLButtonElement;
    button.type = "submit";
    form.append(element("div", "cb-seek__row", this.input, button));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.input.value);
    });
    this.input.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) this.later();
    });
    this.input.addEventListener("compositionend", () => this.later());
    this.status.setAttribute("role", "status");
    this.kinds.setAttribute("role", "group");
    this.kinds.setAttribute("aria-label", "按类别筛选");
    this.sort.setAttribute("aria-label", "排序");
    for (const [value, label] of SORTS) this.sort.append(new Option(label, value));
    this.sort.addEventListener("change", () => void this.rearrange());
    this.panel.root.addEventListener("toggle", () => {
      if (this.panel.root.open && this.filters === null) void this.rearrange();
    });
    this.more.type = "button";
    this.more.addEventListener("click", () => void this.try(this.turn, false, () => this.showMore()));
    this.drop.type = "button";
    this.drop.addEventListener("click", () => {
      this.choices = {};
      void this.rearrange();
      this.input.focus();
    });
    const bar = element("div", "cb-find__bar", this.status, this.drop, this.sort);
    // The manifest comes while the reader types; a failure is told when there is something to search.
    this.finder.manifest().catch(() => undefined);
    this.root.replaceChildren(form, bar, this.notes, this.kinds, this.panel.root, this.list, this.more);
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(this.input.value), PAUSE);
  }

  private write(): void {
    const asked = new URLSearchParams();
    if (this.input.value.trim() !== "") asked.set("q", this.input.value.trim());
    for (const name of NAMES) if (this.choices[name] !== undefined) asked.set(name, this.choices[name]);
    if (this.sort.value !== "") asked.set("sort", this.sort.value);
    const query = asked.toString();
    try {
      history.replaceState(null, "", query === "" ? location.pathname : `?${query}`);
    } catch {
      // Some browsers refuse this on file://, and all refuse it a hundred times in a few seconds; the search goes on.
    }
  }

  private async search(isAgain = false): Promise<void> {
    window.clearTimeout(this.timer);
    const query = this.input.value.trim();
    const turn = ++this.turn;
    this.onQuery(query);
    this.list.setAttribute("aria-busy", "true");
    if (query === "") {
      document.documentElement.classList.remove("cb-asked");
      this.clear("输入几个字开始查找：名称、地名、文号，或者用自己的话说要解决的问题。");
      return;
    }
    await this.try(turn, isAgain, async () => {
      const early = (found: Found): void => void this.draw(found, turn).catch(() => undefined);
      const found = await this.finder.find(query, { all: this.needsFilters() || this.panel.root.open, early });
      await this.draw(found, turn);
      // No room for what did not come: the other ways to look stand right below.
      if (turn === this.turn && found.hits.length === 0) document.documentElement.classList.remove("cb-asked");
      if (isAgain && turn === this.turn) this.notes.prepend(element("p", "cb-find__note", "网站更新了，这是用新的数据重新查找的结果。"));
      this.settle(turn);
      if (found.hits.length > 0) void this.offer(turn);
    });
  }

  /** Work on the answer to a query. When the site was renewed meanwhile, the query is asked once more. */
  private async try(turn: number, isAgain: boolean, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (turn !== this.turn) return;
      if (error instanceof OtherBuild && !isAgain) await this.search(true);
      else this.clear(failure(error));
    }
  }

  /** Tells screen readers, and whoever drives the page, that the list now answers the latest query. */
  private settle(turn: number): void {
    if (turn !== this.turn) return;
    this.list.setAttribute("aria-busy", "false");
    this.root.dataset["answered"] = String(turn);
  }

  private clear(status: string): void {
    this.found = null;
    this.hits = [];
    this.status.textContent = status;
    this.notes.replaceChildren();
    this.kinds.replaceChildren();
    this.list.replaceChildren();
    for (const part of [this.more, this.sort, this.drop, this.panel.root]) part.hidden = true;
    this.settle(this.turn);
    if (this.ways !== null) this.ways.hidden = false;
  }

  private needsFilters(): boolean {
    return this.sort.value !== "" || FACETS.some(([name]) => this.choices[name] !== undefined);
  }

  /** On a wide screen a small library's filters stand open: what they load is little. */
  private async offer(turn: number): Promise<void> {
    const { docs } = await this.finder.manifest();
    if (turn !== this.turn || docs > SMALL || this.filters !== null || this.panel.root.dataset["offered"] !== undefined) return;
    this.panel.root.dataset["offered"] = "";
    if (window.matchMedia("(min-width: 60em)").matches) this.panel.root.open = true;
  }

  private choose(name: string, value: string): void {
    const { [name]: _, ...others } = this.choices;
    this.choices = value === "" ? others : { ...others, [name]: value };
    void this.rearrange();
  }

  /** After another choice or order: for the same query, all its hits if frequent words left some out. */
  private async rearrange(): Promise<void> {
    if (this.input.value.trim() === "") return;
    this.write();
    // A query that was sent since the last answer must not lose its own to a new drawing of the old one.
    if (this.found === null || this.found.query !== this.input.value.trim() || (this.found.isPart && (this.needsFilters() || this.panel.root.open))) {
      await this.search();
      return;
    }
    const { found } = this;
    const turn = ++this.turn;
    await this.try(turn, false, async () => {
      await this.draw(found, turn);
      this.settle(turn);
    });
  }

  private async draw(found: Found, turn: number): Promise<void> {
    if (this.panel.root.open || this.needsFilters()) {
      if (this.filters === null) this.panel.say("正在读取筛选条件……");
      this.filters = await found.build.filters();
      if (this.filters === null) this.panel.say("筛选条件没有加载成功，请刷新页面再试。");
    }
    if (turn !== this.turn) return;
    this.found = found;
    const { filters } = this;
    const ofKind = new Map(found.kinds.map(([kind]) => [kind, { kind: [kind] }]));
    this.values = found.hits.map((hit) => filters?.values(hit) ?? ofKind.get(hit.kind) ?? {});
    const known = this.known();
    // What was chosen for another query and has nothing now would hide all there is.
    if (matching(this.values, known).length === 0) this.choices = {};
    const left = matching(this.values, this.known()).map((at) => found.hits[at] as Hit);
    this.hits = filters?.sorted(left, this.sort.value) ?? left;
    this.drawCounts(found);
    const said = [...suggestions(found, (name) => this.ask(name)), ...remarks(found, QUERY_LIMIT)];
    this.notes.replaceChildren(...said.map((text) => element("p", "cb-find__note", text)));
    if (this.ways !== null) this.ways.hidden = found.hits.length > 0;
    this.sort.hidden = this.panel.root.hidden = found.hits.length === 0;
    this.drop.hidden = Object.keys(this.choices).length === 0;
    this.shown = 0;
    await this.showMore();
  }

  /** The choices that can be followed: without the filters' data only the kind. */
  private known(): Choices {
    if (this.filters !== null) return this.choices;
    const { kind } = this.choices;
    return kind === undefined ? {} : { kind };
  }

  private drawCounts(found: Found): void {
    const counts = tally(this.values, NAMES, this.known());
    this.drawKinds(found, counts["kind"] ?? new Map());
    if (this.filters === null) return;
    this.panel.draw(this.filters, counts, this.choices);
    this.panel.drawYears(counts["year"] ?? new Map(), this.choices["year"] ?? "");
  }

  private drawKinds(found: Found, counts: ReadonlyMap<string, number>): void {
    const chosen = this.choices["kind"] ?? "";
    const present = found.kinds.filter(([kind]) => counts.has(kind));
    const choices: Array<[string, string, number]> = present.map(([kind, label]) => [kind, label, counts.get(kind) ?? 0]);
    choices.unshift(["", "全部", [...counts.values()].reduce((sum, count) => sum + count, 0)]);
    const hadFocus = this.kinds.contains(document.activeElement);
    const buttons = choices.map(([kind, label, count]) => {
      const button = element("button", "cb-find__kind", label, " ", element("span", "cb-find__count", String(count)));
      (button as HTMLButtonElement).type = "button";
      button.setAttribute("aria-pressed", String(kind === chosen));
      button.addEventListener("click", () => this.choose("kind", kind));
      return button;
    });
    this.kinds.replaceChildren(...(found.hits.length > 0 ? buttons : []));
    // The buttons are new ones now; the focus must not fall back to the page's top.
    if (hadFocus) (this.kinds.querySelector("[aria-pressed=true]") as HTMLElement | null)?.focus();
  }

  private async showMore(): Promise<void> {
    const { found, hits, turn } = this;
    if (found === null) return;
    const from = this.shown;
    const next = hits.slice(from, from + (from === 0 ? TOP : STEP));
    const first = from === 0 ? next.slice(0, FIRST) : [];
    for (const part of [first, next.slice(first.length)]) {
      const rows = await found.build.rows(part.map((hit) => hit.doc));
      if (turn !== this.turn || found !== this.found) return;
      const items = part.map((hit, at) => this.item(hit, rows[at] ?? null, found));
      if (part === first || (from === 0 && first.length === 0)) this.list.replaceChildren(...items);
      else this.list.append(...items);
      tellListed(this.list);
      this.shown = this.list.childElementCount;
      this.say(found);
    }
  }

  private say(found: Found): void {
    const { hits, shown } = this;
    this.more.hidden = shown >= hits.length;
    const label = this.choices["kind"] === undefined ? "" : (hits[0]?.label ?? "");
    this.status.textContent =
      found.hits.length === 0
        ? "没有找到。换个说法或少用几个字再试；也可以从下面的栏目里找。"
        : `找到${label}${about(found)}${hits.length} 条${shown < hits.length ? `，显示前 ${shown} 条` : ""}`;
  }

  private item(hit: Hit, row: Row | null, found: Found): HTMLElement {
    if (row === null) return element("li", "cb-hit", `${hit.label}：这条结果的数据没有加载成功，请刷新页面。`);
    const link = element("a", "cb-hit__link") as HTMLAnchorElement;
    fillHit(link, hit, row, found, this.finder.base);
    const snippet = element("p", "cb-hit__snippet", summaryOf(row, found));
    const item = element("li", "cb-hit", element("h2", "cb-hit__title", link), element("p", "cb-hit__line", factsOf(hit, row)), snippet);
    if (!wantsText(row, found)) return item;
    const words = wordsInText(hit, row, found);
    const also = element("p", "cb-hit__also", "正文里有：", ...words.flatMap((word) => [element("mark", "", word), " "]));
    if (words.length > 0) item.append(also);
    whenSeen(item, async () => {
      const better = betterThanSummary(await found.build.text(hit.doc), row, found);
      if (better === null) return;
      snippet.replaceChildren(better);
      also.remove();
    });
    return item;
  }
}

/** Texts are the heaviest part of a search: those of hits that nobody scrolls to are never loaded. */
function whenSeen(item: Element, work: () => Promise<void>): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      // Without its text a hit keeps its summary.
      work().catch(() => undefined);
    },
    { rootMargin: "200px" },
  );
  watcher.observe(item);
}

// The search page: all hits, by kind, with the words that were found; what is asked stands in the address.

import { QUERY_LIMIT, type Finder, type Found, type Hit, type Row } from "./find";
import { betterThanSummary, element, factsOf, failure, fillHit, remarks, summaryOf, wantsText } from "./hits";

const STEP = 20;
const PAUSE = 200;

export class SearchPage {
  private readonly input = element("input", "cb-seek__words") as HTMLInputElement;
  private readonly status = element("p", "cb-find__status");
  private readonly notes = element("div", "cb-find__notes");
  private readonly kinds = element("div", "cb-find__kinds");
  private readonly list = element("ol", "cb-find__list");
  private readonly more = element("button", "md-button cb-find__more", "再显示一些") as HTMLButtonElement;
  private readonly ways = document.querySelector<HTMLElement>("#casebook-search-ways");
  private found: Found | null = null;
  private kind = "";
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
    this.kind = "";
    this.write();
    void this.search();
  }

  /** Takes query and kind from the address. */
  read(): void {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.kind = asked.get("kind") ?? "";
    void this.search();
  }

  private build(): void {
    const form = element("form", "cb-seek") as HTMLFormElement;
    form.setAttribute("role", "search");
    this.input.type = "search";
    this.input.name = "q";
    this.input.autocomplete = "off";
    this.input.maxLength = 2000;
    this.input.placeholder = "工作法、地名、文件名，或者要解决的问题";
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
    this.more.type = "button";
    this.more.addEventListener("click", () => void this.showMore());
    this.root.replaceChildren(form, this.status, this.notes, this.kinds, this.list, this.more);
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(this.input.value), PAUSE);
  }

  private write(): void {
    const asked = new URLSearchParams();
    if (this.input.value.trim() !== "") asked.set("q", this.input.value.trim());
    if (this.kind !== "") asked.set("kind", this.kind);
    const query = asked.toString();
    try {
      history.replaceState(history.state, "", query === "" ? location.pathname : `?${query}`);
    } catch {
      // Some browsers refuse this on file://, and all refuse it a hundred times in a few seconds; the search goes on.
    }
  }

  private async search(): Promise<void> {
    window.clearTimeout(this.timer);
    const query = this.input.value.trim();
    const turn = ++this.turn;
    this.onQuery(query);
    this.list.setAttribute("aria-busy", "true");
    if (query === "") {
      this.clear("输入几个字开始查找：名称、地名、文号，或者用自己的话说要解决的问题。");
      return;
    }
    try {
      const found = await this.finder.find(query);
      if (turn === this.turn) {
        await this.draw(found);
        this.settle(turn);
      }
    } catch (error) {
      if (turn === this.turn) this.clear(failure(error));
    }
  }

  private clear(status: string): void {
    this.found = null;
    this.status.textContent = status;
    this.notes.replaceChildren();
    this.kinds.replaceChildren();
    this.list.replaceChildren();
    this.more.hidden = true;
    this.settle(this.turn);
    if (this.ways !== null) this.ways.hidden = false;
  }

  /** Tells screen readers, and whoever drives the page, that the list now answers the latest query. */
  private settle(turn: number): void {
    if (turn !== this.turn) return;
    this.list.setAttribute("aria-busy", "false");
    this.root.dataset["answered"] = String(turn);
  }

  private hits(): readonly Hit[] {
    const hits = this.found?.hits ?? [];
    return this.kind === "" ? hits : hits.filter((hit) => hit.kind === this.kind);
  }

  private async draw(found: Found): Promise<void> {
    this.found = found;
    // A kind that was chosen for another query and has nothing now would hide all there is.
    if (this.hits().length === 0) this.kind = "";
    this.drawKinds(found);
    this.notes.replaceChildren(...remarks(found, QUERY_LIMIT).map((text) => element("p", "cb-find__note", text)));
    if (this.ways !== null) this.ways.hidden = found.hits.length > 0;
    this.shown = 0;
    await this.showMore();
  }

  private drawKinds(found: Found): void {
    const counts = new Map<string, number>();
    for (const { kind } of found.hits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const present = found.kinds.filter(([kind]) => counts.has(kind));
    const choices: Array<[string, string, number]> = present.map(([kind, label]) => [kind, label, counts.get(kind) ?? 0]);
    choices.unshift(["", "全部", found.hits.length]);
    const buttons = choices.map(([kind, label, count]) => {
      const button = element("button", "cb-find__kind", label, " ", element("span", "cb-find__count", String(count)));
      (button as HTMLButtonElement).type = "button";
      button.setAttribute("aria-pressed", String(kind === this.kind));
      button.addEventListener("click", () => {
        this.kind = kind;
        this.write();
        void this.draw(found);
        // The buttons are new ones now; the focus must not fall back to the page's top.
        (this.kinds.querySelector("[aria-pressed=true]") as HTMLElement | null)?.focus();
      });
      return button;
    });
    this.kinds.replaceChildren(...(found.hits.length > 0 ? buttons : []));
  }

  private async showMore(): Promise<void> {
    const { found } = this;
    if (found === null) return;
    const turn = this.turn;
    const from = this.shown;
    const hits = this.hits();
    const next = hits.slice(from, from + STEP);
    const rows = await this.finder.rows(next.map((hit) => hit.doc));
    if (turn !== this.turn || this.shown !== from) return;
    this.shown = from + next.length;
    const items = next.map((hit, at) => this.item(hit, rows[at] ?? null, found));
    if (from === 0) this.list.replaceChildren(...items);
    else this.list.append(...items);
    this.more.hidden = this.shown >= hits.length;
    const where = this.kind === "" ? "" : `${hits[0]?.label ?? ""} `;
    this.status.textContent =
      found.hits.length === 0
        ? "没有找到。换个说法或少用几个字再试，至少用两个字；也可以从下面的栏目里找。"
        : `找到 ${where}${hits.length} 条${this.shown < hits.length ? `，显示前 ${this.shown} 条` : ""}`;
  }

  private item(hit: Hit, row: Row | null, found: Found): HTMLElement {
    if (row === null) return element("li", "cb-hit", `${hit.label}：这条结果的数据没有加载成功，请刷新页面。`);
    const link = element("a", "cb-hit__link") as HTMLAnchorElement;
    fillHit(link, hit, row, found, this.finder.base);
    const snippet = element("p", "cb-hit__snippet", summaryOf(row, found));
    const item = element("li", "cb-hit", element("h2", "cb-hit__title", link), element("p", "cb-hit__line", factsOf(hit, row)), snippet);
    if (wantsText(row, found)) {
      whenSeen(item, async () => {
        const better = betterThanSummary(await this.finder.text(hit.doc), row, found);
        if (better !== null) snippet.replaceChildren(better);
      });
    }
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

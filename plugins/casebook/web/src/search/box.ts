// The search field in the header: hits below it while typing. An ARIA combobox with a list of links.

import { OtherBuild, QUERY_LIMIT, type Finder, type Found, type Hit, type Row } from "./find";
import { about, element, factsOf, failure, fillHit, remarks, suggestions, summaryOf } from "./hits";

/** As many rows as a browser loads at once. */
const SHOWN = 6;
const PAUSE = 120;
const LIST_ID = "casebook-search-list";

export class SearchBox {
  private readonly status = element("p", "cb-search__status");
  private readonly notes = element("div", "cb-search__notes");
  private readonly list = element("ul", "cb-search__list");
  private readonly toggle = document.querySelector<HTMLInputElement>("#__search");
  private timer = 0;
  private turn = 0;
  private asked = "";
  private active = -1;

  constructor(
    form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly output: HTMLElement,
    private readonly finder: Finder,
  ) {
    this.dress();
    input.addEventListener("focus", () => this.open());
    input.addEventListener("input", (event) => {
      // While an IME composes, the field holds half-typed pinyin; compositionend follows.
      if (!(event as InputEvent).isComposing) this.later();
    });
    input.addEventListener("compositionend", () => this.later());
    input.addEventListener("keydown", (event) => this.onKey(event));
    form.addEventListener("reset", () => {
      this.show([]);
      this.asked = "";
      input.focus();
    });
    this.list.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a") !== null) this.leave();
    });
    this.toggle?.addEventListener("change", () => {
      if (this.toggle?.checked !== true) this.setActive(-1);
      this.announceOpen();
    });
    // The script came because the reader is in the field.
    if (document.activeElement === input) this.open();
  }

  /** Puts a query into the field without searching: the search page has its own list. */
  set(query: string): void {
    if (this.input.value !== query && document.activeElement !== this.input) this.input.value = query;
  }

  /** Closes the list and leaves the field. */
  leave(): void {
    if (this.toggle?.checked === true) this.toggle.click();
    this.setActive(-1);
    this.input.blur();
  }

  private dress(): void {
    this.output.removeAttribute("aria-live");
    this.status.setAttribute("role", "status");
    this.list.id = LIST_ID;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "搜索结果");
    this.output.replaceChildren(this.status, this.notes, this.list);
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", LIST_ID);
    input.setAttribute("aria-expanded", "false");
    input.maxLength = 2000;
  }

  private open(): void {
    if (this.toggle !== null && !this.toggle.checked) this.toggle.click();
    // The manifest comes while the reader types; a failure is told when there is something to search.
    this.finder.manifest().catch(() => undefined);
    if (this.input.value.trim() !== this.asked) this.later();
    this.announceOpen();
  }

  private announceOpen(): void {
    const isOpen = this.toggle?.checked !== false && this.list.childElementCount > 0;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.search(), PAUSE);
  }

  private async search(isAgain = false): Promise<void> {
    const query = this.input.value.trim();
    this.asked = query;
    const turn = ++this.turn;
    if (query === "") {
      this.show([]);
      return;
    }
    try {
      const found = await this.finder.find(query, { early: (first) => void this.answer(first, turn).catch(() => undefined) });
      await this.answer(found, turn);
    } catch (error) {
      if (turn !== this.turn) return;
      if (error instanceof OtherBuild && !isAgain) await this.search(true);
      else this.show([], failure(error));
    }
  }

  /** A slower, older search must not replace the answer to what stands in the field now. */
  private async answer(found: Found, turn: number): Promise<void> {
    const rows = await found.build.rows(found.hits.slice(0, SHOWN).map((hit) => hit.doc));
    if (turn !== this.turn) return;
    this.draw(found, rows);
  }

  private draw(found: Found, rows: ReadonlyArray<Row | null>): void {
    const options = rows.flatMap((row, at) => (row === null ? [] : [this.option(found.hits[at] as Hit, row, found)]));
    const total = found.hits.length;
    if (total > 0) options.push(this.allOption(found));
    const status = total > 0 ? `找到${about(found)}${total} 条，显示前 ${options.length - 1} 条` : "没有找到。换个说法试试";
    this.show(options, status, [...suggestions(found, (name) => this.take(name)), ...remarks(found, QUERY_LIMIT)]);
  }

  /** Takes a suggested name in place of what was typed. */
  private take(name: string): void {
    this.input.value = name;
    this.input.focus();
    void this.search();
  }

  private option(hit: Hit, row: Row, found: Found): HTMLElement {
    const link = element("a", "cb-search__link") as HTMLAnchorElement;
    fillHit(link, hit, row, found, this.finder.base);
    const title = element("span", "cb-search__title", ...Array.from(link.childNodes));
    link.append(title, factsOf(hit, row), element("span", "cb-search__summary", summaryOf(row, found)));
    return this.asOption(link);
  }

  private allOption(found: Found): HTMLElement {
    const link = element("a", "cb-search__link cb-search__all", found.isPart ? "查看全部结果" : `查看全部 ${found.hits.length} 条结果`) as HTMLAnchorElement;
    link.href = `${this.finder.base}search.html?q=${encodeURIComponent(found.query)}`;
    return this.asOption(link);
  }

  private asOption(link: HTMLAnchorElement): HTMLElement {
    link.tabIndex = -1;
    // The link itself is the option: an option may hold nothing that takes the focus.
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    const item = element("li", "cb-search__option", link);
    item.setAttribute("role", "presentation");
    return item;
  }

  private get options(): HTMLElement[] {
    return Array.from(this.list.querySelectorAll<HTMLElement>("[role=option]"));
  }

  private show(items: readonly HTMLElement[], status = "", said: ReadonlyArray<string | Node> = []): void {
    this.list.replaceChildren(...items);
    this.options.forEach((option, at) => (option.id = `${LIST_ID}-${at}`));
    this.notes.replaceChildren(...said.map((text) => element("p", "cb-search__note", text)));
    this.status.textContent = status;
    this.setActive(-1);
    this.announceOpen();
  }

  private setActive(at: number): void {
    const { options } = this;
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = options[at];
    if (option === undefined) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView?.({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  private onKey(event: KeyboardEvent): void {
    // 229 is what older browsers send for keys that the IME takes.
    if (event.isComposing || event.keyCode === 229) return;
    const count = this.list.childElementCount;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (count === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than options: from the last one the arrow leads back to the field.
      this.setActive(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter") {
      const link = this.options[this.active];
      if (link === undefined) return;
      event.preventDefault();
      link.click();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      this.leave();
    }
  }
}

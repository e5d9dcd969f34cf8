// Lists that filter themselves. Without this script the list stands there as it is, whole and readable.

import { Cascade, optionText } from "./cascade";
import { fromQuery, matching, tally, toQuery, type Choices, type Values } from "./facets";
import { tellListed } from "./listed";
import { rowElement, valuesOfRow, type Data, type Row } from "./rows";
import { loadScript } from "./script";

/** How many rows a list of several pages shows at first, and how many more at a time. */
const STEP = 50;

interface Item {
  readonly values: Values;
  element(): Element;
}

interface Control {
  readonly name: string;
  readonly label: string;
  /** value → label */
  readonly options: ReadonlyMap<string, string>;
  draw(value: string, countOf: (value: string) => number): void;
}

declare global {
  interface Window {
    /** Set by a list's data file, which is a script because file:// allows no fetch. */
    casebookItems?: Record<string, Data>;
  }
}

function itemOfElement(element: HTMLElement, names: readonly string[]): Item {
  const values: Record<string, string[]> = {};
  for (const name of names) {
    const text = element.dataset[name];
    if (text !== undefined) values[name] = text.split(" ");
  }
  return { values, element: () => element };
}

function itemsOfData(data: Data, base: string): Item[] {
  return data.rows.map((row: Row) => {
    let made: Element | undefined;
    return { values: valuesOfRow(row), element: () => (made ??= rowElement(row, data, base)) };
  });
}

/** The list's data file; null when it can't be loaded. */
async function loadData(url: string, name: string): Promise<Data | null> {
  await loadScript(url);
  return window.casebookItems?.[name] ?? null;
}

function optionsOf(select: HTMLSelectElement): Map<string, string> {
  const options = Array.from(select.options).filter((option) => option.value !== "");
  return new Map(options.map((option) => [option.value, option.dataset["label"] ?? option.text]));
}

class Listing {
  private readonly form: HTMLFormElement;
  private readonly list: HTMLElement;
  private readonly controls: Control[];
  private readonly names: string[];
  private readonly stillPage: Element[];
  private items: Item[];
  private choices: Choices = {};
  private shown = STEP;
  private waiting: Promise<void> | null = null;

  constructor(private readonly root: HTMLElement) {
    this.form = root.querySelector("form") as HTMLFormElement;
    this.list = root.querySelector("[data-cb-list]") as HTMLElement;
    this.controls = Array.from(this.form.querySelectorAll<HTMLSelectElement>("select[name]")).map((select) => this.control(select));
    this.names = this.controls.map((control) => control.name);
    this.stillPage = Array.from(this.list.children);
    this.items = this.stillPage.map((element) => itemOfElement(element as HTMLElement, this.names));
  }

  /** Takes the choices out of the address, listens. */
  start(): void {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("click", (event) => this.clicked(event.target as Element));
    window.addEventListener("popstate", () => this.read());
    this.read();
  }

  /** Follows the address: at the start, and after back or forward. */
  read(): void {
    const known = new Map(this.controls.map((control) => [control.name, new Set(control.options.keys())]));
    this.choices = fromQuery(location.search, known);
    this.shown = STEP;
    void this.show();
  }

  private control(select: HTMLSelectElement): Control {
    const name = select.name;
    const options = optionsOf(select);
    const label = select.dataset["label"] ?? name;
    if (select.hasAttribute("data-cb-tree")) {
      const cascade = new Cascade(select, (value) => this.choose(name, value));
      return { name, label, options, draw: (value, countOf) => cascade.draw(value, countOf) };
    }
    select.addEventListener("change", () => this.choose(name, select.value));
    const draw = (value: string, countOf: (value: string) => number): void => {
      for (const option of Array.from(select.options)) {
        if (option.value === "") continue;
        const count = countOf(option.value);
        const text = optionText(options.get(option.value) ?? "", count);
        if (option.text !== text) option.text = text;
        option.disabled = count === 0 && option.value !== value;
      }
      select.value = value;
    };
    return { name, label, options, draw };
  }

  private choose(name: string, value: string): void {
    const { [name]: _, ...others } = this.choices;
    this.write(value === "" ? others : { ...others, [name]: value });
  }

  private write(choices: Choices): void {
    this.choices = choices;
    this.shown = STEP;
    try {
      history.pushState(null, "", location.pathname + toQuery(location.search, this.names, choices) + location.hash);
    } catch {
      // Some browsers refuse new addresses on file://: the list still filters, only the address stays.
    }
    void this.show();
  }

  private clicked(target: Element): void {
    const name = target.closest<HTMLElement>("[data-cb-drop]")?.dataset["cbDrop"];
    if (name !== undefined) {
      this.choose(name, "");
      this.form.querySelector("summary")?.focus();
    } else if (target.closest("[data-cb-reset]") !== null) {
      this.write({});
      this.form.querySelector("summary")?.focus();
    } else if (target.closest("[data-cb-more]") !== null) {
      const from = this.shown;
      this.shown += STEP;
      void this.show().then(() => this.list.children[from]?.querySelector("a")?.focus());
    }
  }

  /** A list of several pages holds one of them; the rest comes with its data file at the first choice. */
  private async complete(): Promise<void> {
    const url = this.root.dataset["cbData"];
    if (url === undefined || Object.keys(this.choices).length === 0) return;
    this.waiting ??= loadData(url, this.root.dataset["cbName"] ?? "").then((data) => {
      if (data !== null) this.items = itemsOfData(data, this.root.dataset["cbBase"] ?? "");
    });
    this.say("正在读取列表……");
    await this.waiting;
  }

  private async show(): Promise<void> {
    await this.complete();
    const choices = this.choices;
    const asked = Object.keys(choices).length;
    const values = this.items.map((item) => item.values);
    const found = matching(values, choices);
    const paged = this.root.dataset["cbData"] !== undefined;
    const whole = paged && asked === 0;
    const total = Number(this.root.dataset["cbTotal"] ?? this.items.length);
    const rows = whole ? this.stillPage : found.map((index) => (this.items[index] as Item).element());
    const visible = paged && !whole ? rows.slice(0, this.shown) : rows;
    this.put(visible);
    this.drawControls(whole ? null : tally(values, this.names, choices));
    this.drawChips();
    this.reveal("[data-cb-empty]", found.length === 0);
    this.reveal("[data-cb-pages]", whole);
    this.reveal("[data-cb-more]", visible.length < rows.length);
    this.say(asked === 0 ? `共 ${total} 条` : `符合条件的有 ${found.length} 条（共 ${total} 条）`);
  }

  /** Rows that stand there already stay: laying out a whole list anew takes a phone longer than all the rest. */
  private put(rows: readonly Element[]): void {
    const there = this.list.children;
    if (rows.length === there.length && rows.every((row, at) => row === there[at])) return;
    this.list.replaceChildren(...rows);
    tellListed(this.list);
  }

  private drawControls(counts: Record<string, Map<string, number>> | null): void {
    for (const control of this.controls) {
      const countOf = (value: string): number => (counts === null ? this.writtenCount(control.name, value) : (counts[control.name]?.get(value) ?? 0));
      control.draw(this.choices[control.name] ?? "", countOf);
    }
  }

  /** The count the page was built with: right as long as nothing is chosen, and there before the data file is. */
  private writtenCount(name: string, value: string): number {
    const option = this.form.querySelector(`select[name="${name}"] option[value="${value}"]`);
    return Number((option as HTMLElement | null)?.dataset["count"] ?? 0);
  }

  private drawChips(): void {
    const chips = this.root.querySelector("[data-cb-chips]");
    if (chips === null) return;
    const chosen = this.controls.filter((control) => this.choices[control.name] !== undefined);
    const buttons = chosen.map((control) => {
      const button = document.createElement("button");
      const text = control.options.get(this.choices[control.name] as string) ?? "";
      button.type = "button";
      button.className = "cb-chip";
      button.dataset["cbDrop"] = control.name;
      button.setAttribute("aria-label", `去掉条件“${control.label}：${text}”`);
      button.textContent = `${control.label}：${text} ×`;
      return button;
    });
    chips.replaceChildren(...buttons);
    this.reveal("[data-cb-chosen]", chosen.length > 0);
  }

  private reveal(selector: string, visible: boolean): void {
    this.root.querySelectorAll<HTMLElement>(selector).forEach((element) => (element.hidden = !visible));
  }

  private say(text: string): void {
    const status = this.root.querySelector("[data-cb-status]");
    // The same words again would be read out again.
    if (status !== null && status.textContent !== text) status.textContent = text;
  }
}

/** Starts every list of the document. */
export function mountListings(): void {
  for (const root of Array.from(document.querySelectorAll<HTMLElement>("[data-cb-listing]"))) {
    if (root.querySelector("form") !== null) new Listing(root).start();
  }
}

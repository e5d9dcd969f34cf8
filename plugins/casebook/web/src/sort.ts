// Tables whose columns sort: <table data-cb-sort>. Without this script the rows stand in the order of the page.

import { LISTED } from "./listed";

type Direction = "ascending" | "descending";

interface Key {
  readonly number: number;
  readonly text: string;
}

/** A cell's number, or its text. data-sort says it where the cell's own writing (3万多) does not; empty means: last. */
export function keyOf(cell: HTMLElement | undefined): Key {
  const text = (cell?.dataset["sort"] ?? cell?.textContent ?? "").trim();
  return { number: text === "" ? NaN : Number(text), text };
}

/** Numbers before texts, texts by pinyin, nothing always last. */
export function compare(one: Key, other: Key, direction: Direction): number {
  if (one.text === "" || other.text === "") return Number(one.text === "") - Number(other.text === "");
  const sign = direction === "ascending" ? 1 : -1;
  const oneIs = !Number.isNaN(one.number);
  const otherIs = !Number.isNaN(other.number);
  if (oneIs && otherIs) return sign * (one.number - other.number);
  if (oneIs !== otherIs) return sign * (oneIs ? -1 : 1);
  return sign * one.text.localeCompare(other.text, "zh");
}

class Sortable {
  private readonly heads: HTMLElement[];
  private readonly body: HTMLElement;
  private column = -1;
  private direction: Direction = "ascending";

  constructor(table: HTMLTableElement) {
    this.heads = Array.from(table.querySelectorAll<HTMLElement>("thead th"));
    this.body = table.tBodies[0] as HTMLElement;
    this.heads.forEach((head, column) => this.arm(head, column));
    this.body.addEventListener(LISTED, () => this.sort());
  }

  private arm(head: HTMLElement, column: number): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cb-sort";
    button.append(...Array.from((head.querySelector(".cb-sort") ?? head).childNodes));
    button.addEventListener("click", () => this.choose(column));
    head.replaceChildren(button);
  }

  private choose(column: number): void {
    this.direction = column === this.column && this.direction === "ascending" ? "descending" : "ascending";
    this.column = column;
    this.heads.forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", this.direction);
      else head.removeAttribute("aria-sort");
    });
    this.sort();
  }

  private sort(): void {
    if (this.column < 0) return;
    const rows = Array.from(this.body.children).map((row) => ({ row, key: keyOf(row.children[this.column] as HTMLElement | undefined) }));
    rows.sort((one, other) => compare(one.key, other.key, this.direction));
    this.body.append(...rows.map(({ row }) => row));
  }
}

/** Makes every marked table of the document sortable. */
export function mountSortables(): void {
  for (const table of Array.from(document.querySelectorAll<HTMLTableElement>("table[data-cb-sort]"))) {
    if (table.tBodies.length > 0) new Sortable(table);
  }
}

// Records side by side: one column each, one row a field; what differs is marked.

import type { Compared, Item } from "./data";

export interface Row {
  readonly label: string;
  /** The items of each record, in its order. */
  readonly cells: ReadonlyArray<readonly Item[]>;
  /** Texts that every record has. */
  readonly shared: ReadonlySet<string>;
  readonly same: boolean;
}

export function textOf(item: Item): string {
  return typeof item === "string" ? item : item[0];
}

/** Rows in the order of the first record's fields; records of one kind all have the same fields. */
export function rowsOf(records: readonly Compared[]): Row[] {
  const first = records[0];
  if (first === undefined) return [];
  return first.fields.map(([label], at) => {
    const cells = records.map((record) => record.fields[at]?.[1] ?? []);
    const texts = cells.map((items) => new Set(items.map(textOf)));
    const shared = new Set([...(texts[0] ?? [])].filter((text) => texts.every((others) => others.has(text))));
    const same = texts.every((others) => others.size === shared.size);
    return { label, cells, shared, same };
  });
}

function made(tag: string, className: string, ...inside: Array<Node | string>): HTMLElement {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...inside);
  return element;
}

function cell(items: readonly Item[], row: Row): HTMLElement {
  const element = made("td", "");
  if (items.length === 0) {
    element.append(made("span", "cb-none", "未见记载"));
    return element;
  }
  const list = made("ul", "cb-bare");
  for (const item of items) {
    const one = made("li", !row.same && row.shared.has(textOf(item)) ? "cb-shared" : "", textOf(item));
    if (typeof item !== "string") one.append(made("span", "cb-compare__mark", item[1]));
    list.append(one);
  }
  element.append(list);
  return element;
}

function rowElement(row: Row): HTMLElement {
  const head = made("th", "", row.label);
  head.setAttribute("scope", "row");
  head.append(made("span", row.same ? "cb-compare__same" : "cb-compare__differs", row.same ? "相同" : "不同"));
  return made("tr", row.same ? "cb-same" : "", head, ...row.cells.map((items) => cell(items, row)));
}

/** The table; `base` leads to the site root, `drop` is called with the place of the record to leave out. */
export function tableOf(records: readonly Compared[], base: string, drop: (at: number) => void): HTMLElement {
  const corner = made("th", "cb-compare__corner", "项目");
  corner.setAttribute("scope", "col");
  const heads = records.map((record, at) => {
    const link = document.createElement("a");
    link.href = base + record.path;
    link.textContent = record.title;
    const button = made("button", "cb-compare__drop", "去掉") as HTMLButtonElement;
    button.type = "button";
    button.setAttribute("aria-label", `去掉“${record.title}”`);
    button.addEventListener("click", () => drop(at));
    const head = made("th", "", link, button);
    head.setAttribute("scope", "col");
    return head;
  });
  const caption = made("caption", "cb-compare__caption", `${records.map((record) => record.title).join("、")}的对比`);
  return made("table", "cb-compare__table", caption, made("thead", "", made("tr", "", corner, ...heads)), made("tbody", "", ...rowsOf(records).map(rowElement)));
}

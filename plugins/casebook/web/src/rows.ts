// Rows of a list's data file, and the element each becomes: the same markup as templates/_items.html.j2 writes.

import type { Values } from "./facets";

/** [path, kind label, title, status, summary, facts, facet values]; theme labels are looked up in Data.themes. */
export type Row = readonly [string, string, string, string, string, readonly string[], Values];

export interface Data {
  /** theme id → [label, path] */
  readonly themes: Readonly<Record<string, readonly [string, string]>>;
  /** True where kinds are mixed, so that each row says its own. */
  readonly mixed: boolean;
  readonly rows: readonly Row[];
}

export function valuesOfRow(row: Row): Values {
  return row[6];
}

function made(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== "") element.textContent = text;
  return element;
}

function link(href: string, text: string, className = ""): HTMLAnchorElement {
  const anchor = document.createElement("a");
  if (className !== "") anchor.className = className;
  anchor.href = href;
  anchor.textContent = text;
  return anchor;
}

/** A row as an <li>; `base` leads from the page to the site root ('../'). Text only ever goes in as text. */
export function rowElement(row: Row, data: Data, base: string): HTMLLIElement {
  const [path, kind, title, status, summary, facts, values] = row;
  const item = document.createElement("li");
  item.className = "cb-item";
  const heading = made("h2", "cb-item__title");
  heading.append(link(base + path, title));
  if (status !== "") heading.append(" ", made("span", "cb-status", status));
  item.append(heading);
  const said = data.mixed ? [kind, ...facts] : facts;
  if (said.length > 0) {
    const line = made("p", "cb-item__facts");
    line.append(...said.map((fact) => made("span", "cb-fact", fact)));
    item.append(line);
  }
  item.append(made("p", "cb-item__summary", summary));
  const tags = made("ul", "cb-bare cb-tags");
  tags.setAttribute("aria-label", "主题");
  for (const id of values["theme"] ?? []) {
    const theme = data.themes[id];
    if (theme === undefined) continue;
    const tag = document.createElement("li");
    tag.append(link(base + theme[1], theme[0], "cb-tag"));
    tags.append(tag);
  }
  if (tags.childElementCount > 0) item.append(tags);
  return item;
}

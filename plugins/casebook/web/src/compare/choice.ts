// What the reader has chosen to compare: kept for this window, shown in a bar at its foot, changed by buttons on records and in lists.

import { LISTED } from "../listed";
import { toast } from "../page";
import { onReturn } from "../return";
import { siteRoot } from "../root";

export interface Chosen {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

export const MOST = 4;
const KEY = "casebook-compare";
const FOLDERS: Readonly<Record<string, string>> = { methods: "method", cases: "case" };
const ADDRESS = /(methods|cases)\/([a-z0-9-]+)\.html$/;

let memory: readonly Chosen[] = [];

/** In the order chosen. Where the browser keeps nothing, for as long as the page lives. */
export function chosen(): readonly Chosen[] {
  try {
    const held: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(held) ? (held as Chosen[]) : [];
  } catch {
    return memory;
  }
}

export function choose(list: readonly Chosen[]): void {
  memory = list;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Private windows refuse: the memory of the page has it.
  }
  draw();
}

/** The record that an address names, or null. */
export function recordAt(address: string): { id: string; kind: string } | null {
  const found = ADDRESS.exec(address.split(/[?#]/)[0] ?? "");
  return found === null ? null : { id: found[2] as string, kind: FOLDERS[found[1] as string] as string };
}

function toggle(one: Chosen): void {
  const list = chosen();
  if (list.some((other) => other.id === one.id)) {
    choose(list.filter((other) => other.id !== one.id));
  } else if (list.length >= MOST) {
    toast(`最多对比 ${MOST} 个，先去掉一个`);
  } else if (list.some((other) => other.kind !== one.kind)) {
    choose([one]);
    toast(one.kind === "case" ? "案例只和案例对比，已重新选起" : "工作法只和工作法对比，已重新选起");
  } else {
    choose([...list, one]);
  }
}

function made<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function arm(button: HTMLButtonElement, one: Chosen): void {
  button.type = "button";
  button.dataset["cbChoose"] = one.id;
  button.dataset["cbTitle"] = one.title;
  button.addEventListener("click", () => toggle(one));
}

function onRows(list: Element): void {
  for (const row of Array.from(list.children)) {
    const link = row.querySelector<HTMLAnchorElement>(".cb-item__title a");
    const found = link === null ? null : recordAt(link.href);
    if (link === null || found === null || row.querySelector("[data-cb-choose]") !== null) continue;
    const button = made("button", "cb-choose");
    arm(button, { ...found, title: link.textContent ?? "" });
    row.classList.add("cb-item--choosable");
    row.append(button);
  }
}

function onRecord(): void {
  const button = document.querySelector<HTMLButtonElement>(".cb-tools [data-cb-tool=choose]");
  const found = recordAt(location.pathname);
  if (button === null || found === null) return;
  arm(button, { ...found, title: document.querySelector(".cb-record h1")?.firstChild?.textContent?.trim() ?? "" });
}

function draw(): void {
  const buttons = Array.from(document.querySelectorAll<HTMLElement>("[data-cb-choose]"));
  if (buttons.length === 0) return;
  const list = chosen();
  for (const element of buttons) {
    const pressed = list.some((one) => one.id === element.dataset["cbChoose"]);
    element.setAttribute("aria-pressed", String(pressed));
    const text = pressed ? "已加入对比" : "加入对比";
    element.textContent = text;
    // Begins with what is seen: who speaks to the machine says that.
    element.setAttribute("aria-label", `${text}：${element.dataset["cbTitle"] ?? ""}`);
  }
  document.querySelector(".cb-choice")?.remove();
  document.body.classList.toggle("cb-choosing", list.length > 0);
  if (list.length > 0) document.body.append(bar(list));
}

function bar(list: readonly Chosen[]): HTMLElement {
  const element = made("section", "cb-choice");
  element.setAttribute("aria-label", "要对比的");
  element.append(made("p", "cb-choice__names", list.map((one) => one.title).join("、")));
  if (list.length > 1) {
    const go = made("a", "md-button md-button--primary", `并排看这 ${list.length} 个`);
    go.href = `${siteRoot() ?? ""}compare.html?ids=${list.map((one) => one.id).join(",")}`;
    element.append(go);
  } else {
    element.append(made("p", "cb-choice__hint", "再选一个就能对比"));
  }
  const none = made("button", "cb-choice__none", "清空");
  none.type = "button";
  none.addEventListener("click", () => choose([]));
  element.append(none);
  return element;
}

/** Puts the buttons on a page. */
export function mountChoice(): void {
  for (const list of Array.from(document.querySelectorAll("[data-cb-listing] [data-cb-list]"))) {
    onRows(list);
    list.addEventListener(LISTED, () => {
      onRows(list);
      draw();
    });
  }
  onRecord();
  draw();
  onReturn(draw);
}

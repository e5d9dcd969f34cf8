// The page 我的书签: what was kept and what was seen, to open again or to forget.

import { clear, isNoting, list, remove, root, setNoting, type Kept, type List } from "./kept";
import { onReturn } from "../return";
import { mountSize } from "./tools";

function made<K extends keyof HTMLElementTagNameMap>(tag: K, text = "", className = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (text !== "") element.textContent = text;
  if (className !== "") element.className = className;
  return element;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = made("button", text, "md-button");
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

class Shelf {
  constructor(private readonly box: HTMLElement) {}

  draw(): void {
    const size = made("button", "", "md-button");
    size.type = "button";
    mountSize(size);
    this.box.replaceChildren(
      ...this.section("收藏", "marks", "还没有收藏。打开一条记录，点摘要下面的“收藏”。"),
      ...this.section("课程包", "pack", "还没有挑。打开一条记录，点摘要下面的“加入课程包”。"),
      ...this.section("最近看过", "seen", isNoting() ? "还没有看过的记录。" : "现在不记录看过的网页。"),
      button(isNoting() ? "不再记录看过的网页" : "重新记录看过的网页", () => {
        setNoting(!isNoting());
        this.draw();
      }),
      made("h2", "字号"),
      size,
    );
  }

  private section(title: string, name: List, nothing: string): HTMLElement[] {
    const kept = list(name);
    if (kept.length === 0) return [made("h2", title), made("p", nothing, "cb-hint")];
    const rows = made("ul", "", "cb-bare cb-kept");
    rows.append(...kept.map((page) => this.row(page, name)));
    const all = button(`清空${title}`, () => {
      clear(name);
      this.draw();
    });
    if (name !== "pack") return [made("h2", title), rows, all];
    const order = made("a", "到“自己编课”里排次序", "md-button");
    order.href = `${root().href}course.html`;
    return [made("h2", title), rows, order, all];
  }

  private row(page: Kept, name: List): HTMLLIElement {
    const row = made("li");
    const link = made("a", page.title);
    link.href = root().href + page.path;
    const day = made("time", page.on);
    const forget = button("移除", () => {
      remove(name, page.path);
      this.draw();
      this.box.querySelector<HTMLElement>("button")?.focus();
    });
    forget.setAttribute("aria-label", `移除“${page.title}”`);
    row.append(link, day, forget);
    return row;
  }
}

/** Draws the page's lists as they are now. */
export function mountShelf(): void {
  const box = document.querySelector<HTMLElement>("[data-cb-shelf]");
  if (box === null) return;
  const shelf = new Shelf(box);
  shelf.draw();
  onReturn(() => shelf.draw());
}

// 加入课程包 on lists and search results: a record is picked for a course without opening its page.

import { LISTED } from "../listed";
import { toast, today } from "../page";
import { onReturn } from "../return";
import { add, has, list, remove, root } from "./kept";

/** What may stand in a class: USABLE in publish/course.py. */
const USABLE = /^(?:methods|cases|policies|notes|terms)\/[\w-]+\.html$/;
const TITLES = ".cb-item__title > a, .cb-hit__title > a";

/** How many pages are picked, behind every link to the page where they are put in order. */
export function showCount(): void {
  const count = list("pack").length;
  for (const link of Array.from(document.querySelectorAll<HTMLElement>("[data-cb-picked]"))) {
    link.textContent = count === 0 ? "自己编课" : `自己编课（${count}）`;
    if (link.matches(".cb-basket")) link.hidden = count === 0;
  }
  document.body.classList.toggle("cb-picking", document.querySelector(".cb-basket:not([hidden])") !== null);
}

/** The way to what was picked stays in sight while a list is read. */
function showBasket(): void {
  if (document.querySelector(".cb-basket") !== null) return;
  const link = document.createElement("a");
  link.className = "md-button md-button--primary cb-basket";
  link.href = `${root().href}course.html`;
  link.dataset["cbPicked"] = "";
  document.querySelector(".md-content__inner")?.append(link);
}

function draw(button: HTMLElement, isPicked: boolean): void {
  button.textContent = isPicked ? "已加入课程包" : "加入课程包";
  button.setAttribute("aria-pressed", String(isPicked));
  // Begins with what is seen: who speaks to the machine says that.
  button.setAttribute("aria-label", `${button.textContent}：${button.dataset["cbTitle"] ?? ""}`);
}

/** A hit may show another name behind the title. */
function titleOf(link: HTMLAnchorElement): string {
  const parts = Array.from(link.childNodes).filter((node) => !(node instanceof Element && node.matches(".cb-hit__alias")));
  return parts.map((node) => node.textContent).join("").trim();
}

/** A button at the end of the row of every record that a class can use and that has none yet. */
function offer(scope: ParentNode): void {
  const picked = new Set(list("pack").map((page) => page.path));
  for (const link of Array.from(scope.querySelectorAll<HTMLAnchorElement>(TITLES))) {
    const path = link.href.startsWith(root().href) ? link.href.slice(root().href.length) : "";
    if (!USABLE.test(path)) continue;
    const row = link.closest("li");
    let button = row?.querySelector<HTMLElement>(".cb-put");
    if (!button) {
      button = document.createElement("button");
      button.className = "cb-put";
      button.setAttribute("type", "button");
      [button.dataset["cbPath"], button.dataset["cbTitle"]] = [path, titleOf(link)];
      row?.append(button);
      showBasket();
    }
    draw(button, picked.has(path));
  }
  showCount();
}

function toggle(button: HTMLElement): void {
  const { cbPath: path = "", cbTitle: title = "" } = button.dataset;
  if (has("pack", path)) remove("pack", path);
  else if (!add("pack", { path, title, on: today(new Date()) })) toast("浏览器不让保存，没有存成");
  draw(button, has("pack", path));
  showCount();
}

export function mountPicks(): void {
  offer(document);
  document.addEventListener(LISTED, (event) => offer(event.target as Element));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>(".cb-put");
    if (button !== null) toggle(button);
  });
  onReturn(() => offer(document));
}

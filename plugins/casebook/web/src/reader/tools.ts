// The tools of a record's page: keep it, pick it for a course, make the text larger, print, share.

import { toast, today } from "../page";
import { add, has, isNoting, remove, root, type Kept, type List } from "./kept";
import { showCount } from "./pick";
import { onReturn } from "../return";
import { mountShare } from "./share";
import { nextSize, sizeLabel } from "./size";

/** The record's page that is shown; null for another page, or one outside of the site's root. */
export function here(now: Date): Kept | null {
  const heading = document.querySelector(".cb-record h1");
  const at = location.href.replace(/[?#].*$/, "");
  if (heading === null || !at.startsWith(root().href)) return null;
  const title = Array.from(heading.childNodes)
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent)
    .join("")
    .trim();
  return { path: decodeURI(at.slice(root().href.length)), title, on: today(now) };
}

/** A button that puts the page on a list and takes it off. `words`: when it is off, when it is on, told when it came on, when it went off. */
function mountSwitch(button: HTMLButtonElement, name: List, page: Kept, words: readonly [string, string, string, string]): void {
  const [off, on, came, went] = words;
  const show = (): void => {
    const kept = has(name, page.path);
    button.textContent = kept ? on : off;
    button.setAttribute("aria-pressed", String(kept));
    if (name === "pack") showCount();
  };
  button.addEventListener("click", () => {
    if (has(name, page.path)) {
      remove(name, page.path);
      toast(went);
    } else {
      toast(add(name, page) ? came : "浏览器不让保存，没有存成");
    }
    show();
  });
  show();
  onReturn(show);
}

/** A button that says the size of the text and goes to the next. */
export function mountSize(button: HTMLButtonElement): void {
  const show = (): void => void (button.textContent = sizeLabel());
  button.addEventListener("click", () => {
    nextSize();
    show();
  });
  show();
  onReturn(show);
}

/** Prints what matters; the style says what that is. */
function printBrief(): void {
  const record = document.querySelector(".cb-record");
  record?.classList.add("cb-print-brief");
  window.addEventListener("afterprint", () => record?.classList.remove("cb-print-brief"), { once: true });
  window.print();
}

export function mountTools(): void {
  const bar = document.querySelector(".cb-tools");
  const page = here(new Date());
  if (bar === null || page === null) return;
  if (isNoting()) add("seen", page);
  const button = (name: string): HTMLButtonElement => bar.querySelector(`[data-cb-tool=${name}]`) as HTMLButtonElement;
  mountSwitch(button("mark"), "marks", page, ["收藏", "已收藏", "已收藏，在“我的书签”里", "已取消收藏"]);
  mountSwitch(button("pack"), "pack", page, ["加入课程包", "已加入课程包", "已加入，到“自己编课”里排次序", "已从课程包里拿出"]);
  mountSize(button("size"));
  button("print").addEventListener("click", () => window.print());
  button("brief").addEventListener("click", printBrief);
  mountShare(bar.querySelector(".cb-share") as HTMLDetailsElement);
}

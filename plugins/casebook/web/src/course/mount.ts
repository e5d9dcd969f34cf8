// On the page 自己编课: fetches the script and the style that the other pages do without, and lends it the search.

import { siteRoot } from "../root";
import { loadScript } from "../script";
import { seekRecords, sounds } from "../search/later";

const mounted = new WeakSet<Element>();

/** Safe to call after each instant navigation. */
export function mountCourse(): void {
  const root = document.querySelector<HTMLElement>("[data-cb-course]");
  const base = siteRoot();
  if (root === null || base === null || mounted.has(root)) return;
  mounted.add(root);
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${base}assets/course.css`;
  const styled = new Promise((resolve) => ["load", "error"].forEach((name) => style.addEventListener(name, resolve)));
  document.head.append(style);
  // Drawn before its style came, the page would jump.
  void Promise.all([loadScript(`${base}assets/course.js`), styled]).then(([came]) => {
    if (came) window.casebookCoursePage?.(root, base, seekRecords, sounds);
    else root.textContent = "这一页的程序没有加载成功，请刷新再试。";
  });
}

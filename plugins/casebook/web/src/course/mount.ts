// On the page 自己编课: fetches the script and the style that the other pages do without, and lends it the search.

import { onReturn } from "../return";
import { loadScript } from "../script";
import { seekRecords, sounds } from "../search/later";

export function mountCourse(base: string): void {
  const root = document.querySelector<HTMLElement>("[data-cb-course]");
  if (root === null) return;
  onReturn(() => location.reload()); // more was picked on the pages between, or the draft was changed
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

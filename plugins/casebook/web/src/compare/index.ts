// Buttons to choose what to compare, on records and lists; the page of the comparison brings a script of its own.

import { siteRoot } from "../root";
import { loadScript } from "../script";
import { mountChoice } from "./choice";

declare global {
  interface Window {
    /** Set by assets/compare.js: shows the comparison in the page's place for it. */
    casebookCompareOn?: (root: HTMLElement) => void;
  }
}

export function mountCompare(): void {
  const root = document.querySelector<HTMLElement>("[data-cb-compare]");
  if (root !== null) void loadScript(`${siteRoot() ?? ""}assets/compare.js`).then(() => window.casebookCompareOn?.(root));
  mountChoice();
}

// Asks for the form's own script where the form is, once a reader turns to it: no other page carries it, and who only looks
// at what can be written needs none of it.

import { onReturn } from "../return";
import { loadScript } from "../script";
import { hasDraft } from "./kept";

const FAILED = "表单没有读取成功，刷新页面再试。";

declare global {
  interface Window {
    /** Of form.js. Puts the form where it belongs, and begins a record of `kind` ('' for none); false when its data could not be had. */
    casebookFormOpen?: (base: string, kind: string) => Promise<boolean>;
  }
}

export function mountForm(base: string): void {
  const root = document.querySelector<HTMLElement>("[data-cb-form]");
  if (root === null) return;
  onReturn(() => location.reload()); // the draft may have been changed where it was opened a second time
  const wait = root.querySelector("[data-cb-wait]");
  const open = async (kind: string): Promise<void> => {
    const came = await loadScript(`${base}assets/form.js`);
    const isThere = came && ((await window.casebookFormOpen?.(base, kind)) ?? false);
    wait?.replaceChildren(isThere ? "" : FAILED);
  };
  if (hasDraft()) void open("");
  for (const name of ["pointerover", "focusin"]) root.addEventListener(name, () => void open(""), { once: true });
  root.addEventListener("click", (event) => {
    const kind = (event.target as Element).closest<HTMLElement>("[data-cb-kind]")?.dataset["cbKind"];
    if (kind === undefined) return;
    wait?.replaceChildren("正在打开表单……");
    void open(kind);
  });
}

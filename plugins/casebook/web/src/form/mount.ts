// Asks for the form's own script where the form is: no other page carries it.

import { loadScript } from "../script";

export function mountForm(base: string): void {
  if (document.querySelector("[data-cb-form]") === null) return;
  void loadScript(`${base}assets/form.js`).then(() => (window as { casebookFormMount?: (base: string) => void }).casebookFormMount?.(base));
}

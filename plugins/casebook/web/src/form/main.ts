// The script of form.html, a bundle of its own: other pages do not carry it. main.ts asks for it where the form is.

import { Finder } from "../search/find";
import { loadScript } from "../script";
import { Form } from "./form";
import { Known } from "./known";
import type { FormData } from "./shapes";

declare global {
  interface Window {
    /** Of publish/form/data.py. */
    casebookForm?: FormData;
    /** Puts the form where it belongs. */
    casebookFormMount?: (base: string) => void;
  }
}

const mounted = new WeakSet<Element>();

window.casebookFormMount = (base) => {
  const root = document.querySelector<HTMLElement>("[data-cb-form]");
  if (root === null || mounted.has(root)) return;
  mounted.add(root);
  const shards = Number(root.dataset["cbShards"] ?? "1");
  void loadScript(`${base}form/models.js`).then((came) => {
    const data = window.casebookForm;
    if (!came || data === undefined) {
      root.querySelector("[data-cb-wait]")?.replaceChildren("表单没有读取成功，刷新页面再试。");
      mounted.delete(root);
      return;
    }
    new Form(root, data, Known.of(base, shards), new Finder(base), { base, shards, newUrl: root.dataset["cbNew"] ?? "" }).start();
  });
};

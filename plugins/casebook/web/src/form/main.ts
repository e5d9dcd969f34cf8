// The script of form.html, a bundle of its own: other pages do not carry it. mount.ts asks for it.

import { Finder } from "../search/find";
import { loadScript } from "../script";
import { Form } from "./form";
import { Known } from "./known";
import type { FormData } from "./shapes";

declare global {
  interface Window {
    /** Of publish/form/data.py. */
    casebookForm?: FormData;
  }
}

let form: Form | null = null;

window.casebookFormOpen = async (base, kind) => {
  const root = document.querySelector<HTMLElement>("[data-cb-form]");
  if (root === null) return true;
  await loadScript(`${base}form/models.js`);
  const data = window.casebookForm;
  if (data === undefined) return false;
  const shards = Number(root.dataset["cbShards"] ?? "1");
  if (form === null) {
    form = new Form(root, data, Known.of(base, shards), new Finder(base), { base, shards, newUrl: root.dataset["cbNew"] ?? "" });
    form.start();
  }
  if (kind !== "") form.choose(kind);
  return true;
};

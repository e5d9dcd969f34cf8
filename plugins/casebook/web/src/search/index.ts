// Search on every page: the field in the header, and the search page where it is.

import { SearchBox } from "./box";
import { siteRoot } from "../root";
import { Finder } from "./find";
import { SearchPage } from "./page";

let box: SearchBox | null = null;
let boxForm: HTMLFormElement | null = null;
let finder: Finder | null = null;
let page: SearchPage | null = null;
let pageRoot: HTMLElement | null = null;

/** Makes what the page has searchable; safe to call again after each instant navigation, which keeps the header. */
export function mountSearch(): void {
  const form = document.querySelector<HTMLFormElement>("#casebook-search-form");
  const base = siteRoot();
  if (form === null || base === null) return;
  if (finder === null || finder.base !== base) finder = new Finder(base);
  if (boxForm !== form) mountBox(form, finder);
  mountPage(finder);
}

function mountBox(form: HTMLFormElement, own: Finder): void {
  const input = form.querySelector<HTMLInputElement>("#casebook-search");
  const output = document.querySelector<HTMLElement>("#casebook-search-results");
  if (input === null || output === null) return;
  boxForm = form;
  box = new SearchBox(form, input, output, own);
  form.addEventListener("submit", (event) => {
    if (page === null || pageRoot?.isConnected !== true) return;
    event.preventDefault();
    page.ask(input.value);
    box?.leave();
  });
}

function mountPage(own: Finder): void {
  const root = document.querySelector<HTMLElement>("#casebook-search-page");
  if (root === null || root === pageRoot) return;
  pageRoot = root;
  page = new SearchPage(root, own, (query) => box?.set(query));
}

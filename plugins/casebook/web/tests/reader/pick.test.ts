import { beforeAll, beforeEach, expect, test } from "vitest";

import { tellListed } from "../../src/listed";
import { list, remove } from "../../src/reader/kept";
import { mountPicks } from "../../src/reader/pick";

const SITE = `${location.origin}/some/path/`;
const row = (path: string, title: string): string => `<li class="cb-item"><h2 class="cb-item__title"><a href="${path}">${title}</a></h2></li>`;
const button = (title: string): HTMLButtonElement => document.querySelector(`.cb-put[aria-label$="：${title}"]`) as HTMLButtonElement;
const basket = (): HTMLAnchorElement => document.querySelector(".cb-basket") as HTMLAnchorElement;

const come = (): unknown => window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));

beforeAll(mountPicks);

beforeEach(() => {
  localStorage.clear();
  (window as { __md_scope?: URL }).__md_scope = new URL(SITE);
  history.replaceState(null, "", `${SITE}methods/index.html`);
  document.body.innerHTML = `<div class="md-content__inner"><ul>${row("wu-shi.html", "五事")}${row("../terms/min-shi.html", "民事民提")}${row("../sources/hb.html", "湖北")}${row("../regions/42.html", "湖北省")}</ul></div>`;
  tellListed(document.querySelector("ul") as HTMLElement);
});

test("every record that a class can use has a button with its name, once however often its row is put in", () => {
  tellListed(document.querySelector("ul") as HTMLElement);
  expect(Array.from(document.querySelectorAll(".cb-put")).map((one) => [one.textContent, one.getAttribute("aria-label"), one.getAttribute("aria-pressed")])).toEqual([
    ["加入课程包", "加入课程包：五事", "false"],
    ["加入课程包", "加入课程包：民事民提", "false"],
  ]);
  expect(basket().hidden).toBe(true);
});

test("a button puts its record in the basket and takes it out, and the way to the basket counts", () => {
  button("民事民提").click();
  button("五事").click();
  expect(list("pack").map((page) => [page.path, page.title])).toEqual([["methods/wu-shi.html", "五事"], ["terms/min-shi.html", "民事民提"]]);
  expect([button("五事").textContent, button("五事").getAttribute("aria-pressed")]).toEqual(["已加入课程包", "true"]);
  expect([basket().hidden, basket().textContent, basket().href]).toEqual([false, "自己编课（2）", `${SITE}course.html`]);
  button("五事").click();
  expect([list("pack").length, basket().textContent]).toEqual([1, "自己编课（1）"]);
});

test("on the way back a button says what was done on other pages", () => {
  button("五事").click();
  remove("pack", "methods/wu-shi.html");
  come();
  expect([button("五事").textContent, basket().hidden]).toEqual(["加入课程包", true]);
});

test("rows that a list puts in later get theirs, a hit without its other name", () => {
  const found = document.querySelector("ul") as HTMLElement;
  found.innerHTML = `<li class="cb-hit"><h2 class="cb-hit__title"><a href="../cases/kui.html"><mark>奎</mark>文 <span class="cb-hit__alias">又名 奎</span></a></h2></li>`;
  tellListed(found);
  expect(button("奎文").dataset["cbPath"]).toBe("cases/kui.html");
});

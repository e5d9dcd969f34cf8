import { beforeEach, expect, test } from "vitest";

import { list } from "../../src/reader/kept";
import { mountShelf } from "../../src/reader/shelf";
import { qr } from "../../src/reader/qr";
import { nextSize, size } from "../../src/reader/size";
import { mountTools } from "../../src/reader/tools";

const SITE = `${location.origin}/some/path/`;
const BAR = `
  <article class="cb-record"><h1>五事工作法<a class="headerlink">¶</a></h1>
  <div class="cb-tools"><button data-cb-tool="mark"></button><button data-cb-tool="pack"></button><button data-cb-tool="size"></button>
  <button data-cb-tool="print"></button><button data-cb-tool="brief"></button><details class="cb-share"><summary>分享</summary></details><a data-cb-picked></a></div></article>`;

beforeEach(() => {
  localStorage.clear();
  (window as { __md_scope?: URL }).__md_scope = new URL(SITE);
  history.replaceState(null, "", `${SITE}methods/wu-shi.html?q=1#steps`);
  document.body.innerHTML = BAR;
});

test("a bookmark is a switch that says how it stands", () => {
  mountTools();
  const button = document.querySelector<HTMLButtonElement>("[data-cb-tool=mark]") as HTMLButtonElement;
  expect([button.textContent, button.getAttribute("aria-pressed")]).toEqual(["收藏", "false"]);
  button.click();
  expect([button.textContent, button.getAttribute("aria-pressed")]).toEqual(["已收藏", "true"]);
  expect(list("marks").map(({ path, title }) => [path, title])).toEqual([["methods/wu-shi.html", "五事工作法"]]);
  button.click();
  expect(list("marks")).toEqual([]);
});

test("a page that is picked for a course is counted where courses are made", () => {
  mountTools();
  const [button, link] = ["[data-cb-tool=pack]", "[data-cb-picked]"].map((one) => document.querySelector<HTMLElement>(one));
  expect([button?.textContent, link?.textContent]).toEqual(["加入课程包", "自己编课"]);
  button?.click();
  expect([button?.textContent, link?.textContent, list("pack").length]).toEqual(["已加入课程包", "自己编课（1）", 1]);
});

test("a page that was opened is among those seen, once however often it is opened", () => {
  mountTools();
  document.body.innerHTML = BAR;
  mountTools();
  expect(list("seen").map((one) => one.path)).toEqual(["methods/wu-shi.html"]);
});

test("the text grows in two steps and comes back", () => {
  const seen = [size()];
  for (let count = 0; count < 3; count++) {
    nextSize();
    seen.push(size());
  }
  expect(seen).toEqual(["", "large", "huge", ""]);
});

test("the short print is marked while it is printed, and no longer", () => {
  mountTools();
  const record = document.querySelector(".cb-record") as HTMLElement;
  const seen: boolean[] = [];
  window.print = () => void seen.push(record.classList.contains("cb-print-brief"));
  document.querySelector<HTMLButtonElement>("[data-cb-tool=brief]")?.click();
  window.dispatchEvent(new Event("afterprint"));
  document.querySelector<HTMLButtonElement>("[data-cb-tool=print]")?.click();
  expect(seen).toEqual([true, false]);
});

test("the code holds the address: dark corners, white around", () => {
  const svg = qr("https://x.cn/methods/a.html");
  expect(svg.getAttribute("viewBox")).toMatch(/^-4 -4 (\d+) \1$/);
  expect(svg.querySelector("path")?.getAttribute("d")).toMatch(/^M0 0h1v1h-1zM1 0h1v1h-1zM2 0/);
});

test("the shelf lists what was kept and forgets it when told", () => {
  mountTools();
  document.querySelector<HTMLButtonElement>("[data-cb-tool=mark]")?.click();
  document.body.innerHTML = "<div data-cb-shelf></div>";
  mountShelf();
  const links = () => Array.from(document.querySelectorAll<HTMLAnchorElement>(".cb-kept a")).map((link) => link.href);
  const address = `${SITE}methods/wu-shi.html`;
  expect(links()).toEqual([address, address]); // kept, and seen
  document.querySelector<HTMLButtonElement>(".cb-kept button")?.click();
  expect([links(), list("marks")]).toEqual([[address], []]);
  const stop = Array.from(document.querySelectorAll("button")).find((one) => one.textContent === "不再记录看过的网页");
  stop?.click();
  expect([links(), list("seen")]).toEqual([[], []]);
});

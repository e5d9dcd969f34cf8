import { expect, test } from "vitest";

import { LISTED } from "../src/listed";
import { compare, keyOf, mountSortables } from "../src/sort";

const TABLE = `
<table data-cb-sort><thead><tr><th>指标</th><th>数值</th></tr></thead><tbody>
<tr><th>乙</th><td data-sort="30000">3万多</td></tr>
<tr><th>甲</th><td data-sort="9">9</td></tr>
<tr><th>丁</th><td data-sort="">三分之一</td></tr>
<tr><th>丙</th><td data-sort="1e2">100</td></tr>
</tbody></table>`;

const column = (no: number): string[] => Array.from(document.querySelectorAll("tbody tr")).map((row) => row.children[no]?.textContent ?? "");
const press = (no: number): void => document.querySelectorAll<HTMLButtonElement>("thead button")[no]?.click();

test("a column sorts up, then down; what has no number stays last", () => {
  document.body.innerHTML = TABLE;
  mountSortables();
  press(1);
  expect(column(1)).toEqual(["9", "100", "3万多", "三分之一"]);
  press(1);
  expect(column(1)).toEqual(["3万多", "100", "9", "三分之一"]);
  expect(document.querySelectorAll("th[aria-sort]").length).toBe(1);
  expect(document.querySelectorAll("thead th")[1]?.getAttribute("aria-sort")).toBe("descending");
});

test("another column begins upwards and takes the mark", () => {
  document.body.innerHTML = TABLE;
  mountSortables();
  press(1);
  press(0);
  expect(column(0)).toEqual(["丙", "丁", "甲", "乙"]);
  expect(document.querySelectorAll("thead th")[0]?.getAttribute("aria-sort")).toBe("ascending");
  expect(document.querySelectorAll("thead th")[1]?.hasAttribute("aria-sort")).toBe(false);
});

test("after a filter put rows in anew the order stays", () => {
  document.body.innerHTML = TABLE;
  mountSortables();
  press(1);
  const body = document.querySelector("tbody") as HTMLElement;
  body.replaceChildren(...Array.from(body.children).reverse().slice(1));
  body.dispatchEvent(new Event(LISTED));
  expect(column(1)).toEqual(["9", "100", "3万多"]);
});

test("numbers come before words, nothing comes last in both directions", () => {
  const key = (text: string): ReturnType<typeof keyOf> => ({ number: text === "" ? NaN : Number(text), text });
  expect(compare(key("5"), key("甲"), "ascending")).toBeLessThan(0);
  expect(compare(key(""), key("甲"), "ascending")).toBeGreaterThan(0);
  expect(compare(key(""), key("甲"), "descending")).toBeGreaterThan(0);
  expect(compare(key(""), key(""), "ascending")).toBe(0);
});

import { expect, test } from "vitest";

import { fromQuery, matching, tally, toQuery, type Values } from "../src/facets";

const ITEMS: Values[] = [
  { theme: ["协商", "服务"], region: ["42", "4205"] },
  { theme: ["协商"], region: ["37"] },
  { theme: ["服务"], region: ["42"] },
];
const NAMES = ["theme", "region"];
const KNOWN = new Map([
  ["theme", new Set(["协商", "服务"])],
  ["region", new Set(["37", "42", "4205"])],
]);

test("an item fits when it has every chosen value", () => {
  expect(matching(ITEMS, {})).toEqual([0, 1, 2]);
  expect(matching(ITEMS, { region: "42" })).toEqual([0, 2]);
  expect(matching(ITEMS, { region: "42", theme: "协商" })).toEqual([0]);
  expect(matching(ITEMS, { year: "2018" })).toEqual([]);
});

test("a count is what choosing the value would show", () => {
  const choices = { theme: "协商", region: "42" };
  const counts = tally(ITEMS, NAMES, choices);
  for (const [name, values] of KNOWN) {
    for (const value of values) {
      expect(counts[name]?.get(value) ?? 0, `${name}=${value}`).toBe(matching(ITEMS, { ...choices, [name]: value }).length);
    }
  }
});

test("choices survive the address bar, and what the page does not know is passed over", () => {
  const query = toQuery("?q=加装电梯&region=37", NAMES, { theme: "协商" });
  expect(new URLSearchParams(query).get("q")).toBe("加装电梯");
  expect(fromQuery(query, KNOWN)).toEqual({ theme: "协商" });
  expect(fromQuery("?theme=没有的&x=1", KNOWN)).toEqual({});
  expect(toQuery("?theme=协商", NAMES, {})).toBe("");
});

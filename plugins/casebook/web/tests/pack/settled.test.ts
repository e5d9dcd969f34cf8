import { expect, test } from "vitest";

import type { Pack, PackUnit } from "../../src/pack/compose";
import { settled } from "../../src/pack/settled";

const pack = (...units: PackUnit[]): Pack => ({ id: "ke", title: "课", summary: "", keywords: [], audience: [], hours: 1, objectives: [], units, pre_reading: [], outputs: [] });
const FOUND: Readonly<Record<string, readonly string[]>> = { "工作法 议事": ["a", "b", "c"], "案例 没有": [] };
const answer = (type: string, query: string) => FOUND[`${type} ${query}`];

test("what a query found shares the minutes, the odd ones to the first, and only the first says when and what", () => {
  const units: PackUnit[] = [{ session: "上午", type: "工作法", query: "议事", most: 3, title: "看", minutes: 35, text: "先读", purpose: "学" }, { type: "休息", title: "歇", minutes: 25 }];
  expect(settled(pack(...units), answer)).toEqual({
    open: [],
    pack: pack(
      { session: "上午", type: "工作法", ref: "a", minutes: 12, text: "先读", purpose: "学" },
      { type: "工作法", ref: "b", minutes: 12, purpose: "学" },
      { type: "工作法", ref: "c", minutes: 11, purpose: "学" },
      units[1] as PackUnit,
    ),
  });
});

test("one record where nothing is said of how many, and no more records than minutes", () => {
  const one: PackUnit = { type: "工作法", query: "议事", minutes: 2 };
  const refs = (unit: PackUnit) => settled(pack(unit), answer).pack.units.map((found) => [found.ref, found.minutes]);
  expect([refs(one), refs({ ...one, most: 3 })]).toEqual([[["a", 2]], [["a", 1], ["b", 1]]]);
});

test("a query that found nothing, or that nobody asked, is told by its number", () => {
  const units: PackUnit[] = [{ type: "休息", title: "歇", minutes: 5 }, { type: "案例", query: "没有", minutes: 5 }, { type: "案例", query: "没问过", minutes: 5 }];
  expect(settled(pack(...units), answer).open).toEqual([[2, units[1]], [3, units[2]]]);
});

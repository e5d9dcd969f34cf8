import { expect, test } from "vitest";

import { decode, type Postings } from "../../src/search/postings";
import { rank as rankWordings, together, type Scored } from "../../src/search/rank";

const NO_BONUS = new Map<number, number>();
const at = (level: number, ...docs: number[]) => ({ docs, levels: docs.map(() => level), total: docs.length });
const rank = (lists: Postings[], bonus: ReadonlyMap<number, number>, docs: number): Scored[] => rankWordings([{ lists, worth: 1 }], bonus, docs);

test("documents with all terms come before those with one", () => {
  const lists = [at(3, 0, 1, 2), at(3, 2, 3)];
  expect(rank(lists, NO_BONUS, 10)[0]).toMatchObject({ doc: 2, isWhole: true });
});

test("a term in a name outweighs the same term in a text", () => {
  const list = { docs: [7, 3, 5], levels: [7, 6, 5], total: 3 };
  expect(rank([list], NO_BONUS, 10).map((one) => one.doc)).toEqual([7, 3, 5]);
});

test("a document with little of the query is left out, unless it is called so", () => {
  const lists = [at(3, 1), at(3, 1), at(3, 1), at(3, 1, 2)];
  expect(rank(lists, NO_BONUS, 50).map((one) => one.doc)).toEqual([1]);
  expect(rank(lists, new Map([[2, 1000]]), 50).map((one) => one.doc)).toEqual([2, 1]);
});

test("equals stay in the order of the library", () => {
  expect(rank([at(4, 5, 2, 9)], NO_BONUS, 10).map((one) => one.doc)).toEqual([2, 5, 9]);
});

test("nothing asked, nothing found", () => {
  expect(rank([], NO_BONUS, 10)).toEqual([]);
  expect(rank([decode("")], NO_BONUS, 10)).toEqual([]);
});

test("a document counts by the wording it fits best, and one in the reader's words comes first", () => {
  const wordings = [
    { lists: [at(3, 1), at(3, 1)], worth: 1 },
    { lists: [at(3, 2), at(3, 2)], worth: 0.7 },
  ];
  expect(rankWordings(wordings, NO_BONUS, 20).map((one) => one.doc)).toEqual([1, 2]);
});

test("a longer name for the same thing does not outweigh the words that were asked", () => {
  const wordings = [
    { lists: [at(6, 1)], worth: 1 },
    { lists: [at(6, 2), at(6, 2), at(6, 2)], worth: 0.7 },
  ];
  expect(rankWordings(wordings, NO_BONUS, 20).map((one) => one.doc)).toEqual([1, 2]);
});

test("a list that is not read to its end is as common as it says", () => {
  const common = { ...at(3, 1), total: 900 };
  expect(rank([common, at(3, 2)], NO_BONUS, 1000).map((one) => one.doc)).toEqual([2]);
});

test("a query in one piece weighs what of it stands together", () => {
  expect(together("加装电梯", "老旧小区加装电梯实践")).toBe(1);
  expect(together("小区加装电梯", "老楼加装电梯")).toBeCloseTo(4 / 6);
  expect(together("电梯安装", "安装电梯")).toBe(0);
  expect(together("", "电梯")).toBe(0);
});

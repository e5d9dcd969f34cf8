import { expect, test } from "vitest";

import { decode } from "../../src/search/postings";
import { rank } from "../../src/search/rank";

const NO_BONUS = new Map<number, number>();
const at = (level: number, ...docs: number[]) => ({ docs, levels: docs.map(() => level) });

test("documents with all terms come before those with one", () => {
  const lists = [at(3, 0, 1, 2), at(3, 2, 3)];
  expect(rank(lists, NO_BONUS, 10)[0]).toMatchObject({ doc: 2, isWhole: true });
});

test("a term in a name outweighs the same term in a text", () => {
  const list = { docs: [7, 3, 5], levels: [7, 6, 5] };
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

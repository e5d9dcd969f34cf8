import { expect, test } from "vitest";

import { excerpt, marked, spans } from "../../src/search/snippet";

const TABLE = new Map([["議", "议"]]);
const cut = (text: string, terms: string[]): string[] => spans(text, terms, TABLE).map(([from, to]) => text.slice(from, to));

test("pairs that touch become one mark, in the writing of the text", () => {
  expect(cut("居民議事会", ["议事", "事会"])).toEqual(["議事会"]);
  expect(cut("ＡＥＤ与aed", ["aed"])).toEqual(["ＡＥＤ", "aed"]);
});

test("a figure is marked as a whole figure only", () => {
  expect(cut("2013年第13号", ["13"])).toEqual(["13"]);
});

test("one character that folds to several is marked whole", () => {
  expect(cut("面积300㎡以上", ["300m2", "m2"])).toEqual(["300㎡"]);
  expect(cut("㍿乙", ["社乙"])).toEqual(["㍿乙"]);
});

test("the excerpt holds the words, begins at a sentence and says where it is cut", () => {
  const text = `${"前面的话很长".repeat(20)}。居民在楼道里议事，当场定下来。${"后面的话也长".repeat(20)}`;
  const stretch = excerpt(text, ["议事", "楼道"], TABLE);
  expect(stretch.startsWith("居民在楼道里议事")).toBe(true);
  expect(stretch.endsWith("…")).toBe(true);
  expect(stretch.length).toBeLessThan(110);
});

test("the excerpt does not begin with a mark that closes what was cut off", () => {
  const text = `${"前".repeat(60)}“甲”，${"乙".repeat(16)}议事${"后".repeat(90)}`;
  expect(excerpt(text, ["议事"], TABLE).startsWith("…乙乙")).toBe(true);
});

test("statements side by side are kept apart", () => {
  expect(excerpt("区财政\n出钱。\n社区", [], TABLE)).toBe("区财政 · 出钱。社区");
});

test("text goes into the page as text", () => {
  const box = document.createElement("p");
  box.append(marked("<img src=x onerror=alert(1)>议事", ["img", "议事"], TABLE));
  expect(box.querySelector("img")).toBeNull();
  expect(box.textContent).toBe("<img src=x onerror=alert(1)>议事");
  expect(Array.from(box.querySelectorAll("mark"), (mark) => mark.textContent)).toEqual(["img", "议事"]);
});

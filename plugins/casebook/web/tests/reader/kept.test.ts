import { beforeEach, expect, test, vi } from "vitest";

import { add, clear, has, isNoting, list, remove, root, setNoting } from "../../src/reader/kept";

const page = (name: string) => ({ path: `methods/${name}.html`, title: name, on: "2024-05-01" });

beforeEach(() => localStorage.clear());

test("the newest stands first, and a page stands once", () => {
  expect([add("marks", page("a")), add("marks", page("b")), add("marks", page("a"))]).toEqual([true, true, true]);
  expect(list("marks").map((one) => one.title)).toEqual(["a", "b"]);
  expect(has("marks", "methods/b.html")).toBe(true);
  remove("marks", "methods/a.html");
  expect(list("marks").map((one) => one.title)).toEqual(["b"]);
  clear("marks");
  expect(list("marks")).toEqual([]);
});

test("fifty pages seen are remembered, bookmarks without end", () => {
  for (let count = 0; count < 60; count++) {
    add("seen", page(`p${count}`));
    add("marks", page(`p${count}`));
  }
  expect([list("seen").length, list("seen")[0]?.title, list("marks").length]).toEqual([50, "p59", 60]);
});

test("who does not want it remembered is asked once, and what was there is gone", () => {
  add("seen", page("a"));
  setNoting(false);
  expect([isNoting(), list("seen")]).toEqual([false, []]);
  setNoting(true);
  expect(isNoting()).toBe(true);
});

test("what was spoilt in the storage is passed over: a script is no link", () => {
  const key = `${root().pathname}.casebook.marks`;
  const bad = [null, 3, {}, { ...page("a"), path: "javascript:alert(1)" }, { ...page("a"), path: "//evil.cn/a.html" }];
  localStorage.setItem(key, JSON.stringify([...bad, page("b")]));
  expect(list("marks")).toEqual([page("b")]);
  localStorage.setItem(key, "{");
  expect(list("marks")).toEqual([]);
});

test("a browser that keeps nothing is told of", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  });
  expect(add("marks", page("a"))).toBe(false);
  vi.unstubAllGlobals();
});

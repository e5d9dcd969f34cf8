import { expect, test } from "vitest";

import { squeeze, terms } from "../../src/search/words";

// The Python tests compare this module with words.py on thousands of strings; here is the shape of it.
const TABLE = new Map([["關", "关"], ["於", "于"], ["號", "号"]]);

test("Han runs give pairs, other runs stay whole", () => {
  expect(terms("關於12345热线AED", TABLE)).toEqual(["关于", "12345", "热线", "aed"]);
  expect(terms("𠮷野家 13號", TABLE)).toEqual(["𠮷野", "野家", "13", "号"]);
  expect(terms("满意度94.08%", TABLE)).toEqual(["满意", "意度", "94.08"]);
  expect(terms("<>.*+?^$👍\u0000", TABLE)).toEqual([]);
});

test("a name is compared without marks", () => {
  expect(squeeze("《中发〔2017〕13號》", TABLE)).toBe("中发201713号");
});

import { expect, test } from "vitest";
import { around, type FormData } from "../../src/form/shapes";

const text = { type: "text" } as const;
const data = {
  models: {
    Case: [
      { name: "title", title: "标题", shape: text },
      { name: "narrative", title: "案例正文", shape: { type: "part", model: "Narrative" } },
    ],
    Narrative: [{ name: "background", title: "背景与起因", shape: { type: "list", item: { type: "part", model: "Prose" } } }],
    Prose: [{ name: "text", title: "内容", shape: text }],
  },
} as unknown as FormData;

test("a place is named by what stands around it", () => {
  expect(around(data, "Case", ["title"])).toBe("");
  expect(around(data, "Case", ["narrative", "background"])).toBe("案例正文");
  expect(around(data, "Case", ["narrative", "background", 1, "text"])).toBe("案例正文 › 背景与起因 2");
  expect(around(data, "Case", ["nothing", 0, "text"])).toBe("");
});

import { expect, test } from "vitest";

import { recordYaml } from "../src/yaml";

test("texts stand without quotes only where every reader takes them for the same text", () => {
  const record = { id: "a-b", title: "五事工作法", no: "no", date: "2024-01-01", colon: "甲: 乙", full: "甲：乙", dash: "- 甲", said: '说"好"了', quote: '"好"了', both: `"甲'`, back: "a\\b", hours: 3.5, gone: undefined, none: [] };
  expect(recordYaml("pack", record).split("\n").slice(1)).toEqual([
    "id: a-b", "title: 五事工作法", 'no: "no"', 'date: "2024-01-01"', 'colon: "甲: 乙"', "full: 甲：乙", 'dash: "- 甲"', `said: 说"好"了`, `quote: '"好"了'`, `both: '"甲'''`, 'back: "a\\\\b"', "hours: 3.5", "",
  ]);
});

test("lists, parts and several lines are laid out as casebook fmt lays them out", () => {
  const record = { units: [{ type: "讨论", text: "一\n\n二", minutes: 5 }, { type: "休息" }], tags: ["甲", "b-c"] };
  expect(recordYaml("pack", record)).toBe(`# yaml-language-server: $schema=../../schemas/pack.schema.json
units:
  - type: 讨论
    text: |-
      一

      二
    minutes: 5
  - type: 休息
tags:
  - 甲
  - b-c
`);
});

import { expect, test } from "vitest";
import { fileOf, newFileUrl, URL_LIMIT } from "../../src/form/file";
import { idOf, learn } from "../../src/form/ids";
import { likeness } from "../../src/form/near";
import { Store } from "../../src/form/store";
import type { Field, FormData } from "../../src/form/shapes";

const cite: Field = { name: "cite", title: "出处", shape: { type: "list", item: { type: "cite", max: 120 }, min: 1, max: 8, one: true } };
const text = (name: string, required = false): Field => ({ name, title: name, shape: { type: "text", max: 80, line: true }, required });
const DATA: FormData = {
  models: {
    Method: [
      text("id", true),
      text("title", true),
      { name: "steps", title: "步骤", shape: { type: "list", item: { type: "part", model: "Step" } } },
      { name: "origin", title: "来历", shape: { type: "part", model: "Origin" } },
      { name: "similar_to", title: "相近", shape: { type: "list", item: { type: "part", model: "Link", short: true } } },
    ],
    Step: [{ name: "no", title: "序号", shape: { type: "number", ge: 1 }, required: true }, text("name", true), cite],
    Origin: [text("place")],
    Link: [{ name: "ref", title: "编号", shape: { type: "ref", kinds: ["method"], max: 80 }, required: true }],
    Source: [text("id", true), text("title", true)],
  },
  kinds: {
    method: { label: "工作法", folder: "methods", model: "Method", sections: [["先填这些", ["title"]]] },
    source: { label: "来源", folder: "sources", model: "Source", sections: [["先填这些", ["title"]]] },
  },
  messages: {},
  concepts: {},
  labels: {},
  private: {},
  readings: { 重庆: "chong-qing" },
  ids: { most: 80, reserved: ["con"] },
};

const SOUNDS = new Map([["议", "yi"], ["事", "shi"], ["重", "zhong"], ["庆", "qing"], ["法", "fa"]]);

test("a file has its keys in the models' order, numbers bare, one citation without a list", () => {
  const part = { steps: [{ cite: ["yuan-yi 一(二)"], name: "听", no: "1" }, { no: "2", name: "办", cite: ["yuan-yi 一", "yuan-yi 二"] }], title: " 议事法 ", id: "yi-shi-fa", origin: { place: "" } };
  expect(fileOf(DATA, { kind: "method", part, follows: true })).toEqual({
    path: "content/methods/yi-shi-fa.yaml",
    folder: "content/methods",
    name: "yi-shi-fa.yaml",
    text: `# yaml-language-server: $schema=../../schemas/method.schema.json
id: yi-shi-fa
title: 议事法
steps:
  - no: 1
    name: 听
    cite: yuan-yi 一(二)
  - no: 2
    name: 办
    cite:
      - yuan-yi 一
      - yuan-yi 二
`,
  });
});

test("the host's page for a new file takes the whole text until the address is too long", () => {
  const file = { path: "", folder: "content/methods", name: "a.yaml", text: "议事 & more" };
  const github = "https://github.com/o/r/new/main/{folder}?filename={name}&value={text}";
  expect(newFileUrl(github, file)).toEqual({
    url: "https://github.com/o/r/new/main/content/methods?filename=a.yaml&value=%E8%AE%AE%E4%BA%8B%20%26%20more",
    isWhole: true,
  });
  const room = URL_LIMIT - "https://github.com/o/r/new/main/content/methods?filename=a.yaml&value=".length;
  expect(newFileUrl(github, { ...file, text: "a".repeat(room) })?.isWhole).toBe(true);
  expect(newFileUrl(github, { ...file, text: "a".repeat(room + 1) })).toEqual({ url: "https://github.com/o/r/new/main/content/methods?filename=a.yaml&value=", isWhole: false });
  expect(newFileUrl("https://gitlab.com/o/r/-/new/main/{folder}?file_name={name}", file)?.isWhole).toBe(false);
  expect(newFileUrl("", file)).toBeNull();
  expect(newFileUrl("javascript:alert(1)", file)).toBeNull();
});

test("an id is how the title sounds: phrases first, Latin and figures as they are, never one that is taken", () => {
  learn(SOUNDS);
  expect(idOf(DATA, "重庆议事法", [])).toBe("chong-qing-yi-shi-fa");
  expect(idOf(DATA, "议事4+1法", [])).toBe("yi-shi-4-1-fa");
  expect(idOf(DATA, "议事", ["yi-shi", "yi-shi-2"])).toBe("yi-shi-3");
  expect(idOf(DATA, "ＣＯＮ", [])).toBe("con-1");
  expect(idOf(DATA, "？", [])).toBe("");
  expect(idOf(DATA, "议".repeat(80), []).length).toBeLessThanOrEqual(80);
});

test("names are alike by the pairs of characters they share", () => {
  expect(likeness("“五事”工作法", "五事工作法")).toBe(1);
  expect(likeness("五事工作法", "四事工作法")).toBeGreaterThan(0.5);
  expect(likeness("五事工作法", "小区加装电梯")).toBe(0);
});

test("records that name one that gets another id follow; what has nothing left goes", () => {
  learn(SOUNDS);
  const store = new Store(DATA);
  store.add("source", "议事");
  store.add("method", "法");
  store.current = 1;
  store.set(["steps", 0, "cite"], ["yi-shi 一"]);
  store.set(["similar_to"], [{ ref: "yi-shi" }]);
  store.current = 0;
  store.set(["title"], "重庆议事");
  expect(store.drafts[0]?.part["id"]).toBe("chong-qing-yi-shi");
  expect(store.drafts[1]?.part["steps"]).toEqual([{ cite: ["chong-qing-yi-shi 一"] }]);
  expect(store.drafts[1]?.part["similar_to"]).toEqual([{ ref: "chong-qing-yi-shi" }]);
  store.current = 1;
  store.set(["origin", "place"], "某村");
  store.set(["origin", "place"], undefined);
  expect("origin" in (store.drafts[1]?.part ?? {})).toBe(false);
  store.set(["steps", 0, "cite"], undefined);
  expect(store.drafts[1]?.part["steps"]).toEqual([{}]);
});

test("what was written stays on the device until it is thrown away", () => {
  const store = new Store(DATA);
  store.add("method", "法");
  expect(store.keep()).toBe(true);
  const other = new Store(DATA);
  expect(other.recall()).toBe(true);
  expect(other.drafts).toEqual(store.drafts);
  other.clear();
  expect(new Store(DATA).recall()).toBe(false);
  localStorage.setItem(`${location.pathname.replace(/[^/]*$/, "")}.casebook.form`, "{spoilt");
  expect(new Store(DATA).recall()).toBe(false);
});

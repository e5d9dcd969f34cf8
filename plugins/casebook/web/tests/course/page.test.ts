import { beforeEach, expect, test } from "vitest";

import { CoursePage } from "../../src/course/page";
import { list } from "../../src/reader/kept";
import { recordOf } from "../../src/course/pack";

const PAGE = `<div data-cb-course data-cb-cards="1" data-cb-parts="1" data-cb-themes='[["yi","议事"]]' data-cb-packs='[["p","半天"]]'></div>`;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function open(): CoursePage {
  document.body.innerHTML = PAGE;
  return new CoursePage(document.querySelector("[data-cb-course]") as HTMLElement, `${location.origin}/`, () => Promise.resolve([]), () => Promise.resolve(new Map([["半", "ban"], ["天", "tian"]])));
}
const button = (name: string): HTMLButtonElement =>
  Array.from(document.querySelectorAll("button")).find((one) => (one.getAttribute("aria-label") ?? one.textContent) === name) as HTMLButtonElement;
const input = (name: string): HTMLInputElement => document.querySelector(`[data-field="${name}"]`) as HTMLInputElement;
function type(name: string, text: string): void {
  input(name).value = text;
  input(name).dispatchEvent(new Event("input"));
}

beforeEach(() => {
  localStorage.clear();
  (window as { __md_scope?: URL }).__md_scope = new URL(`${location.origin}/`);
  // No script of data comes here: all cards are known beforehand.
  document.head.append = (...nodes: Array<Node | string>) => nodes.forEach((node) => setTimeout(() => (node as HTMLElement).dispatchEvent(new Event("load")), 0));
  window.casebookCourse = {
    "card wu": ["method", "五事", "", 0, ["yi"], ["tai"]],
    "card tai": ["method", "太仓", "", 0, ["yi"], []],
    "card gone": ["case", "旧案", "已撤回", 0, [], []],
    "theme yi": [["wu", "method", "五事"], ["tai", "method", "太仓"]],
    "pack p": { title: "半天", audience: ["社工"], hours: 0.5, objectives: ["会"], units: [{ type: "工作法", ref: "wu", minutes: 30 }] },
  };
});

test("a free unit is added, named, moved and taken away, and all of it can be undone", () => {
  const page = open();
  button("加讲授").click();
  const key = (page.draft.sessions[0]?.units[0]?.key ?? 0) as number;
  expect(document.activeElement).toBe(input(`title-${key}`));
  type(`title-${key}`, "开场");
  button("加休息").click();
  button("上移：休息").click();
  expect(page.draft.sessions[0]?.units.map((unit) => unit.title)).toEqual(["休息", "开场"]);
  expect((document.activeElement as HTMLElement).dataset["field"]).toMatch(/^up-/);
  button("去掉：开场").click();
  button("撤销").click();
  button("撤销").click();
  expect(page.draft.sessions[0]?.units.map((unit) => unit.title)).toEqual(["开场", "休息"]);
  button("重做").click();
  expect(page.draft.sessions[0]?.units.map((unit) => unit.title)).toEqual(["休息", "开场"]);
});

test("what was picked on other pages waits, is put in order of picking, and waits no more", async () => {
  const kept = ["methods/wu.html", "methods/tai.html"].map((path, at) => ({ path, title: ["五事", "太仓"][at], on: "2024-05-01" }));
  localStorage.setItem("/.casebook.pack", JSON.stringify([...kept].reverse()));
  const page = open();
  button("全部排进来（2）").click();
  await settled();
  await settled();
  expect(page.draft.sessions[0]?.units.map((unit) => [unit.type, unit.ref])).toEqual([["工作法", "wu"], ["工作法", "tai"]]);
  expect([document.querySelector("#cb-picked"), list("pack").length]).toEqual([null, 2]);
});

test("sums follow what is typed: over, under, even", () => {
  const page = open();
  button("加讨论").click();
  const sum = () => document.querySelector(".cb-course__sum")?.textContent;
  expect(sum()).toBe("共 20 分钟（0:20）");
  type("hours", "0.5");
  expect(sum()).toBe("共 20 分钟（0:20），还差 10 分钟");
  type(`minutes-${page.draft.sessions[0]?.units[0]?.key}`, "40");
  expect(sum()).toBe("共 40 分钟（0:40），超出 10 分钟");
  type(`minutes-${page.draft.sessions[0]?.units[0]?.key}`, "0");
  expect([sum(), input(`minutes-${page.draft.sessions[0]?.units[0]?.key}`).hasAttribute("aria-invalid")]).toEqual(["共 40 分钟（0:40），超出 10 分钟", true]);
});

test("a course is kept on the device, and one from the address goes before it but can be undone", async () => {
  open();
  type("title", "我的课");
  const again = open();
  expect(again.draft.title).toBe("我的课");
  history.replaceState(null, "", "/course.html?from=p");
  const other = open();
  for (let turn = 0; turn < 4; turn++) await settled();
  expect([other.draft.title, other.draft.sessions[0]?.units[0]?.ref, location.search]).toEqual(["半天（改）", "wu", ""]);
  button("撤销").click();
  expect(other.draft.title).toBe("我的课");
});

test("a method is swapped for one that is near, and stays as the alternative", async () => {
  history.replaceState(null, "", "/course.html?from=p");
  const page = open();
  for (let turn = 0; turn < 4; turn++) await settled();
  history.replaceState(null, "", "/course.html");
  button("换一条：五事").click();
  for (let turn = 0; turn < 4; turn++) await settled();
  button("换上：太仓").click();
  expect(recordOf(page.draft)["units"]).toEqual([expect.objectContaining({ ref: "tai", alternative_ref: "wu", minutes: 30 })]);
});

test("a query is shown with what it found when the site was made, and can be settled for that; then its lock is gone", async () => {
  (window.casebookCourse as Record<string, unknown>)["query 工作法 议事"] = ["wu", "tai", "other"];
  const units = [{ session: "上午", type: "工作法", query: "议事", most: 2, minutes: 25, text: "先读" }, { type: "案例", query: "谁也没问", minutes: 5 }];
  localStorage.setItem("/.casebook.course", JSON.stringify({ title: "课", units, lock: { mark: "6c50466b", on: "2026-11-26" } }));
  const page = open();
  for (let turn = 0; turn < 6; turn++) await settled();
  const told = Array.from(document.querySelectorAll(".cb-unit h4")).map((one) => one.textContent);
  expect(told[0]).toContain("按查询挑选：议事最多 2 条，分钟平分。网站生成时挑到《五事》《太仓》。");
  expect(told[1]).toContain("做文件的那一刻由 casebook pack 挑");
  expect(document.body.textContent).toContain("锁定在 2026-11-26 的内容版本 6c50466b");
  button("就用这几条：议事").click();
  expect(JSON.parse(JSON.stringify(recordOf(page.draft)))).toMatchObject({
    units: [{ session: "上午", type: "工作法", ref: "wu", minutes: 13, text: "先读" }, { type: "工作法", ref: "tai", minutes: 12 }, units[1]],
  });
  expect([page.draft.lock, document.querySelector("[role=status]")?.textContent]).toEqual([undefined, "已换成 2 条记录，可以撤销；所用的记录换了，版本锁定已去掉"]);
});

test("an id is made of how the name sounds, passes over those that are taken, and leaves one that is there", async () => {
  (window as { casebookForm?: unknown }).casebookForm = { ids: { most: 80, reserved: ["index"] }, readings: { 会: "hui" } };
  (window.casebookCourse as Record<string, unknown>)["card ban-tian-hui"] = ["pack", "半天会", "", 0, [], []];
  const page = open();
  type("title", "半天会");
  const fold = document.querySelector(".cb-course__take details") as HTMLDetailsElement;
  const unfold = async (): Promise<void> => {
    fold.open = true;
    fold.dispatchEvent(new Event("toggle"));
    for (let turn = 0; turn < 6; turn++) await settled();
  };
  await unfold();
  expect([page.draft.id, input("id").value]).toEqual(["ban-tian-hui-2", "ban-tian-hui-2"]);
  type("id", "my-own");
  await unfold();
  expect(page.draft.id).toBe("my-own");
});

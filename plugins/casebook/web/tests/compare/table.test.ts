import { beforeEach, expect, test, vi } from "vitest";
import { idsOf } from "../../src/compare/page";
import { chosen, choose, mountChoice, recordAt } from "../../src/compare/choice";
import { crc32, type Compared } from "../../src/compare/data";
import { rowsOf, tableOf } from "../../src/compare/table";

function record(title: string, themes: string[], steps: Array<string | [string, string]> = []): Compared {
  return { kind: "method", title, path: `methods/${title}.html`, fields: [["类型", ["工作法"]], ["主题", themes], ["步骤", steps]] };
}

beforeEach(() => {
  document.body.innerHTML = "";
  choose([]);
});

test("the hash is zlib's", () => {
  expect(crc32("123456789")).toBe(0xcbf43926);
  expect(crc32("")).toBe(0);
  expect(crc32("=议事")).toBe(0x06c7a924);
});

test("ids of an address: each once, at most four, nothing that is no id", () => {
  expect(idsOf("?ids=a,b,a,../x,c-1,d,e,f")).toEqual(["a", "b", "c-1", "d"]);
  expect(idsOf("")).toEqual([]);
});

test("rows say whether they are the same and which items all have", () => {
  const rows = rowsOf([record("甲", ["议事", "服务"]), record("乙", ["议事"])]);
  expect(rows.map((row) => row.same)).toEqual([true, false, true]);
  expect([...(rows[1]?.shared ?? [])]).toEqual(["议事"]);
});

test("the table has a column a record, marks differences, and says what is not recorded", () => {
  const drop = vi.fn();
  const table = tableOf([record("甲", ["议事"], [["1 听", "计划"]]), record("乙", ["服务"])], "", drop);
  expect(Array.from(table.querySelectorAll("thead th a")).map((link) => link.getAttribute("href"))).toEqual(["methods/甲.html", "methods/乙.html"]);
  expect(Array.from(table.querySelectorAll("tbody th span")).map((mark) => mark.textContent)).toEqual(["相同", "不同", "不同"]);
  expect(table.querySelector(".cb-compare__mark")?.textContent).toBe("计划");
  expect(table.querySelector("tr:last-child td:last-child")?.textContent).toBe("未见记载");
  table.querySelectorAll<HTMLButtonElement>(".cb-compare__drop")[1]?.click();
  expect(drop).toHaveBeenCalledWith(1);
});

test("an address names a record of a kind that is compared", () => {
  expect(recordAt("file:///a/methods/wu-shi.html?x#y")).toEqual({ id: "wu-shi", kind: "method" });
  expect(recordAt("../policies/a.html")).toBeNull();
});

test("buttons in a list choose, at most four, and only of one kind", () => {
  const row = (folder: string, id: string): string => `<li><h2 class="cb-item__title"><a href="../${folder}/${id}.html">${id}</a></h2></li>`;
  const rows = ["a", "b", "c", "d", "e"].map((id) => row("methods", id)).join("") + row("cases", "f") + row("terms", "g");
  document.body.innerHTML = `<div data-cb-listing><ul data-cb-list>${rows}</ul></div>`;
  mountChoice();
  const buttons = Array.from(document.querySelectorAll<HTMLButtonElement>("[data-cb-choose]"));
  expect(buttons.length).toBe(6);
  buttons.slice(0, 5).forEach((button) => button.click());
  expect(chosen().map((one) => one.id)).toEqual(["a", "b", "c", "d"]);
  expect(buttons[0]?.getAttribute("aria-pressed")).toBe("true");
  expect(document.querySelector<HTMLAnchorElement>(".cb-choice a")?.href).toContain("compare.html?ids=a,b,c,d");
  buttons[0]?.click();
  expect(chosen().map((one) => one.id)).toEqual(["b", "c", "d"]);
  buttons[5]?.click();
  expect(chosen().map((one) => one.id)).toEqual(["f"]);
});

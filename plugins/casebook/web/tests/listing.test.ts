import { expect, test } from "vitest";

import { mountListings } from "../src/listing";
import { rowElement, type Data } from "../src/rows";

const ROOT = `
<div data-cb-listing data-cb-base="../" data-cb-total="3">
  <form><details><summary>筛选</summary>
    <label for="f-theme">主题</label>
    <select id="f-theme" name="theme" data-label="主题"><option value="">全部</option>
      <option value="yi-shi" data-label="议事">议事（2）</option><option value="fu-wu" data-label="服务">服务（1）</option></select>
    <label for="f-region">地区</label>
    <select id="f-region" name="region" data-label="地区" data-cb-tree><option value="">全部</option>
      <option value="37" data-label="山东省">山东省（2）</option>
      <option value="3707" data-label="潍坊市" data-parent="37">潍坊市（1）</option>
      <option value="42" data-label="湖北省">湖北省（1）</option></select>
  </details></form>
  <div data-cb-chosen hidden><div data-cb-chips></div><button type="button" data-cb-reset>清除</button></div>
  <p data-cb-status role="status">共 3 条</p>
  <ul data-cb-list>
    <li data-theme="yi-shi fu-wu" data-region="37 3707"><a href="a.html">甲</a></li>
    <li data-theme="yi-shi" data-region="37"><a href="b.html">乙</a></li>
    <li data-region="42"><a href="c.html">丙</a></li>
  </ul>
  <div data-cb-empty hidden></div>
</div>`;

const one = <T extends Element>(selector: string): T => document.querySelector<T>(selector) as T;
const titles = (): string[] => Array.from(document.querySelectorAll("[data-cb-list] a")).map((a) => a.textContent ?? "");
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function start(query = ""): Promise<void> {
  history.replaceState(null, "", `/methods/index.html${query}`);
  document.body.innerHTML = ROOT;
  mountListings();
  await settled();
}

async function choose(select: HTMLSelectElement, value: string): Promise<void> {
  select.value = value;
  select.dispatchEvent(new Event("change"));
  await settled();
}

test("without a choice the list stays whole", async () => {
  await start();
  expect(titles()).toEqual(["甲", "乙", "丙"]);
  expect(one("[data-cb-status]").textContent).toBe("共 3 条");
});

test("a choice filters, counts, and goes into the address", async () => {
  await start("?q=x");
  await choose(one("select[name=theme]"), "yi-shi");
  expect(titles()).toEqual(["甲", "乙"]);
  expect(one("[data-cb-status]").textContent).toBe("符合条件的有 2 条（共 3 条）");
  expect(location.search).toBe("?q=x&theme=yi-shi");
  const region = Array.from(one<HTMLSelectElement>(".cb-cascade select").options);
  expect(region.map((option) => [option.text, option.disabled])).toEqual([
    ["全部", false],
    ["山东省（2）", false],
    ["湖北省（0）", true],
  ]);
});

test("an address brings its choices, and back brings the former ones", async () => {
  await start("?theme=fu-wu&region=3707&form=unknown");
  expect(titles()).toEqual(["甲"]);
  expect(one<HTMLSelectElement>("select[name=theme]").value).toBe("fu-wu");
  history.replaceState({}, "", "/methods/index.html?theme=yi-shi");
  window.dispatchEvent(new PopStateEvent("popstate"));
  await settled();
  expect(titles()).toEqual(["甲", "乙"]);
});

test("a region opens the level below it, and going up drops it again", async () => {
  await start();
  await choose(one(".cb-cascade select"), "37");
  const selects = (): HTMLSelectElement[] => Array.from(document.querySelectorAll(".cb-cascade select"));
  expect(selects().length).toBe(2);
  expect(selects()[1]?.getAttribute("aria-label")).toBe("地区，第 2 级");
  await choose(selects()[1] as HTMLSelectElement, "3707");
  expect(location.search).toBe("?region=3707");
  expect(titles()).toEqual(["甲"]);
  await choose(selects()[1] as HTMLSelectElement, "");
  expect(location.search).toBe("?region=37");
  await choose(selects()[0] as HTMLSelectElement, "");
  expect(location.search).toBe("");
  expect(selects().length).toBe(1);
});

test("the label names the first select of the row", async () => {
  await start();
  expect(one<HTMLSelectElement>(".cb-cascade select").id).toBe("f-region");
  expect(document.querySelectorAll("#f-region").length).toBe(1);
});

test("a chip takes its condition away, reset takes all", async () => {
  await start("?theme=fu-wu&region=37");
  expect(Array.from(document.querySelectorAll("[data-cb-drop]")).map((chip) => chip.textContent)).toEqual(["主题：服务 ×", "地区：山东省 ×"]);
  one<HTMLButtonElement>('[data-cb-drop="theme"]').click();
  await settled();
  expect(location.search).toBe("?region=37");
  one<HTMLButtonElement>("[data-cb-reset]").click();
  await settled();
  expect(location.search).toBe("");
  expect(one<HTMLElement>("[data-cb-chosen]").hidden).toBe(true);
});

test("nothing found says so", async () => {
  await start("?theme=fu-wu&region=42");
  expect(titles()).toEqual([]);
  expect(one<HTMLElement>("[data-cb-empty]").hidden).toBe(false);
});

test("text of a data file stays text", () => {
  const data: Data = { themes: { t: ["<b>题</b>", "themes/t.html"] }, mixed: true, rows: [] };
  const item = rowElement(["methods/a.html", "工作法", "<img src=x>", "草稿", "<i>摘要</i>", ["<u>省</u>"], { theme: ["t", "gone"] }], data, "../");
  expect(item.querySelectorAll("img, i, b, u").length).toBe(0);
  expect(item.querySelector("h2 a")?.getAttribute("href")).toBe("../methods/a.html");
  expect(Array.from(item.querySelectorAll(".cb-fact")).map((fact) => fact.textContent)).toEqual(["工作法", "<u>省</u>"]);
  expect(item.querySelectorAll(".cb-tag").length).toBe(1);
});

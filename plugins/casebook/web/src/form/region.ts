// Where: 省 → 市 → 县 → registered place, each select showing what lies in the one before.

import type { Bench } from "./bench";
import { button, made, option } from "./dom";
import type { Regions } from "./regions";
import type { Loc } from "./shapes";

const LEVELS = ["省", "市", "区县", "具体地方"];

/** One region, kept at a place. */
export function regionBox(bench: Bench, at: Loc, label: string): HTMLElement {
  const value = bench.store.get(at);
  return selects(bench, label, typeof value === "string" ? value : "", (id) => {
    bench.store.set(at, id === "" ? undefined : id);
    bench.touch(at);
  }, at);
}

/** A region to add to a list: chosen first, then taken. */
export function regionPicker(bench: Bench, label: string, add: (id: string) => void): HTMLElement {
  let chosen = "";
  const take = button("加上这个地方", () => add(chosen));
  return made("div", "cb-region__add", selects(bench, label, "", (id) => (chosen = id)), take);
}

function selects(bench: Bench, label: string, value: string, chosen: (id: string) => void, at?: Loc): HTMLElement {
  const row = made("div", "cb-cascade", made("p", "cb-find__status", "正在读取地区……"));
  void bench.regions().then((regions) => {
    if (regions === null) row.replaceChildren(made("p", "cb-find__status", "地区没有读取成功，刷新页面再试。"));
    else draw(bench, row, regions, label, value, chosen, at);
  });
  return row;
}

function draw(bench: Bench, row: HTMLElement, regions: Regions, label: string, value: string, chosen: (id: string) => void, at?: Loc): void {
  const places = (bench.data.concepts["place"] ?? []).filter((one) => one[3] === "");
  const place = places.find((one) => one[0] === value);
  const path = [...regions.path(place?.[5] ?? value), ...(place === undefined ? [] : [place[0]])];
  const rows = ["", ...path].map((above) => ({
    above,
    inside: [
      ...regions.below(above).map((code) => [code, regions.names.get(code) ?? code] as const),
      ...(above === "" ? [] : places.filter((one) => one[5] === above).map(([id, name]) => [id, name] as const)),
    ],
  }));
  const made_ = rows
    .filter(({ inside }) => inside.length > 0)
    .map(({ above, inside }, depth) => {
      const select = made("select", "cb-select");
      select.setAttribute("aria-label", `${label}：${LEVELS[depth] ?? LEVELS[3]}`);
      select.append(option("", depth === 0 ? "选省" : "到这里为止"), ...inside.map(([id, name]) => option(id, name, id === path[depth])));
      select.addEventListener("change", () => {
        const id = select.value === "" ? above : select.value;
        chosen(id);
        draw(bench, row, regions, label, id, chosen, at);
        row.querySelectorAll("select")[depth]?.focus();
      });
      if (at !== undefined) bench.describe(select, at);
      return select;
    });
  const unknown = value !== "" && path.length === 0 ? [made("p", "cb-find__status", `现在写的是“${value}”`)] : [];
  row.replaceChildren(...unknown, ...made_);
}

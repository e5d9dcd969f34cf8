// What was written, to read and to print.

import { made } from "./dom";
import { titleOf } from "./known";
import { isBlank, isPart, type FormData, type Part, type Plain, type Shape } from "./shapes";
import type { Draft } from "./store";

const HIDDEN = ["id", "status"];

/** What ids and codes are called: `names` are by id and by code of a region. */
export type Names = ReadonlyMap<string, string>;

export function receiptOf(data: FormData, drafts: readonly Draft[], names: Names, day: string): HTMLElement {
  const records = drafts.map((draft) => {
    const kind = data.kinds[draft.kind];
    const head = made("h3", "", typeof draft.part["title"] === "string" ? draft.part["title"] : "");
    const line = made("p", "cb-hint", `${kind?.label ?? ""}，编号 ${String(draft.part["id"] ?? "")}`);
    return made("section", "", head, line, listOf(data, names, kind?.model ?? "", draft.part));
  });
  return made("div", "cb-receipt", made("h2", "", "供稿收据"), made("p", "cb-hint", `${day} 填写`), ...records);
}

function listOf(data: FormData, names: Names, model: string, part: Part): HTMLElement {
  const list = made("dl");
  for (const field of data.models[model] ?? []) {
    const value = part[field.name];
    if (value === undefined || isBlank(value) || HIDDEN.includes(field.name) || field.name === "title") continue;
    list.append(made("dt", "", field.title.replace(/编号$/, "")), made("dd", "", shown(data, names, field.shape, value)));
  }
  return list;
}

function shown(data: FormData, names: Names, shape: Shape, value: Plain): Node | string {
  if (Array.isArray(value)) {
    const item = shape.type === "list" ? shape.item : shape;
    if (value.length === 1) return shown(data, names, item, value[0] as Plain);
    return made("ol", "", ...value.map((one) => made("li", "", shown(data, names, item, one))));
  }
  if (isPart(value)) return shape.type === "part" ? listOf(data, names, shape.model, value) : "";
  if (shape.type === "list") return shown(data, names, shape.item, value);
  if (shape.type === "ref") return shape.kinds.map((kind) => titleOf(data, kind, value)).find((title) => title !== value) ?? names.get(value) ?? value;
  if (shape.type === "cite") return cited(names, value);
  return value;
}

/** A citation with the source's title in place of its id. */
function cited(names: Names, cite: string): string {
  const [id = "", ...section] = cite.split(" ");
  const title = names.get(id);
  return title === undefined ? cite : `《${title}》${section.join(" ")}`;
}

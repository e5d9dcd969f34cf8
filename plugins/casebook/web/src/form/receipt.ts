// What was written, to read and to print.

import { made } from "./dom";
import { titleOf } from "./known";
import { isBlank, isPart, type FormData, type Part, type Plain, type Shape } from "./shapes";
import type { Draft } from "./store";

const HIDDEN = ["id", "status"];

export function receiptOf(data: FormData, drafts: readonly Draft[], day: string): HTMLElement {
  const records = drafts.map((draft) => {
    const kind = data.kinds[draft.kind];
    const head = made("h3", "", typeof draft.part["title"] === "string" ? draft.part["title"] : "");
    const line = made("p", "cb-hint", `${kind?.label ?? ""}，编号 ${String(draft.part["id"] ?? "")}`);
    return made("section", "", head, line, listOf(data, kind?.model ?? "", draft.part));
  });
  return made("div", "cb-receipt", made("h2", "", "供稿收据"), made("p", "cb-hint", `${day} 填写`), ...records);
}

function listOf(data: FormData, model: string, part: Part): HTMLElement {
  const list = made("dl");
  for (const field of data.models[model] ?? []) {
    const value = part[field.name];
    if (value === undefined || isBlank(value) || HIDDEN.includes(field.name) || field.name === "title") continue;
    list.append(made("dt", "", field.title.replace(/编号$/, "")), made("dd", "", shown(data, field.shape, value)));
  }
  return list;
}

function shown(data: FormData, shape: Shape, value: Plain): Node | string {
  if (Array.isArray(value)) {
    const item = shape.type === "list" ? shape.item : shape;
    if (value.length === 1) return shown(data, item, value[0] as Plain);
    return made("ol", "", ...value.map((one) => made("li", "", shown(data, item, one))));
  }
  if (isPart(value)) return shape.type === "part" ? listOf(data, shape.model, value) : "";
  if (shape.type === "list") return shown(data, shape.item, value);
  if (shape.type === "ref") return shape.kinds.map((kind) => titleOf(data, kind, value)).find((title) => title !== value) ?? value;
  return value;
}

// A record as the file that it becomes, and the page of the host where such a file is begun.

import { recordYaml, type Plain as Value } from "../yaml";
import { isBlank, isPart, textIn, type FormData, type Part, type Plain, type Shape } from "./shapes";
import type { Draft } from "./store";

export interface RecordFile {
  /** Below the repository's root. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly text: string;
}

/** Longer addresses are refused by hosts (GitHub answers 414 past some 8 kB), and a Han character takes nine. */
export const URL_LIMIT = 8000;

/** The file of a record, laid out as `casebook fmt` does. */
export function fileOf(data: FormData, draft: Draft): RecordFile {
  const kind = data.kinds[draft.kind];
  const folder = `content/${kind?.folder ?? draft.kind}`;
  const name = `${textIn(draft.part, "id")}.yaml`;
  return { path: `${folder}/${name}`, folder, name, text: recordYaml(draft.kind, partOf(data, kind?.model ?? "", draft.part)) };
}

function partOf(data: FormData, model: string, part: Part): { readonly [key: string]: Value } {
  const told = (data.models[model] ?? []).flatMap((field) => {
    const value = part[field.name];
    const said = value === undefined ? undefined : valueOf(data, field.shape, value);
    return said === undefined ? [] : [[field.name, said] as const];
  });
  return Object.fromEntries(told);
}

/** Undefined for what says nothing. */
function valueOf(data: FormData, shape: Shape, value: Plain): Value | undefined {
  if (isBlank(value)) return undefined;
  if (shape.type === "list" && typeof value !== "string") {
    const items = (Array.isArray(value) ? value : [value]).flatMap((item) => valueOf(data, shape.item, item) ?? []);
    return items.length === 0 ? undefined : shape.one === true && items.length === 1 ? items[0] : items;
  }
  if (shape.type === "part" && isPart(value)) {
    const inner = partOf(data, shape.model, value);
    return Object.keys(inner).length === 0 ? undefined : inner;
  }
  const text = String(value).trim();
  return shape.type === "number" && /^[0-9.]+$/.test(text) ? Number(text) : text;
}

/** Where the host begins this file; `isWhole` false: the text has to be pasted. Empty template: null. */
export function newFileUrl(template: string, file: RecordFile): { readonly url: string; readonly isWhole: boolean } | null {
  if (!/^https?:\/\//.test(template)) return null;
  const filled = (text: string): string =>
    template.replace("{folder}", file.folder).replace("{name}", encodeURIComponent(file.name)).replace("{text}", () => encodeURIComponent(text));
  const whole = filled(file.text);
  const isWhole = template.includes("{text}") && whole.length <= URL_LIMIT;
  return { url: isWhole ? whole : filled(""), isWhole };
}

// Data against the models, with the verdicts of check/shape.py: the same code at the same place with the same words.

import { spanOf } from "./dates";
import { isBlank, isPart, type Field, type Finding, type FormData, type ListShape, type Loc, type NumberShape, type Part, type Plain, type Shape, type TextShape } from "./shapes";

/** As load/yaml.py's KEY: the finding is about the key itself. */
export const KEY = "~key";
const CITE = /^[a-z0-9]+(-[a-z0-9]+)* +\S.*$/;
const URL = /^https?:\/\/[^\s<>"'`]+$/;
const ID = "^[a-z0-9]+(-[a-z0-9]+)*$";
// What nobody sees: load/signs.py.
const INVISIBLE =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\u{e0000}-\u{e00ff}]|\r(?!\n)/u;
const WANT = { text: "一段文字", list: "一个列表", part: "一组“键: 值”" } as const;
const HOW = {
  text: "直接写在冒号后面，不分行列项",
  list: "另起一行，每项以“- ”开头；没有内容就删去这个字段",
  part: "另起一行缩进，逐个写“键: 值”",
} as const;

/** Brackets and blanks as citations have them. */
export function narrow(text: string): string {
  return text.replace(/（/g, "(").replace(/）/g, ")").trim().split(/\s+/).join(" ");
}

export function checkShape(data: FormData, model: string, part: Part): Finding[] {
  return new Shapes(data).part(model, part, []);
}

const lengthOf = (text: string): number => Array.from(text).length;

function short(value: Plain): string {
  const text = (typeof value === "string" ? value : JSON.stringify(value)).trim().split(/\s+/).join(" ");
  const chars = Array.from(text);
  return chars.length <= 40 ? text : `${chars.slice(0, 40).join("")}…`;
}

const helpOf = (field: Field): string => field.help ?? "参照字段表";

function adviceOf(field: Field): string {
  const { shape } = field;
  return shape.type === "choice" ? `可选：${shape.values.map(([value]) => value).join("、")}` : helpOf(field);
}

class Shapes {
  constructor(private readonly data: FormData) {}

  part(model: string, part: Part, at: Loc): Finding[] {
    return (this.data.models[model] ?? []).flatMap((field) => {
      const value = part[field.name];
      const here = [...at, field.name];
      if (value !== undefined && !isBlank(value)) return this.value(field, field.shape, value, here);
      if (field.required !== true) return [];
      const told = adviceOf(field);
      if (value === undefined) return [{ code: "CB201", at: here, values: { field: field.name, label: field.title, description: told } }];
      return [{ code: "CB214", at: [...here, KEY], values: { label: `${field.name}（${field.title}）`, fix: `必填：${told}` } }];
    });
  }

  private value(field: Field, shape: Shape, value: Plain, at: Loc): Finding[] {
    if (shape.type === "list") return this.list(field, shape, value, at);
    if (isBlank(value)) return [{ code: "CB214", at, values: { label: field.title, fix: "填上内容，或者删去这一行" } }];
    if (shape.type === "part") {
      const part = typeof value === "string" && shape.short === true ? { ref: value } : value;
      if (!isPart(part)) return [this.wrongType(field, "part", value, at)];
      // A bare link is no place of its own: what is wrong with it is wrong with the link.
      return this.part(shape.model, part, at).map((one) => (part === value ? one : { ...one, at }));
    }
    if (typeof value !== "string") return [this.wrongType(field, "text", value, at)];
    const sign = INVISIBLE.exec(value);
    if (sign !== null) return [{ code: "CB115", at, values: { char: `U+${(sign[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}` } }];
    return this.text(field, shape, value, at);
  }

  private wrongType(field: Field, wanted: keyof typeof WANT, value: Plain, at: Loc): Finding {
    const got = typeof value === "string" ? "text" : Array.isArray(value) ? "list" : "part";
    return { code: "CB207", at, values: { label: field.title, expected: WANT[wanted], got: WANT[got], fix: HOW[wanted] } };
  }

  private list(field: Field, shape: ListShape, value: Plain, at: Loc): Finding[] {
    const label = field.title;
    if (typeof value === "string" && shape.word !== undefined) {
      if (value.trim() === shape.word) return [];
      return [{ code: "CB203", at, values: { value: short(value), label, choices: `${shape.word}；或者另起一行，逐条写“- text: …”` } }];
    }
    if (!Array.isArray(value)) {
      return shape.one === true ? this.value(field, shape.item, value, at) : [this.wrongType(field, "list", value, at)];
    }
    if (shape.max !== undefined && value.length > shape.max) {
      return [{ code: "CB209", at, values: { label, limit: String(shape.max), length: String(value.length) } }];
    }
    const found = value.flatMap((item, index) => this.value(field, shape.item, item, [...at, index]));
    if (found.length > 0 || shape.min === undefined || value.length >= shape.min) return found;
    return [{ code: "CB205", at, values: { label, limit: String(shape.min), description: helpOf(field) } }];
  }

  private text(field: Field, shape: Exclude<Shape, ListShape | { type: "part" }>, value: string, at: Loc): Finding[] {
    const label = field.title;
    const text = value.trim();
    const told = (code: string, more: Record<string, string> = {}): Finding[] => [{ code, at, values: { label, value: short(value), ...more } }];
    const max = "max" in shape ? shape.max : undefined;
    if (max !== undefined && lengthOf(text) > max) return [{ code: "CB204", at, values: { label, length: String(lengthOf(value)), limit: String(max) } }];
    switch (shape.type) {
      case "choice":
        return shape.values.some(([one]) => one === value) ? [] : told("CB203", { choices: shape.values.map(([one]) => one).join("、") });
      case "date":
        return spanOf(text) === null ? told("CB210") : [];
      case "url":
        return URL.test(text) ? [] : told("CB212");
      case "cite":
        return CITE.test(narrow(text)) ? [] : told("CB213");
      case "number":
        return this.number(shape, text, told);
      case "ref":
        return /[\r\n]/.test(text) ? [{ code: "CB215", at, values: { label } }] : [];
      default:
        return this.pattern(field, shape, text, at, told);
    }
  }

  private number(shape: NumberShape, text: string, told: (code: string, more?: Record<string, string>) => Finding[]): Finding[] {
    if (!(shape.decimal === true ? /^[0-9]{1,9}(\.[0-9]{1,4})?$/ : /^[0-9]{1,9}$/).test(text)) return told("CB206");
    const number = Number(text);
    const range =
      shape.gt !== undefined && number <= shape.gt ? `大于 ${shape.gt}`
      : shape.ge !== undefined && number < shape.ge ? `不小于 ${shape.ge}`
      : shape.lt !== undefined && number >= shape.lt ? `小于 ${shape.lt}`
      : shape.le !== undefined && number > shape.le ? `不大于 ${shape.le}`
      : null;
    return range === null ? [] : told("CB211", { range });
  }

  private pattern(field: Field, shape: TextShape, text: string, at: Loc, told: (code: string, more?: Record<string, string>) => Finding[]): Finding[] {
    const fits = shape.line === true ? !/[\r\n]/.test(text) : shape.pattern === undefined || new RegExp(shape.pattern).test(text);
    if (!fits && text.includes("\n")) return [{ code: "CB215", at, values: { label: field.title } }];
    if (!fits) return told("CB208", { description: helpOf(field) + (shape.pattern === ID ? "；编号只用小写字母、数字和连字符" : "") });
    return shape.reserved?.includes(text) === true ? told("CB216") : [];
  }
}

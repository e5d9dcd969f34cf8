// A field of a model as what a person fills in. Every box bears its place in data-at, by which problems find it.

import { citeList } from "./cites";
import { button, made, option } from "./dom";
import type { Bench } from "./bench";
import { refBox, refList } from "./refs";
import { regionBox } from "./region";
import { isPart, type ChoiceShape, type Field, type ListShape, type Loc, type PartShape, type Shape } from "./shapes";

const PROSE = 200;

/** The id of the box of a place. */
export const boxId = (at: Loc): string => `cb-${at.join("-")}`;

/** What a field is called where ids are chosen, not typed. */
export function labelOf(field: Field): string {
  return isRef(field.shape) ? field.title.replace(/编号$/, "") : field.title;
}

const isRef = (shape: Shape): boolean => shape.type === "ref" || (shape.type === "list" && isRef(shape.item));
const isRegion = (shape: Shape): boolean => shape.type === "ref" && shape.kinds.includes("region");

/** The help without what only matters to who writes the file by hand: ids, names of fields and of files. */
export function helpOf(field: Field): string {
  const { shape } = field;
  if (field.name === "id") return field.help ?? "";
  if (isRegion(shape) || (shape.type === "list" && shape.word !== undefined)) return ""; // the control says it
  if (shape.type === "list" && shape.item.type === "cite") return field.required === true ? "" : "没有出处的，网页上标明是编者归纳";
  const clauses = (field.help ?? "").split("；").map((clause) => clause.split("，"));
  const kept = clauses.map((parts) => parts.filter((part) => !/[a-z_]{4,}|编号|区划代码/.test(part)).join("，"));
  return kept.filter((clause) => clause !== "").join("；");
}

/** The whole box of a field: label, help, control, room for what is wrong. */
export function fieldBox(bench: Bench, field: Field, at: Loc): HTMLElement {
  const { shape } = field;
  if (shape.type === "part") return partBox(bench, field, shape, at);
  if (shape.type === "list" && shape.item.type === "part") return partsBox(bench, field, shape, shape.item, at);
  if (shape.type === "list" && shape.item.type === "cite") return group(bench, field, at, citeList(bench, field, at));
  if (shape.type === "list" && shape.item.type === "ref") return group(bench, field, at, refList(bench, field, shape, shape.item, at));
  if (shape.type === "ref" && isRegion(shape)) return group(bench, field, at, regionBox(bench, at, labelOf(field)));
  const label = made("label", "cb-field__label", labelOf(field), must(field));
  const control = simple(bench, field, at);
  const box = framed(bench, field, at, "div", label, control);
  const input = control.matches("input,select,textarea") ? control : control.querySelector<HTMLElement>("input,select,textarea");
  if (input !== null) {
    input.id = `${boxId(at)}-in`;
    label.htmlFor = input.id;
    bench.describe(input, at);
    if (field.required === true) input.setAttribute("aria-required", "true");
  }
  return box;
}

function must(field: Field): HTMLElement | string {
  return field.required === true ? made("span", "cb-field__must", "必填") : "";
}

function framed(bench: Bench, field: Field, at: Loc, tag: "div" | "fieldset", head: HTMLElement, ...inside: HTMLElement[]): HTMLElement {
  const box = made(tag, `cb-field cb-field--${field.shape.type}`, head);
  box.dataset["at"] = JSON.stringify(at);
  box.id = boxId(at);
  const help = helpOf(field);
  if (help !== "") {
    const line = made("p", "cb-field__help", help);
    line.id = `${box.id}-help`;
    box.append(line);
  }
  box.append(...inside, bench.saidBox(at));
  return box;
}

function group(bench: Bench, field: Field, at: Loc, ...inside: HTMLElement[]): HTMLElement {
  const box = framed(bench, field, at, "fieldset", made("legend", "cb-field__label", labelOf(field), must(field)), ...inside);
  box.tabIndex = -1;
  return box;
}

function simple(bench: Bench, field: Field, at: Loc): HTMLElement {
  const { shape } = field;
  switch (shape.type) {
    case "choice":
      return choiceBox(bench, field, shape, at);
    case "list":
      return linesBox(bench, shape, at);
    case "ref":
      return refBox(bench, shape, at, labelOf(field));
    case "text":
      return shape.line === true || (shape.pattern !== undefined && shape.max !== undefined) ? lineBox(bench, field, at) : areaBox(bench, at, shape.max ?? 0);
    default:
      return lineBox(bench, field, at);
  }
}

function bound<E extends HTMLInputElement | HTMLTextAreaElement>(bench: Bench, input: E, at: Loc): E {
  const value = bench.store.get(at);
  input.value = typeof value === "string" ? value : "";
  input.addEventListener("input", () => bench.store.set(at, input.value === "" ? undefined : input.value));
  input.addEventListener("blur", () => bench.touch(at));
  return input;
}

function lineBox(bench: Bench, field: Field, at: Loc): HTMLElement {
  const input = bound(bench, made("input", "cb-input"), at);
  input.type = "text";
  input.autocomplete = "off";
  const { type } = field.shape;
  if (type === "number") input.inputMode = "decimal";
  if (type === "url") input.inputMode = "url";
  if (type === "number" || type === "date") input.classList.add("cb-input--short");
  return input;
}

function areaBox(bench: Bench, at: Loc, max: number): HTMLElement {
  const area = bound(bench, made("textarea", "cb-input"), at);
  area.rows = max > PROSE && max <= 400 ? 4 : 3;
  if (max === 0) return area;
  const count = made("span", "cb-field__count");
  const tell = (): void => {
    const length = Array.from(area.value.trim()).length;
    count.textContent = max <= 400 || length > max / 2 ? `${length}/${max} 字` : "";
  };
  area.addEventListener("input", tell);
  tell();
  return made("div", "cb-field__area", area, count);
}

function choiceBox(bench: Bench, field: Field, shape: ChoiceShape, at: Loc): HTMLElement {
  const select = made("select", "cb-select");
  const value = bench.store.get(at);
  const none = field.default === undefined ? (field.required === true ? "请选一个" : "不写") : `不改（${field.default}）`;
  select.append(option("", none), ...shape.values.map(([one, note]) => option(one, note === "" ? one : `${one}：${note}`, one === value)));
  // What is no value of the list all the same stays, so that it can be seen and changed.
  if (typeof value === "string" && !shape.values.some(([one]) => one === value)) select.append(option(value, value, true));
  select.addEventListener("change", () => {
    bench.store.set(at, select.value === "" ? undefined : select.value);
    bench.touch(at);
  });
  return select;
}

/** Short texts, one a line. */
function linesBox(bench: Bench, shape: ListShape, at: Loc): HTMLElement {
  const area = made("textarea", "cb-input");
  const value = bench.store.get(at);
  area.value = Array.isArray(value) ? value.filter((one) => typeof one === "string").join("\n") : typeof value === "string" ? value : "";
  area.rows = Math.min(5, Math.max(2, area.value.split("\n").length));
  area.addEventListener("input", () => {
    const lines = area.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    bench.store.set(at, lines.length === 0 ? undefined : lines);
  });
  area.addEventListener("blur", () => bench.touch(at));
  return made("div", "cb-field__area", area, made("span", "cb-field__count", shape.max === undefined ? "一行一个" : `一行一个，最多 ${shape.max} 个`));
}

export function fieldsOf(bench: Bench, model: string, at: Loc): HTMLElement[] {
  return (bench.data.models[model] ?? []).map((field) => fieldBox(bench, field, [...at, field.name]));
}

function partBox(bench: Bench, field: Field, shape: PartShape, at: Loc): HTMLElement {
  const box = group(bench, field, at, ...fieldsOf(bench, shape.model, at));
  if (field.required === true) return box;
  const fold = made("details", "cb-fold", made("summary", "", labelOf(field)), box);
  fold.open = bench.store.get(at) !== undefined;
  return fold;
}

/** A list of parts: a card each, to add and to take away. */
function partsBox(bench: Bench, field: Field, shape: ListShape, item: PartShape, at: Loc): HTMLElement {
  const cards = made("div", "cb-cards");
  const adder = button(`加一${unitOf(field)}`, () => {
    const list = bench.store.get(at);
    const index = Array.isArray(list) ? list.length : 0;
    bench.store.set([...at, index], bench.fresh(item.model, index));
    draw();
    cards.children[index]?.querySelector<HTMLElement>("input,textarea,select,button")?.focus();
  });
  adder.classList.add("cb-add");
  const word = shape.word === undefined ? null : wordBox(bench, shape.word, at, () => draw());
  const draw = (): void => {
    const list = bench.store.get(at);
    const items = Array.isArray(list) ? list : [];
    // A bare link becomes the part that the form draws.
    items.forEach((one, index) => {
      if (typeof one === "string" && item.short === true) items[index] = { ref: one };
    });
    const canDrop = field.required !== true || shape.word !== undefined || items.length > (shape.min ?? 0);
    cards.replaceChildren(...items.map((_, index) => card(bench, field, item, at, index, items.length, canDrop ? draw : null)));
    const isWord = typeof list === "string";
    cards.hidden = items.length === 0;
    adder.hidden = isWord || (shape.max !== undefined && items.length >= shape.max);
    word?.hide(items.length > 0);
    bench.show();
  };
  const box = group(bench, field, at, ...(word === null ? [] : [word.element]), cards, adder);
  draw();
  return box;
}

interface WordBox {
  readonly element: HTMLElement;
  readonly hide: (hidden: boolean) => void;
}

/** A word that may stand in the place of the list. */
function wordBox(bench: Bench, word: string, at: Loc, draw: () => void): WordBox {
  const check = made("input");
  check.type = "checkbox";
  check.checked = bench.store.get(at) === word;
  check.addEventListener("change", () => {
    bench.store.set(at, check.checked ? word : undefined);
    bench.touch(at);
    draw();
  });
  const element = made("label", "cb-check", check, `来源没有说，写“${word}”`);
  return { element, hide: (hidden) => (element.hidden = hidden) };
}

const UNITS: Readonly<Record<string, string>> = { steps: "步", narrative: "段", plan: "个环节", slide_points: "张", quiz: "题", units: "个单元", results: "个数字" };
const unitOf = (field: Field): string => UNITS[field.name] ?? (["background", "process", "outcome", "reflection"].includes(field.name) ? "段" : "条");

function card(bench: Bench, field: Field, item: PartShape, at: Loc, index: number, total: number, drawAgain: (() => void) | null): HTMLElement {
  const here = [...at, index];
  const name = `${labelOf(field)}第 ${index + 1} ${unitOf(field)}`;
  const part = bench.store.get(here);
  const fields = bench.data.models[item.model] ?? [];
  const isMain = (one: Field): boolean => one.required === true || one.name === "cite" || (isPart(part) && part[one.name] !== undefined);
  const rest = fields.filter((one) => !isMain(one));
  const all = fields.every((one) => one.required !== true) || rest.length === 0;
  const main = fields.filter((one) => all || isMain(one)).map((one) => fieldBox(bench, one, [...here, one.name]));
  const more = made("details", "cb-fold", made("summary", "", `还可以写：${rest.map((one) => labelOf(one)).join("、")}`), ...rest.map((one) => fieldBox(bench, one, [...here, one.name])));
  const drop = button("删去", () => {
    bench.store.set(here, undefined);
    const left = bench.store.get(at);
    if (Array.isArray(left) && left.length === 0) bench.store.set(at, undefined);
    bench.renumber(at);
    drawAgain?.();
    (document.getElementById(boxId(at)) as HTMLElement | null)?.focus();
  }, "cb-card__drop");
  drop.setAttribute("aria-label", `删去${name}`);
  const box = made("div", "cb-card", made("p", "cb-card__head", total > 1 ? `第 ${index + 1} ${unitOf(field)}` : "", drawAgain === null ? "" : drop), ...main, ...(all ? [] : [more]), bench.saidBox(here));
  box.dataset["at"] = JSON.stringify(here);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
  return box;
}

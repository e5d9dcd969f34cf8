// What all controls of a form share: the data, the records, what is wrong and where it is shown.

import type { Known } from "./known";
import type { Regions } from "./regions";
import { made } from "./dom";
import { isPart, textIn, textsIn, type Finding, type FormData, type Loc, type Part } from "./shapes";
import type { Store } from "./store";
import { say } from "./verdict";

export interface Found {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly string[];
}

export interface Bench {
  readonly data: FormData;
  readonly store: Store;
  readonly known: Known;
  readonly regions: () => Promise<Regions | null>;
  /** Records of these kinds that a few words may mean, best first. */
  readonly search: (words: string, kinds: readonly string[]) => Promise<Found[]>;
  /** Begins a record of its own, which then travels with this one; its id. */
  readonly begin: (kind: string, title: string) => string;
  /** What is wrong at a place may be shown from now on. */
  readonly touch: (at: Loc) => void;
  /** Shows again what is wrong; after controls were drawn anew. */
  readonly show: () => void;
  readonly saidBox: (at: Loc) => HTMLElement;
  readonly describe: (control: HTMLElement, at: Loc) => void;
  /** A new item of a list of parts. */
  readonly fresh: (model: string, index: number) => Part;
  readonly renumber: (at: Loc) => void;
}

const saidId = (at: Loc): string => `cb-${at.join("-")}-said`;

/** Room for what is wrong at a place. */
export function saidBox(at: Loc): HTMLElement {
  const box = made("div", "cb-said");
  box.id = saidId(at);
  box.dataset["said"] = JSON.stringify(at);
  return box;
}

/** Ties a control to its help and to what is wrong with it. */
export function describe(control: HTMLElement, at: Loc): void {
  control.setAttribute("aria-describedby", `cb-${at.join("-")}-help ${saidId(at)}`);
}

/** A new item: its number where items count up, and the source where there is only one to cite. */
export function fresh(data: FormData, store: Store, model: string, index: number): Part {
  const part: Part = {};
  const fields = data.models[model] ?? [];
  if (fields.some((field) => field.name === "no")) part["no"] = String(index + 1);
  const sources = textsIn(store.draft.part, "sources");
  if (sources.length === 1 && fields.some((field) => field.name === "cite" && field.required === true)) part["cite"] = [`${sources[0] as string} `];
  return part;
}

/** Items that count up count from 1 again. */
export function renumber(store: Store, at: Loc): void {
  const list = store.get(at);
  if (!Array.isArray(list)) return;
  list.forEach((item, index) => {
    if (isPart(item) && textIn(item, "no") !== "") item["no"] = String(index + 1);
  });
}

const begins = (whole: Loc, head: Loc): boolean => head.every((step, index) => whole[index] === step);

/** The place that is drawn for a finding: its own, else the nearest around it. */
export function placeOf(root: ParentNode, at: Loc): HTMLElement | null {
  for (let length = at.length; length > 0; length--) {
    const found = root.querySelector<HTMLElement>(`[data-said='${JSON.stringify(at.slice(0, length))}']`);
    if (found !== null) return found;
  }
  return null;
}

/** Writes each finding at its place, and marks the controls there; only those that `may` be shown yet. */
export function showFindings(root: HTMLElement, data: FormData, findings: readonly Finding[], may: (at: Loc) => boolean): void {
  const told = new Map<HTMLElement, HTMLElement[]>();
  for (const finding of findings) {
    const at = finding.at.filter((step) => step !== "~key");
    const place = may(at) ? placeOf(root, at) : null;
    if (place === null) continue;
    const { level, text, hint } = say(data, finding);
    const line = made("p", `cb-said__line cb-said__line--${level}`, made("span", "cb-said__code", finding.code), ` ${text}`, hint === "" ? "" : made("span", "cb-said__hint", `${/[。？！]$/.test(text) ? "" : "。"}${hint}`));
    line.dataset["code"] = finding.code;
    told.set(place, [...(told.get(place) ?? []), line]);
  }
  for (const box of Array.from(root.querySelectorAll<HTMLElement>("[data-said]"))) {
    const lines = told.get(box) ?? [];
    const words = lines.map((line) => line.textContent).join("\n");
    // The same words again would be drawn again under the reader's eyes.
    if (words !== (box.dataset["words"] ?? "")) box.replaceChildren(...lines);
    box.dataset["words"] = words;
    const field = box.closest<HTMLElement>("[data-at]");
    const isWrong = lines.some((line) => line.classList.contains("cb-said__line--error"));
    field?.classList.toggle("cb-field--wrong", isWrong && field.dataset["at"] === box.dataset["said"]);
    const control = field?.querySelector(`[aria-describedby~='${box.id}']`);
    if (isWrong) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
  }
}

/** Whether a place lies at or below one of those somebody has been at. */
export function isTouched(touched: readonly string[], at: Loc): boolean {
  return touched.some((one) => begins(at, JSON.parse(one) as Loc));
}

// Citations: a source of the record, and a section of it. A source that is written at the same time gets its sections here.

import type { Bench } from "./bench";
import { button, made, option } from "./dom";
import { narrow } from "./shape";
import { partsIn, textIn, textsIn, type Field, type Loc } from "./shapes";

const ELSE = "\u0000";

/** The citations of one field. */
export function citeList(bench: Bench, field: Field, at: Loc): HTMLElement {
  const box = made("div", "cb-cites");
  const draw = (): void => {
    const held = bench.store.get(at);
    const cites = Array.isArray(held) ? held.map(String) : typeof held === "string" ? [held] : [];
    const sources = textsIn(bench.store.draft.part, "sources").filter((one) => one !== "");
    const save = (list: readonly string[]): void => {
      bench.store.set(at, list.length === 0 ? undefined : [...list]);
      draw();
    };
    const rows = cites.map((cite, index) => row(bench, field, at, cite, sources, (next) => save(cites.flatMap((one, place) => (place === index ? (next === null ? [] : [next]) : [one])))));
    const add = button(cites.length === 0 ? "写出处" : "再加一处", () => {
      save([...cites, `${sources[0] ?? ""} `]);
      box.querySelectorAll<HTMLElement>(".cb-cite__row")[cites.length]?.querySelector<HTMLElement>("select,input")?.focus();
    });
    add.classList.add("cb-add");
    add.setAttribute("aria-label", `${add.textContent ?? ""}：${field.title}`);
    const none = sources.length === 0 ? made("p", "cb-find__status", "先在“来源”里选一份，才能写出处。") : "";
    box.replaceChildren(...rows, none, ...(sources.length === 0 || cites.length >= 8 ? [] : [add]));
    bench.show();
  };
  // Sources may be chosen later.
  bench.store.onChange(() => {
    const sources = textsIn(bench.store.draft.part, "sources").join(" ");
    if (box.isConnected && box.dataset["sources"] !== sources && !box.contains(document.activeElement)) draw();
    box.dataset["sources"] = sources;
  });
  draw();
  return box;
}

function row(bench: Bench, field: Field, at: Loc, cite: string, sources: readonly string[], save: (next: string | null) => void): HTMLElement {
  const [source = "", ...rest] = narrow(cite).split(" ");
  const locator = rest.join(" ");
  const which = made("select", "cb-select");
  which.setAttribute("aria-label", `${field.title}：来源`);
  const shown = source === "" || sources.includes(source) ? sources : [...sources, source];
  which.append(...(source === "" ? [option("", "选来源", true)] : []), ...shown.map((id) => option(id, id, id === source)));
  which.addEventListener("change", () => save(`${which.value} `));
  bench.describe(which, at);
  for (const one of Array.from(which.options)) {
    if (one.value !== "") void bench.known.with(bench.store.drafts).record(one.value).then((card) => (one.text = card?.title || one.value));
  }
  const where = made("div", "cb-cite__where");
  void sectionBox(bench, field, source, locator, (section) => save(`${source} ${section}`)).then((control) => {
    bench.describe(control, at);
    where.replaceChildren(control);
  });
  const drop = button("去掉", () => save(null), "cb-chosen__drop");
  drop.setAttribute("aria-label", "去掉这一处出处");
  return made("div", "cb-cite__row", which, where, drop);
}

async function sectionBox(bench: Bench, field: Field, source: string, locator: string, chosen: (section: string) => void): Promise<HTMLElement> {
  const card = source === "" ? null : await bench.known.with(bench.store.drafts).record(source);
  const draft = bench.store.drafts.find((one) => one.kind === "source" && textIn(one.part, "id") === source);
  const locators = card?.locators.filter((one) => one !== "") ?? [];
  if (locators.length === 0 || (draft === undefined && locator !== "" && !locators.includes(locator))) return typed(locator, chosen);
  const select = made("select", "cb-select");
  select.setAttribute("aria-label", `${field.title}：哪一节`);
  select.append(option("", "选哪一节", locator === ""), ...locators.map((one) => option(one, one, one === locator)), ...(draft === undefined ? [] : [option(ELSE, "别的一节……")]));
  select.addEventListener("change", () => {
    if (select.value !== ELSE) return chosen(select.value);
    const box = typed("", chosen);
    select.replaceWith(box);
    box.focus();
  });
  return select;

  function typed(value: string, done: (section: string) => void): HTMLElement {
    const input = made("input", "cb-input");
    input.type = "text";
    input.value = value;
    input.autocomplete = "off";
    input.placeholder = "哪一节，例如 一(二)、第3页";
    input.setAttribute("aria-label", `${field.title}：哪一节`);
    input.addEventListener("change", () => {
      const section = narrow(input.value);
      // What is cited is a section of the source: written once, here.
      if (draft !== undefined && section !== "" && !partsIn(draft.part, "sections").some((one) => narrow(textIn(one, "locator")) === section)) {
        draft.part["sections"] = [...partsIn(draft.part, "sections"), { locator: section }];
      }
      done(section);
    });
    return input;
  }
}

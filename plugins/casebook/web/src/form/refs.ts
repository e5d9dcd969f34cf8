// Choosing another record by search, or a theme or a setting from its list.

import type { Bench, Found } from "./bench";
import { button, made, option } from "./dom";
import { titleOf } from "./known";
import { regionPicker } from "./region";
import { textIn, type Field, type ListShape, type Loc, type RefShape } from "./shapes";

const PAUSE = 200;
let boxes = 0;

/** One reference. */
export function refBox(bench: Bench, shape: RefShape, at: Loc, label: string): HTMLElement {
  const box = made("div", "cb-ref");
  const draw = (): void => {
    const value = bench.store.get(at);
    if (typeof value === "string" && value !== "" && !isListed(shape)) {
      box.replaceChildren(
        chip(bench, shape, value, () => {
          bench.store.set(at, undefined);
          draw();
          box.querySelector("input")?.focus();
        }),
      );
    } else {
      const choose = (id: string): void => {
        bench.store.set(at, id === "" ? undefined : id);
        bench.touch(at);
        if (isListed(shape)) return;
        draw();
        box.querySelector("button")?.focus();
      };
      box.replaceChildren(picker(bench, shape, label, choose, typeof value === "string" ? value : ""));
      bench.describe(box.querySelector<HTMLElement>("input,select") as HTMLElement, at);
    }
  };
  draw();
  return box;
}

/** Several, in the order chosen. */
export function refList(bench: Bench, field: Field, shape: ListShape, item: RefShape, at: Loc): HTMLElement {
  const box = made("div", "cb-ref");
  const draw = (): void => {
    const list = bench.store.get(at);
    const ids = Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
    const chips = ids.map((id, index) =>
      chip(bench, item, id, () => {
        if (ids.length === 1) bench.store.set(at, undefined);
        else bench.store.set([...at, index], undefined);
        draw();
        box.querySelector<HTMLElement>("input,select")?.focus();
      }),
    );
    const add = (id: string): void => {
      if (id === "" || ids.includes(id)) return;
      bench.store.set([...at, ids.length], id);
      bench.touch(at);
      draw();
      box.querySelector<HTMLElement>(".cb-ref__add input, .cb-ref__add select")?.focus();
    };
    const isFull = shape.max !== undefined && ids.length >= shape.max;
    const adder = item.kinds.includes("region") ? regionPicker(bench, field.title, add) : picker(bench, item, field.title, add, "");
    adder.classList.add("cb-ref__add");
    box.replaceChildren(made("ul", "cb-bare cb-ref__chosen", ...chips.map((one) => made("li", "", one))), ...(isFull ? [] : [adder]));
    const control = box.querySelector<HTMLElement>(".cb-ref__add input, .cb-ref__add select");
    if (control !== null) bench.describe(control, at);
    bench.show();
  };
  draw();
  return box;
}

/** Whether all there is to choose from fits into a list. */
const isListed = (shape: RefShape): boolean => shape.kinds.every((kind) => kind === "theme" || kind === "setting");

function chip(bench: Bench, shape: RefShape, id: string, drop: () => void): HTMLElement {
  const title = made("span", "cb-chosen__title", id);
  void nameOf(bench, shape, id).then((name) => {
    title.textContent = name;
    away.setAttribute("aria-label", `去掉“${name}”`);
  });
  const away = button("去掉", drop, "cb-chosen__drop");
  away.setAttribute("aria-label", `去掉“${id}”`);
  return made("span", "cb-chosen__one", title, away);
}

async function nameOf(bench: Bench, shape: RefShape, id: string): Promise<string> {
  const listed = shape.kinds.map((kind) => titleOf(bench.data, kind, id)).find((name) => name !== id);
  if (listed !== undefined) return listed;
  if (shape.kinds.includes("region")) return (await bench.regions())?.fullName(id) ?? id;
  const title = (await bench.known.with(bench.store.drafts).record(id))?.title;
  return title === undefined || title === "" ? id : title;
}

function picker(bench: Bench, shape: RefShape, label: string, choose: (id: string) => void, value: string): HTMLElement {
  return isListed(shape) ? listed(bench, shape, label, choose, value) : seeker(bench, shape, label, choose);
}

function listed(bench: Bench, shape: RefShape, label: string, choose: (id: string) => void, value: string): HTMLElement {
  const select = made("select", "cb-select");
  select.setAttribute("aria-label", label);
  const concepts = shape.kinds.flatMap((kind) => bench.data.concepts[kind] ?? []);
  select.append(option("", "从下面选"), ...concepts.filter((one) => one[3] === "" || one[0] === value).map(([id, name, note]) => option(id, note === "" ? name : `${name}：${note}`, id === value)));
  if (value !== "" && !concepts.some((one) => one[0] === value)) select.append(option(value, value, true));
  select.addEventListener("change", () => choose(select.value));
  return made("div", "", select);
}

/** An ARIA combobox over the site's search; what is not there may be begun as a record of its own. */
function seeker(bench: Bench, shape: RefShape, label: string, choose: (id: string) => void): HTMLElement {
  const input = made("input", "cb-input");
  const list = made("ul", "cb-bare cb-find__list");
  const status = made("p", "cb-find__status");
  list.id = `cb-find-${++boxes}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", `${label}：可选的`);
  status.setAttribute("role", "status");
  input.type = "text";
  input.autocomplete = "off";
  input.placeholder = "打几个字查找";
  for (const [name, said] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"], ["aria-label", label]] as const) {
    input.setAttribute(name, said);
  }
  let timer = 0;
  let turn = 0;
  let active = -1;
  const options = (): HTMLElement[] => Array.from(list.querySelectorAll<HTMLElement>("[role=option]"));
  const point = (at: number): void => {
    options().forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    active = at;
    const one = options()[at];
    if (one === undefined) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", one.id);
    one?.scrollIntoView?.({ block: "nearest" });
  };
  const offer = (rows: ReadonlyArray<readonly [string, string, () => void]>, said: string): void => {
    list.replaceChildren(
      ...rows.map(([title, facts, take], index) => {
        const one = made("li", "cb-find__one", made("span", "cb-find__title", title), made("span", "cb-find__facts", facts));
        one.id = `${list.id}-${index}`;
        one.setAttribute("role", "option");
        one.setAttribute("aria-selected", "false");
        // Before the field loses the focus.
        one.addEventListener("mousedown", (event) => event.preventDefault());
        one.addEventListener("click", take);
        return one;
      }),
    );
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    status.textContent = said;
    point(-1);
  };
  const ask = async (): Promise<void> => {
    const words = input.value.trim();
    const mine = ++turn;
    if (words === "") return offer([], "");
    const drafts = draftsOf(bench, shape, words);
    const found = [...drafts, ...(await bench.search(words, shape.kinds)).filter((one) => !drafts.some((draft) => draft.id === one.id))];
    if (mine !== turn) return;
    const own = shape.kinds.length === 1 ? (shape.kinds[0] as string) : "";
    const kind = bench.data.labels[own] ?? "";
    const rows = found.map((one) => [one.title, one.facts.join(" · "), () => choose(one.id)] as const);
    const start = own in bench.data.kinds ? [[`新写一条${kind}“${words}”`, "与这一条一起交", () => choose(bench.begin(own, words))] as const] : [];
    offer([...rows, ...start], found.length === 0 ? "没有找到" : `找到 ${found.length} 条`);
  };
  input.addEventListener("input", (event) => {
    if ((event as InputEvent).isComposing) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener("compositionend", () => void ask());
  input.addEventListener("blur", () => offer([], ""));
  input.addEventListener("focus", () => void ask());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (count === 0) return;
      event.preventDefault();
      point((active + (event.key === "ArrowDown" ? 1 : count) + (active < 0 && event.key === "ArrowUp" ? 0 : 0)) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      options()[active < 0 ? 0 : active]?.click();
    } else if (event.key === "Escape") {
      offer([], "");
    }
  });
  return made("div", "cb-find", input, list, status);
}

/** Records of this contribution whose titles have the words. */
function draftsOf(bench: Bench, shape: RefShape, words: string): Found[] {
  return bench.store.drafts
    .filter((one) => one !== bench.store.draft && shape.kinds.includes(one.kind) && textIn(one.part, "title").includes(words))
    .map((one) => ({ id: textIn(one.part, "id"), title: textIn(one.part, "title"), facts: ["这次一起写的"] }));
}
